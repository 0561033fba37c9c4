/** Periods and counts in the languages whose words are plain texts: as people write them there. */
import { expect, it } from 'vitest';
import { localeOf } from '../../src/locale/locale.ts';
import { periodOf } from '../digest/example.ts';

it.for([
  { language: 'pt-BR', week: '3–9 de novembro', over: '27 de outubro – 2 de novembro de 2025' },
  { language: 'ko', week: '11월 3일~9일', over: '2025년 10월 27일~11월 2일' },
  { language: 'pl', week: '3–9 listopada', over: '27 października – 2 listopada 2025' },
  { language: 'fi', week: '3.–9. marraskuuta', over: '27. lokakuuta – 2. marraskuuta 2025' },
  { language: 'cs', week: '3.–9. listopadu', over: '27. října – 2. listopadu 2025' },
  { language: 'ru', week: '3–9 ноября', over: '27 октября – 2 ноября 2025 г.' },
  { language: 'uk', week: '3–9 листопада', over: '27 жовтня – 2 листопада 2025 р.' },
  { language: 'tr', week: '3–9 Kasım', over: '27 Ekim – 2 Kasım 2025' },
  { language: 'id', week: '3–9 November', over: '27 Oktober – 2 November 2025' },
  { language: 'vi', week: '3–9 tháng 11', over: '27 tháng 10 – 2 tháng 11, 2025' },
  { language: 'hi', week: '3–9 नवंबर', over: '27 अक्टूबर – 2 नवंबर 2025' },
  { language: 'ar', week: '3–9 نوفمبر', over: '27 أكتوبر – 2 نوفمبر 2025' },
  { language: 'he', week: '3–9 בנובמבר', over: '27 באוקטובר – 2 בנובמבר 2025' },
  { language: 'fa', week: '3 تا 9 نوامبر', over: '27 اکتبر تا 2 نوامبر 2025' },
])('$language: a week is $week, one over the end of a month $over', ({ language, week, over }) => {
  const { periods } = localeOf(language);
  expect(periods.short(periodOf('2025-W45'), 'Asia/Tokyo')).toBe(week);
  expect(periods.label(periodOf('2025-W44'), 'Asia/Tokyo')).toBe(over);
});

it.for([
  { language: 'ko', label: '2025년 12월 29일~2026년 1월 4일', short: '12월 29일~2026년 1월 4일' },
  {
    language: 'pl',
    label: '29 grudnia 2025 – 4 stycznia 2026',
    short: '29 grudnia – 4 stycznia 2026',
  },
])('$language: a week over the end of a year is $label', ({ language, label, short }) => {
  const { periods } = localeOf(language);
  expect(periods.label(periodOf('2026-W01'), 'Asia/Tokyo')).toBe(label);
  expect(periods.short(periodOf('2026-W01'), 'Asia/Tokyo')).toBe(short);
});

it.for([
  { language: 'pt', texts: ['1 artigo', '2 artigos', '5 artigos', '22 artigos'], why: 'one and many' },
  { language: 'ko', texts: ['글 1편', '글 2편', '글 5편', '글 22편'], why: 'no plural' },
  {
    language: 'pl',
    texts: ['1 artykuł', '2 artykuły', '5 artykułów', '22 artykuły'],
    why: 'the last digit counts',
  },
  { language: 'fi', texts: ['1 juttu', '2 juttua', '5 juttua', '22 juttua'], why: 'one and many' },
  { language: 'cs', texts: ['1 článek', '2 články', '5 článků', '22 článků'], why: 'few up to four' },
  {
    language: 'ru',
    texts: ['1 публикация', '2 публикации', '5 публикаций', '22 публикации'],
    why: 'the last digit counts',
  },
  {
    language: 'uk',
    texts: ['1 публікація', '2 публікації', '5 публікацій', '22 публікації'],
    why: 'here too',
  },
  { language: 'tr', texts: ['1 yazı', '2 yazı', '5 yazı', '22 yazı'], why: 'a number takes no plural' },
  {
    language: 'ar',
    texts: ['مقال واحد', 'مقالان', '5 مقالات', '22 مقالًا'],
    why: 'one and two need no digit, few and many differ',
  },
  { language: 'he', texts: ['כתבה אחת', 'שתי כתבות', '5 כתבות', '22 כתבות'], why: 'one and two in words' },
])('$language counts posts: $why', ({ language, texts }) => {
  const { posts } = localeOf(language).feeds;
  expect([1, 2, 5, 22].map((count) => posts(count))).toEqual(texts);
});

it.for([
  { language: 'pt', leave: 'Cancelar inscrição', why: 'as in Brazil, where most readers are' },
  { language: 'pt-BR', leave: 'Cancelar inscrição', why: 'Brazil' },
  { language: 'pt-PT', leave: 'Cancelar a subscrição', why: 'Portugal' },
  { language: 'pt-Latn-AO', leave: 'Cancelar a subscrição', why: 'Angola writes like Portugal' },
])('in $language one leaves by «$leave»: $why', ({ language, leave }) => {
  expect(localeOf(language).mail.words.unsubscribe).toBe(leave);
});
