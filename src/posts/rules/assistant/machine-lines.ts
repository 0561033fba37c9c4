/** Whether a line or a paragraph is by itself what only a machine says. */
import type { Sought } from '../phrases/phrase-search.ts';
import { withoutFillers } from './machine-sentences.ts';
import { isReported } from './reported.ts';

/** Whether the line is what a machine says to its user. */
export function isMachineLine(line: string, sought: Sought): boolean {
  if (!sought.may('spoken')) return false;
  const rest = withoutFillers(line);
  const isSpoken = (part: string) => sought.first('spoken', part) !== undefined;
  return (isSpoken(line) || (rest !== line && isSpoken(rest))) && !isReported(line);
}

/** Whether the paragraph begins with what a machine says to its user in another language. */
export function isMachineParagraph(text: string, sought: Sought): boolean {
  return sought.first('foreign', text) !== undefined;
}
