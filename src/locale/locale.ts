/**
 * Every word that a reader sees and that no author wrote, by language. A new language is a file in languages/ and a row
 * in `inTexts`; plain/plain-words.ts says what the file must have.
 */

import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { chineseScriptOf } from './letters/chinese-script.ts';
import { loadWords } from './plain/load-words.ts';
import { plainLocale } from './plain/plain-locale.ts';
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

/** The name of each file in languages/, which is a tag, and further tags that it is for. */
export const inTexts: readonly (readonly [file: string, ...others: string[]])[] = [
  ['ar'],
  ['cs'],
  ['da'],
  ['fa', 'prs'],
  ['fi'],
  ['he', 'iw'],
  ['hi'],
  ['id'],
  ['it'],
  ['ko'],
  ['nb', 'no', 'nn'],
  ['nl'],
  ['pl'],
  ['pt'],
  ['pt-pt', 'pt-ao', 'pt-cv', 'pt-gw', 'pt-mz', 'pt-st', 'pt-tl'],
  ['ru'],
  ['sv'],
  ['tr'],
  ['uk'],
  ['vi'],
];

/** Locales that were asked for, by tag. */
const made = new Map<string, Locale>();

/** @param language a tag such as `ja`, `en-GB` or `zh-TW` (BCP 47); English is used for languages without a locale */
export function localeOf(language: string): Locale {
  const name = chineseScriptOf(language) ?? language.toLowerCase().split('-')[0];
  return locales.find(([known]) => known === name)?.[1] ?? made.get(language) ?? madeFor(language);
}

function madeFor(language: string): Locale {
  const [primary = '', ...others] = language.toLowerCase().split('-');
  const region = others.find((part) => part.length === 2);
  const known = [`${primary}-${region}`, primary].flatMap(
    (tag) => inTexts.find((tags) => tags.includes(tag)) ?? [],
  )[0];
  const locale = known === undefined ? en : plainLocale(loadWords(known), tagFor(language, known));
  made.set(language, locale);
  return locale;
}

/** The language as `Intl` takes it; a tag that is not written well is taken as its language alone. */
function tagFor(language: string, known: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? known;
  } catch {
    return known;
  }
}
