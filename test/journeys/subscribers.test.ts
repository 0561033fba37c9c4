/** A list as long as a publication's own, through the command line. */
import { expect, it } from 'vitest';
import { ENTRY } from './installed.ts';
import { finish, openSite } from './site.ts';

/** One piece of a file that is read holds more people than one call for random bytes can give ids to. */
const PEOPLE = 12_000;

it('imports thousands of short lines, each with an id of its own, and the same file again changes nothing', async () => {
  const list = Array.from({ length: PEOPLE }, (_, index) => `r${index}@example.com\n`).join('');
  const site = await openSite({ 'list.csv': `メールアドレス\n${list}` });
  const add = ['subscribers', 'import', 'list.csv', '--already-confirmed', '名刺', '--json'];
  const first = await site.run(add);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ lines: PEOPLE, added: PEOPLE, refused: 0, twice: 0 });
  const again = await site.run(add);
  expect(JSON.parse(again.stdout)).toMatchObject({ lines: PEOPLE, added: 0, same: PEOPLE });
});

it.for([
  { line: 'cat list.csv | "$0" "$1" subscribers import - --json', why: 'the standard input' },
  { line: 'mkfifo p; cat list.csv > p & "$0" "$1" subscribers import p --json', why: 'a named pipe' },
])('imports what comes through a pipe, though a list is read twice: $why', async ({ line }) => {
  const site = await openSite({
    'list.csv': 'email,status\na@example.jp,active\nb@example.jp,active\na@example.jp,unsubscribed\n',
  });
  const { code, stdout } = await finish('sh', ['-c', line, process.execPath, ENTRY], site.root, {});
  expect(code).toBe(1); // the first line is refused: the third says no
  expect(JSON.parse(stdout)).toMatchObject({ lines: 3, added: 1, left: 1, refused: 1 });
});
