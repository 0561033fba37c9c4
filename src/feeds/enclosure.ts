/**
 * Enclosures: audio and video of a post, from `enclosure`, `audio`, `video` or `podcast` in its front matter. Each is
 * an address, a map with `url`, `type`, `length` and `duration`, or a list of these. Feed readers need the length for
 * the download and the type for playing. If one of them is not known, the enclosure is left out and reported, not
 * guessed.
 */
import type { FrontMatterValue, Post } from '../posts/post.ts';
import type { Problem } from '../problem.ts';
import { mediaTypeOf } from './formats/media-types.ts';

export type Enclosure = {
  readonly url: string;
  readonly type: string;
  /** In bytes. */
  readonly length: number;
  /** In seconds. */
  readonly duration: number | undefined;
};

const KEYS = ['enclosure', 'audio', 'video', 'podcast'];

/**
 * @param site the address of the site, without `/` at the end
 * @param sizeOf the bytes of a published file, by its path on the site; `undefined` if there is none
 */
export function enclosuresOf(
  post: Post,
  site: string,
  sizeOf: (path: string) => number | undefined,
): { readonly enclosures: readonly Enclosure[]; readonly problems: readonly Problem[] } {
  const declared = KEYS.flatMap((key) => listOf(post.frontMatter[key]));
  const results = declared.map((value) => readEnclosure(value, `${site}/`, sizeOf) ?? unusable(post, value));
  const enclosures = results.filter((result): result is Enclosure => 'url' in result);
  const problems = results.filter((result): result is Problem => 'code' in result);
  return { enclosures: [...new Map(enclosures.map((one) => [one.url, one])).values()], problems };
}

/** Whether the front matter names an enclosure, usable or not. */
export function declaresEnclosure({ frontMatter }: Post): boolean {
  return KEYS.some((key) => listOf(frontMatter[key]).length > 0);
}

function listOf(value: FrontMatterValue | undefined): FrontMatterValue[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? [...value] : [value as FrontMatterValue]; // all other types were returned above, except a list
}

function readEnclosure(
  value: FrontMatterValue,
  site: string,
  sizeOf: (path: string) => number | undefined,
): Enclosure | undefined {
  const field = (name: string) => {
    const found = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
    const text = found.find(([key]) => key === name)?.[1];
    return typeof text === 'string' ? text.trim() : undefined;
  };
  const address = typeof value === 'string' ? value.trim() : field('url');
  // A path that begins with `/` is below the site's own path, as in Jekyll's relative_url.
  const url = URL.parse(address?.replace(/^\/(?!\/)/, '') ?? '', site);
  if (address === undefined || url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const type = field('type') ?? mediaTypeOf(url.href);
  const length = wholeNumber(field('length')) ?? localSize(url.href, site, sizeOf);
  if (type === undefined || !/^[a-z]+\/[\w.+-]+$/.test(type) || length === undefined) return undefined;
  return { url: url.href, type, length, duration: secondsOf(field('duration')) };
}

function localSize(
  url: string,
  site: string,
  sizeOf: (path: string) => number | undefined,
): number | undefined {
  if (!url.startsWith(site)) return undefined;
  try {
    return sizeOf(decodeURIComponent(new URL(url).pathname.slice(new URL(site).pathname.length)));
  } catch {
    return undefined;
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Reads `3671`, `61:11` or `1:01:11`. */
function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+(:[0-5]\d){0,2}$/.test(text)) return undefined;
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

function unusable(post: Post, value: FrontMatterValue): Problem {
  return {
    code: 'post-enclosure',
    message: `Feeds leave out an enclosure whose address, type or length is not known: ${JSON.stringify(value)}.`,
    hint: 'Write `enclosure: { url: …, type: audio/mpeg, length: 12345678 }`; a sound or video file of the site needs only its path.',
    at: { file: post.file, line: 1 },
  };
}
