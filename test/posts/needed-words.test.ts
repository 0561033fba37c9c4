import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/posts/rules/assistant/answers-in-english.ts';
import { japanese } from '../../src/posts/rules/assistant/answers-in-japanese.ts';
import { mayMatch } from '../../src/posts/rules/may-match.ts';
import { neededWords } from '../../src/posts/rules/needed-words.ts';

describe('neededWords', () => {
  it.for([
    { pattern: /港の風/, words: [[['港の風']]], why: 'a plain word' },
    { pattern: /港|埠頭の灯/, words: [[], [['埠頭の灯']]], why: 'one letter is no word' },
    {
      pattern: /(?:記事|本文)を/,
      words: [[['記事を', '本文を']]],
      why: 'each word of a group, with what follows it',
    },
    { pattern: /お?手数です/, words: [[['手数です', 'お手数です']]], why: 'a letter that may be missing' },
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
    { pattern: /(?i:please|über)/, words: [[]], why: 'letters that have another form than those of ASCII' },
    { pattern: /keep/iu, words: [[]], why: 'the sign of Kelvin is a k there' },
  ])('$pattern: $why', ({ pattern, words }) => {
    expect(neededWords(pattern)).toEqual(words);
  });
});

describe('mayMatch', () => {
  const search = mayMatch({ any: /./, kiln: /窯|(?:old|new) kiln/i, harbour: /港の風[^。]*強い/ });

  it.for([
    { text: '', found: ['any', 'kiln'], why: 'what has no words may always match' },
    { text: '港の風はいつも強い。', found: ['any', 'kiln', 'harbour'], why: 'both words' },
    { text: '港の風。', found: ['any', 'kiln'], why: 'one of two words' },
  ])('$why: $text', ({ text, found }) => {
    expect([...search(text)]).toEqual(found);
  });

  it('does not ask whether a letter is small', () => {
    expect([...mayMatch({ kiln: /old kiln|NEW KILN/i })('An OLD Kiln')]).toEqual(['kiln']);
  });

  it.for([...Object.entries(japanese), ...Object.entries(english)])(
    'never misses what %s matches',
    ([, pattern]) => {
      // The generator of texts knows no conditions such as `(?!…)` and `\b`.
      const source = pattern.source
        .replace(/\(\?!(?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*\)/g, '')
        .replaceAll(/\(\?i:|\\b/g, (part) => (part === '\\b' ? '' : '(?:'));
      const may = mayMatch({ pattern });
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(source)), fc.string(), fc.string(), (text, before, after) =>
          may(before + text + after).has('pattern'),
        ),
      );
    },
  );
});
