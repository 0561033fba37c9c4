/**
 * What archives need to know about every post, in `.tayori/cache/prints`: the hash of its file, and whether it declares
 * an enclosure. To find that out, all files are read and all heads parsed. If the stamp of a file is unchanged, the
 * answer of the last build is used. Nothing is kept for a file whose stamp cannot be trusted.
 */
import { type Cache, keepValue, recallValue } from '../cache.ts';
import { type Scan, type Stamp, stampAt } from '../disk/scan-files.ts';
import { noteTaking, type Taking, takesMore } from '../posts/article/other-files.ts';
import { fingerprintOf } from '../posts/article/read-article.ts';
import type { PostHead, WholePost } from '../posts/post.ts';
import type { Settings } from '../settings.ts';
import { declaresEnclosure } from './enclosure.ts';

export type Print = {
  /** SHA-256 of the file, in hex. */
  readonly bytes: string;
  readonly media: boolean;
};

export type Prints = {
  /** @throws ProblemError (file-unreadable) */
  readonly of: (post: PostHead) => Print;
  /** Keeps the answers of this build for the next one. */
  readonly keep: () => void;
};

type Kept = Print & { readonly stamp: Stamp };

/** The rows by file, and the key of the program that wrote them. */
type Stored = { readonly key: string; readonly prints: Readonly<Record<string, Kept>> };

const FILE = 'prints';

/** @param scan a stamp that cannot be trusted is `NaN` */
export function openPrints(
  root: string,
  scan: Scan,
  cache: (Cache & { readonly taking?: Taking }) | undefined,
  settings: Settings,
  whole: WholePost,
): Prints {
  // By the name on disk. A Mac may write a name in decomposed Unicode: such a file is read every time.
  const rows = new Map(scan.paths.map((path, row) => [`${settings.site.posts}/${path}`, row]));
  const before = cache === undefined ? {} : load(cache);
  const asked = new Map<string, Print>();
  const stampOf = (file: string) => {
    const row = rows.get(file);
    return row === undefined ? undefined : stampAt(scan, row);
  };
  const of = (post: PostHead) => {
    const { file } = post;
    const print = asked.get(file) ??
      recalled(before, file, stampOf(file)) ?? {
        bytes: fingerprintOf(root, post, settings),
        media: declaresEnclosure(whole(post)),
      };
    noteTaking(print.bytes, cache?.taking);
    asked.set(file, print);
    return print;
  };
  const keep = () => {
    const prints = [...asked].flatMap(([file, { bytes, media }]): [string, Kept][] => {
      const stamp = stampOf(file);
      return stamp === undefined || stamp.some(Number.isNaN) || takesMore(bytes)
        ? []
        : [[file, { stamp, bytes, media }]];
    });
    if (cache === undefined) return;
    const stored: Stored = { key: cache.key, prints: Object.fromEntries(prints) };
    keepValue(cache.folder, FILE, stored);
  };
  return { of, keep };
}

function recalled(before: Stored['prints'], file: string, stamp: Stamp | undefined): Print | undefined {
  const kept = Object.hasOwn(before, file) ? before[file] : undefined;
  return stamp?.every((number, index) => number === kept?.stamp[index]) === true ? kept : undefined;
}

function load({ folder, key }: Cache): Stored['prints'] {
  const stored = recallValue<Stored>(folder, FILE);
  return stored?.key === key ? stored.prints : {};
}
