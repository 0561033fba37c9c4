/**
 * What the last build looked at and said, in `.cache/tayori/build.json`. While the posts, the config, the
 * outputs and the program are as they were and no post became due, another build would say and write the
 * same: then it is not done at all. Nothing is trusted that can not be compared; a file that is missing or
 * broken only means that the build is done.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  distrustFresh,
  readWhole,
  removeParts,
  type Scan,
  type Stamp,
  scanFiles,
  stampOf,
  writeQuietly,
} from '../files.ts';
import type { Cache } from '../posts/cache.ts';
import type { Trace } from './build.ts';

/** Everything that decides what a build says. */
type Memory = {
  /** The program and the settings. */
  readonly key: string;
  readonly posts: string;
  readonly digests: string;
  readonly from: number;
  readonly until: number | null;
  /** `null` where there is no file. */
  readonly stamps: Readonly<Record<string, Stamp | null>>;
  readonly sizes: Trace['sizes'];
  readonly answer: unknown;
};

const FILE = 'build.json';

/** Kept digests are entries of a feed, too. */
const DIGESTS = 'out/digests';

/**
 * @param cache its key is that of the program and the settings as they are now
 * @param posts looks at the posts; not asked where it is known before that something changed
 * @returns what `remember` was given by the last build, where this one would say the same
 */
export function recall(root: string, { folder, key }: Cache, now: Date, posts: () => Scan): unknown {
  try {
    return compare(root, read(folder), key, now, posts);
  } catch {
    return undefined;
  }
}

function compare(
  root: string,
  memory: Memory | undefined,
  key: string,
  now: Date,
  posts: () => Scan,
): unknown {
  if (memory === undefined || memory.key !== key) return undefined;
  const { from, until, stamps, sizes } = memory;
  if (now.getTime() < from || (until !== null && now.getTime() >= until)) return undefined;
  const same =
    Object.entries(stamps).every(([file, stamp]) => isSame(stampOf(join(root, file)), stamp)) &&
    Object.entries(sizes).every(([file, size]) => (stampOf(join(root, file))?.[0] ?? null) === size) &&
    digestOf(posts()) === memory.posts &&
    digestOf(scanDigests(root)) === memory.digests;
  return same ? memory.answer : undefined;
}

export function scanDigests(root: string): Scan {
  return scanFiles(join(root, DIGESTS), /./);
}

/** @param kept the digests before the build */
export function remember(
  root: string,
  { folder, key }: Cache,
  { scan, during, files, sizes }: Trace,
  kept: Scan,
  answer: unknown,
): void {
  const posts = digestOf(scan);
  const digests = digestOf(distrustFresh(kept, folder));
  if (posts === undefined || digests === undefined) return;
  const memory: Memory = {
    key,
    posts,
    digests,
    ...during,
    stamps: Object.fromEntries(files.map((file) => [file, stampOf(join(root, file)) ?? null])),
    sizes,
    answer,
  };
  removeParts(folder);
  writeQuietly(join(folder, FILE), [Buffer.from(JSON.stringify(memory))]);
}

/** @returns `undefined` where a stamp can not be trusted */
function digestOf({ paths, stamps, misnamed }: Scan): string | undefined {
  if (stamps.some(Number.isNaN)) return undefined;
  const bytes = new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength);
  return createHash('sha1')
    .update([...paths, '', ...misnamed].join('\n'))
    .update(bytes)
    .digest('hex');
}

function isSame(found: Stamp | undefined, stamp: Stamp | null): boolean {
  if (found === undefined || stamp === null) return found === undefined && stamp === null;
  return found.every((number, index) => number === stamp[index]);
}

/** As `remember` wrote it, or nothing. */
function read(folder: string): Memory | undefined {
  const bytes = readWhole(join(folder, FILE));
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Memory);
}
