/**
 * Numbers in running text, with their size and unit: 18億2,000万円, 400万kWh, $36 billion. The most telling number of a
 * sentence is shown large, exactly as it is written.
 */
export type Figure = {
  /** `400万`, `18億2,000万`, `12.5` */
  readonly value: string;
  /** `kWh`, `円`, `%` */
  readonly unit: string;
};

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

/**
 * Digits, perhaps in groups with commas: 1850, 1,850. There is only one way to read a long row of them, so reading is
 * fast.
 */
const WHOLE = '[0-9０-９]+(?:[,，][0-9０-９]+)*';
const DIGITS = `${WHOLE}(?:[.．][0-9０-９]+)?`;
const SIZE = '(?:[千百]?[兆億万]|[千百])';
/**
 * With words for size: 18億2,000万, 3万5000, 5千万. Only such a word begins another part, so a long row of digits is read
 * once.
 */
const JAPANESE = `${DIGITS}(?:${SIZE}(?:${WHOLE}${SIZE})*(?:${WHOLE})?)?`;
const units = UNITS.map((unit) => unit.replaceAll('.', '\\.')).join('|');
/** Words for what is counted in millions: plural words, or words of this list; but not `as`, `is`, `across`. */
const SCALE = 'million|billion|trillion';
const OF_WHAT =
  '(?!(?:as|is|was|has|this|its|us|less|plus|across|versus|towards|always|thus|does)\\b)[a-z]{3,10}s|people|yen|yuan|baht|won|kWh|MWh|GWh|TWh|men|women';
const FIGURE = new RegExp(
  `(?<![A-Za-z0-9０-９.．,，第兆億万千百-])(?:(?<money>(?:US|[ACS]|HK|NZ)?[$€£¥￥]${DIGITS}) ?(?<scale>${SCALE}|bn|m\\b|k\\b)?|(?<value>${JAPANESE}) ?(?<unit>(?:${SCALE}) (?:${OF_WHAT})(?![A-Za-z])|${units}))(?!年|月|日|世紀|(?<=分)の[0-9０-９]|[A-Za-z])`,
  'gu',
);
/** A number with its size and unit in running text. No line may break inside it. */
export const NUMBER = new RegExp(
  `[$€£¥￥]?${JAPANESE}(?: ?(?:${units}|million|billion|trillion|年|月|日|時|ヶ月|か月|号|週|度|%|％))?`,
  'gu',
);
/** A longer figure does not fit into its place. */
const LONGEST = 9;

/**
 * The figure of a sentence: a number with its unit, exactly as written. If there are several, the one of the largest
 * size counts (84億円 before 5社); of a change, the result counts (28人から19人へ: 19人). Dates, years, fractions
 * (10分の1), ordinals and names (GPT-5, 第3回) are no figures.
 *
 * @returns `undefined` if the sentence has no figure
 */
export function figureOf(sentence: string): Figure | undefined {
  const all = [...sentence.matchAll(FIGURE)].map(({ 0: words, groups = {}, index }): Found => {
    const { money, scale = '', value, unit = '' } = groups;
    const figure = money === undefined ? { value: value ?? '', unit } : { value: money, unit: scale };
    return { figure, index, end: index + words.length, weight: weightOf(figure) };
  });
  const fitting = all.filter(({ figure: { value }, weight }, at) => {
    const small = weight === 0 && /^[1-9１-９]$/.test(value); // 1分 and 3回 say little
    return value.length <= LONGEST && !small && !isLeftBehind(sentence, all, at);
  });
  return fitting.toSorted((a, b) => b.weight - a.weight || a.index - b.index)[0]?.figure;
}

type Found = {
  readonly figure: Figure;
  readonly index: number;
  readonly end: number;
  readonly weight: number;
};

/** Whether a number is the value before a change: 28 in 「28人いた水先人が19人になり」 and in `from 28 to 19 people`. */
function isLeftBehind(sentence: string, all: readonly Found[], at: number): boolean {
  const [old, next] = [all[at], all[at + 1]];
  if (old === undefined || next?.figure.unit !== old.figure.unit) return false;
  const between = sentence.slice(old.end, next.index);
  const after = sentence.slice(next.end, next.end + 4);
  const english = between === ' to ' && /\bfrom $/.test(sentence.slice(0, old.index));
  return english || (BEFORE.test(between) && BECOMES.test(after));
}

const BEFORE = /^.{0,3}(?:から|いた|だった|あった)[^、。]{0,6}$/u;
const BECOMES = /^(?:近く|あまり|前後|ほど|余り|弱|強|以上|超)?(?:へ|に|まで)/u;

/** Money counts more than quantities, and quantities more than times and small counts. */
function weightOf({ value, unit }: Figure): number {
  if (
    /[$€£¥￥]|円|ドル|ユーロ|元|ウォン|ポンド|ルピー|pounds|dollars|euros|yen$|yuan$/u.test(`${value}${unit}`)
  )
    return 4;
  if (/[兆億万]/u.test(value) || /[WBh]$|トン|ton|llion/u.test(unit)) return 3;
  if (/%|％|倍|割|percent|per cent|ポイント|points|times/u.test(unit)) return 2;
  return /時間|分|秒|回|hours|minutes/u.test(unit) ? 0 : 1;
}
