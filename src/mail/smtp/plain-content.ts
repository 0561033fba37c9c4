/** Whether content is plain: each line ends with CRLF and begins with no dot, so it goes to the socket as it is. */

/** In bytes. Larger parts are mostly shared by all mails of an edition, so each is looked at once. */
const LARGE = 4096;

const plainParts = new WeakMap<Uint8Array, boolean>();

/** Whether a part can be written to the socket as it is. */
export function isPlain(part: Uint8Array): boolean {
  if (part.length < LARGE) return isPlainText(part);
  const known = plainParts.get(part) ?? isPlainText(part);
  plainParts.set(part, known);
  return known;
}

/** Whether no line begins with a dot, no CR or LF is alone, and the last line is complete. */
function isPlainText({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  const text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\r', start);
    if (end < 0 || text[end + 1] !== '\n' || text[start] === '.') return false;
    const lone = text.indexOf('\n', start);
    if (lone !== end + 1) return false;
    start = end + 2;
  }
  return true;
}
