/** Recognises a sentence behind a heading of the post that a program wrote before it: 「窯の温度 火は三日かけて上げます。」. */
import type { Block } from '../../blocks.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';

/** In letters: a name is found by its first ones. */
const FIRST = 2;

/** Of all headings that begin alike, at most this many are compared. */
const MOST = 8;

/** @returns a function that gives what a sentence says behind each heading with which it begins */
export function behindHeadings(blocks: readonly Block[]): (sentence: Sentence) => readonly string[] {
  const byFirst = new Map<string, string[]>();
  for (const { kind, text } of blocks) {
    const name = kind === 'heading' ? nameIn(text) : '';
    if (name.length < FIRST) continue;
    const names = byFirst.get(name.slice(0, FIRST)) ?? [];
    if (names.length < MOST && !names.includes(name)) names.push(name);
    byFirst.set(name.slice(0, FIRST), names);
  }
  return ({ letters }) =>
    (byFirst.get(letters.slice(0, FIRST)) ?? NONE)
      .filter((name) => name.length < letters.length && letters.startsWith(name))
      .map((name) => letters.slice(name.length));
}

/** Its first sentence; the number of 「3. 窯の温度」 is one of its own, there as in a text. */
function nameIn(text: string): string {
  const [first, second] = sentencesOf(text);
  return (first !== undefined && NUMBER.test(first.letters) ? second : first)?.letters ?? '';
}

const NUMBER = /^\d{1,2}\.$/;

const NONE: readonly string[] = [];
