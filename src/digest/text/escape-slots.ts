/**
 * Text from posts is data. If brackets in it look like a template tag, an invisible word joiner is put between them:
 * they look the same, but no later step reads them as a tag. Slots need no such care: they are known by their place
 * (mail/slots.ts).
 */

const TAG = /\{(?=[{%])/g;
const CONTROL = /[\p{Cc}\s]+/gu;

/** Letters that no text holds (Unicode, 23.7); the marks of slots are made with them. */
export const NONCHARACTER = /[\ufdd0-\ufdef]/g;

/** A URL without braces, which could look like a template tag. URLs may not contain them (RFC 3986, 2). */
export function withoutBraces(url: string): string {
  return url.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

/** One line of plain text from a post or a person, made safe for a template. */
export function defuse(text: string): string {
  return text.replace(NONCHARACTER, '').replace(CONTROL, ' ').trim().replace(TAG, '{\u2060');
}
