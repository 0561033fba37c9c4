/** Which letters a language tag asks for, if it is Chinese. */

const PLACES: ReadonlySet<string> = new Set(['tw', 'hk', 'mo']);

/**
 * @param language a tag such as `zh-TW` or `zh-Hant-HK` (BCP 47); `zh` alone is simplified
 * @returns `undefined` for other languages
 */
export function chineseScriptOf(language: string): 'hans' | 'hant' | undefined {
  const [primary, ...others] = language.toLowerCase().split('-');
  if (primary !== 'zh') return undefined;
  if (others.includes('hans')) return 'hans';
  return others.includes('hant') || others.some((part) => PLACES.has(part)) ? 'hant' : 'hans';
}
