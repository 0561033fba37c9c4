/** Recognises a fragment, such as 「知財保護の」, as the beginning of a sentence that stands whole somewhere in the post. */
import type { Sentence } from '../bare-sentences.ts';

type Sentences = { readonly sentences: readonly Sentence[] };

/** In letters: the other half is recognised by so many. */
const OTHER_HALF = 4;

/** In letters: a shorter fragment is not recognised. */
const FRAGMENT = 3;

/** @returns a function that says whether a whole sentence of the post begins with some letters */
export function beginningsIn(
  parts: readonly Sentences[],
): (letters: string, next: Sentences | undefined) => boolean {
  let sorted: readonly string[] | undefined;
  return (fragment, next) => {
    const letters = fragment.replace(/[、,…]+$/, '');
    if (letters.length < FRAGMENT) return false;
    sorted ??= parts
      .flatMap(({ sentences }) => sentences.flatMap((one) => (one.whole ? [one.letters] : [])))
      .toSorted();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < letters) low = middle + 1;
      else high = middle;
    }
    const told = sorted[low];
    if (told?.startsWith(letters) !== true) return false;
    // What follows may be the other half: then the two are one sentence, and nothing is dropped.
    const rest = told.slice(letters.length).replace(/^[、,]/, '');
    return next?.sentences[0]?.letters.startsWith(rest.slice(0, OTHER_HALF)) !== true;
  };
}
