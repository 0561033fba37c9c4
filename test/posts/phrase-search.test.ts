import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/posts/rules/assistant/answers-in-english.ts';
import { japanese } from '../../src/posts/rules/assistant/answers-in-japanese.ts';
import { foreign, REACH } from '../../src/posts/rules/assistant/answers-in-others.ts';
import { spoken } from '../../src/posts/rules/assistant/machine-sentences.ts';
import { phraseSearch } from '../../src/posts/rules/phrases/phrase-search.ts';
import { phraseTable } from '../../src/posts/rules/phrases/phrase-table.ts';

const searchOf = (patterns: Readonly<Record<string, readonly RegExp[]>>) => {
  const table = phraseTable(patterns);
  return phraseSearch(() => table);
};

describe('phraseSearch', () => {
  const search = searchOf({ any: [/.$/], kiln: [/窯元|(?:old|new) kiln/i], harbour: [/港の風[^。]*強い/] });
  const names = ['any', 'kiln', 'harbour'];

  it.for([
    { text: '', may: ['any'], why: 'what has no words may always match' },
    { text: '港の風はいつも強い。', may: ['any', 'harbour'], why: 'all words' },
    { text: '港の風。', may: ['any', 'harbour'], why: 'the rarest word' },
    { text: '波は強い。', may: ['any'], why: 'another word' },
    { text: 'An OLD Kiln', may: ['any', 'kiln'], why: 'small and large letters' },
  ])('$why: $text', ({ text, may }) => {
    expect(names.filter((name) => search(text).may(name))).toEqual(may);
  });

  it('looks for all words in the sentence', () => {
    const sought = search('港の風は冷たい。波は強い。');
    expect(sought.may('harbour')).toBe(true);
    expect(sought.first('harbour', '港の風は冷たい。')).toBeUndefined();
  });

  it.for([
    { text: '本文と記事', span: { from: 0, to: 2 }, why: 'the first place' },
    { text: '記事本文', span: { from: 0, to: 4 }, why: 'of two at one place the first alternative' },
  ])('gives what one expression would: $why', ({ text, span }) => {
    expect(searchOf({ part: [/記事本文|記事|本文/] })(text).first('part', text)).toEqual(span);
  });

  const tables = {
    ...japanese,
    ...Object.fromEntries(Object.entries(english).map(([act, one]) => [`en ${act}`, one])),
  };
  const rows: (readonly [string, readonly RegExp[]])[] = [
    ...Object.entries(tables).map(([act, one]) => [act, [one]] as const),
    ...[...spoken, ...foreign].map((one) => [one.source.slice(0, 40), [one]] as const),
  ];
  it.for(rows)('finds what %s finds, at the same place', ([name, patterns]) => {
    const search = searchOf({ [name]: patterns });
    const [pattern = /$/] = patterns;
    fc.assert(
      fc.property(
        textsOf(pattern),
        fc.constantFrom('', '港の風。', 'A b. '),
        fc.string(),
        (text, before, after) => {
          const whole = before + text + after;
          const match = pattern.exec(whole);
          const span = match === null ? undefined : { from: match.index, to: match.index + match[0].length };
          expect(search(whole).first(name, whole)).toEqual(span);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it.for(foreign)('%s reads no further than the first letters of a paragraph', (pattern) => {
  fc.assert(fc.property(textsOf(pattern), (text) => (pattern.exec(text)?.[0].length ?? 0) <= REACH));
  expect(pattern.source).not.toMatch(/[*+](?![^[\]]*\])|\{\d+,\}/);
});

/** Texts that the expression matches, or nearly: the generator knows no conditions such as `(?!…)` and `\b`. */
function textsOf({ source }: RegExp): fc.Arbitrary<string> {
  const plain = source
    .replace(/\(\?<?[!=](?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*\)/g, '')
    .replaceAll(/\(\?i:|\\b/g, (part) => (part === '\\b' ? '' : '(?:'));
  return fc.stringMatching(new RegExp(plain));
}
