/** The `.gitignore` of a site: files that name people, hold secrets or can be made again stay out of the repository. */

/** Each line, with a pattern for the words that an existing file may use for the same. */
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

/**
 * @param text `undefined` if there is no file
 * @returns the text with the missing lines added at its end; the old lines never change
 */
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
