/** Whether a language is written from right to left. */
import type { Direction } from '../../text/isolated.ts';

const LANGUAGES: ReadonlySet<string> = new Set(
  'ar arc ckb dv fa glk he iw ks lrc mzn nqo pnb prs ps sd skr syr ug ur yi'.split(' '),
);
const SCRIPTS: ReadonlySet<string> = new Set('adlm arab hebr mand nkoo rohg samr syrc thaa'.split(' '));

/** @param language a tag such as `ar`, `he-IL` or `pa-Arab` (BCP 47) */
export function directionOf(language: string): Direction {
  const [primary = '', ...others] = language.toLowerCase().split('-');
  const script = others.find((part) => part.length === 4 && /^[a-z]+$/.test(part));
  return (script === undefined ? LANGUAGES.has(primary) : SCRIPTS.has(script)) ? 'rtl' : 'ltr';
}
