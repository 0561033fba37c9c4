/** The first line of a text as a headline. */
import type { Block } from '../../blocks.ts';
import { cleanLine } from '../../clean-text.ts';

const LONGEST_LINE = 100;

/** The first line if it can be a headline: a single short line without a full stop; it may end in a question mark. */
export function headlineOf(block: Block | undefined): string | undefined {
  if (block === undefined || (block.kind !== 'prose' && block.kind !== 'heading')) return undefined;
  if (block.text.includes('\n')) return undefined;
  const line = cleanLine(block.text.replace(/^#{1,6} |\*\*/g, '')).replace(/(?<=とは|のか)。$/, '');
  return line.length > LONGEST_LINE || /。/.test(line) ? undefined : line;
}

export const QUESTION = /(?:[？?]|とは|のか|を(?:読み解く|探る|解説))$/;
