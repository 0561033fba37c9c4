/** Wide digits and Latin letters, 「各４００字」, order the same as narrow ones. */

const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/** The text with narrow digits and Latin letters; the length stays the same. */
export function narrow(text: string): string {
  if (text.search(WIDE) < 0) return text;
  return text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** The codes of the wide letters. */
export function wideLetters(): number[] {
  return [
    [0xff10, 0xff19],
    [0xff21, 0xff3a],
    [0xff41, 0xff5a],
  ].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
}
