// One story: what a reader finds, and how.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const rows = (page) => page.locator('.row:visible').count();

test('a click on any words opens them in the whole report, with an address; back closes it', async () => {
  const { page, complaints, fetched, close } = await visit(browser, 'story');
  const words = page.locator('#story\\/5f0c\\/said a.words', { hasText: 'vehicle deck' });
  await words.click();
  assert.equal(await page.locator('#evidence h2').textContent(), 'Gazeta Zatoki');
  assert.match(await page.locator('#evidence .hit').allTextContents().then((all) => all.join('')), /^Smoke was noticed .* flames$/);
  assert.match(page.url(), /#in\/gazeta\/\d+-\d+$/);
  assert.ok(await page.locator('#evidence .hit').first().isVisible());
  await page.goBack();
  assert.ok(await page.locator('#evidence').isHidden());
  await page.goForward();
  assert.ok(await page.locator('#evidence').isVisible());
  assert.deepEqual(complaints, []);
  assert.equal(fetched.length, 1, 'the page fetches nothing');
  await close();
});

test('an address opens its passage when the page is loaded, beside its row', async () => {
  const { page, close } = await visit(browser, 'story');
  const href = await page.locator('a.words', { hasText: 'never gave the order' }).getAttribute('href');
  await close();
  const second = await visit(browser, 'story', { hash: href });
  await second.page.waitForTimeout(200);
  assert.match(await second.page.locator('#evidence .hit').first().textContent(), /^I never gave/);
  assert.ok(await second.page.locator('tr.row.open').isVisible());
  const box = await second.page.locator('tr.row.open').boundingBox();
  assert.ok(box.y > 0 && box.y < 900, 'the row is on the screen');
  await second.close();
});

test('the same row is a step away in each report, and says why it is empty', async () => {
  const { page, close } = await visit(browser, 'story');
  await page.locator('a.words', { hasText: 'vehicle deck' }).click();
  await page.locator('#evidence .others a', { hasText: 'Channel Nine' }).click();
  assert.match(await page.locator('#evidence .hit').first().textContent(), /^We saw smoke/);
  await page.locator('#evidence .others a', { hasText: 'Evening Post: unknown' }).click();
  assert.match(await page.locator('#evidence header').textContent(), /unknown: .*cannot be told/);
  await close();
});

test('keys alone reach everything', async () => {
  const { page, close } = await visit(browser, 'story');
  await page.locator('a.words').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^The search goes on/);
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#evidence').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#evidence').isHidden());
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^The search goes on/);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'find');
  await close();
});

test('filters: what differs, what one outlet has, who speaks, which words', async () => {
  const { page, close } = await visit(browser, 'story');
  const all = await rows(page);
  await page.check('.tools [value=differ]');
  await page.waitForTimeout(150);
  assert.ok((await page.locator('.row:visible').evaluateAll((rows) => rows.map((row) => row.dataset.k))).every((k) => k === 'differ'));
  await page.check('.tools [value=all]');
  await page.selectOption('[name=who]', 'Per Hallin');
  await page.waitForTimeout(150);
  assert.equal(await rows(page), 1);
  await page.selectOption('[name=who]', '');
  await page.fill('[name=find]', 'SPRINKLER');
  await page.waitForTimeout(150);
  assert.equal(await rows(page), 1);
  assert.match(await page.locator('.shown').textContent(), new RegExp(`1 of ${all} rows`));
  await page.fill('[name=find]', '');
  await page.waitForTimeout(150);
  assert.equal(await rows(page), all);
  await close();
});

test('layers mark quotes and people in the report', async () => {
  const { page, close } = await visit(browser, 'story');
  await page.locator('a.words', { hasText: 'until every name' }).first().click();
  await page.check('#evidence .layer[value=people]');
  const label = page.locator('#evidence .lp').first();
  assert.match(await label.evaluate((node) => getComputedStyle(node, '::after').content), /Ines Aldous/);
  assert.ok(await page.locator('main .layer[value=people]').isChecked());
  await close();
});

test('without script everything can be read, and addresses still lead to the words', async () => {
  const { page, close } = await visit(browser, 'story', { javaScriptEnabled: false });
  assert.ok(await page.locator('.tools').isHidden());
  const link = page.locator('a.words', { hasText: 'vehicle deck' });
  assert.ok(await link.isVisible());
  await link.click();
  assert.match(page.url(), /#in\/gazeta\//);
  assert.ok(await page.locator('article.report', { hasText: 'head of the port' }).isVisible());
  await close();
});

test('several stories open on a page of their own', async () => {
  const { page, complaints, close } = await visit(browser, 'stories');
  assert.equal(await page.locator('.card:visible').count(), 2);
  assert.ok(await page.getByText('Running story', { exact: true }).isVisible());
  assert.equal(await page.locator('.story:visible').count(), 0);
  await page.locator('.card a').first().click();
  assert.equal(await page.locator('.story:visible').count(), 1);
  assert.ok(await page.locator('#stories').isHidden());
  await page.goBack();
  assert.equal(await page.locator('.card:visible').count(), 2);
  assert.deepEqual(complaints, []);
  await close();
});

test('on a narrow screen nothing stands beyond its edge', async () => {
  for (const name of ['story', 'stories', 'hostile', 'large', 'none']) {
    const { page, close } = await visit(browser, name, { viewport: { width: 400, height: 800 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 400, `${name}: ${wide} pixels wide`);
    await close();
  }
});

test('print leaves out what cannot be used on paper', async () => {
  const { page, close } = await visit(browser, 'story');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.bar').isHidden());
  assert.ok(await page.locator('.full').isHidden());
  assert.ok(await page.locator('a.words').first().isVisible());
  await close();
});
