/**
 * Text from posts is data. Brackets that look like a template tag get an invisible word joiner in their
 * middle: they look the same, and nothing downstream takes them for its own. Slots need no such care: they
 * are known by their place (mail/slots.ts).
 */

const TAG = /\{(?=[{%])/g;
const CONTROL = /[\p{Cc}\s]+/gu;

/** Letters that no text holds (Unicode, 23.7): a template's slots stand between two of them. */
const NONCHARACTER = /[\ufdd0-\ufdef]/g;

/** One line of plain text from a post or a person, made safe to stand in a template. */
export function defuse(text: string): string {
  return text.replace(NONCHARACTER, '').replace(CONTROL, ' ').trim().replace(TAG, '{\u2060');
}
