// The browser and the pages the tests open.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = process.env.RASHOMON_PAGES ?? mkdtempSync(join(tmpdir(), 'rashomon-pages-'));

if (!process.env.RASHOMON_PAGES) {
  execFileSync('cargo', ['run', '--release', '--quiet', '--package', 'rashomon-show', '--example', 'pages', '--', folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** The address of a page the example program wrote. */
export const address = (name) => pathToFileURL(join(folder, `${name}.html`)).href;

/** Its size in bytes. */
export const size = (name) => readFileSync(join(folder, `${name}.html`)).length;

/** Source of the accessibility checker, run in the page from outside its policy. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser without a network. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });

/** Opens a page; gives it with all it complained of and all it tried to fetch. */
export const visit = async (browser, name, { hash = '', ...options } = {}) => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  context.setDefaultTimeout(60_000);
  context.setDefaultNavigationTimeout(60_000);
  const page = await context.newPage();
  const complaints = [];
  const fetched = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => fetched.push(request.url()));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address(name) + hash);
  return { page, complaints, fetched, close: () => context.close() };
};
