import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf } from '../../../src/digest/text/text-width.ts';
import { wrapText } from '../../../src/digest/text/wrap.ts';

it.for([
  {
    text: '港の朝は早い。',
    width: 8,
    lines: ['港の朝は', '早い。'],
    why: 'full-width letters take two columns',
  },
  { text: '港の朝は、早い', width: 8, lines: ['港の朝', 'は、早い'], why: 'no line begins with 、' },
  { text: '港「朝」の', width: 4, lines: ['港', '「朝」', 'の'], why: 'no line ends with 「' },
  {
    text: '見よ port authority を',
    width: 10,
    lines: ['見よ port', 'authority', 'を'],
    why: 'Latin words stay whole',
  },
  {
    text: 'https://minato.example/2025/11/',
    width: 10,
    lines: ['https://minato.example/2025/11/'],
    why: 'a URL stays whole',
  },
  {
    text: 'このメールは、「週刊みなと」の配信にお申し込みいただいた皆さまの方へお送りしています。',
    width: 70,
    lines: ['このメールは、「週刊みなと」の配信にお申し込みいただいた皆さまの方へ', 'お送りしています。'],
    why: 'a phrase that would be torn begins the next line',
  },
  {
    text: '港の朝は早く、待ち時間も電気代も株価も、結局は同じ現金の列に並ぶからです。',
    width: 40,
    lines: ['港の朝は早く、待ち時間も電気代も株価も、', '結局は同じ現金の列に並ぶからです。'],
    why: 'a line that ends with a phrase stays as it is',
  },
  {
    text: '一二三四五六七八九十一二三四五六七八九十',
    width: 20,
    lines: ['一二三四五六七八九十', '一二三四五六七八九十'],
    why: 'a word that is longer than that is torn',
  },
  { text: 'by the server’s name', width: 14, lines: ['by the', 'server’s name'], why: 'an apostrophe' },
  { text: 'Si c’était une', width: 10, lines: ['Si', 'c’était', 'une'], why: 'an apostrophe before é' },
  { text: 'Sie lesen „Hafen“, weil', width: 17, lines: ['Sie lesen', '„Hafen“, weil'], why: 'German marks' },
  { text: 'by “Harbour”, and', width: 11, lines: ['by', '“Harbour”,', 'and'], why: 'English marks' },
  { text: '港の“Harbour”で', width: 12, lines: ['港の', '“Harbour”', 'で'], why: 'the same in Japanese' },
  {
    text: 'parce que\u202f: «\u00a0Le Quai\u00a0»',
    width: 12,
    lines: ['parce que\u202f:', '«\u00a0Le Quai\u00a0»'],
    why: 'a no-break blank ends no line',
  },
  {
    text: '您可以随时取消订阅，更改设置时，请打开下方的链接。',
    width: 24,
    lines: ['您可以随时取消订阅，更改', '设置时，请打开下方的链', '接。'],
    why: 'Chinese fills its lines, and no mark begins one',
  },
  { text: '', width: 10, lines: [''], why: 'nothing' },
])('$text in $width columns: $why', ({ text, width, lines }) => {
  expect(wrapText(text, width)).toEqual(lines);
});

it.for([
  { text: 'abc', columns: 3 },
  { text: '港ｶﾓﾒ', columns: 5 },
  { text: '〜…①', columns: 6 },
])('$text takes $columns columns', ({ text, columns }) => {
  expect(columnsOf(text)).toBe(columns);
});

it('keeps every letter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.integer({ min: 4, max: 70 }),
      (text, width) => {
        const bare = (value: string) => value.replace(/\s/gu, '');
        expect(bare(wrapText(text, width).join(''))).toBe(bare(text));
      },
    ),
  );
});
