import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDigest } from '../../src/digest/read-digest.ts';
import { parsePeriod } from '../../src/period.ts';
import { readCollection } from '../../src/posts/read-posts.ts';
import { settings } from './example.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-gather-'));
  await mkdir(join(root, 'posts'));
});
afterEach(() => rm(root, { recursive: true }));

const write = (name: string, body: string) =>
  writeFile(
    join(root, 'posts', `2025-11-04-${name}.md`),
    `---\ntitle: 港の${name}\ndate: 2025-11-04 09:00:00 +0900\n---\n\n${body}\n`,
  );

async function gather(key?: string) {
  const period = parsePeriod('2025-W45', 'Asia/Tokyo');
  if (period === undefined) throw new Error('no such week');
  const collection = await readCollection(root, settings, new Date('2025-11-10T00:00:00Z'));
  const cache = key === undefined ? undefined : { folder: join(root, 'cache'), key, asked: new Map() };
  const { digest } = await readDigest({ root, settings, collection, period, cache });
  return digest.items.map(({ title, excerpt }) => `${title}: ${excerpt}`).toSorted();
}

it('reads the same posts with and without what was kept, and sees what changed since', async () => {
  await write('朝', '船が出た。');
  await write('夜', '灯がともる。');
  const fresh = ['港の夜: 灯がともる。', '港の朝: 船が出た。'];
  expect(await gather()).toEqual(fresh);
  expect(await gather('one')).toEqual(fresh);
  expect(await readdir(join(root, 'cache/articles'))).toHaveLength(2);
  expect(await gather('one')).toEqual(fresh);
  await write('夜', '霧が出た。');
  expect(await gather('one')).toEqual(['港の夜: 霧が出た。', '港の朝: 船が出た。']);
  expect(await gather('another program or config')).toEqual(await gather());
});
