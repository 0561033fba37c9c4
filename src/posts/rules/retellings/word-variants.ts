/**
 * Words that say the same: 「投資家の方々」 and 「投資家の皆さん」. Before two sentences are compared by their sense, each of these
 * is written in one way only.
 */
import { remembered } from '../../remembered.ts';

/** What is written, and the words for which it stands. */
const WAYS: readonly (readonly [string, string])[] = [
  ['皆さん', '(?<=の)方々|皆様|皆さま'],
  ['一つ', '[1１]つ'],
  ['LLM', '大規模言語モデル（LLM）|LLM（大規模言語モデル）|大規模言語モデル'],
  ['示して', '(?:雄弁に)?物語って'],
  ['様々', 'さまざま|色々|いろいろ'],
  ['多くの', '数多くの|たくさんの|数々の'],
  ['重要', '大切'],
  ['方法', 'やり方'],
  ['利用者', 'ユーザー'],
  ['大きな', '(?:重要な|深い|重い)(?=意味|意義)'],
  // A wave of AI, and one of change: 「この」 says which one.
  [
    'この',
    '^この(?:AIの|変革の|進化の|大きな|新しい|新たな|壮大な|多角的な|激しい|歴史的な)(?=波|潮流|流れ|競争|挑戦)',
  ],
];

/** Letters that one of two sentences may have alone: all but those that must stand around such a word. */
export const VARIANT_LETTERS = WAYS.flat()
  .join('')
  .replace(/\(\?<?=[^)]*\)/g, '');

const ANY = new RegExp(WAYS.map(([, words]) => `(${words})`).join('|'), 'gu');

export const writtenInOneWay: (letters: string) => string = remembered((letters) =>
  letters.replace(ANY, (...groups: unknown[]) => {
    const way = groups.slice(1, WAYS.length + 1).findIndex((words) => words !== undefined);
    return WAYS[way]?.[0] ?? '';
  }),
);

/** A word for those of whom the post tells, and a name, as subjects. */
export const THEY = /^(?:彼ら|同社)(?=[はが])/;
export const NAME = /^(?:[A-Za-z][A-Za-z0-9.]{1,19}|[\p{Script=Katakana}ー]{3,20})(?=[はが])/u;

/** A fast test: most sentences begin with another letter. */
const BEGINS_SUBJECT = /^[A-Za-z゠-ヿ彼同]/;

/** 「彼らは、自社の舟を」 and 「Minatoは舟を」 without the subject: 「は舟を」. */
export function withoutSubject(letters: string): string {
  if (!BEGINS_SUBJECT.test(letters)) return letters;
  const rest = letters.replace(THEY, '').replace(NAME, '');
  return rest.length === letters.length ? letters : rest.replace(/^は、?(?:自社の)?/, 'は');
}
