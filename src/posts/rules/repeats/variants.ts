/**
 * A sentence that says no more than another one is known if the same sentence follows both: the program told the
 * passage again, and left a word out of its first sentence.
 *
 *     first: 「Aの1兆円の話は噂ではない。B。」     again: 「Aの話は噂ではない。B。」
 */
import type { Sentence } from '../bare-sentences.ts';
import { addedTo, isSameButForEnding } from '../fuller-sentence.ts';
import { LATE } from './repeated-run.ts';

export type Variants = {
  /** Which sentences of a block are known; and remembers what stands before each of them. */
  readonly knownIn: (sentences: readonly Sentence[], known: readonly boolean[]) => readonly boolean[];
};

export function newVariants(): Variants {
  /** For each sentence, the one before it where it was said first. */
  const before = new Map<string, string>();
  /** Blocks whose sentences are not in it yet: most posts never need it. */
  let waiting: (readonly Sentence[])[] = [];
  const remember = (sentences: readonly Sentence[]) => {
    for (let at = 1; at < sentences.length; at += 1) {
      const { letters = '' } = sentences[at] ?? {};
      if (letters.length >= LATE && !before.has(letters))
        before.set(letters, sentences[at - 1]?.letters ?? '');
    }
  };
  return {
    knownIn(sentences, known) {
      const isAsked = known.includes(true) && known.includes(false);
      if (isAsked) {
        waiting.forEach(remember);
        waiting = [];
      }
      if (sentences.length > 1) waiting.push(sentences);
      return isAsked ? withVariants(sentences, known, before) : known;
    },
  };
}

function withVariants(
  sentences: readonly Sentence[],
  known: readonly boolean[],
  before: ReadonlyMap<string, string>,
): boolean[] {
  const all = [...known];
  for (let at = sentences.length - 2; at >= 0; at -= 1) {
    const [own, next] = [sentences[at], sentences[at + 1]];
    const other = next === undefined ? undefined : before.get(next.letters);
    if (own?.whole !== true || other === undefined || all[at] || !all[at + 1]) continue;
    const lead = addedTo(own.letters, other);
    // The first sentence of a paragraph may be the second half of one that was cut.
    all[at] = at === 0 ? lead === '' : lead !== undefined;
    all[at] ||= isSameButForEnding(own.letters, other);
  }
  return all;
}
