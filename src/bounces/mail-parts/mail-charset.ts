/**
 * Text whose encoding is not named, or wrongly. Japanese mail programs of old write ISO-2022-JP, Shift_JIS or EUC-JP,
 * also where only ASCII is allowed (RFC 1468 describes the first of them).
 */

/** What starts and ends Japanese in ISO-2022-JP. */
const ESCAPES = ['\u001b$B', '\u001b$@'] as const;

/** `André` in a Western encoding may keep the rules of a Japanese one: then a lone sign stands among letters. */
const LONE = /(?<!\P{ASCII})\P{ASCII}(?!\P{ASCII})/u;

export function inUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ESCAPES.some((mark) => buffer.includes(mark))) return new TextDecoder('iso-2022-jp').decode(bytes);
  // UTF-8 is first, since other text hardly ever keeps its rules.
  const text = decoded(bytes, 'utf-8');
  if (text !== undefined) return text;
  const japanese = [decoded(bytes, 'euc-jp'), decoded(bytes, 'shift_jis')];
  return japanese.find((one) => one !== undefined && !LONE.test(one)) ?? decodedAnyway(bytes);
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Broken UTF-8, or Western text, in which hardly any bytes are like UTF-8. */
function decodedAnyway(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const isUtf8 = /[\u0080-\ufffc]/.test(text);
  return isUtf8 ? text : new TextDecoder('windows-1252').decode(bytes);
}

/** Text that a parser took for ASCII, although escapes in it say that it is Japanese. */
export function readableText(text: string): string {
  if (!ESCAPES.some((mark) => text.includes(mark)) || /[\u0100-\uffff]/.test(text)) return text;
  return inUtf8(Buffer.from(text, 'latin1'));
}
