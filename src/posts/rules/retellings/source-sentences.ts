/** The sentences of a post before all repairs, in their order: they show behind which sentence another one stood. */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { joiningIn } from '../repeats/leaning.ts';
import { itemsOf } from '../repeats/list-items.ts';

export type SourceSentence = {
  readonly letters: string;
  /** The same without a subject in bold before it. */
  readonly bare: string;
  /** The line of its paragraph. */
  readonly line: number;
  /** The 「例えば、」 with which it begins. */
  readonly joining: string;
  /** The line of the paragraph that said it first. */
  readonly first: number;
};

export type SourceSentences = {
  readonly all: readonly SourceSentence[];
  /** Where those with the same letters stand, in order. */
  readonly places: () => ReadonlyMap<string, readonly number[]>;
  /** The sentences of the paragraphs from one line up to another. */
  readonly between: (begin: number, end: number) => readonly SourceSentence[];
};

/** The repairs ask in several rounds for those of one post. */
const known = new WeakMap<readonly Block[], SourceSentences>();

export function sourceSentences(source: readonly Block[]): SourceSentences {
  const made = known.get(source) ?? sentencesIn(source);
  known.set(source, made);
  return made;
}

function sentencesIn(source: readonly Block[]): SourceSentences {
  const first = new Map<string, number>();
  const all = source.flatMap(itemsOf).flatMap(({ text, line }) =>
    sentencesOf(text).map(({ from, to, letters }) => {
      const words = text.slice(from, to);
      if (!first.has(letters)) first.set(letters, line);
      const joining = words.slice(0, joiningIn(words)).trim();
      return {
        letters,
        bare: withoutSubject(words, letters),
        line,
        joining,
        first: first.get(letters) ?? line,
      };
    }),
  );
  let places: ReturnType<typeof placesOf> | undefined;
  return {
    all,
    places: () => (places ??= placesOf(all)),
    between: (begin, end) => all.slice(firstFrom(all, begin), firstFrom(all, end)),
  };
}

function withoutSubject(words: string, letters: string): string {
  const subject = SUBJECT.exec(words)?.[1];
  return subject === undefined ? letters : letters.slice(subject.replace(/[\s*]/g, '').length);
}

/** The subject in bold of an item or a paragraph. */
const SUBJECT = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(\*\*[^*\n]{1,100}\*\*\s*[：:]?)/;

/** Where each sentence stands, in order: it is found without a look at all others. */
export function placesOf(
  told: readonly SourceSentence[],
  nameOf = ({ letters }: SourceSentence) => letters,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, sentence] of told.entries()) {
    const name = nameOf(sentence);
    const here = places.get(name);
    if (here === undefined) places.set(name, [index]);
    else here.push(index);
  }
  return places;
}

/** The index of the first sentence on a line or below it. */
export function firstFrom(sentences: readonly { readonly line: number }[], line: number): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
