/**
 * The one sentence that says why a post is worth opening, and the figure in it. Both are the post's own
 * letters: a digest never writes a sentence of its own about a post.
 */

import { columnsOf } from './wrap.ts';

export type Figure = {
  /** `400万`, `18億2,000万`, `12.5` */
  readonly value: string;
  /** `kWh`, `円`, `%` */
  readonly unit: string;
};

/** A sentence in Japanese ends by a mark; in Latin letters by a mark, a blank, and a letter that may begin one. */
const JAPANESE_END =
  /[。！？]+[」』）)】〉》”’"]*|[!?]+[」』）】〉》]+|[!?]+(?=\s*\p{Script=Han}|\s*\p{Script=Hiragana}|\s*\p{Script=Katakana})/gu;
const LATIN_END = /[.!?]+["')\]”’]*(?=\s+["'(“‘]?[\p{Lu}\d])/gu;
/** What ends in a full stop and ends no sentence: `U.S.`, `Inc.`, `J. Smith`. */
const SHORT = /(?:^|[\s(.])(?:\p{L}|Mr|Mrs|Ms|Dr|St|Inc|Ltd|Co|Corp|Jr|Sr|vs|No|Fig|approx|e\.g|i\.e)\.$/u;

/** Cuts a line into its sentences; joined they are the line again. */
export function sentencesOf(text: string): string[] {
  const ends = [
    ...[...text.matchAll(JAPANESE_END)].map((match) => match.index + match[0].length),
    ...[...text.matchAll(LATIN_END)]
      .filter((match) => !SHORT.test(text.slice(0, match.index + 1)))
      .map((match) => match.index + match[0].length),
  ];
  const open = openAt(text);
  const cuts = [...new Set(ends)]
    .toSorted((a, b) => a - b)
    .filter((end) => (open[end] ?? 0) === 0 && !isQuoted(text, end));
  return [...cuts, text.length]
    .map((end, index) => text.slice(cuts[index - 1] ?? 0, end))
    .filter((sentence) => sentence.trim() !== '');
}

/** How many brackets are open before each letter: no sentence ends inside them, where they close at all. */
function openAt(text: string): number[] {
  const last = new Map([...PAIRS.values()].map((closing) => [closing, text.lastIndexOf(closing)]));
  const stack: string[] = [];
  const open: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    open.push(stack.length);
    const closing = PAIRS.get(text[at] ?? '');
    if (closing !== undefined && (last.get(closing) ?? 0) > at) stack.push(closing);
    else if (text[at] === stack.at(-1)) stack.pop();
  }
  return open;
}

const PAIRS = new Map([
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
]);

/** 「え？」と言った is one sentence: it does not end before what quotes it. */
function isQuoted(text: string, end: number): boolean {
  return (
    /[」』）]/u.test(text[end - 1] ?? '') && /^(?:と|って|など|を|が|に|の)/u.test(text.slice(end, end + 2))
  );
}

/** A shorter sentence (天体と気圧。) says too little alone, and takes the next one along. In columns. */
const ENOUGH = 24;

/**
 * The sentence that tells why to open a post: the first of its excerpt that does not only repeat the title.
 *
 * @returns empty where there is none
 */
export function tellingOf(excerpt: string, title: string): string {
  const sentences = sentencesOf(excerpt);
  const start = sentences.findIndex((sentence) => !repeats(sentence, title));
  let said = '';
  for (const sentence of start < 0 ? [] : sentences.slice(start)) {
    said += sentence;
    if (columnsOf(said.trim()) >= ENOUGH) break;
  }
  return said.trim();
}

/** Whether a sentence is the title, or a part of it, with other marks. */
function repeats(sentence: string, title: string): boolean {
  const [said, known] = [sentence, title].map((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}\s]/gu, ''),
  );
  return (
    said === undefined ||
    known === undefined ||
    known.includes(said) ||
    (known.length > 8 && said.startsWith(known))
  );
}

/** What an excerpt says after its telling sentence. */
export function afterTelling(excerpt: string, telling: string): string {
  return excerpt.slice(excerpt.indexOf(telling) + telling.length).trim();
}

const UNITS = [
  '円',
  'ドル',
  'ユーロ',
  '元',
  'ウォン',
  'ポンド',
  'ルピー',
  '人',
  '社',
  '本',
  '件',
  '台',
  '倍',
  '割',
  '％',
  '%',
  'ポイント',
  'トン',
  '隻',
  '店',
  '店舗',
  '機',
  '基',
  '棟',
  '戸',
  '世帯',
  '万人',
  '語',
  '字',
  '枚',
  '冊',
  '点',
  '位',
  '種類',
  'か所',
  'カ所',
  '箇所',
  '社以上',
  'カ国',
  'か国',
  'メートル',
  'キロ',
  'センチ',
  '時間',
  '分',
  '秒',
  '歳',
  '票',
  '回',
  '便',
  '席',
  '脚',
  '通',
  'kWh',
  'MWh',
  'GWh',
  'TWh',
  'kW',
  'MW',
  'GW',
  'TW',
  'GB',
  'TB',
  'PB',
  'MB',
  'km',
  'kg',
  'ha',
  'm²',
  'nm',
  'mm',
  'cm',
  'bp',
  'percent',
  'per cent',
  'million',
  'billion',
  'trillion',
  'tonnes',
  'tons',
  'jobs',
  'people',
  'ships',
  'hours',
  'minutes',
  'seats',
  'points',
  'times',
].toSorted((a, b) => b.length - a.length);

/** Sizes of numbers in Japanese: 18億2,000万. */
const DIGITS = '[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?';
const JAPANESE = `${DIGITS}[兆億万千百]?(?:[0-9０-９][0-9０-９,，]*[億万千百])*`;
const units = UNITS.map((unit) => unit.replaceAll('.', '\\.')).join('|');
const FIGURE = new RegExp(
  `(?<![A-Za-z0-9０-９.．,，第兆億万千百-])(?:(?<money>[$€£¥￥]${DIGITS}) ?(?<scale>million|billion|trillion|bn|m\\b|k\\b)?|(?<value>${JAPANESE}) ?(?<unit>${units}))(?!年|月|日|世紀|[A-Za-z])`,
  'gu',
);
/** A number with its size and unit, in running text: what no line break may divide. */
export const NUMBER = new RegExp(
  `[$€£¥￥]?${JAPANESE}(?: ?(?:${units}|million|billion|trillion|年|月|日|時|ヶ月|か月|号|週|度|%|％))?`,
  'gu',
);
/** A figure is for the eye: longer ones do not fit into a tile. */
const LONGEST = 9;

/**
 * The figure of a sentence: a number with its unit, verbatim. Where there are several, the one that is written
 * with most digits of size (84億円 before 5社); dates, years, ordinals and names (GPT-5, 第3回) are none.
 *
 * @returns `undefined` where the sentence has no such figure
 */
export function figureOf(sentence: string): Figure | undefined {
  const found = [...sentence.matchAll(FIGURE)].flatMap(({ groups = {}, index }) => {
    const { money, scale = '', value, unit = '' } = groups;
    const figure = money === undefined ? { value: value ?? '', unit } : { value: money, unit: scale };
    const weight = weightOf(figure);
    const small = weight === 0 && /^[1-9１-９]$/.test(figure.value); // 1分 and 3回 say little
    return figure.value.length <= LONGEST && !small ? [{ figure, index, weight }] : [];
  });
  return found.toSorted((a, b) => b.weight - a.weight || a.index - b.index)[0]?.figure;
}

/** Money before quantities, quantities before times and counts of a few. */
function weightOf({ value, unit }: Figure): number {
  if (/^[$€£¥￥]|円|ドル|ユーロ|元|ウォン|ポンド|ルピー/u.test(`${value}${unit}`)) return 4;
  if (/[兆億万]/u.test(value) || /[WBh]$|トン|ton|llion/u.test(unit)) return 3;
  if (/%|％|倍|割|percent|per cent|ポイント|points|times/u.test(unit)) return 2;
  return /時間|分|秒|回|hours|minutes/u.test(unit) ? 0 : 1;
}
