/**
 * Remembers the posts of a digest when it is made. So `send` sees that nothing changed without reading the posts again:
 * for 400 posts, that took a third of the time before the first mail. It stores the stamps of the files, a hash of the
 * issue note and one of the manifest, and the time until the next post becomes due, only for the last digest. If it is
 * missing, or anything differs, the posts are read.
 */
import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import { keepValue, recallValue } from '../cache.ts';
import { readText } from '../disk/files.ts';
import { distrustFresh, type Scan } from '../disk/scan-files.ts';
import { DIGESTS } from '../feeds/digests-folder.ts';
import { momentsOf } from '../posts/published-posts.ts';
import { type readHeads, scanPosts } from '../posts/read-posts.ts';
import type { Settings } from '../settings.ts';
import { type During, duringOf, isDuring } from '../time.ts';
import { digestArticles } from './digest-articles.ts';
import { noteFile, readNoteText } from './note/note-file.ts';

/** What was there before the first post was read. */
export type PostsSeen = {
  /** Of the posts folder. */
  readonly scan: Scan;
  /** A hash of the issue note; `null` if there is none. */
  readonly note: string | null;
};

type Kept = {
  /** The program and the config. */
  readonly key: string;
  readonly id: string;
  readonly manifest: string;
  readonly note: string | null;
  /** A hash of names and stamps. */
  readonly posts: string;
  readonly during: During;
};

const NAME = 'posts';

/** Call it before the posts are read: then a change during the reading is noticed later. */
export async function lookAtPosts(root: string, settings: Settings, id: string): Promise<PostsSeen> {
  const note = await readNoteText(root, noteFile(id, settings));
  return { scan: scanPosts(root, settings), note: note === undefined ? null : hash('sha256', note) };
}

/** A digest that was written. */
type MadeDigest = {
  readonly id: string;
  readonly seen: PostsSeen;
  /** Of the same posts. */
  readonly readings: Awaited<ReturnType<typeof readHeads>>;
  /** The text of its manifest. */
  readonly manifest: string;
};

/** Stores what was seen, after the digest was written. */
export async function keepPostsSeen(
  root: string,
  { id, seen, readings, manifest }: MadeDigest,
  now: Date,
): Promise<void> {
  const { scan, note } = seen;
  const { folder, key } = await digestArticles(root);
  const trusted = distrustFresh(scan, folder);
  if (trusted.stamps.some(Number.isNaN)) return; // such a file may have changed again and still have the same stamp
  const during = duringOf(momentsOf(readings), now);
  const kept: Kept = { key, id, manifest: hash('sha256', manifest), note, posts: printOf(scan), during };
  keepValue(folder, NAME, kept);
}

/** Whether posts, issue note, config and program are unchanged since this digest was made, and no post became due. */
export async function arePostsAsMade(
  root: string,
  settings: Settings,
  id: string,
  now: Date,
): Promise<boolean> {
  const { folder, key } = await digestArticles(root);
  const kept = recallValue<Kept>(folder, NAME);
  if (kept === undefined || kept.key !== key || kept.id !== id) return false;
  if (!isDuring(kept.during, now)) return false;
  if (kept.manifest !== hash('sha256', (await readText(join(root, DIGESTS, id, 'manifest.json'))) ?? ''))
    return false;
  const { scan, note } = await lookAtPosts(root, settings, id);
  return note === kept.note && printOf(scan) === kept.posts;
}

/** A text that differs if the folder differs. */
function printOf({ paths, stamps, misnamed, others, aside }: Scan): string {
  return createHash('sha256')
    .update(JSON.stringify([paths, misnamed, others, aside]))
    .update(new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength))
    .digest('hex');
}
