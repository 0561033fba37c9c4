/**
 * Finds the documents of the last build that are still right, in `.tayori/cache/documents`. Each feed has a hash of
 * everything that it is made of: the program, the settings, its heading, and the head, article and enclosures of each
 * post. If that hash is unchanged, and the files in `out/` still hold what was written and checked, they are neither
 * rendered nor checked again.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { type Cache, keepValue, recallValue } from '../cache.ts';
import { readWhole } from '../disk/files.ts';
import { POST_FIELDS, type PostHead, type WholePost } from '../posts/post.ts';
import type { FeedChannel } from './channel.ts';
import type { Enclosure } from './enclosure.ts';
import { formats } from './formats/formats.ts';
import { formatNames } from './formats/render-checked.ts';
import type { Manifest } from './manifest.ts';

/** For one feed: the hash of what it is made of, and the hash of each document by its path in `out/`. */
type Kept = { readonly key: string; readonly files: Manifest['files'] };

/** By the path of the feed. */
type Documents = Readonly<Record<string, Kept>>;

const FILE = 'documents';

/** What a feed is made of besides its heading: the keys of the article and of the enclosures of each post. */
export type Ingredients = {
  readonly articleKey: (post: PostHead) => string | undefined;
  readonly enclosures: (post: PostHead) => readonly Enclosure[];
  readonly whole: WholePost;
};

/** A hash for each feed, by its path. */
export function feedKeys(
  cache: Cache,
  channels: readonly FeedChannel[],
  { articleKey, enclosures, whole }: Ingredients,
): ReadonlyMap<string, string> {
  const parts = new Map<PostHead, string>();
  const partOf = (head: PostHead) => {
    const known = parts.get(head);
    if (known !== undefined) return known;
    const post = whole(head);
    const fields = POST_FIELDS.map((field) => [field, post[field]]);
    const part = JSON.stringify([fields, articleKey(head), enclosures(head)]);
    parts.set(head, part);
    return part;
  };
  return new Map(
    channels.map(({ posts, archives: _, ...heading }) => {
      const made = JSON.stringify([cache.key, sorted(heading), posts.map(partOf)]);
      return [heading.path, hash('sha256', made)];
    }),
  );
}

/** All fields in a fixed order, however the object was made. */
function sorted(object: object): readonly unknown[] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** @returns the documents that need not be written, by their path in `out/`, each with its SHA-256 */
export function recallDocuments(
  { folder }: Cache,
  out: string,
  keys: ReadonlyMap<string, string>,
): Manifest['files'] {
  const kept = recallValue<Documents>(folder, FILE) ?? {};
  const feeds = [...keys].map(([path, key]) => (kept[path]?.key === key ? kept[path].files : {}));
  return Object.assign({}, ...feeds.filter((files) => isThere(out, files)));
}

function isThere(out: string, files: Manifest['files']): boolean {
  return Object.entries(files).every(([file, sha256]) => {
    const bytes = readWhole(join(out, file));
    return bytes !== undefined && hash('sha256', bytes) === sha256;
  });
}

/** @param files the documents of this build, each with its SHA-256 */
export function keepDocuments(
  { folder }: Cache,
  keys: ReadonlyMap<string, string>,
  files: Manifest['files'],
): void {
  const kept = [...keys].map(([path, key]): [string, Kept] => {
    const held = documentNames(path).flatMap((file): [string, string][] => {
      const sha256 = files[file];
      return sha256 === undefined ? [] : [[file, sha256]];
    });
    return [path, { key, files: Object.fromEntries(held) }];
  });
  const documents: Documents = Object.fromEntries(kept);
  keepValue(folder, FILE, documents);
}

/**
 * The documents of a feed, by their path in `out/`.
 * @param path of the feed: empty, or ending with `/`
 */
export function documentNames(path: string): string[] {
  return formatNames.map((format) => path + formats[format].file);
}
