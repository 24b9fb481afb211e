// Outlet text that means harm is shown as text.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('markup, addresses that run and event attributes stay words', async () => {
  const { page, complaints, fetched, close } = await visit(browser, 'hostile');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.broken), undefined);
  assert.equal(await page.locator('script').count(), 1);
  assert.equal(await page.locator('img, iframe, object, embed').count(), 0);
  assert.equal(await page.locator('[onerror], [onload], [onmouseover]').count(), 0);
  assert.equal(await page.locator('a[href^="javascript" i]').count(), 0);
  assert.match(await page.locator('h1').textContent(), /^<script>/);
  for (const link of await page.locator('a.words:visible').all()) {
    await link.click();
    assert.ok(await page.locator('#evidence').isVisible());
    assert.equal(await page.evaluate(() => document.documentElement.dataset.broken), undefined);
    await page.keyboard.press('Escape');
  }
  assert.deepEqual(complaints, []);
  assert.equal(fetched.length, 1);
  await close();
});

test('the policy stops script and style that are not the page’s own', async () => {
  const { page, complaints, close } = await visit(browser, 'story');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.broken = 1';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<p style="color:red" onclick="1">x</p><img src="https://example.org/x.png">');
  });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.broken), undefined);
  assert.ok(complaints.length >= 2, complaints.join('\n'));
  await close();
});

test('overrides of the writing direction are shown, and words of ten thousand letters are broken', async () => {
  const { page, close } = await visit(browser, 'hostile');
  const html = await page.content();
  assert.ok(!/[\u202d\u202e]/.test(html));
  assert.ok(html.includes('⇄'));
  assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(html));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 1400, `${wide} pixels wide`);
  await close();
});
