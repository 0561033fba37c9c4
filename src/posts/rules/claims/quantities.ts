/**
 * Quantities in Japanese text: a number with its unit, whatever the width, the commas and the words for powers (1.5億円,
 * 1億5,000万円, 150,000,000円 and 一億五千万円 are the same). Dates, ordinals and names such as GPT-5 do not count.
 */

export type Quantity = {
  readonly value: number;
  /** The thing that is counted; 割 and パーセント become `%`. */
  readonly unit: string;
  /** The value of its last digit: 1億 in 8億円. A rounded headline differs by less than this. */
  readonly place: number;
  /** As it is written. */
  readonly text: string;
};

const UNITS: Readonly<Record<string, string>> = {
  円: '円',
  ドル: 'ドル',
  米ドル: 'ドル',
  ユーロ: 'ユーロ',
  元: '元',
  人民元: '元',
  ウォン: 'ウォン',
  ポンド: 'ポンド',
  '%': '%',
  パーセント: '%',
  ポイント: 'ポイント',
  割: '割',
  倍: '倍',
  人: '人',
  名: '人',
  社: '社',
  件: '件',
  台: '台',
  基: '基',
  枚: '枚',
  店舗: '店',
  トン: 'トン',
  カ国: 'か国',
  か国: 'か国',
  ヶ国: 'か国',
  種類: '種類',
  時間: '時間',
  ギガワット: 'GW',
  メガワット: 'MW',
  キロワット: 'kW',
  ギガバイト: 'GB',
  テラバイト: 'TB',
  TWh: 'TWh',
  GWh: 'GWh',
  MWh: 'MWh',
  kWh: 'kWh',
  GW: 'GW',
  MW: 'MW',
  kW: 'kW',
  GB: 'GB',
  TB: 'TB',
};

const POWERS: Readonly<Record<string, number>> = { 兆: 1e12, 億: 1e8, 万: 1e4 };
const KANJI = '〇一二三四五六七八九';
const SMALL: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 };

const DIGITS = String.raw`(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?`;
const KANJI_DIGITS = '[〇一二三四五六七八九十百千]+';
const NUMBER = `${DIGITS}|${KANJI_DIGITS}`;
/** 5千, 三百. Only one way to read the 百 of 三百: with two, each 三百億 of a row would double the time. */
const SMALL_NUMBER = `(?:${DIGITS}[千百]?|${KANJI_DIGITS})`;
/** Every part but the last has a power of ten thousand, so there is only one way to read a row of digits. */
const AMOUNT = `(?:${SMALL_NUMBER}[兆億万])+${SMALL_NUMBER}?|${SMALL_NUMBER}`;
/** Letters after a unit that make another word of it: 社会, 人間, 割引. */
const OTHER_WORD: Readonly<Record<string, string>> = {
  割: '引合り安',
  社: '会長員内名説',
  人: '間工材気類生口物件',
  名: '前称刺作',
  元: '々にのは年気金本',
  基: '本盤づ準礎金',
  台: '頭湾本風',
  件: '名',
  倍: '率数',
};

const UNIT = Object.keys(UNITS)
  .toSorted((a, b) => b.length - a.length)
  .map((unit) => (OTHER_WORD[unit] === undefined ? unit : `${unit}(?![${OTHER_WORD[unit]}])`))
  .join('|');

/**
 * With a letter, a hyphen or 第 before it, a number is part of a name or an ordinal; 「3人目」 and 「1社あたり」 count nobody. No
 * second number can begin inside a number, so a long row of digits is read once. It looks at the letter itself first, and
 * at what stands before it afterwards: so all other letters are passed fast.
 */
const QUANTITY = new RegExp(
  String.raw`(?=[\d〇一二三四五六七八九十百千])(?<![A-Za-z\d第\-.,〇一二三四五六七八九十百千兆億万])(${AMOUNT})\s?(${UNIT})(?![目月年日]|あたり|当たり|時(?!代)|\d+日|帯|[外割]|365)`,
  'g',
);

export function quantitiesIn(text: string): Quantity[] {
  const plain = text.normalize('NFKC').replace(/[,、](?<=\d[,、])(?=\d{3}(?!\d))/g, ',');
  return [...plain.matchAll(QUANTITY)].flatMap(({ 0: whole, 1: amount = '', 2: unit = '' }) => {
    const read = amountOf(amount);
    const name = UNITS[unit] ?? unit;
    if (read === undefined) return [];
    const times = name === '割' ? 10 : 1;
    const [value, place] = [read.value * times, read.place * times];
    return [{ value, place, unit: name === '割' ? '%' : name, text: whole }];
  });
}

/** 1億5,000万 is the sum of its parts. */
function amountOf(amount: string): Pick<Quantity, 'value' | 'place'> | undefined {
  let sum = 0;
  let place = 1;
  for (const [, number = '', small = '', power = ''] of amount.matchAll(PART)) {
    const value = numberOf(number);
    if (value === undefined) return undefined;
    const times = (SMALL[small] ?? 1) * (POWERS[power] ?? 1);
    sum += value * times;
    place = times / 10 ** (number.split('.')[1]?.length ?? 0);
  }
  return { value: Number(sum.toPrecision(12)), place };
}

const PART = new RegExp(`(${NUMBER})([千百]?)([兆億万]?)`, 'g');

function numberOf(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text.replaceAll(',', ''));
  let sum = 0;
  let digit: number | undefined;
  for (const letter of text) {
    const small = SMALL[letter];
    if (small === undefined) digit = (digit ?? 0) * 10 + KANJI.indexOf(letter);
    else {
      sum += (digit ?? 1) * small;
      digit = undefined;
    }
  }
  return sum + (digit ?? 0);
}
