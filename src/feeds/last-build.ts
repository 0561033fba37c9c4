/**
 * What the last build looked at and said, in `.tayori/cache/build`. While the posts, the config, the
 * outputs and the program are as they were and no post became due, another build would say and write the
 * same: then it is not done at all. Nothing is trusted that can not be compared; a file that is missing or
 * broken only means that the build is done.
 */
import { join } from 'node:path';
import type { Cache } from '../cache.ts';
import { readWhole, removeParts, writeQuietly } from '../files.ts';
import { distrustFresh, type Scan, type Stamp, scanFiles, stampOf } from '../scan-files.ts';
import type { Trace } from './build.ts';
import { publishedSize } from './published-size.ts';

/** Everything that decides what a build says. */
type Memory = {
  /** The program and the settings. */
  readonly key: string;
  readonly from: number;
  readonly until: number | null;
  /** `null` where there is no file. */
  readonly stamps: Readonly<Record<string, Stamp | null>>;
  readonly sizes: Trace['sizes'];
  /** The posts folder, from the site folder. */
  readonly posts: string;
  readonly answer: unknown;
};

/** A line of JSON, and behind it what was seen of the posts and of the digests: the file of a build. */
const BUILD = 'build';

/** Where an answer is kept; under another name than that of builds, it is the answer of another command. */
type Place = Cache & { readonly name?: string };

/** Kept digests are entries of a feed, too. */
const DIGESTS = 'out/digests';

/**
 * @param cache its key is that of the program and the settings as they are now
 * @param look looks at the posts in a folder; not asked where it is known before that something changed
 * @returns what `remember` was given by the last build, where this one would say the same
 */
export function recall(
  root: string,
  { folder, key, name = BUILD }: Place,
  now: Date,
  look: (posts: string) => Scan,
): unknown {
  try {
    const bytes = readWhole(join(folder, name));
    return bytes === undefined ? undefined : compare(root, bytes, key, now, look);
  } catch {
    return undefined;
  }
}

function compare(
  root: string,
  bytes: Buffer,
  key: string,
  now: Date,
  look: (posts: string) => Scan,
): unknown {
  const line = bytes.indexOf('\n');
  const memory = JSON.parse(bytes.toString('utf8', 0, line)) as Memory; // as remember wrote it, or no JSON
  if (memory.key !== key) return undefined;
  const { from, until, stamps, sizes, posts } = memory;
  if (now.getTime() < from || (until !== null && now.getTime() >= until)) return undefined;
  const same =
    Object.entries(stamps).every(([file, stamp]) => isSame(stampOf(join(root, file)), stamp)) &&
    Object.entries(sizes).every(([file, size]) => (publishedSize(root, file) ?? null) === size) &&
    holds(bytes, line + 1, seenOf(look(posts), scanDigests(root)));
  return same ? memory.answer : undefined;
}

export function scanDigests(root: string): Scan {
  return scanFiles(join(root, DIGESTS), /./);
}

/** @param kept the digests before the build */
export function remember(
  root: string,
  { folder, key, name = BUILD }: Place,
  { scan, posts, during, files, sizes }: Trace,
  kept: Scan,
  answer: unknown,
): void {
  const digests = distrustFresh(kept, folder);
  if ([scan, digests].some(({ stamps }) => stamps.some(Number.isNaN))) return; // one of them can not be trusted
  const memory: Memory = {
    key,
    ...during,
    stamps: Object.fromEntries(files.map((file) => [file, stampOf(join(root, file)) ?? null])),
    sizes,
    posts,
    answer,
  };
  removeParts(folder);
  const line = Buffer.from(`${JSON.stringify(memory)}\n`);
  writeQuietly(join(folder, name), [line, ...seenOf(scan, digests)]);
}

/** Whole, not hashed: to compare it takes no longer, and nothing has to be loaded for it. */
function seenOf(...scans: readonly Scan[]): Uint8Array[] {
  return scans.flatMap(({ paths, stamps, misnamed, others, aside }) => [
    Buffer.from([...paths, '', ...misnamed, '', ...others, '', JSON.stringify(aside), ''].join('\n')),
    new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength),
  ]);
}

/** Whether a file holds nothing else from there on. */
function holds(bytes: Buffer, from: number, parts: readonly Uint8Array[]): boolean {
  let at = from;
  return (
    parts.every((part) => {
      at += part.length;
      return bytes.subarray(at - part.length, at).equals(part);
    }) && at === bytes.length
  );
}

function isSame(found: Stamp | undefined, stamp: Stamp | null): boolean {
  if (found === undefined || stamp === null) return found === undefined && stamp === null;
  return found.every((number, index) => number === stamp[index]);
}
