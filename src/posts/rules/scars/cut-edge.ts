/** A post whose first or last paragraph stops in mid-sentence: what is missing there, nobody can guess. */
import type { Block } from '../../blocks.ts';
import { type Mend, quote, quoteEnd } from '../../repair.ts';
import { NO_END } from './cut.ts';

/** Looks at the text as readers get it: what was cut ends in …. */
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

/** Ends in … where a marker cut it, or as no sentence does. */
function stopsOpen({ kind, text }: Block): boolean {
  if (/…\**$/.test(text) && /\p{Script=Hiragana}/u.test(text)) return true;
  return kind === 'prose' && text.length >= LEAST && NO_END.test(text.trimEnd());
}

/** So many letters a paragraph has that was cut. */
const LEAST = 20;

function isText({ kind }: Block): boolean {
  return kind !== 'rule' && kind !== 'definition';
}

/** No Japanese text begins with one of these. */
const BOUND = /^[、。ーっゃゅょぁぃぅぇぉッャュョ」』）をんゝ]/;

function edge({ line }: Block, message: string): Mend {
  return { code: 'post-cut-edge', message, line, column: 1 };
}
