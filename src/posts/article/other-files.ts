/**
 * What Liquid in posts takes from other files: the addresses of other posts, data and includes of the site. A post that
 * takes something is rendered again when that changes.
 */
import { posix } from 'node:path';
import type { Settings } from '../../settings.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import type { Post } from '../post.ts';
import { namedIn, printOf } from '../site-files/named-files.ts';
import { siteFilesOf } from '../site-files/site-files.ts';
import { addressesIn, urlFinder } from './post-addresses.ts';

/** Nothing is read before it is asked for. */
export function otherFilesOf(root: string, settings: Settings): OtherFiles {
  return { urlOf: urlFinder(root, settings), ...siteFilesOf(root, settings) };
}

/** Whether Liquid in a text takes something from other files. */
export function takesIn(text: string): boolean {
  return (
    /\{%-?\s*(?:post_url|post_link|post_path|link)\b|\{\{[<%]\s*(?:rel)?ref\b/.test(text) ||
    (mayRun(text) && namedIn(text) !== undefined)
  );
}

function mayRun(text: string | Buffer): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** Stands before the hash of files beside the post: no build watches these. */
const BESIDE = '+beside:';

/** A text that changes when something changes that Liquid in a file takes from other files; each part behind a `+`. */
export function takenIn(
  root: string,
  bytes: Uint8Array,
  { file }: Pick<Post, 'file'>,
  settings: Settings,
): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!mayRun(buffer)) return '';
  const text = buffer.toString('utf8'); // the bytes are valid only until another file is read
  const named = namedIn(text);
  const addresses = addressesIn(root, text, settings);
  if (named === undefined) return addresses;
  const print = printOf(root, settings, posix.dirname(file), named);
  return `${addresses}${text.includes('include_relative') ? BESIDE : '+'}${print}`;
}

/** What the posts of a build take in: files that the next build looks at, or others. */
export type Taking = Set<'watched' | 'beside'>;

/** Notes what a fingerprint (see `fingerprintOf`) says of other files. */
export function noteTaking(fingerprint: string, taking: Taking | undefined): void {
  if (takesMore(fingerprint)) taking?.add('watched');
  if (fingerprint.includes(BESIDE)) taking?.add('beside');
}

/** Whether the fingerprint depends on other files, too. */
export function takesMore(fingerprint: string): boolean {
  return fingerprint.includes('+');
}
