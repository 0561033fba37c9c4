/**
 * What Liquid in posts takes from other files: the addresses of other posts, and the data of the site. A post that takes
 * something is rendered again when that changes.
 */
import type { Settings } from '../../settings.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import { dataIn, printOfData } from '../site-files/named-data.ts';
import { siteData } from '../site-files/site-data.ts';
import { addressesIn, urlFinder } from './post-addresses.ts';

/** Nothing is read before it is asked for. */
export function otherFilesOf(root: string, settings: Settings): OtherFiles {
  let known: { readonly data: object | undefined } | undefined;
  return {
    urlOf: urlFinder(root, settings),
    data: () => {
      known ??= { data: siteData(root, settings) };
      return known.data;
    },
  };
}

/** Whether Liquid in a text takes something from other files. */
export function takesIn(text: string): boolean {
  return /\{%-?\s*(?:post_url|link)\b/.test(text) || (mayRun(text) && dataIn(text) !== undefined);
}

function mayRun(text: string | Buffer): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** A text that changes when something changes that Liquid in a file takes from other files; each part behind a `+`. */
export function takenIn(root: string, bytes: Uint8Array, settings: Settings): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!mayRun(buffer)) return '';
  const text = buffer.toString('utf8'); // the bytes are valid only until another file is read
  const data = dataIn(text);
  return (
    addressesIn(root, text, settings) + (data === undefined ? '' : `+${printOfData(root, settings, data)}`)
  );
}
