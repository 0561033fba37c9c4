/**
 * Posts of the size and shape that the publisher has, about companies that do not exist. The same number
 * gives the same post on every machine. They carry what the real ones do and a reader must not see: the
 * title once more at the head, bold lines as headings, a leaked marker in mid-sentence and at the end.
 * No paragraph comes twice, and no sentence (each has a number), so that every tool has the same text to publish.
 */
import { type Chance, chanceOf } from '../chance.ts';

export type SamplePost = {
  readonly file: string;
  readonly title: string;
  readonly category: Category;
  /** The paragraphs that a reader must find; without the repeated title and the markers. */
  readonly body: readonly string[];
  /** The whole file. */
  readonly text: string;
};

export type Category = { readonly name: string; readonly slug: string };

export const categories: readonly [Category, ...Category[]] = [
  { name: '投資分析', slug: 'investment' },
  { name: '業界動向', slug: 'industry' },
  { name: '技術解説', slug: 'technology' },
  { name: '市場観測', slug: 'markets' },
  { name: '編集部より', slug: 'editors' },
];

export type Size = { readonly seed: number; readonly kilobytes: number };

const NEWEST = Date.UTC(2026, 2, 31, 3);
const BETWEEN_POSTS = 20 * 60_000;

/**
 * @param index 0 is the newest; each next one is twenty minutes older
 * @param size `kilobytes` (1000 bytes) on the average, from two thirds to four thirds of it
 */
export function samplePost(index: number, { seed, kilobytes }: Size): SamplePost {
  const chance = chanceOf(seed * 1_000_003 + index);
  const stamp = new Date(NEWEST - index * BETWEEN_POSTS).toISOString();
  const company = chance.pick(companies);
  const title = `${company}、${chance.pick(fields)}に${chance.pick(moves)}：第${index + 1}報`;
  // The first category is by far the largest, as it is there.
  const category = chance.next() < 0.6 ? categories[0] : chance.pick(categories);
  const bytes = kilobytes * 1000 * (2 / 3 + (chance.next() * 2) / 3);
  const body = paragraphs(chance, bytes, company);
  const file = `${stamp.slice(0, 10)}-${index % 72}-${chance.pick(slugs)}.md`;
  return { file, title, category, body, text: fileOf({ title, category, body, stamp, chance }) };
}

type Parts = Pick<SamplePost, 'title' | 'category' | 'body'> & {
  readonly stamp: string;
  readonly chance: Chance;
};

function fileOf({ title, category, body, stamp, chance }: Parts): string {
  const head = [
    '---',
    'layout: post',
    `title: "${title}"`,
    `date: ${stamp.slice(0, 19).replace('T', ' ')} +0000`,
    `categories: ["${category.name}"]`,
    `tags: ["AI", "${chance.pick(fields)}", "最新ニュース"]`,
    'author: "みなと経済編集部"',
    `excerpt: "${title}について詳細に分析します。"`,
    'reading_time: 8',
    '---',
  ];
  const from = 2 + chance.below(Math.max(1, body.length - 2));
  const cut = body.findIndex(
    (paragraph, at) => at >= Math.min(from, body.length - 2) && paragraph.includes('を'),
  );
  const marked = body.map((paragraph, at) => (at === cut ? cutSentence(paragraph) : paragraph));
  return `${head.join('\n')}\n\n${[title, ...marked, '---END---'].join('\n\n')}\n`;
}

/** A marker before the last を: the right half can not begin a sentence, so the cut can be mended. */
function cutSentence(paragraph: string): string {
  const at = paragraph.lastIndexOf('を');
  return at < 1 ? paragraph : `${paragraph.slice(0, at)}\n\n---END---\n\n${paragraph.slice(at)}`;
}

/** @param bytes what they come to, in UTF-8, to within one paragraph */
function paragraphs(chance: Chance, bytes: number, company: string): string[] {
  const made: string[] = [];
  let serial = 0;
  for (let left = bytes; left > 0; ) {
    if (made.length % 6 === 3)
      made.push(`**${chance.pick(fields)}と${chance.pick(aims)}（その${made.length}）**`);
    const sentences = Array.from({ length: 4 + chance.below(4) }, () => {
      serial += 1;
      return sentence(chance, company).replace(/。$/, `（注${serial}）。`);
    });
    const text = sentences.join('');
    made.push(text);
    left -= Buffer.byteLength(text) + 2;
  }
  return made;
}

function sentence(chance: Chance, company: string): string {
  const number = (1 + chance.below(9000)).toLocaleString('en-US');
  switch (chance.below(5)) {
    case 0:
      return `${company}は${chance.pick(places)}の拠点に${number}億円を投じ、${chance.pick(fields)}の${chance.pick(aims)}を急ぐ計画です。`;
    case 1:
      return `正直なところ、**${chance.pick(aims)}**を左右するのは${chance.pick(fields)}よりも${chance.pick(people)}の判断だと私は見ています。`;
    case 2:
      return `${chance.pick(people)}によれば、${chance.pick(places)}では${chance.pick(fields)}への支出が前年から${number}件増え、${chance.pick(aims)}を求める声が強まりました。`;
    case 3:
      return `一方で[${chance.pick(companies)}](https://example.com/${number.replace(',', '')})のように、${chance.pick(aims)}を後回しにする企業も少なくありません。`;
    default:
      return `では、${chance.pick(people)}はこの変化をどう読み、どのように${chance.pick(aims)}を進めるべきでしょうか。`;
  }
}

const companies = [
  '灯台電子',
  '白浜精工',
  '七曜システムズ',
  '青葉ロボティクス',
  '海鳴り通信',
  '北斗マテリアル',
  'ミナトセミコン',
  '朝凪クラウド',
] as const;
const fields = [
  '生成AI',
  '半導体',
  '量子計算',
  '蓄電池',
  '自動運転',
  'データセンター',
  '創薬',
  '衛星通信',
] as const;
const moves = ['巨額投資', '本格参入', '提携を発表', '新工場を建設', '方針転換'] as const;
const aims = [
  '供給網の見直し',
  '人材の育成',
  '収益の改善',
  '研究体制の強化',
  '省電力化',
  '海外展開',
] as const;
const people = [
  '投資家',
  '現場の技術者',
  '業界の関係者',
  '地元の自治体',
  '経営陣',
  '調査会社の担当者',
] as const;
const places = ['横浜', '福岡', '札幌', '東北', '瀬戸内', '北米', '東南アジア', '欧州'] as const;
const slugs = [
  'ai-cloud',
  'semiconductor',
  'quantum-report',
  'battery-outlook',
  'robotics',
  'data-center',
] as const;
