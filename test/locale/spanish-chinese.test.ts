/** The words of Spanish and Chinese: periods, one and many, and the letters of each region. */
import { describe, expect, it } from 'vitest';
import { es } from '../../src/locale/es.ts';
import { localeOf } from '../../src/locale/locale.ts';
import { zhHans } from '../../src/locale/zh-hans.ts';
import { zhHant } from '../../src/locale/zh-hant.ts';
import { periodOf } from '../digest/example.ts';
import { saidBy } from './said.ts';

it.for([
  {
    id: '2025-W45',
    label: 'del 3 al 9 de noviembre de 2025',
    short: 'del 3 al 9 de noviembre',
    why: 'inside a month',
  },
  {
    id: '2025-W44',
    label: 'del 27 de octubre al 2 de noviembre de 2025',
    short: 'del 27 de octubre al 2 de noviembre',
    why: 'over the end of a month',
  },
  {
    id: '2026-W01',
    label: 'del 29 de diciembre de 2025 al 4 de enero de 2026',
    short: 'del 29 de diciembre al 4 de enero de 2026',
    why: 'over the end of a year',
  },
  {
    id: '2025-11-07',
    label: 'viernes, 7 de noviembre de 2025',
    short: 'viernes, 7 de noviembre',
    why: 'a day has its weekday',
  },
  { id: '2025-11', label: 'noviembre de 2025', short: 'noviembre', why: 'a month' },
])('in Spanish, $id is $label: $why', ({ id, label, short }) => {
  const { periods } = localeOf('es-MX');
  expect(periods.label(periodOf(id), 'Asia/Tokyo')).toBe(label);
  expect(periods.short(periodOf(id), 'Asia/Tokyo')).toBe(short);
});

it.for([
  { id: '2025-W45', label: '2025年11月3日至9日', short: '11月3日至9日', why: 'inside a month' },
  {
    id: '2025-W44',
    label: '2025年10月27日至11月2日',
    short: '10月27日至11月2日',
    why: 'over the end of a month',
  },
  {
    id: '2026-W01',
    label: '2025年12月29日至2026年1月4日',
    short: '12月29日至2026年1月4日',
    why: 'over the end of a year',
  },
  { id: '2025-11-09', label: '2025年11月9日（星期日）', short: '11月9日（星期日）', why: 'a Sunday' },
  { id: '2025-11', label: '2025年11月', short: '11月', why: 'a month' },
])('in Chinese, $id is $label: $why', ({ id, label, short }) => {
  for (const { periods } of [zhHans, zhHant]) {
    expect(periods.label(periodOf(id), 'Asia/Tokyo')).toBe(label);
    expect(periods.short(periodOf(id), 'Asia/Tokyo')).toBe(short);
  }
});

it('numbers weeks, and nothing else', () => {
  const numbers = (id: string) => [es, zhHans, zhHant].map(({ periods }) => periods.number(periodOf(id)));
  expect(numbers('2026-W01')).toEqual(['Semana 1', '第1周', '第1週']);
  expect(numbers('2025-11')).toEqual(['', '', '']);
});

it.for([
  { count: 0, spanish: '0 artículos, 0 ediciones', chinese: '0篇、0期', why: 'none is many' },
  { count: 1, spanish: '1 artículo, 1 edición', chinese: '1篇、1期', why: 'one' },
  { count: 3, spanish: '3 artículos, 3 ediciones', chinese: '3篇、3期', why: 'many' },
])('of $count: $spanish ($why)', ({ count, spanish, chinese }) => {
  expect(`${es.feeds.posts(count)}, ${es.feeds.issues(count)}`).toBe(spanish);
  for (const { feeds } of [zhHans, zhHant])
    expect(`${feeds.posts(count)}、${feeds.issues(count)}`).toBe(chinese);
});

it.for([
  { language: 'es', category: 'Por categoría', why: 'the language itself' },
  { language: 'es-419', category: 'Por categoría', why: 'Latin America' },
  { language: 'est', category: 'By category', why: 'a tag that only begins like Spanish' },
  { language: 'zh', category: '按分类', why: 'Chinese alone is simplified' },
  { language: 'zh-CN', category: '按分类', why: 'mainland China' },
  { language: 'zh-Hans-TW', category: '按分类', why: 'a script counts more than a place' },
  { language: 'zh-TW', category: '依分類', why: 'Taiwan' },
  { language: 'zh-HK', category: '依分類', why: 'Hong Kong' },
  { language: 'zh-Hant', category: '依分類', why: 'the script alone' },
])('$language reads «$category»: $why', ({ language, category }) => {
  expect(localeOf(language).feeds.groups.category).toBe(category);
});

it('Spanish opens its questions and exclamations, has « », and says usted', () => {
  const texts = [...saidBy(es).values()].map(withoutLiquid);
  const count = (text: string, mark: string) => text.split(mark).length;
  const unpaired = [...'¿?', ...'¡!', ...'«»'].flatMap((mark, at, marks) =>
    at % 2 === 1 ? [] : texts.filter((text) => count(text, mark) !== count(text, marks[at + 1] ?? '')),
  );
  expect(unpaired).toEqual([]);
  expect(texts.filter((text) => /[“”„]/u.test(text))).toEqual([]);
  const tu = /(?<!\p{L})(?:tú|tu|tus|te|ti|vosotros|vuestr\p{L}+|os|haz|elige|abre|escribe|pulsa)(?!\p{L})/iu;
  expect(texts.filter((text) => tu.test(text) && !/nadie registra qué abre/.test(text))).toEqual([]);
  // Who reads is a woman or a man.
  expect(texts.filter((text) => /(?:está|bienvenid|suscrit)os?(?!\p{L})/iu.test(text))).toEqual([]);
});

/** The letters of an encoding that was made for one kind of Chinese letters. */
function lettersOf(encoding: 'gbk' | 'big5', first: number, last: number): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding);
  const letters = new Set<string>();
  for (let lead = first; lead <= last; lead += 1)
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail += 1)
      letters.add(decoder.decode(new Uint8Array([lead, trail])));
  return letters;
}

describe.for([
  {
    name: 'simplified Chinese',
    locale: zhHans,
    letters: lettersOf('gbk', 0xb0, 0xf7), // GB 2312
    others: /[「」『』]|电子邮件信箱|连结|设定|资料|网路|储存|透过/u,
  },
  {
    name: 'traditional Chinese',
    locale: zhHant,
    letters: lettersOf('big5', 0xa4, 0xf9),
    others: /[“”‘’]|鏈接|設置|數據|網絡|保存設|通過/u,
  },
])('$name', ({ locale, letters, others }) => {
  const texts = [...saidBy(locale).values()].map(withoutLiquid);

  it('has no letter of the other kind', () => {
    const foreign = texts.flatMap((text) => text.match(/\p{Script=Han}/gu) ?? []);
    expect(foreign.filter((letter) => !letters.has(letter))).toEqual([]);
  });

  it('has the words and quotation marks of its region', () => {
    expect(texts.filter((text) => others.test(text))).toEqual([]);
  });

  it('has wide marks, and no blank between its letters', () => {
    expect(texts.filter((text) => /\p{Script=Han}[,.:;!?()]|[,.:;!?()]\p{Script=Han}/u.test(text))).toEqual(
      [],
    );
    expect(texts.filter((text) => /\p{Script=Han} +\p{Script=Han}/u.test(text))).toEqual([]);
    expect(texts.filter((text) => /[\p{Script=Hiragana}\p{Script=Katakana}・]/u.test(text))).toEqual([]);
  });
});

function withoutLiquid(text: string): string {
  return text.replace(/\{\{.*?\}\}|\{%.*?%\}/g, '');
}
