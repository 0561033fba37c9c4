/** A week of invented news, as the tests of this room use it. */
import { parseConfig } from '../../src/config.ts';
import { type Digest, type Item, makeDigest } from '../../src/digest/digest.ts';
import { defuse } from '../../src/digest/text/escape-slots.ts';
import { type Period, parsePeriod } from '../../src/period.ts';
import type { Settings } from '../../src/settings.ts';

export const settings: Settings = parseConfig({
  site: {
    title: '週刊みなと経済',
    url: 'https://minato.example',
    description: '港町から読み解く、投資と技術の一週間。',
    author: 'みなと編集部',
  },
  organisation: {
    name: '株式会社みなと経済 <編集部>',
    address: '〒231-0000 神奈川県横浜市中区見本町1-2-3',
    contact: 'hello@minato.example',
  },
  categories: [
    { name: '投資分析', slug: 'investment', label: 'ANALYSIS' },
    { name: '業界動向', slug: 'industry' },
  ],
  web: { url: 'https://letter.minato.example' },
});

export function periodOf(id: string): Period {
  const period = parsePeriod(id, 'Asia/Tokyo');
  if (period === undefined) throw new Error(`no such period: ${id}`);
  return period;
}

export const week = periodOf('2025-W45');

/** @param hour hours before the end of the week: a larger one is older */
export function item(title: string, hour: number, more: Partial<Item> = {}): Item {
  return {
    title,
    url: `https://minato.example/${hour}/`,
    excerpt: `${title}について、編集部が港で聞いた話をまとめました。`,
    author: 'みなと編集部',
    published: new Date(week.end.getTime() - hour * 3_600_000),
    readingMinutes: 4,
    image: undefined,
    categories: ['投資分析'],
    featured: false,
    points: [],
    ...more,
  };
}

export function digestOf(items: readonly Item[]): Digest {
  return { ...makeDigest(week, [], { language: 'ja' }), items };
}

/** Subjects that share no two letters in a row with one another. */
export const subjects = [
  'あかつき造船が水素船を進水',
  'いぶき電機、蓄電池の新工場',
  'うみねこ銀行の円建て社債',
  'えびす水産が陸上養殖へ',
  'おおぞら航空、夜行便を再開',
  'かもめ食品の値下げ戦略',
  'きりしま製紙は竹に賭ける',
  'くろしお海運と北極の航路',
  'けやき不動産、倉庫を手放す',
  'こだま通信の衛星網',
  'さざなみ証券が手数料ゼロ',
  'しおさい半導体の逆風',
] as const;

/** What a week really looks like: two sections, one unknown category, a story told twice, awkward text. */
export const sample: Digest = digestOf([
  item('しおさい半導体の逆風：受注残はどこへ消えたのか？', 3, {
    image: 'https://minato.example/cover.png',
    points: ['受注残は前年から3割減った', '在庫は「適正」だと会社は言う', '次の節目は来年1月の決算'],
    excerpt:
      'しおさい半導体の株価が一週間で12%下がりました。受注残の中身を、決算資料と港の倉庫の動きから読み解きます。',
  }),
  item('うみねこ銀行の円建て社債 <第2回> & "利回り"', 5),
  item('くろしお海運、北極航路の試験運航を開始', 8, { categories: ['業界動向'] }),
  item('くろしお海運が北極航路で試験運航', 9, { categories: ['業界動向', '投資分析'], excerpt: '' }),
  item(defuse('{{ secret }} と your-address@tayori-slots.invalid という名の船'), 20, {
    categories: ['港の話'],
  }),
]);
