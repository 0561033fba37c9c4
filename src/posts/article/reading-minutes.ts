/** How long it takes to read a post. */
import type { Article } from '../post.ts';

/** Japanese letters for each minute: the middle of what studies found for silent reading (400 to 600). */
const READING_SPEED = 500;

/** Words per minute, in languages that count words: an average of studies about silent reading. */
const WORDS = 230;

/** Minutes, at least 1, from the number of letters. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.replace(/\s+/g, '').length / READING_SPEED));
}

/**
 * Minutes, at least 1. In languages with blanks between words they follow from the number of words, and in others from
 * the number of letters; a post that names its minutes itself keeps them.
 */
export function minutesByWords({ post, readingMinutes, html }: Article): number {
  if (post.readingMinutes !== undefined || /^(?:ja|zh|ko|th)\b/.test(post.language)) return readingMinutes;
  const words = html.replace(/<[^>]*>/g, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS));
}
