/**
 * The words of the editors' page, by language. A new language is a file in this folder and a row below. English is used
 * for languages without a file, as in ../locale.ts.
 */
import { previewEn } from './preview-en.ts';
import { previewJa } from './preview-ja.ts';
import type { PreviewWords } from './preview-words.ts';

const words: readonly (readonly [language: string, words: PreviewWords])[] = [
  ['ja', previewJa],
  ['en', previewEn],
];

/** @param language a tag such as `ja` or `en-GB` (BCP 47) */
export function previewWords(language: string): PreviewWords {
  const [primary] = language.toLowerCase().split('-');
  return words.find(([known]) => known === primary)?.[1] ?? previewEn;
}
