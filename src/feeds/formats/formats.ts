/** The feed formats that we publish. A new one is a file with a writer and a reader, and a row here. */

import type { Feed } from '../feed.ts';
import { ATOM_FILE, readAtom, renderAtom } from './atom.ts';
import { JSON_FILE, readJson, renderJson } from './json.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { RSS_FILE, readRss, renderRss } from './rss.ts';

export type FeedFormat = {
  /** The name that people use. */
  readonly name: string;
  readonly file: string;
  readonly mediaType: string;
  readonly render: (feed: Feed) => string;
  /**
   * Reads the document again, strictly.
   * @throws Error if it is not well-formed
   */
  readonly read: (document: string) => ParsedFeed;
};

export const formats = {
  rss: { name: 'RSS', file: RSS_FILE, mediaType: 'application/rss+xml', render: renderRss, read: readRss },
  atom: {
    name: 'Atom',
    file: ATOM_FILE,
    mediaType: 'application/atom+xml',
    render: renderAtom,
    read: readAtom,
  },
  json: {
    name: 'JSON Feed',
    file: JSON_FILE,
    mediaType: 'application/feed+json',
    render: renderJson,
    read: readJson,
  },
} as const satisfies Record<string, FeedFormat>;

export type FormatName = keyof typeof formats;
