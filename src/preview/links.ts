/** Where the links of a mail lead. Nobody is asked: a link inside the site is held against the posts and the feeds. */

import { slotMark, slotNames } from '../mail/slots.ts';
import { decodeEntities, plainText } from '../posts/html-to-text.ts';
import type { Picture } from './picture.ts';

/**
 * `post`: a published post. `made`: a page or feed that Tayori writes. `own`: of the subscriber, put in for each.
 * `inside`: of the site, and nothing that Tayori knows of. `outside`: elsewhere. `broken`: leads nowhere in a mail.
 */
export type LinkState = 'post' | 'made' | 'own' | 'inside' | 'outside' | 'broken';

export type MailLink = {
  readonly url: string;
  /** What it says. */
  readonly words: string;
  readonly state: LinkState;
  /** The file of the post that it leads to. */
  readonly file: string | undefined;
  /** How often it stands in the mail. */
  readonly count: number;
};

const LINK = /<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi;

/** Each address once, those that lead nowhere first, then in the order of the mail. */
export function linksIn(html: string, picture: Pick<Picture, 'collection' | 'settings'>): MailLink[] {
  const files = new Map(picture.collection.posts.map(({ url, file }) => [url, file]));
  const found = new Map<string, { words: string; count: number }>();
  for (const [, href = '', inner = ''] of html.matchAll(LINK)) {
    const url = decodeEntities(href);
    const words =
      plainText(inner).replace(/\p{Cf}/gu, '') || decodeEntities(/\balt="([^"]*)"/.exec(inner)?.[1] ?? '');
    const before = found.get(url);
    found.set(url, { words: before?.words || words, count: (before?.count ?? 0) + 1 });
  }
  const links = [...found].map(([url, one]) => ({
    url,
    ...one,
    state: stateOf(url, picture.settings.site.url, files),
    file: files.get(url),
  }));
  return links.toSorted((a, b) => Number(b.state === 'broken') - Number(a.state === 'broken'));
}

function stateOf(url: string, site: string, posts: ReadonlyMap<string, string>): LinkState {
  if (slotNames.some((name) => url === slotMark(name))) return 'own';
  if (posts.has(url)) return 'post';
  const parsed = URL.parse(url);
  if (parsed === null || !/^(?:https?|mailto|tel):$/.test(parsed.protocol)) return 'broken';
  if (url !== site && !url.startsWith(`${site}/`)) return 'outside';
  return isMade(url.slice(site.length)) ? 'made' : 'inside';
}

/** What a build or a digest writes into `out/`, and the front page. */
function isMade(path: string): boolean {
  return /^\/?(?:[#?]|$)|^\/(?:feeds|digests|categories|tags|authors|podcast)(?:\/|$)|^\/(?:rss\.xml|atom\.xml|feed\.json)$/.test(
    path,
  );
}
