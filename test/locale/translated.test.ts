/** The words of each language: none was left in English, and all are set as the language is set. */
import { describe, expect, it } from 'vitest';
import { requestOf } from '../../src/bounces/requests/mail-requests.ts';
import { de } from '../../src/locale/de.ts';
import { en } from '../../src/locale/en.ts';
import { es } from '../../src/locale/es.ts';
import { fr } from '../../src/locale/fr.ts';
import { localeOf } from '../../src/locale/locale.ts';
import { zhHans } from '../../src/locale/zh-hans.ts';
import { zhHant } from '../../src/locale/zh-hant.ts';
import { periodOf } from '../digest/example.ts';
import { saidBy } from './said.ts';

const english = saidBy(en);

/** What may be as in English. */
const same = [
  { name: /^(?:feeds|mail\.words)\.between$/, why: 'a dot' },
  { name: /^feeds\.feedTitle/, why: 'two names and a dash' },
  { name: /^feeds\.podcast$/, why: 'the word of German, French and Taiwan' },
  { name: /^feeds\.minutes/, why: '«min» in Spanish' },
  { name: /^mail\.words\.(?:title_end|colon|bracket|bracket_end)$|^mail\.(?:comma|slash)$/, why: 'signs' },
  { name: /^mail\.words\.contact$/, why: 'the word of French' },
  { name: /^mail\.lines\.(?:preheader|greeting)$/, why: 'no words' },
  { name: /^mail\.test/, why: '«Test» in all three' },
  {
    name: /^(?:mail\.month|feeds\.day)\(2025, (?:4|8|9|11)\b/,
    why: 'months of German with the same name',
  },
  { name: /^web\.subscribe\.example$/, why: 'an address' },
  { name: /^web\.mails\.moved\.button$/, why: 'no button' },
];

describe.for([
  { language: 'German', locale: de },
  { language: 'French', locale: fr },
  { language: 'Spanish', locale: es },
  { language: 'simplified Chinese', locale: zhHans },
  { language: 'traditional Chinese', locale: zhHant },
])('$language', ({ locale }) => {
  const said = saidBy(locale);

  it('has a text wherever English has one', () => {
    expect([...said.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    const empty = [...said].filter(([name, text]) => text === '' && english.get(name) !== '');
    expect(empty).toEqual([]);
  });

  it('says nothing in English, but for what is the same in it', () => {
    const left = [...said].filter(
      ([name, text]) => text === english.get(name) && !same.some((row) => row.name.test(name)),
    );
    expect(left).toEqual([]);
  });

  it('says how long links work, as English does', () => {
    const numbers = (text = '') => text.match(/\d+/g) ?? [];
    const wrong = [...said].filter(
      ([name, text]) =>
        name.startsWith('web.') && String(numbers(text)) !== String(numbers(english.get(name))),
    );
    expect(wrong).toEqual([]);
  });

  it('has its own quotation marks and apostrophes', () => {
    expect([...said].filter(([, text]) => /["']/.test(withoutLiquid(text)))).toEqual([]);
  });

  it('has a mail to join that is read as one', () => {
    expect(requestOf(locale.web.byMail.snippet.subject.replaceAll('’', "'"))).toBe('subscribe');
  });
});

it('every row of what may be as in English is needed', () => {
  const needless = same.filter(({ name }) =>
    [de, fr, es, zhHans, zhHant].every((locale) =>
      [...saidBy(locale)].every(([path, text]) => !name.test(path) || text !== english.get(path)),
    ),
  );
  expect(needless).toEqual([]);
});

it('German has „ and “ in pairs, says Sie, and has no ß, so that it is right in Switzerland', () => {
  const texts = [...saidBy(de).values()];
  expect(texts.filter((text) => text.split('„').length !== text.split('“').length)).toEqual([]);
  expect(texts.filter((text) => /ß|»|«|”|\b(?:du|dich|dir|dein\w*|euch|euer\w*)\b/iu.test(text))).toEqual([]);
});

it('French has no-break blanks where they belong, and says vous', () => {
  const texts = [...saidBy(fr).values()].map(withoutLiquid);
  expect(texts.filter((text) => /[^\u202f][:;!?](?:\s|$)/u.test(text))).toEqual([]);
  expect(texts.filter((text) => /«[^\u00a0]|[^\u00a0]»|[„“”]/u.test(text))).toEqual([]);
  expect(texts.filter((text) => /(?<!\p{L})(?:tu|toi|ton|tes)(?!\p{L})/iu.test(text))).toEqual([]);
  // Who reads is a woman or a man.
  expect(texts.filter((text) => /vous (?:êtes|avez été) \p{L}+é(?!\p{L})/iu.test(text))).toEqual([]);
});

it('French names a title without « de », which would have to become « d’ » or « du »', () => {
  expect([...saidBy(fr).values()].filter((text) => /(?<!\p{L})de (?:«\u00a0)?Qx/u.test(text))).toEqual([]);
});

function withoutLiquid(text: string): string {
  return text.replace(/\{\{.*?\}\}|\{%.*?%\}/g, '');
}

/** No-break blanks are written as `_`, narrow ones as `~`. */
function seen(text: string): string {
  return text.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');
}

it.for([
  { id: '2025-W45', label: '3.–9._November 2025', short: '3.–9._November', why: 'inside a month' },
  {
    id: '2025-W44',
    label: '27._Oktober_– 2._November 2025',
    short: '27._Oktober_– 2._November',
    why: 'over the end of a month',
  },
  {
    id: '2026-W01',
    label: '29._Dezember 2025_– 4._Januar 2026',
    short: '29._Dezember_– 4._Januar 2026',
    why: 'over the end of a year',
  },
  { id: '2026-W10', label: '2.–8._März 2026', short: '2.–8._März', why: 'a letter beyond ASCII' },
  {
    id: '2025-11-07',
    label: 'Freitag, 7._November 2025',
    short: 'Freitag, 7._November',
    why: 'a day has its weekday',
  },
  { id: '2025-11', label: 'November 2025', short: 'November', why: 'a month' },
])('in German, $id is $label: $why', ({ id, label, short }) => {
  const { periods } = localeOf('de-AT');
  expect(seen(periods.label(periodOf(id), 'Asia/Tokyo'))).toBe(label);
  expect(seen(periods.short(periodOf(id), 'Asia/Tokyo'))).toBe(short);
});

it.for([
  {
    id: '2025-W45',
    label: 'du 3 au 9_novembre 2025',
    short: 'du 3 au 9_novembre',
    why: 'inside a month',
  },
  {
    id: '2025-W49',
    label: 'du 1er au 7_décembre 2025',
    short: 'du 1er au 7_décembre',
    why: 'the first is an ordinal',
  },
  {
    id: '2025-W44',
    label: 'du 27_octobre au 2_novembre 2025',
    short: 'du 27_octobre au 2_novembre',
    why: 'over the end of a month',
  },
  {
    id: '2025-W48',
    label: 'du 24 au 30_novembre 2025',
    short: 'du 24 au 30_novembre',
    why: 'to the end of a month',
  },
  {
    id: '2026-W01',
    label: 'du 29_décembre 2025 au 4_janvier 2026',
    short: 'du 29_décembre au 4_janvier 2026',
    why: 'over the end of a year',
  },
  {
    id: '2025-12-01',
    label: 'lundi 1er_décembre 2025',
    short: 'lundi 1er_décembre',
    why: 'a day that is the first',
  },
  { id: '2025-08', label: 'août 2025', short: 'août', why: 'a month' },
])('in French, $id is $label: $why', ({ id, label, short }) => {
  const { periods } = localeOf('fr-CA');
  expect(seen(periods.label(periodOf(id), 'Asia/Tokyo'))).toBe(label);
  expect(seen(periods.short(periodOf(id), 'Asia/Tokyo'))).toBe(short);
});

it('weeks have their numbers, and other periods none', () => {
  expect([de, fr].map(({ periods }) => periods.number(periodOf('2026-W01')))).toEqual([
    'Woche 1',
    'Semaine 1',
  ]);
  expect([de, fr].map(({ periods }) => periods.number(periodOf('2025-11')))).toEqual(['', '']);
});

it.for([
  { count: 0, german: '0_Beiträge', french: '0_article', why: 'none is singular in French alone' },
  { count: 1, german: '1_Beitrag', french: '1_article', why: 'one' },
  { count: 2, german: '2_Beiträge', french: '2_articles', why: 'many' },
  { count: 2550, german: '2.550_Beiträge', french: '2~550_articles', why: 'thousands are set apart' },
])('$count posts are «$german» and «$french»: $why', ({ count, german, french }) => {
  expect(seen(de.feeds.posts(count))).toBe(german);
  expect(seen(fr.feeds.posts(count))).toBe(french);
});

it('one more and many more are told apart', () => {
  const more = (locale: typeof de) => [1, 3].map((count) => seen(locale.mail.moreOf('Technik', count)));
  expect(more(de)).toEqual(['1_weiterer Beitrag in „Technik“', '3_weitere Beiträge in „Technik“']);
  expect(more(fr)).toEqual(['1_autre article dans «_Technik_»', '3_autres articles dans «_Technik_»']);
});

it.for([
  { language: 'de', others: 'Nach Rubrik', why: 'the language itself' },
  { language: 'de-AT', others: 'Nach Rubrik', why: 'Austria' },
  { language: 'DE-Latn-CH-1996', others: 'Nach Rubrik', why: 'script, country and spelling' },
  { language: 'fr-CA', others: 'Par rubrique', why: 'Canada' },
  { language: 'frr', others: 'By category', why: 'North Frisian only begins like French' },
  { language: 'den', others: 'By category', why: 'Slave only begins like German' },
])('$language reads «$others»: $why', ({ language, others }) => {
  expect(localeOf(language).feeds.groups.category).toBe(others);
});
