/** A list as long as a publication's own, through the command line. */
import { expect, it } from 'vitest';
import { openSite } from './site.ts';

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
