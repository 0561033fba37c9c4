/**
 * Every word that a reader sees and that no author wrote, by language. A new language is a file in this folder and a
 * row in `locales`; words.ts says what the file must have.
 */
import { chineseScriptOf } from './chinese-script.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { Locale } from './words.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

const locales: readonly (readonly [languageOrScript: string, locale: Locale])[] = [
  ['ja', ja],
  ['en', en],
  ['de', de],
  ['fr', fr],
  ['es', es],
  ['hans', zhHans],
  ['hant', zhHant],
];

/** @param language a tag such as `ja`, `en-GB` or `zh-TW` (BCP 47); English is used for languages without a locale */
export function localeOf(language: string): Locale {
  const name = chineseScriptOf(language) ?? language.toLowerCase().split('-')[0];
  return locales.find(([known]) => known === name)?.[1] ?? en;
}
