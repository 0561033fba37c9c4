/** One field of a list: written so that a spreadsheet takes it for no formula, and read as a person sees it. */

/**
 * The beginning of a text that a spreadsheet would take for a formula, plain or full-width; with apostrophes before it
 * if it was escaped already.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** One field for a spreadsheet: never a formula, and quoted if needed. */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A formula that is only a text: programs write `="0123"` so that Excel leaves it as it is. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;

/** A field as a person sees it: without the apostrophe that `csvField` put before a formula sign, and `="0123"` as 0123. */
export function plainField(text: string): string {
  if (text.startsWith("'") && FORMULA.test(text.slice(1))) return text.slice(1);
  return TEXT_FORMULA.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
}
