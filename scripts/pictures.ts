/**
 * Takes the pictures of README.md from the sample posts: `npm run pictures`. What they show is what the commands
 * make, in a real browser; on another machine other fonts may be there, so no test compares them.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../test/browser.ts';

const home = join(import.meta.dirname, '..');
const folder = join(home, 'docs/pictures');
const WEEK = '2026-W46';

/** A picture is a row: its file, the page in `out/`, the window in CSS pixels, and the time of day. */
const pictures = [
  { file: 'mail.png', page: `digests/${WEEK}/email.html`, width: 680, height: 1180, scheme: 'light' },
  { file: 'mail-phone.png', page: `digests/${WEEK}/email.html`, width: 375, height: 1180, scheme: 'dark' },
  { file: 'feeds.png', page: 'feeds/index.html', width: 680, height: 560, scheme: 'light' },
] as const;

const site = mkdtempSync(join(tmpdir(), 'tayori-pictures-'));
for (const name of ['posts', 'tayori.config.ts'])
  cpSync(join(home, name), join(site, name), { recursive: true });
const tayori = (...words: string[]) =>
  execFileSync(process.execPath, [join(home, 'bin/tayori.mjs'), ...words, '--root', site], {
    stdio: 'ignore',
  });
tayori('build');
for (const week of ['2026-W44', '2026-W45', WEEK]) tayori('digest', '--week', week);

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
for (const { file, page: path, width, height, scheme } of pictures) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: 1.5,
  });
  await page.goto(pathToFileURL(join(site, 'out', path)).href);
  await page.screenshot({ path: join(folder, file) });
  await page.close();
}
await browser.close();
rmSync(site, { recursive: true });
