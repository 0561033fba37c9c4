/**
 * Text from posts is data. Words that look like a slot, and brackets that look like a template tag, get
 * an invisible word joiner in their middle: they look the same and nothing downstream takes them for its own.
 */
import { defuseSlots } from '../mail/email.ts';

const TAG = /\{(?=[{%])/g;
const CONTROL = /[\p{Cc}\s]+/gu;

/** One line of plain text from a post or a person, made safe to stand in a template. */
export function defuse(text: string): string {
  return defuseSlots(text.replace(CONTROL, ' ').trim()).replace(TAG, '{\u2060');
}
