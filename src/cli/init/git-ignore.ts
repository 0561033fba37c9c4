/** The `.gitignore` of a site: what names people, holds secrets or can be made again stays out of the repository. */

/** Each with the words by which a file that is there may say the same. */
const WANTED: readonly (readonly [line: string, same: RegExp])[] = [
  ['node_modules/', /^\/?node_modules\/?$/],
  ['.env', /^\/?\.env\*?$/],
  ['.tayori/', /^\/?\.tayori\/?$/],
  ['/*.csv', /^\/?\*\.csv$/],
  ['/*.tsv', /^\/?\*\.tsv$/],
  ['/*.xlsx', /^\/?\*\.xlsx$/],
  ['/out/*', /^\/?out(?:\/\*{0,2})?$/],
  // Kept: the web version of an older digest is published again with every build.
  ['!/out/digests/', /^(?:!\/?out\/digests\/?|\/?out(?:\/\*{0,2})?)$/],
];

/** @returns the text with what was missing below it; the old one is never changed. @param text `undefined` where there is none */
export function extendedIgnore(text: string | undefined): string {
  const old = text ?? '';
  const lines = old.split(/\r?\n/).map((line) => line.trim());
  const missing = WANTED.filter(([, same]) => !lines.some((line) => same.test(line))).map(([line]) => line);
  if (missing.length === 0) return old;
  const eol = old.includes('\r\n') ? '\r\n' : '\n';
  const gap = old === '' ? '' : /\n$/.test(old) ? eol : eol + eol;
  const heading = '# Tayori: secrets, subscribers and what can be made again. out/digests/ is kept.';
  return old + gap + [heading, ...missing].map((line) => line + eol).join('');
}
