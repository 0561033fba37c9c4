/** What becomes of single sentences of a post: they go, or get another text. */
import type { Block } from '../../blocks.ts';
import type { Mend, Mended } from '../../repair.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { emptied } from '../repeats/kept-sections.ts';
import type { Spot } from './placements.ts';

/** By block, and by sentence: the new text. */
export type Edits = Map<number, Map<number, string>>;

export function note(edits: Edits, { block, sentence: at }: Spot, text: string): void {
  const known = edits.get(block) ?? new Map<number, string>();
  edits.set(block, known.set(at, text));
}

/** Whether something next to a place was changed: another round looks at it again. */
export function isTouched(edits: Edits, { block, sentence: at }: Spot): boolean {
  const here = edits.get(block);
  if (here?.has(at - 1) || here?.has(at) || here?.has(at + 1)) return true;
  return (at === 0 && edits.has(block - 1)) || edits.has(block + 1);
}

export function rawOf(blocks: readonly Block[], { block, sentence: at }: Spot): string {
  const text = blocks[block]?.text ?? '';
  const sentence = sentencesOf(text)[at];
  return sentence === undefined ? '' : text.slice(sentence.from, sentence.to);
}

/** The blocks after the edits; what has no text goes, and a heading over nothing, too. */
export function edited(blocks: readonly Block[], edits: Edits, mends: readonly Mend[]): Mended {
  const left = blocks.map((block, index) => withEdits(block, edits.get(index)));
  const empty = left.map(({ kind, text }) => kind === 'prose' && text === '');
  const { gone } = emptied(blocks, empty, true);
  return {
    blocks: left.filter((_, index) => !empty[index] && !gone.has(index)),
    mends: [...mends, ...gone.values()],
  };
}

function withEdits(block: Block, edits: ReadonlyMap<number, string> | undefined): Block {
  if (edits === undefined) return block;
  let text = '';
  let from = 0;
  for (const [at, sentence] of sentencesOf(block.text).entries()) {
    const change = edits.get(at);
    // Line ends between two sentences belong to neither.
    text += block.text.slice(from, sentence.from) + (change ?? block.text.slice(sentence.from, sentence.to));
    from = sentence.to;
  }
  return { ...block, text: (text + block.text.slice(from)).trim() };
}
