/**
 * Cuts the fields of headers to a length that a parser can bear: encoded words (RFC 2047) and lists of addresses cost it
 * the square of their length, and ten megabytes of them two minutes.
 */

/** A list of people may be long; nobody writes longer fields than this. */
const LONGEST_FIELD = 20_000;

/**
 * @param lines of a whole mail; the header of the mail, and that of each part behind its boundary, are cut
 */
export function withShortFields(lines: readonly string[]): string[] {
  let isHead = true;
  let left = LONGEST_FIELD;
  return lines.map((line) => {
    if (line === '') isHead = false;
    else if (line.startsWith('--')) isHead = true;
    if (!isHead) return line;
    if (!/^[ \t]/.test(line)) left = LONGEST_FIELD;
    const kept = line.slice(0, left);
    left = Math.max(0, left - line.length);
    // A line of the same field that is cut away whole must not end the header, as an empty line would.
    return kept === '' && line !== '' ? ' ' : kept;
  });
}
