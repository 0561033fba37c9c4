/**
 * `out/feeds/feeds.opml`: all feeds of the site as one list of subscriptions (OPML 2.0), which a reader imports in one
 * step.
 */
import type { Feed } from '../feed.ts';
import { formats } from './formats.ts';
import { htmlAsText, textAsHtml } from './html.ts';
import { childOf, childrenOf, parseXml } from './parse-xml.ts';
import { escapeAttribute, escapeText } from './xml.ts';

export const OPML_FILE = 'feeds/feeds.opml';

/**
 * @param feeds the feed of everything first
 * @throws Error if the document does not read back as it was: that is a bug of ours
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
  const read = childrenOf(childOf(parseXml(document), 'body'), 'outline');
  const readsBack = feeds.every((feed, index) => {
    const { xmlUrl, title, text = '' } = read[index]?.attributes ?? {};
    return xmlUrl === addressOf(feed) && title === feed.title && htmlAsText(text) === feed.title;
  });
  if (!readsBack) throw new Error('The OPML does not read back.');
  return document;
}

function outline(feed: Feed): string {
  const { title, description, home, language } = feed;
  const attributes = {
    type: 'rss',
    text: outlineText(title),
    title,
    description,
    language,
    htmlUrl: home,
    xmlUrl: addressOf(feed),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeAttribute(value)}"`);
  return `        <outline ${written.join(' ')}/>`;
}

/**
 * OPML 2.0 says that `text` may hold HTML, so a category called `<img …>` must not become a picture. But most readers
 * show the characters as they are: so texts that cannot be taken for markup, such as `M&A` and `1 < 2`, are not escaped
 * a second time.
 */
function outlineText(text: string): string {
  return text.replace(/&(?=#|[a-z][a-z0-9]*;)|<(?=[a-z/!?])/gi, textAsHtml);
}

function addressOf(feed: Feed): string {
  return feed.folder + formats.rss.file;
}
