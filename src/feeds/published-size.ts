/**
 * The size of a file that the site publishes, for the length of an enclosure. A post names the file, and the
 * answer is public: so nothing is looked at that is not public itself. In `out/` everything is; beside it, only
 * sound, video, pictures and documents under names that a site generator publishes. `.env`, the ledger and lists
 * of subscribers are none of these, also not through `..` or a link.
 */
import { sizeInside } from '../files.ts';
import { mediaTypeOfPath } from './formats/media-types.ts';

/**
 * @param root the site folder
 * @param path of the file on the site, as its URL says it, decoded, without `/` at the beginning
 * @returns bytes; `undefined` where there is no such file or it is not public
 */
export function publishedSize(root: string, path: string): number | undefined {
  return sizeInside(root, `out/${path}`, isPublicOutput) ?? sizeInside(root, path, isPublicMedia);
}

/** Folders beside the posts that hold what is private, or code. */
const PRIVATE = /^(?:out|data|backups|node_modules|vendor|email-templates)\//;

function isPublicMedia(path: string): boolean {
  return isPlainPath(path) && !PRIVATE.test(path) && mediaTypeOfPath(path) !== undefined;
}

function isPublicOutput(path: string): boolean {
  return path.startsWith('out/') && isPlainPath(path);
}

/** No name that leads elsewhere, that is hidden, or that Jekyll does not copy. */
function isPlainPath(path: string): boolean {
  return !/[\p{Cc}\\]/u.test(path) && path.split('/').every((name) => /^[^._#~]/.test(name));
}
