import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeProved } from '../../src/feeds/write-checked.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-keep-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('writes a document once, and says whether it did', async () => {
  const path = join(folder, 'a/rss.xml');
  expect(await writeProved(path, '便り')).toBe(true);
  expect(await readFile(path, 'utf8')).toBe('便り');
  expect(await writeProved(path, '便り')).toBe(false);
});

it('names the file that does not hold what was written: half a letter can not be kept as UTF-8', async () => {
  const path = join(folder, 'feed.json');
  await expect(writeProved(path, '便\ud83d')).rejects.toThrow(`${path} was written, but does not read back`);
});

it('puts a file in the place of a link, and leaves what it pointed to', async () => {
  const path = join(folder, 'rss.xml');
  await writeProved(join(folder, 'other.txt'), 'other');
  await symlink(join(folder, 'other.txt'), path);
  expect(await writeProved(path, '便り')).toBe(true);
  expect(await readFile(join(folder, 'other.txt'), 'utf8')).toBe('other');
});
