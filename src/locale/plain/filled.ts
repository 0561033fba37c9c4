/** Fills the placeholders of a text, such as `{site}`. */

import { isolatedIn } from '../../text/isolated.ts';

/** A placeholder that is not given stays as it is: a test looks for those (test/locale/plain-words.test.ts). */
export function filled(text: string, given: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => isolatedIn(text, String(given[name] ?? whole)));
}
