/** A post whose first or last paragraph stops in the middle of a sentence: nobody can guess what is missing. */
import type { Block } from '../../blocks.ts';
import { type Mend, quote, quoteEnd } from '../../repair.ts';
import { NO_END } from './deleted-marker.ts';

/** Tests the text as readers get it: there, a cut sentence ends in …. */
export function findCutEdges(blocks: readonly Block[]): Mend[] {
  const prose = blocks.filter(({ kind }) => kind === 'prose' || kind === 'item');
  const first = prose[0];
  const last = prose.at(-1);
  const found: Mend[] = [];
  if (first?.kind === 'prose' && BOUND.test(first.text))
    found.push(edge(first, `The post begins in mid-sentence: ${quote(first.text)}.`));
  if (last !== undefined && last === blocks.findLast(isText) && stopsOpen(last))
    found.push(edge(last, `The post ends in mid-sentence: ${quoteEnd(last.text)}.`));
  return found;
}

/** Whether it ends in … because a marker cut it, or in a way that no sentence ends. */
function stopsOpen({ kind, text }: Block): boolean {
  if (/…\**$/.test(text) && /\p{Script=Hiragana}/u.test(text)) return true;
  return kind === 'prose' && text.length >= LEAST && NO_END.test(text.trimEnd());
}

/** In letters: only a paragraph of this many counts as cut. */
const LEAST = 20;

function isText({ kind }: Block): boolean {
  return kind !== 'rule' && kind !== 'definition';
}

/** No Japanese text begins with one of these. */
const BOUND = /^[、。ーっゃゅょぁぃぅぇぉッャュョ」』）をんゝ]/;

function edge({ line }: Block, message: string): Mend {
  return { code: 'post-cut-edge', message, line, column: 1 };
}
