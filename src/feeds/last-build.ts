/**
 * Keeps what the last build looked at and said, in `.tayori/cache/build`. If the posts, the config, the outputs and the
 * program are unchanged and no post became due, another build would say and write the same: then it is skipped. Only
 * values that can be compared are trusted. If the file is missing or broken, the build is done.
 */
import { join } from 'node:path';
import type { Cache } from '../cache.ts';
import { readWhole, removeParts, writeQuietly } from '../disk/files.ts';
import { distrustFresh, type Scan, type Stamp, scanFiles, stampOf } from '../disk/scan-files.ts';
import { type SiteFolders, scanSiteFiles } from '../posts/site-files/scan-site-files.ts';
import { type During, isDuring } from '../time.ts';
import type { Trace } from './build.ts';
import { DIGESTS } from './digests-folder.ts';
import { publishedSize } from './published-size.ts';

/** Everything that decides what a build says; also while which posts and digests are due. */
type Memory = During & {
  /** The program and the settings. */
  readonly key: string;
  /** `null` if the file does not exist. */
  readonly stamps: Readonly<Record<string, Stamp | null>>;
  readonly sizes: Trace['sizes'];
  /** The posts folder, from the site folder. */
  readonly posts: string;
  /** The folders of files that posts take in; `null` if no post takes anything in. */
  readonly folders: SiteFolders | null;
  readonly answer: unknown;
};

/** The file of a build: a line of JSON, then the scans of the posts, of the digests, and of what posts take in. */
const BUILD = 'build';

/** Where an answer is kept. Another command keeps its own answer under another name. */
type Place = Cache & { readonly name?: string };

/**
 * @param cache its key is a hash of the present program and settings
 * @param look scans the posts in a folder; it is not called if something is known to have changed before
 * @returns what the last build gave to `remember`, if this build would say the same
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
  const memory = JSON.parse(bytes.toString('utf8', 0, line)) as Memory; // written by `remember`, or it is not JSON and throws
  if (memory.key !== key) return undefined;
  const { stamps, sizes, posts, folders } = memory;
  if (!isDuring(memory, now)) return undefined;
  const same =
    Object.entries(stamps).every(([file, stamp]) => isSame(stampOf(join(root, file)), stamp)) &&
    Object.entries(sizes).every(([file, size]) => (publishedSize(root, file) ?? null) === size) &&
    holds(
      bytes,
      line + 1,
      seenOf(look(posts), scanDigests(root), ...(folders === null ? [] : scanSiteFiles(root, folders))),
    );
  return same ? memory.answer : undefined;
}

export function scanDigests(root: string): Scan {
  return scanFiles(join(root, DIGESTS), /./);
}

/** @param kept the digests before the build */
export function remember(
  root: string,
  { folder, key, name = BUILD }: Place,
  { scan, posts, during, files, sizes, taken, lasting }: Trace,
  kept: Scan,
  answer: unknown,
): void {
  if (lasting === false) return;
  const digests = distrustFresh(kept, folder);
  const scans = [scan, digests, ...(taken?.scans ?? []).map((one) => distrustFresh(one, folder))];
  if (scans.some(({ stamps }) => stamps.some(Number.isNaN))) return; // a file with an untrusted stamp cannot be compared
  const memory: Memory = {
    key,
    ...during,
    stamps: Object.fromEntries(files.map((file) => [file, stampOf(join(root, file)) ?? null])),
    sizes,
    posts,
    folders: taken?.folders ?? null,
    answer,
  };
  removeParts(folder);
  const line = Buffer.from(`${JSON.stringify(memory)}\n`);
  writeQuietly(join(folder, name), [line, ...seenOf(...scans)]);
}

/** The scans in full, not hashed: comparing them takes no longer, and no hash module has to be loaded. */
function seenOf(...scans: readonly Scan[]): Uint8Array[] {
  return scans.flatMap(({ paths, stamps, misnamed, others, aside }) => [
    Buffer.from([...paths, '', ...misnamed, '', ...others, '', JSON.stringify(aside), ''].join('\n')),
    new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength),
  ]);
}

/** Whether the rest of the file is exactly these parts. */
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
