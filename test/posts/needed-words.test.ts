import { describe, expect, it } from 'vitest';
import { alternativesOf } from '../../src/posts/rules/phrases/needed-words.ts';

describe('alternativesOf', () => {
  it.for([
    { pattern: /港の風/, words: [[['港の風']]], why: 'a plain word' },
    { pattern: /港|埠頭の灯/, words: [[], [['埠頭の灯']]], why: 'one letter is no word' },
    {
      pattern: /(?:記事|本文)を/,
      words: [[['記事を', '本文を']]],
      why: 'each word of a group, with what follows it',
    },
    { pattern: /お?手数です/, words: [[['手数です']]], why: 'a letter that may be missing' },
    {
      pattern: /検索(?:結果)*です/,
      words: [[['検索'], ['です']]],
      why: 'a part that may be missing parts two words',
    },
    { pattern: /見つ[^。]{0,9}ません/, words: [[['見つ'], ['ません']]], why: 'both words are needed' },
    { pattern: /^ご(?!縁)質問$/, words: [[['ご質問']]], why: 'conditions take no letter' },
    { pattern: /港{2}町/, words: [[]], why: 'a letter that is repeated ends a word, and one letter is none' },
    { pattern: /(?:港町){2}の/, words: [[['港町']]], why: 'a group that is repeated' },
    { pattern: /[港湾]の\d町/, words: [[]], why: 'classes and digits' },
    { pattern: /a\.b\[c/, words: [[['a.b[c']]], why: 'marks that are escaped' },
    { pattern: /\p{Script=Han}の町/u, words: [[['の町']]], why: 'a class of Unicode' },
    {
      pattern: /(?i:please|über)/,
      words: [[['please', 'ber']]],
      why: 'a letter that has another form than those of ASCII',
    },
    {
      pattern: /検索を?し(?:ます)?/,
      words: [[['検索し', '検索をし']]],
      why: 'a word in another one says the same',
    },
    { pattern: /keep/iu, words: [[]], why: 'the sign of Kelvin is a k there' },
  ])('$pattern: $why', ({ pattern, words }) => {
    expect(alternativesOf(pattern).map(({ lists }) => lists)).toEqual(words);
  });
});

describe('an alternative', () => {
  it('has its own part of the source', () => {
    const sources = alternativesOf(/記事(?:を|は)|[|]本文|\\|続き/).map(({ source }) => source);
    expect(sources).toEqual(['記事(?:を|は)', '[|]本文', '\\\\', '続き']);
  });

  it('says whether a letter may be small or large', () => {
    expect(alternativesOf(/(?i:please)|Sure/).map(({ isCased }) => isCased)).toEqual([true, false]);
  });
});
