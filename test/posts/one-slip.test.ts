/** A person, too, leaves a sentence open once, or loses letters in a file: that makes no program of the author. */
import { expect, it } from 'vitest';
import { repaired } from './ferry.ts';

const SLIPS = {
  'a lost letter': { written: '港の可能\ufffd性を見る。', shown: '港の可能性を見る。' },
  'an open sentence before empty lines': {
    written: '次の舟は明日の朝に着くと聞いたが\n\n\n別の話をしよう。',
    shown: '次の舟は明日の朝に着くと聞いたが…\n\n\n別の話をしよう。',
  },
};

const TEXTS: readonly (readonly [why: string, text: string])[] = [
  ['an answer in a story', '社長の返事は一行だった。\n\n承知しました。\n\nそれだけである。'],
  [
    'the parts of a form',
    'メールの書き方です。\n\n件名：\n\nお礼\n\n本文：\n\n先日はありがとうございました。',
  ],
  ['a value that is the subject', '計算の結果はこう出た。\n\nNaN\n\n誰もが黙った。'],
  ['a heading that goes on', '## 舟の設定（続き）\n\n帆の色を選ぶ。'],
  [
    'the same heading for each day',
    '## 午前の部：港の見学と市場の散歩\n\n一日目の朝は雨だった。\n\n## 宿\n\n風呂は広い。\n\n## 午前の部：港の見学と市場の散歩\n\n二日目の朝は晴れた。\n\n## 帰り\n\n電車で寝た。',
  ],
  ['emphasis over two sentences', 'ここで**火を止めます。ふたをして十分待ちます。**そのあと皿に盛ります。'],
  ['arithmetic', 'a = 2 ** 3 は八です。b = 3 ** 2 は九です。累乗は**演算子です。'],
];

it.for(
  Object.entries(SLIPS).flatMap(([slip, { written, shown }]) =>
    TEXTS.map(([why, text]) => ({ slip, why, text, written, shown })),
  ),
)('$slip: $why stays', ({ text, written, shown }) => {
  expect(repaired(`${written}\n\n${text}`)).toBe(`${shown}\n\n${text}`);
});

it('two slips are those of a program', () => {
  const { written, shown } = SLIPS['an open sentence before empty lines'];
  const text = (first: string, note: string) =>
    `港の可能${first}性を見る。\n\n${written}\n\n${note}また書く。`;
  expect(repaired(text('\ufffd', '承知しました。\n\n'))).toBe(text('', '').replace(written, shown));
});

it('words that somebody said stay in a post of a program, too', () => {
  const text = '店長は待っていた。\n\n承知しました。\n\nと私は答えた。';
  expect(repaired(`${text}\n\n---END---`)).toBe(text);
});
