/**
 * A real browser for tests of pages. It comes from npm with the libraries that it needs, so that a bare
 * machine can run it; it is unpacked once for each version, beside the packages.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

const packaged = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const { version } = createRequire(import.meta.url)(join(packaged, 'package.json')) as { version: string };

/** Only so that what hangs comes to an end, in ms: the half minute of the driver is too short on a busy machine. */
const LIMIT = 240_000;

/** @returns a headless browser; close it, or open it with `await using` */
export async function openBrowser(): Promise<Browser> {
  const { program, args, env } = await browserCommand();
  const browser = await driver.launch({
    executablePath: program,
    args: [...args],
    env: { ...process.env, ...env },
    timeout: LIMIT,
  });
  browser.on('context', (context) => context.setDefaultTimeout(LIMIT));
  return browser;
}

/** How it is started: for what starts a browser itself. */
export async function browserCommand(): Promise<{
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}> {
  const home = await unpack();
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') };
  return {
    program: join(home, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic'],
    env: { ...fonts, LD_LIBRARY_PATH: join(home, 'al2023/lib') },
  };
}

/**
 * Unpacks aside and moves the whole into place: tests run side by side, and none may find half a browser.
 *
 * @returns the folder that holds `chromium`, `fonts` and `al2023/lib`
 */
async function unpack(): Promise<string> {
  const cache = join(import.meta.dirname, '../node_modules/.cache/tayori');
  const home = join(cache, `chromium-${version}`);
  if (existsSync(home)) return home;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'unpack-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = aside; // where the package unpacks to
  const parts = [chromium.executablePath(), inflate(join(packaged, 'bin/al2023.tar.br'))];
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await Promise.all(parts);
  await rename(aside, home).catch(() => rm(aside, { recursive: true, force: true })); // another test was faster
  return home;
}
