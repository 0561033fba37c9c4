/**
 * Text that a database can store. What a mail or a server says may hold a zero byte, or half of a character where a long
 * text was cut. PostgreSQL refuses both in JSON, and a zero byte everywhere. Each becomes `U+FFFD`, so that no run fails
 * at the same text again and again.
 */

export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** JSON writes such signs, and others of their kind, as `\u0000` and `\ud83d`; every other letter stays as it is. */
const PERHAPS_NOT_STORABLE = /\\u(?:0000|d[89a-f])/;

/** @returns the records as JSON; texts that can not be stored are changed, all others stay as they are */
export function storableJson(records: readonly unknown[]): string {
  const json = JSON.stringify(records);
  if (!PERHAPS_NOT_STORABLE.test(json)) return json;
  return JSON.stringify(records, (_, value) => (typeof value === 'string' ? storable(value) : value));
}
