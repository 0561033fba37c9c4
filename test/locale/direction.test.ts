import { expect, it } from 'vitest';
import { directionOf } from '../../src/locale/letters/direction.ts';

it.for([
  { language: 'ar', direction: 'rtl', why: 'Arabic' },
  { language: 'he-IL', direction: 'rtl', why: 'Hebrew, with a country' },
  { language: 'FA', direction: 'rtl', why: 'Persian, in capitals' },
  { language: 'pa-Arab-PK', direction: 'rtl', why: 'Punjabi in Arabic letters' },
  { language: 'pa', direction: 'ltr', why: 'and in its own' },
  { language: 'prs', direction: 'rtl', why: 'Dari' },
  { language: 'az-Arab', direction: 'rtl', why: 'a script counts more than its language' },
  { language: 'ur-Latn', direction: 'ltr', why: 'in both ways' },
  { language: 'ja', direction: 'ltr', why: 'Japanese' },
  { language: 'de-1996', direction: 'ltr', why: 'a year is no script' },
] as const)('$language is $direction: $why', ({ language, direction }) => {
  expect(directionOf(language)).toBe(direction);
});
