import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../src/digest/figures.ts';
import { afterTelling, tellingOf } from '../../../src/digest/text/telling-sentence.ts';
import { expectOnePass } from '../../growth.ts';

describe('the telling sentence', () => {
  it.for([
    {
      excerpt: '倉庫の賃料が三年で二割上がった。借り手は床を見る。',
      title: '倉庫',
      said: '倉庫の賃料が三年で二割上がった。',
      why: 'the first',
    },
    {
      excerpt: '天体と気圧。潮位を動かす力を分けて考える。三つめ。',
      title: '潮',
      said: '天体と気圧。潮位を動かす力を分けて考える。',
      why: 'a short one takes the next along',
    },
    {
      excerpt: '港はどこへ行く？ 港の収入が二年で三割も減ったという。',
      title: '港は、どこへ行く？',
      said: '港の収入が二年で三割も減ったという。',
      why: 'the title is not said again',
    },
    { excerpt: '港はどこへ', title: '港はどこへ', said: '', why: 'nothing but the title' },
  ])('$said: $why', ({ excerpt, title, said }) => {
    expect(tellingOf(excerpt, title)).toBe(said);
  });

  it('is in the excerpt as it is, and what comes after is not said twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('港。', '「船？」と', '8億円が', 'He said. ', 'A', '。', ' '), {
          maxLength: 12,
        }),
        (parts) => {
          const excerpt = parts.join('');
          const telling = tellingOf(excerpt, '題');
          expect(excerpt).toContain(telling);
          expect(excerpt.trim().endsWith(afterTelling(excerpt, telling))).toBe(true);
        },
      ),
    );
  });

  it('is found in one pass, however long the title is', () => {
    const make = (letters: number) => ({
      excerpt: 'あ。'.repeat(letters / 2),
      title: 'あ。'.repeat(letters / 2),
    });
    expectOnePass(({ excerpt, title }) => tellingOf(excerpt, title), make, 16_000);
  });
});

describe('a figure', () => {
  it.for([
    {
      text: '84億円の買収は毎年8,000万円の赤字を生む。',
      value: '84億',
      unit: '円',
      why: 'the first of two sums',
    },
    { text: '電気を年400万kWh買った。', value: '400万', unit: 'kWh', why: 'a Latin unit' },
    { text: '借り賃を年1億1,000万円と書いた。', value: '1億1,000万', unit: '円', why: 'two sizes' },
    { text: '来場者は3万5000人だった', value: '3万5000', unit: '人', why: 'a part without a size' },
    { text: '1億2345円', value: '1億2345', unit: '円', why: 'a sum to the last yen' },
    { text: '売上は5千万円', value: '5千万', unit: '円', why: 'thousands of ten thousands' },
    { text: '3百万ドル', value: '3百万', unit: 'ドル', why: 'hundreds of them' },
    { text: '荷主47社が8.4%の値上げ', value: '8.4', unit: '%', why: 'a share before a count' },
    { text: '3600億ドル超', value: '3600億', unit: 'ドル', why: 'dollars' },
    { text: 'It costs $36 billion.', value: '$36', unit: 'billion', why: 'English money' },
    { text: 'It costs $1,850, a fifth less.', value: '$1,850', unit: '', why: 'no comma of the sentence' },
    { text: 'US$36 million was paid', value: 'US$36', unit: 'million', why: 'whose dollars' },
    { text: 'sold for 36 million pounds', value: '36', unit: 'million pounds', why: 'millions of what' },
    { text: '4.2 billion cups of tea', value: '4.2', unit: 'billion cups', why: 'whatever is counted' },
    { text: '36 million across Europe', value: '36', unit: 'million', why: 'no word that counts nothing' },
    { text: '28人いた水先人が19人になり', value: '19', unit: '人', why: 'what a change came to' },
    { text: '6億円から7億5,000万円に', value: '7億5,000万', unit: '円', why: 'a change of a sum' },
    { text: 'from 28 to 19 people', value: '19', unit: 'people', why: 'a change in English' },
    { text: '5社から3社を選ぶ', value: '5', unit: '社', why: 'a choice is no change' },
    { text: '２８人いた', value: '２８', unit: '人', why: 'full-width digits' },
    { text: '2025年10月3日の発表', value: undefined, unit: undefined, why: 'a date is no figure' },
    { text: 'GPT-5が第3回で', value: undefined, unit: undefined, why: 'nor a name, nor an ordinal' },
    { text: '費用は10分の1だ', value: undefined, unit: undefined, why: 'a tenth is no minutes' },
    { text: '10分の動画', value: '10', unit: '分', why: 'ten minutes are' },
    { text: '1分動画', value: undefined, unit: undefined, why: 'one minute says little' },
    { text: '二割上がった', value: undefined, unit: undefined, why: 'words are no digits' },
  ])('of $text is $value $unit: $why', ({ text, value, unit }) => {
    expect([figureOf(text)?.value, figureOf(text)?.unit]).toEqual([value, unit]);
  });

  it('stands in the sentence as it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('1', '8', '億', '万', '円', ' ', 'kWh', '人', ',', '.', '%', '年', '$', 'million'),
          { maxLength: 14 },
        ),
        (parts) => {
          const text = parts.join('');
          const figure = figureOf(text);
          if (figure !== undefined)
            expect(text.replaceAll(' ', '')).toContain((figure.value + figure.unit).replaceAll(' ', ''));
        },
      ),
    );
  });
});
