/** Renders the documents of a feed in every format, and checks each. */

import type { Feed } from '../feed.ts';
import { checkFeed } from './check.ts';
import { type FormatName, formats } from './formats.ts';

export const formatNames = Object.keys(formats) as readonly FormatName[];

/**
 * @param path the folder of the feed in `out/`: empty, or ending with `/`
 * @returns each document with its path in `out/`
 * @throws Error if a document breaks a rule: that is a bug of ours
 */
export function documentsOf(path: string, feed: Feed): [file: string, document: string][] {
  return formatNames.map((format) => [path + formats[format].file, renderChecked(format, feed)]);
}

function renderChecked(format: FormatName, feed: Feed): string {
  const document = formats[format].render(feed);
  const violations = checkFeed(format, document, feed);
  if (violations.length === 0) return document;
  const list = violations.map(({ element, rule }) => `  ${element}: does not hold: ${rule}`);
  throw new Error([`${feed.folder}${formats[format].file} is not as it must be:`, ...list].join('\n'));
}
