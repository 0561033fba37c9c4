/**
 * `out/_headers`: the media types of the feeds, and how long they may be kept in caches, for static hosts (Netlify,
 * Cloudflare Pages). docs/publishing.md has the same for nginx.
 */
import type { Settings } from '../settings.ts';
import type { FeedChannel } from './channel.ts';
import { formats } from './formats/formats.ts';
import { OPML_FILE } from './formats/opml.ts';

export const HEADERS_FILE = '_headers';

/**
 * In seconds. A reader that asks again within this time gets its cached copy, so it sees a new post at most so much
 * later.
 */
const FEED_AGE = 600;
/** Archives change only if one of their posts changes. */
const ARCHIVE_AGE = 86_400;

export function renderHeaders(channels: readonly FeedChannel[], { site, feeds }: Settings): string {
  const base = new URL(site.url).pathname.replace(/\/$/, '');
  const folders = new Set(channels.map(({ path }) => patternOf(path)));
  const archived = new Set(
    channels.filter(({ archives }) => archives.length > 0).map(({ path }) => patternOf(path)),
  );
  const rules = [
    ...[...folders].flatMap((folder) => rulesOf(`${base}/${folder}`, FEED_AGE)),
    ...[...archived].flatMap((folder) => rulesOf(`${base}/${folder}archives/:page/`, ARCHIVE_AGE)),
    ...Object.entries(feeds.aliases).map(([path, feed]) => rule(base + path, typeOf(feed), FEED_AGE)),
    rule(`${base}/${OPML_FILE}`, 'text/x-opml; charset=utf-8', FEED_AGE),
  ];
  return `# Written by tayori build; a file that is changed by hand is left alone.\n${rules.join('')}`;
}

/** One rule for all feeds of a kind, because hosts take only about a hundred rules. */
function patternOf(path: string): string {
  return path.replace(/^(categories|tags|authors)\/[^/]+\//, '$1/:name/');
}

function rulesOf(folder: string, age: number): string[] {
  return Object.values(formats).map(({ file, mediaType }) => {
    return rule(folder + file, `${mediaType}; charset=utf-8`, age);
  });
}

/** @param feed its path in `out/` */
function typeOf(feed: string): string {
  const format = Object.values(formats).find(({ file }) => feed === file || feed.endsWith(`/${file}`));
  return `${format?.mediaType ?? 'application/xml'}; charset=utf-8`;
}

/** Feeds are public: scripts of other sites may read them. */
function rule(path: string, type: string, age: number): string {
  const headers = [
    `Content-Type: ${type}`,
    `Cache-Control: public, max-age=${age}`,
    'Access-Control-Allow-Origin: *',
    'X-Content-Type-Options: nosniff',
  ];
  return `${path}\n${headers.map((header) => `  ${header}\n`).join('')}`;
}
