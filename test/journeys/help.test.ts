/** What the bundle says with `--help`: kept beside it, so that nothing has to be loaded, and the same as the source says. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { helpTexts, keptHelp } from '../../src/cli/help.ts';
import { ENTRY, installed } from './installed.ts';
import { finish } from './site.ts';

it('keeps what the source says of every command, and of all of them', async () => {
  expect(keptHelp(join(ENTRY, '../../dist/chunks/help.json'))).toEqual(await helpTexts(commands));
});

it.for([
  { args: ['--help'], says: 'Usage: tayori COMMAND', why: 'all commands' },
  { args: ['send', '--help'], says: 'Usage: tayori send', why: 'one of them' },
])('$args: $why', async ({ args, says }) => {
  const { code, stdout } = await finish(process.execPath, installed.call(args).args, '.', {});
  expect([code, stdout]).toEqual([0, expect.stringContaining(says)]);
});
