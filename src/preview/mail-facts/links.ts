/**
 * Where the links of a mail lead. Nothing is fetched: a link into the site is compared with the posts, and with the
 * pages and feeds that Tayori writes.
 */

import { slotMark, slotNames } from '../../mail/slots.ts';
import { decodeEntities, plainText } from '../../posts/html-to-text.ts';
import type { RenderedDigest } from '../rendered-digest.ts';

/**
 * `post`: a published post. `made`: a page or feed that Tayori writes. `own`: a link that is different for each
 * subscriber, such as the one to unsubscribe. `inside`: another page of the site, which Tayori does not know.
 * `outside`: another site. `broken`: a link that cannot work in a mail, such as `/about/` or `javascript:`.
 */
export type LinkState = 'post' | 'made' | 'own' | 'inside' | 'outside' | 'broken';

export type MailLink = {
  readonly url: string;
  /** The text of the link, or the `alt` of its picture. */
  readonly words: string;
  readonly state: LinkState;
  /** The file of the post that it leads to; `undefined` if it does not lead to a post. */
  readonly file: string | undefined;
  /** How many times the mail has it. */
  readonly count: number;
};

const LINK = /<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi;

/** @returns each address once: broken ones first, then in the order of the mail */
export function linksIn(html: string, rendered: Pick<RenderedDigest, 'collection' | 'settings'>): MailLink[] {
  const files = new Map(rendered.collection.posts.map(({ url, file }) => [url, file]));
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
    state: stateOf(url, rendered.settings.site.url, files),
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

/** Whether a path is the front page, or something that `build` or `digest` writes into `out/`. */
function isMade(path: string): boolean {
  return /^\/?(?:[#?]|$)|^\/(?:feeds|digests|categories|tags|authors|podcast)(?:\/|$)|^\/(?:rss\.xml|atom\.xml|feed\.json)$/.test(
    path,
  );
}
