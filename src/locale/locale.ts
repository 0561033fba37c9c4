/**
 * Every word that a reader sees and that no author wrote, by language. A new language is a file in this folder and a
 * row in `locales`; words.ts says what the file must have.
 */
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { Locale } from './words.ts';

const locales: readonly (readonly [language: string, locale: Locale])[] = [
  ['ja', ja],
  ['en', en],
  ['de', de],
  ['fr', fr],
];

/** @param language a tag such as `ja` or `en-GB` (BCP 47); English is used for languages without a locale */
export function localeOf(language: string): Locale {
  const [primary] = language.toLowerCase().split('-');
  return locales.find(([known]) => known === primary)?.[1] ?? en;
}
