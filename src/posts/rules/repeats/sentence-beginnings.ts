/** Recognises a fragment, such as 「知財保護の」, as the beginning of a sentence that stands whole somewhere in the post. */
import type { Block } from '../../blocks.ts';
import type { Sentence } from '../bare-sentences.ts';
import { withoutLead } from './lead-words.ts';

type Sentences = { readonly sentences: readonly Sentence[]; readonly block: Pick<Block, 'kind' | 'cut'> };

/** In letters: the other half is recognised by this many. */
const OTHER_HALF = 4;

/** In letters: a shorter fragment is not recognised. */
const FRAGMENT = 3;

/** In letters: this many are left without 「また、」 before them. */
const WITHOUT_LEAD = 8;

/** @returns a function that says whether a whole sentence of the post begins with some letters */
export function beginningsIn(
  parts: readonly Sentences[],
): (letters: string, next: Sentences | undefined) => boolean {
  let sorted: readonly string[] | undefined;
  const firstFrom = (letters: string): string | undefined => {
    sorted ??= parts
      .flatMap(({ sentences, block }, index) => {
        // An item needs no 。, if nothing cut it. The subject of an item is whole, too: something stands behind it.
        const isWhole = block.kind === 'item' && parts[index + 1]?.block.cut === undefined;
        return sentences.flatMap((one, at) =>
          one.whole || isWhole || at < sentences.length - 1 ? [one.letters] : [],
        );
      })
      .toSorted();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < letters) low = middle + 1;
      else high = middle;
    }
    return sorted[low];
  };
  return (fragment, next) => {
    const letters = fragment.replace(/(?<![、,…])[、,…]+$/, '');
    const bare = withoutLead(letters);
    const begun = bare !== letters && bare.length >= WITHOUT_LEAD ? [letters, bare] : [letters];
    const found = begun.find((begin) => begin.length >= FRAGMENT && firstFrom(begin)?.startsWith(begin));
    if (found === undefined) return false;
    // What follows may be the other half: then the two are one sentence, and nothing is dropped.
    const rest =
      firstFrom(found)
        ?.slice(found.length)
        .replace(/^[、,]/, '') ?? '';
    const other = next?.sentences[0]?.letters;
    return other === undefined || !goesOn(found, rest.slice(0, OTHER_HALF), other);
  };
}

/**
 * In letters: the other half may begin with this many of the fragment again: 今後ます | ますます重要. One that begins with all of it
 * needs nothing before it.
 */
const AGAIN = 8;

function goesOn(fragment: string, rest: string, other: string): boolean {
  for (let again = Math.min(AGAIN, fragment.length - 1); again > 0; again -= 1)
    if (other.startsWith(fragment.slice(-again) + rest)) return true;
  return other.startsWith(rest);
}
