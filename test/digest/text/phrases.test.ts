import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../src/digest/figures.ts';
import { phraseBreaks, wholeNumbers } from '../../../src/digest/templates/line-breaks.ts';
import { cutAtPhrase, phrasesOf } from '../../../src/digest/text/phrases.ts';
import { tellingOf } from '../../../src/digest/text/telling-sentence.ts';
import { wrapText } from '../../../src/digest/text/wrap.ts';
import { expectOnePass } from '../../growth.ts';
import { inTwoBytes } from '../../two-bytes.ts';

describe('phrases', () => {
  it.for([
    {
      text: 'その真意はどこにあるのか？',
      phrases: 'その真意は|どこに|あるのか？',
      why: 'particles; その belongs to 真意',
    },
    { text: '未来をどう打ち破るのか', phrases: '未来を|どう|打ち破るのか', why: 'ち is inside a verb' },
    { text: '取り組みの行方', phrases: '取り組みの|行方', why: 'two inside one word' },
    {
      text: '造船所の「水素船」発表、株価は？',
      phrases: '造船所の|「水素船」|発表、|株価は？',
      why: 'brackets and commas',
    },
    {
      text: '企業の「速度の壁」をどう',
      phrases: '企業の|「速度の|壁」を|どう',
      why: 'a particle stays with its bracket',
    },
    {
      text: '売上高4.5億ドル到達',
      phrases: '売上高4.5億ドル到達',
      why: 'no break inside a number or compound',
    },
    { text: '午前10:30の寄り付き', phrases: '午前10:30の|寄り付き', why: 'a colon in a time' },
    {
      text: 'Port Authority 2.0の可能性',
      phrases: 'Port Authority 2.0の|可能性',
      why: 'a version stays with its name',
    },
    {
      text: '全文掲載のお知らせと読者のご意見',
      phrases: '全文掲載の|お知らせと|読者の|ご意見',
      why: 'a polite word is one word',
    },
    { text: '', phrases: '', why: 'nothing' },
  ])('$text: $why', ({ text, phrases }) => {
    expect(phrasesOf(text).join('|')).toBe(phrases);
  });

  it('joined are the line again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(phrasesOf(text).join('')).toBe(text);
      }),
    );
  });
});

describe('cut', () => {
  it.for([
    { text: '短い題', most: 10, cut: '短い題', why: 'it fits' },
    {
      text: '造船所が動く。株価は上がるのか',
      most: 12,
      cut: '造船所が動く。',
      why: 'at the end of a sentence',
    },
    { text: '造船所の水素船が進水した日の株価', most: 12, cut: '造船所の水素船が…', why: 'at a phrase' },
    {
      text: '造船所の船が進水し、港の水先人が船長と握手する',
      most: 16,
      cut: '造船所の船が進水し…',
      why: 'a comma near the end is better than half a clause',
    },
    {
      text: '船が、港の水先人と船長の間で長く話し合われた',
      most: 16,
      cut: '船が、港の水先人と船長の間で…',
      why: 'a comma far from the end is not',
    },
    {
      text: '半導体製造装置輸出管理規制強化法案',
      most: 8,
      cut: '半導体製造装置…',
      why: 'one long word is cut anywhere',
    },
    {
      text: '造船所の動き、「水素船」の進水',
      most: 9,
      cut: '造船所の動き…',
      why: 'no comma or bracket before the dots',
    },
    {
      text: '家族👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦',
      most: 4,
      cut: '家族👨‍👩‍👧‍👦…',
      why: 'a family is one letter',
    },
  ])('$text at $most: $why', ({ text, most, cut }) => {
    expect(cutAtPhrase(text, most)).toBe(cut);
  });

  it('never makes a line longer than asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 2, max: 80 }),
        (text, most) => {
          expect([...new Intl.Segmenter('ja').segment(cutAtPhrase(text, most))].length).toBeLessThanOrEqual(
            most,
          );
        },
      ),
    );
  });
});

it.for([
  { unit: '1' },
  { unit: '1億' },
  { unit: '「え？」' },
  { unit: '「' },
  { unit: 'あ' },
  { unit: 'a' },
  { unit: '。' },
  { unit: '.', end: '港' },
  { unit: '1,', end: '港' },
  { unit: '、', end: '港' },
])('a line of 64,000 letters is read in one pass: $unit', ({ unit, end = '' }) => {
  const work = (line: string) => {
    expect(phrasesOf(line).join('')).toBe(line);
    expect(wrapText(line, 70).join('')).toBe(line);
    tellingOf(line, '題');
    figureOf(line);
    wholeNumbers(line);
  };
  expectOnePass(work, (letters) => inTwoBytes(unit.repeat(letters / unit.length) + end), 64_000);
});

it('a slot in a greeting stays whole, also where its line is cut into phrases', () => {
  const mark = '\ufdd00123456789abcdef0123456789abcdef-address\ufdd1';
  expect(phraseBreaks(`${mark} 様、港の朝は`)).toContain(mark);
});
