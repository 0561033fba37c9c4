/** The contact sheet, drawn by a real Chromium; and what is said where there is none. */
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { browserCommand } from '../../browser.ts';
import { CONFIG, openSite, post, type Site } from '../../journeys/site.ts';

const WEEK = '2025-W45';

function site(browser: string): Promise<Site> {
  return openSite({
    'tayori.config.ts': CONFIG.replace(/\};\n$/, `  preview: { browser: ${JSON.stringify(browser)} },\n};\n`),
    'posts/2025-11-05-1-tug.md': post(
      '曳船の賃料',
      '2025-11-05 09:00:00 +0900',
      '曳船の賃料は一年で12%下がった。',
    ),
  });
}

it('is one PNG with eight states', async () => {
  const { program, env, args } = await browserCommand();
  const own = await site('./browser.sh');
  const variables = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  const script = join(own.root, 'browser.sh');
  await own.write('browser.sh', `#!/bin/sh\n${variables.join('')}exec '${program}' ${args.join(' ')} "$@"\n`);
  await chmod(script, 0o755);
  await own.write('tayori.config.ts', (await own.read('tayori.config.ts')).replace('./browser.sh', script));
  const made = await own.run(['digest', '--week', WEEK, '--sheet', 'sheet.png']);
  expect(made.stderr).toContain('Sheet     sheet.png');
  const bytes = await readFile(join(own.root, 'sheet.png'));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2190, 2984]);
  expect(bytes.length).toBeGreaterThan(100_000); // an empty page of that size has some thousand
});

it.for([
  { browser: '/nowhere/chromium', says: 'There is no /nowhere/chromium', why: 'none is there' },
  { browser: '/bin/false', says: 'The browser drew no contact sheet', why: 'it draws nothing' },
])('names the next action where $why', async ({ browser, says }) => {
  const own = await site(browser);
  const made = await own.run(['digest', '--week', WEEK, '--sheet', 'sheet.png']);
  expect(made.code).toBe(1);
  expect(made.stderr).toContain(says);
  expect(made.stderr).toContain('preview: { browser:');
  expect(await own.files('out/digests')).toContain(`out/digests/${WEEK}/email.html`);
});
