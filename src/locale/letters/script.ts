/** The letters that a language is written in. */

/** Their letters hang together: space between them tears a word. */
const JOINED: ReadonlySet<string> = new Set(
  'Adlm Arab Aran Beng Deva Guru Mand Mong Nkoo Rohg Syrc'.split(' '),
);

/** @param language a tag such as `ar` or `pa-Arab` (BCP 47) @returns the code of its script (ISO 15924), such as `Arab` */
export function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    const primary = language.split('-')[0] ?? ''; // the rest is not written well
    return primary === language ? undefined : scriptOf(primary);
  }
}

/** Whether its letters are joined, as in Arabic and Hindi. */
export function joinsLetters(language: string): boolean {
  return JOINED.has(scriptOf(language) ?? '');
}
