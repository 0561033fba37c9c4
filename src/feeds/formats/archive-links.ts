/** Links of a feed in XML: to its hub (WebSub), and to the other documents in its chain of archives (RFC 5005). */

import type { Chain, ChainRelation } from '../chain.ts';
import type { Feed } from '../feed.ts';
import { childrenOf, type XmlElement } from './parse-xml.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import type { FeedMarks } from './placeholders.ts';

const relations: readonly ChainRelation[] = ['current', 'prev-archive', 'next-archive'];

/** The namespace that the root element declares for archives, after its other names. */
export function namespaceOf({ chain }: Feed): string {
  return 'current' in chain ? ' xmlns:fh="http://purl.org/syndication/history/1.0"' : '';
}

/** How a format writes a link, and the file name that it has in each folder. */
type Written = { readonly file: string; readonly type: string; readonly link: 'link' | 'atom:link' };

/** The elements that follow the link to the document itself. */
export function linkElements(
  { chain, hub }: Feed,
  slots: FeedMarks,
  { file, type, link }: Written,
): string[] {
  const links = relations.flatMap((rel) => {
    const folder = chain[rel];
    return folder === undefined
      ? []
      : [`<${link} rel="${rel}" type="${type}" href="${slots.uri(folder + file)}"/>`];
  });
  const hubs = hub === undefined ? [] : [`<${link} rel="hub" href="${slots.uri(hub)}"/>`];
  return ['current' in chain ? ['<fh:archive/>'] : [], hubs, links].flat();
}

/** @param linkOf gives the address that a relation points to */
export function readHistory(
  parent: XmlElement,
  linkOf: (rel: string) => string | undefined,
  file: string,
): Pick<ParsedFeed, 'chain' | 'archive' | 'hub'> {
  const chain: Chain = Object.fromEntries(
    relations.flatMap((rel) => {
      const url = linkOf(rel);
      return url === undefined ? [] : [[rel, folderOf(url, file)]];
    }),
  );
  return { chain, hub: linkOf('hub'), archive: childrenOf(parent, 'fh:archive').length === 1 };
}

/** The folder of a document; the whole address if it is not a document of this format. */
export function folderOf(url: string, file: string): string {
  return url.endsWith(`/${file}`) ? url.slice(0, -file.length) : url;
}
