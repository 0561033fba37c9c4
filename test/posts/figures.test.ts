/** Figures in title and excerpt, held against the text. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import type { FrontMatter } from '../../src/posts/post.ts';
import { findFigures } from '../../src/posts/rules/claims/figure.ts';
import { findOddFigures } from '../../src/posts/rules/claims/odd-figure.ts';
import { quantitiesIn } from '../../src/posts/rules/claims/quantities.ts';
import type { RuleContext } from '../../src/posts/rules/rule.ts';
import { expectOnePass } from '../growth.ts';
import { inTwoBytes } from '../two-bytes.ts';
import { settingsWith } from './settings.ts';

describe('quantities', () => {
  it.for([
    { text: '1.5億円', value: 150_000_000, unit: '円' },
    { text: '1億5,000万円', value: 150_000_000, unit: '円' },
    { text: '１５０，０００，０００円', value: 150_000_000, unit: '円' },
    { text: '一億五千万円', value: 150_000_000, unit: '円' },
    { text: '270億ドル', value: 27_000_000_000, unit: 'ドル' },
    { text: '１．４兆ドル', value: 1_400_000_000_000, unit: 'ドル' },
    { text: '1万5000人', value: 15_000, unit: '人' },
    { text: '28パーセント', value: 28, unit: '%' },
    { text: '９割', value: 90, unit: '%' },
    { text: '192GB', value: 192, unit: 'GB' },
    { text: '5ギガワット', value: 5, unit: 'GW' },
    { text: '12カ国', value: 12, unit: 'か国' },
  ])('$text is $value $unit', ({ text, value, unit }) => {
    expect(quantitiesIn(`約${text}。`)).toMatchObject([{ value, unit }]);
  });

  it.for([
    '2025年11月7日',
    'GPT-5',
    'H100',
    '第3社会',
    '3人目',
    '3つの理由',
    'v2.0',
    '1社あたり',
    '三社会議',
    '10割引',
    '24時間365日',
    '5ギガワット時',
  ])('%s is none', (text) => {
    expect(quantitiesIn(text)).toEqual([]);
  });

  it.for(['1', '一千', '1億', '三百億', '1,111兆〇百億'])('reads a row of %s once', (unit) => {
    const read = (text: string) => expect(quantitiesIn(text)).toEqual([]);
    expectOnePass(read, (letters) => inTwoBytes(unit.repeat(letters / unit.length)), 100_000);
  });
});

const find = (title: string, body: string, excerpt?: string, frontMatter: FrontMatter = {}) => {
  const context: RuleContext = {
    title,
    excerpt,
    frontMatter,
    published: new Date(0),
    settings: settingsWith(),
    on: () => true,
    lineOf: (line) => line,
  };
  return findFigures(splitBlocks(body, 1), context).map(({ message }) => message);
};

describe('a figure that the text does not have', () => {
  it.for([
    { title: '新工場に27億円', body: '費用は270億円です。', found: 1, why: 'another power' },
    { title: '市場は28%成長', body: '年に24%の成長が見込まれます。', found: 1, why: 'another rate' },
    { title: '新工場に2.7億円', body: '費用は二億七千万円です。', found: 0, why: 'in other letters' },
    { title: '3600億ドル超の投資', body: '合わせて3,637億ドルになります。', found: 0, why: 'rounded' },
    { title: '投資は8億円', body: '投資は8億3,000万円です。', found: 0, why: 'rounded to its last digit' },
    { title: '投資は27億円', body: '投資は28億円です。', found: 1, why: 'another last digit' },
    {
      title: '3611億ドルの投資',
      body: '約3,600億ドルの投資です。',
      found: 1,
      why: 'more exact than the text',
    },
    {
      title: '窯は300メガワット',
      body: '出力は200MWです。',
      found: 1,
      why: 'a unit in words and in letters',
    },
    { title: '連続10時間の窯', body: '連続30時間、燃やせます。', found: 1, why: 'hours' },
    { title: '生産性が10倍に', body: '速くなりました。', found: 0, why: 'a way of speaking' },
    { title: '新工場に27億円', body: '売り上げは9兆円です。', found: 0, why: 'another thing' },
    { title: '3社の提携', body: '五社が加わります。', found: 0, why: 'a count of a few' },
    { title: '2026年の港', body: '2025年の話。', found: 0, why: 'a year' },
  ])('$why: $title', ({ title, body, found }) => {
    expect(find(title, body)).toHaveLength(found);
  });

  it('is named once, with both shown', () => {
    expect(find('新工場に27億円', '費用は270億円です。', '費用は27億円。')).toEqual([
      'The title says 「27億円」, and the text has 「270億円」, not that.',
    ]);
  });

  it.for([
    { front: { points: ['費用は27億円', '工期は二年'] }, says: '`points` say 「27億円」', why: 'a point' },
    { front: { figure: '27億円' }, says: '`figure` says 「27億円」', why: 'a figure' },
    {
      front: { figure: { value: '27億円', text: '' } },
      says: '`figure` says 「27億円」',
      why: 'with its text',
    },
    { front: { points: '270億円の窯' }, says: undefined, why: 'right' },
    { front: { points: ['27億円'], figure: '27億円' }, says: '`points` say 「27億円」', why: 'once' },
  ])('may stand in the front matter: $why', ({ front, says }) => {
    const found = find('新工場', '費用は270億円です。', undefined, front);
    expect(found).toEqual(says === undefined ? [] : [`${says}, and the text has 「270億円」, not that.`]);
  });
});

describe('a figure that cannot be', () => {
  it.for([
    { text: '導入した企業は300％のコスト削減に成功しました。', why: 'a cut by more than all' },
    { text: '待ち時間を250%短縮します。', why: 'a time' },
    { text: '今後はより75%以上の企業が使うようになる。', why: 'a figure for 「多くの」' },
    { text: 'どれだけ75％以上の企業に使われるか。', why: 'behind どれだけ' },
  ])('is named: $why', ({ text }) => {
    expect(findOddFigures(splitBlocks(text, 1))).toMatchObject([{ code: 'post-figure' }]);
  });

  it.for([
    { text: '事故を100%減らし、費用を75%削減した。', why: 'all of it' },
    { text: '前年比300%の増加、生産性は250%の向上。', why: 'an increase' },
    { text: '昨年より75%以上の伸びを見せた。', why: 'a comparison in plain words' },
    { text: '1,300%増えた後に40%減少した。', why: 'two figures' },
    { text: '`300%の削減` と書く。', why: 'code' },
    { text: 'CO2の排出を100.0%削減した。', why: 'all of it, with a point' },
    { text: '純利益は前年同期より120%減少し、赤字に転落した。', why: 'a profit becomes a loss' },
    { text: '目標比130%のコスト削減を達成した。', why: 'more than was planned' },
    { text: 'S&P500 より5%の上昇、Chrome より20%の高速化。', why: 'compared with a name' },
    { text: '子どもより10%の差がある。', why: 'compared with a word that ends in も' },
  ])('stays unnamed: $why', ({ text }) => {
    expect(findOddFigures(splitBlocks(text, 1))).toEqual([]);
  });
});
