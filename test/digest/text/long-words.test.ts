import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLongWord } from '../../../src/digest/text/long-words.ts';
import { phrasesOf } from '../../../src/digest/text/phrases.ts';
import { wrapText } from '../../../src/digest/text/wrap.ts';

describe('a word that is too long for a phone', () => {
  it.for([
    {
      text: 'AIインフラ投資3600億ドル超、',
      parts: 'AIインフラ投資|3600億ドル超、',
      why: 'where the script changes; a number keeps its counter',
    },
    {
      text: 'インターナショナルコミュニケーションプラットフォームの',
      parts: 'インターナショナル|コミュニケーション|プラットフォームの',
      why: 'a run of katakana',
    },
    {
      text: 'インフラストラクチャーオブザーバビリティプラットフォームを',
      parts: 'インフラストラクチャー|オブザーバビリティ|プラットフォームを',
      why: 'katakana between its words, and not before ャ',
    },
    {
      text: 'エンタープライズソフトウェア企業の',
      parts: 'エンタープライズ|ソフトウェア企業の',
      why: 'the same with what follows in kanji',
    },
    {
      text: 'Anthropic Claude 4.5の',
      parts: 'Anthropic |Claude 4.5の',
      why: 'a version stays with its name',
    },
    {
      text: '国際金融市場の投資収益92%向上を',
      parts: '国際金融市場の|投資収益92%向上を',
      why: 'a share stays with what it is a share of',
    },
    { text: '国際金融市場における', parts: '国際金融市場における', why: 'short enough' },
    {
      text: 'InternationalisationAndSemiconductorSupply',
      parts: 'InternationalisationAndSemiconductorSupply',
      why: 'a Latin word is left to the screen',
    },
  ])('$text: $why', ({ text, parts }) => {
    expect(cutLongWord(text).join('|')).toBe(parts);
  });

  it('joined is the word again, and no part begins with ー or a small kana', () => {
    const letters = fc.constantFrom(
      'ア',
      'ー',
      'ッ',
      'ャ',
      '港',
      '湾',
      'が',
      'っ',
      'A',
      '8',
      '億',
      '円',
      '。',
      '」',
      '「',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (word) => {
        const text = word.join('');
        expect(phrasesOf(text).join('')).toBe(text);
        const after = cutLongWord(text).slice(1);
        expect(
          after.filter((part) => /^[ーッャっ。」]/.test(part) && !/^[ーッャっ。」]{2}/.test(part)),
        ).toEqual([]);
      }),
    );
  });
});

it.for([
  { text: '現金では4億7,000万円を生む', columns: 14, why: 'a sum of two sizes' },
  { text: '水先人が28人いた', columns: 10, why: 'a count' },
  { text: '電気を400万kWh買う', columns: 12, why: 'a Latin unit' },
])('plain text keeps a number with its counter: $why', ({ text, columns }) => {
  const lines = wrapText(text, columns);
  expect(lines.join('')).toBe(text);
  expect(lines.filter((line) => /^(?:[万億]|円|人|kWh)|[0-9]$/.test(line))).toEqual([]);
});
