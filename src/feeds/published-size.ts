/**
 * The size of a file that the site publishes, for the length of an enclosure. A post names the file, and the size
 * becomes public: so only public files are looked at. Everything in `out/` is public. Beside it, only sound, video,
 * pictures and documents are, under names that a site generator publishes. `.env`, the ledger and lists of subscribers
 * are never reached, also not through `..` or a link.
 */
import { sizeInside } from '../disk/links-on-disk.ts';
import { mediaTypeOfPath } from './formats/media-types.ts';

/**
 * @param root the site folder
 * @param path the path of the file on the site, as in its URL, decoded, without `/` at the beginning
 * @returns bytes; `undefined` if there is no such file or it is not public
 */
export function publishedSize(root: string, path: string): number | undefined {
  return sizeInside(root, `out/${path}`, isPublicOutput) ?? sizeInside(root, path, isPublicMedia);
}

/** Folders beside the posts that hold private files or code. */
const PRIVATE = /^(?:out|data|backups|node_modules|vendor|email-templates)\//;

function isPublicMedia(path: string): boolean {
  return isPlainPath(path) && !PRIVATE.test(path) && mediaTypeOfPath(path) !== undefined;
}

function isPublicOutput(path: string): boolean {
  return path.startsWith('out/') && isPlainPath(path);
}

/** Whether a path stays in the site, is not hidden, and has no part that Jekyll does not copy. */
function isPlainPath(path: string): boolean {
  return !/[\p{Cc}\\]/u.test(path) && path.split('/').every((name) => /^[^._#~]/.test(name));
}
