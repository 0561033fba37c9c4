import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arePostsAsMade, keepPostsSeen, lookAtPosts } from '../../src/digest/posts-as-made.ts';
import { readHeads } from '../../src/posts/read-posts.ts';
import { diskClockMovesOn } from '../disk-clock.ts';
import { settings } from './example.ts';

const WEEK = '2025-W45';
const MADE = new Date('2025-11-08T00:00:00Z');

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-as-made-'));
  await write('posts/2025-11-04-asa.md', post('2025-11-04', '船が出た。'));
  await write('posts/2025-11-09-yoru.md', post('2025-11-09', '灯がともる。'));
  await write('tayori.config.ts', 'export default {};\n');
  await write(`out/digests/${WEEK}/manifest.json`, '{}');
});
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(root, dirname(file)), { recursive: true });
  await writeFile(join(root, file), text);
}

const post = (day: string, body: string) =>
  `---\ntitle: 港の${day}\ndate: ${day} 09:00:00 +0900\n---\n\n${body}\n`;

/** As `tayori digest` does: look, read, write the digest, keep what was seen. */
async function make(id = WEEK): Promise<void> {
  const seen = await lookAtPosts(root, settings, id);
  const readings = await readHeads(root, settings, seen.scan);
  await keepPostsSeen(root, { id, seen, readings, manifest: '{}' }, MADE);
}

const isSame = (now = MADE) => arePostsAsMade(root, settings, WEEK, now);

it('says nothing of posts that nobody looked at', async () => {
  expect(await isSame()).toBe(false);
});

it.for([
  { change: async () => {}, same: true, why: 'nothing happened' },
  {
    change: () => write('posts/2025-11-04-asa.md', post('2025-11-04', '霧が出た。')),
    same: false,
    why: 'a post of the same length says something else',
  },
  {
    change: () => write('posts/2025-11-05-hiru.md', post('2025-11-05', '潮が引く。')),
    same: false,
    why: 'a post came',
  },
  { change: () => rm(join(root, 'posts/2025-11-09-yoru.md')), same: false, why: 'a post went' },
  { change: () => write(`posts/_digests/${WEEK}.md`, '編集部から。\n'), same: false, why: 'a note came' },
  {
    change: () => write(`out/digests/${WEEK}/manifest.json`, '{ }'),
    same: false,
    why: 'the digest on the disk is another one',
  },
  {
    change: () => write('tayori.config.ts', 'export default { site: { title: "別の便り" } };\n'),
    same: false,
    why: 'the config makes other posts of the same files',
  },
  { change: () => make('2025-W46'), same: false, why: 'another digest was made since' },
])('$same: $why', async ({ change, same }) => {
  // A file that was written just now could change again and keep its time: it is not trusted.
  await diskClockMovesOn();
  await make();
  await change();
  expect(await isSame()).toBe(same);
});

it.for([
  { now: '2025-11-08T23:59:59Z', same: true, why: 'the post of Sunday is still to come' },
  { now: '2025-11-09T00:00:00Z', same: false, why: 'it is published now' },
  { now: '2025-11-03T23:00:00Z', same: false, why: 'the first post was not there yet' },
])('at $now: $same: $why', async ({ now, same }) => {
  await diskClockMovesOn();
  await make();
  expect(await isSame(new Date(now))).toBe(same);
});
