/** `out/feeds/feeds.opml`: all feeds of the site as one subscription list (OPML 2.0), to import in one go. */
import type { Feed } from '../feed.ts';
import { formats } from './formats.ts';
import { childOf, childrenOf, escapeAttribute, escapeText, parseXml } from './xml.ts';

export const OPML_FILE = 'feeds/feeds.opml';

/**
 * @param feeds the feed of everything first
 * @throws Error where it does not read back: that is a bug of ours
 */
export function renderOpml(feeds: readonly Feed[]): string {
  const document = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    `    <head><title>${escapeText(feeds[0]?.title ?? '')}</title></head>`,
    '    <body>',
    ...feeds.map(outline),
    '    </body>',
    '</opml>',
    '',
  ].join('\n');
  const read = childrenOf(childOf(parseXml(document), 'body'), 'outline').map(
    ({ attributes }) => attributes['xmlUrl'],
  );
  if (feeds.some((feed, index) => read[index] !== addressOf(feed)))
    throw new Error('The OPML does not read back.');
  return document;
}

function outline(feed: Feed): string {
  const { title, description, home, language } = feed;
  const attributes = {
    type: 'rss',
    text: title,
    title,
    description,
    language,
    htmlUrl: home,
    xmlUrl: addressOf(feed),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeAttribute(value)}"`);
  return `        <outline ${written.join(' ')}/>`;
}

function addressOf(feed: Feed): string {
  return feed.folder + formats.rss.file;
}
