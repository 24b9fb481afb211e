// No serious finding of the accessibility checker, on any view.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, launch, visit } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const views = [
  ['a story', 'story', async () => {}],
  ['the opening page', 'stories', async () => {}],
  ['the evidence', 'story', async (page) => {
    await page.locator('a.words').first().click();
    for (const layer of ['quotes', 'people', 'times', 'numbers']) await page.check(`#evidence .layer[value=${layer}]`);
  }],
  ['a story of many reports', 'large', async () => {}],
];

for (const width of [1400, 400]) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, file, prepare] of views) {
      test(`${name}, ${width} pixels, ${colorScheme}`, async () => {
        const { page, close } = await visit(browser, file, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        await prepare(page);
        await page.evaluate(axe);
        // The cut-out of a page of many reports is checked: the rest is more of the same.
        const where = file === 'large' ? { include: [['.head'], ['.bar'], ['.sheet.counted'], ['.sheet.only .group:first-child']] } : null;
        const found = await page.evaluate(async (where) => (await window.axe.run(where ?? document, { resultTypes: ['violations'] })).violations, where);
        const grave = found.filter((one) => ['serious', 'critical'].includes(one.impact));
        const words = grave.map((one) => `${one.id}: ${one.help}\n${one.nodes.slice(0, 3).map((node) => `  ${node.html.slice(0, 160)}\n  ${node.any.map((check) => check.message).join('; ')}`).join('\n')}`);
        assert.deepEqual(words, []);
        await close();
      });
    }
  }
}
