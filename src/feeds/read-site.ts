/**
 * What a build knows before it reads a body: which posts exist, which of them are published, and the id of each. It
 * reads all heads; a post that is not in the register of ids is recognised by its text.
 */
import { join } from 'node:path';
import type { Cache } from '../cache.ts';
import { readStart } from '../disk/files.ts';
import { distrustFresh, type Scan } from '../disk/scan-files.ts';
import { keepHeads } from '../posts/head/heads-cache.ts';
import type { Collection, PostHead, WholePost } from '../posts/post.ts';
import { START } from '../posts/post-bytes.ts';
import { collect, momentsOf } from '../posts/published-posts.ts';
import { readHeadsInHaste, scanPosts } from '../posts/read-posts.ts';
import type { Settings } from '../settings.ts';
import { firstId } from './ids/first-id.ts';
import { type Register, readRegister, registerFile, writeRegister } from './ids/id-register.ts';
import { keepIds, recallIds, standingOf } from './ids/kept-ids.ts';
import { settleIds } from './ids/settle-ids.ts';
import { hexOf, numbersOfStart } from './ids/text-fingerprint.ts';

/** Where a build keeps what it has read; also the scan of the posts, if that was done before. */
export type Seen = Cache & {
  readonly scan?: Scan | undefined;
  /** Called between two posts that are read: it watches the memory. */
  readonly between?: (() => void) | undefined;
};

/**
 * Reads everything that a build needs before it reads a body. It is a function of its own, so that the register, the
 * sketches and the readings of all posts can leave the memory before the bodies come.
 *
 * @param text the content of the register's file
 */
export function lookAndSettle(
  root: string,
  settings: Settings,
  now: Date,
  text: string | undefined,
  cache: Seen | undefined,
) {
  const register = readLater(text, (held) => readRegister(held, registerFile(settings.site.posts)));
  const { readings, whole, sketches, scan } = readPostHeads(root, settings, register.value, cache);
  const found = collect(readings, settings, now);
  const settled = settleOrRecall({ root, settings, found, whole, sketches }, register, cache);
  return { ...settled, whole, moments: momentsOf(readings), scan };
}

/** Reads the heads of all posts, and makes the sketches of the posts that are not in the register. */
function readPostHeads(root: string, settings: Settings, register: () => Register, cache: Seen | undefined) {
  const scan = cache?.scan ?? scanPosts(root, settings);
  const sketches = new Map<string, readonly number[]>();
  let opened = 0;
  const onStart = (file: string, start: Uint8Array) => {
    opened += 1;
    cache?.between?.();
    if (opened <= FEW || !Object.hasOwn(register(), file)) sketches.set(file, numbersOfStart(start));
  };
  const { readings, whole, heads } = readHeadsInHaste(root, settings, { scan, cache, onStart });
  if (cache === undefined) return { readings, whole, sketches, scan };
  const trusted = distrustFresh(scan, cache.folder);
  if (opened > scan.paths.length / ANEW) keepHeads(cache, trusted, heads);
  return { readings, whole, sketches, scan: trusted };
}

/** If less than one post in this many was opened, opening it again is cheaper than writing the whole cache anew. */
const ANEW = 100;

/** The first posts are sketched without asking the register: for so few posts, reading the register takes longer. */
const FEW = 100;

/** A text, and its value, which is read when it is first asked for. */
function readLater<Value>(text: string | undefined, read: (text: string | undefined) => Value) {
  let known: { readonly value: Value } | undefined;
  const value = () => {
    known ??= { value: read(text) };
    return known.value;
  };
  return { text, value };
}

/** The heads of all posts, before they have their ids. */
type SiteHeads = {
  readonly root: string;
  readonly settings: Settings;
  readonly found: Collection<PostHead>;
  readonly whole: WholePost;
  /** By file: the sketches of the posts that are not in the register, and of some others. */
  readonly sketches: ReadonlyMap<string, readonly number[]>;
};

/**
 * Gives every post the id that it had before.
 *
 * @returns also the next content of the register, if it changes; and a function that keeps the ids for the next build,
 * to be called after the register is written
 */
function settleOrRecall(
  heads: SiteHeads,
  register: { readonly text: string | undefined; readonly value: () => Register },
  cache: Cache | undefined,
) {
  const { found } = heads;
  const standing = (text = '') => (cache === undefined ? '' : standingOf(cache, found, text));
  const same = cache && recallIds(cache, standing(register.text), found.posts);
  if (same !== undefined) {
    const collection: Collection<PostHead> = { posts: same, skipped: found.skipped, warnings: [] };
    return { collection, notes: [], next: undefined, keep: () => {} };
  }
  const settled = settleAnew(heads, register.value());
  const { next } = settled;
  const after = standing(next ?? register.text);
  return { ...settled, keep: keeperOf(cache, after, found.posts, settled) };
}

function settleAnew({ root, settings, found, whole, sketches }: SiteHeads, before: Register) {
  const present = new Set([
    ...found.posts.map(({ file }) => file),
    ...found.skipped.map(({ at }) => at.file),
  ]);
  const sketchOf = ({ file }: PostHead) =>
    hexOf(sketches.get(file) ?? numbersOfStart(Buffer.from(readStart(join(root, file), START))));
  const { posts, skipped, register, notes } = settleIds(found.posts, before, present, sketchOf, {
    zone: settings.site.timezone,
    firstId: (post) => firstId(post, settings, whole),
  });
  const isNew = register !== before && Object.keys(register).length > 0;
  const collection: Collection<PostHead> = { posts, skipped: [...found.skipped, ...skipped], warnings: [] };
  // As long as a person has not answered, the question is asked in every build.
  return { collection, notes, next: isNew ? writeRegister(register) : undefined, sure: skipped.length === 0 };
}

function keeperOf(
  cache: Cache | undefined,
  standing: string,
  found: readonly PostHead[],
  { collection, sure }: { readonly collection: Collection<PostHead>; readonly sure: boolean },
): () => void {
  return () => {
    if (cache !== undefined && sure) keepIds(cache, standing, found, collection.posts);
  };
}
