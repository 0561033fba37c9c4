/** How an issue note may name a post: by its file, its slug or its URL. */
import { posix } from 'node:path';
import { cleanLine } from '../../posts/clean-text.ts';
import type { Post } from '../../posts/post.ts';

/**
 * Whether a name means this post. In a note, names have single blanks and composed letters; a file name may have
 * others: `2025-11-07-港　の話.md`.
 */
export function isNamed({ file, slug, url, path }: Post, name: string): boolean {
  const text = asWritten(name);
  const base = posix.basename(file);
  const bare = base.replace(/\.[^.]+$/, '');
  if ([file, base, bare, slug].some((one) => asWritten(one) === text)) return true;
  const address = trimmed(text);
  return [url, path, readable(url), readable(path)].some((one) => trimmed(asWritten(one)) === address);
}

/** A name in the form that a note can have. */
function asWritten(name: string): string {
  return cleanLine(name).normalize('NFC');
}

function trimmed(address: string): string {
  return address.replace(/\/$/, '');
}

/** `/2025/11/07/港/` for its percent-encoded form. */
function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** The shortest name of a post. */
export function nameFor({ file }: Post): string {
  return cleanLine(posix.basename(file).replace(/\.[^.]+$/, ''));
}
