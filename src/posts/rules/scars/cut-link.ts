/**
 * A link whose address broke off, at the end of a paragraph: readers would see `[発表](https://minato.example/ne`. If the
 * text behind the cut has the rest of the address, cut.ts joins the two. Otherwise, where a program wrote the post,
 * readers get the words of the link; elsewhere the fault is only named.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { isMachineMade } from './evidence.ts';

const CUT_LINK = /\[([^[\]\n]{1,80})\]\((?:https?:\/\/|\/)[^\s()]*$/;

export function endsInCutLink(text: string): boolean {
  return CUT_LINK.test(text.trimEnd());
}

/** Whether a text begins with the rest of an address, up to its `)`. */
export function continuesLink(text: string): boolean {
  return /^[\w/.~%?&=#+-]{1,200}\)/.test(text);
}

/** @param before what was repaired in the post before: it shows whether a program wrote it */
export function dropCutLinks(blocks: readonly Block[], before: readonly Mend[]): Mended {
  const mends = blocks.map(nameIn);
  const found = mends.filter((mend) => mend !== undefined);
  if (found.length === 0 || !isMachineMade(blocks, before)) return { blocks, mends: [] };
  const next = blocks.map((block, index) =>
    mends[index] === undefined ? block : { ...block, text: block.text.replace(CUT_LINK, '$1') },
  );
  return { blocks: next, mends: found };
}

export function findCutLinks(blocks: readonly Block[]): Mend[] {
  return blocks.map(nameIn).filter((mend) => mend !== undefined);
}

function nameIn({ kind, text, line }: Block): Mend | undefined {
  const words = kind === 'prose' || kind === 'item' ? CUT_LINK.exec(text)?.[0] : undefined;
  if (words === undefined) return undefined;
  const at = { line: line + text.split('\n').length - 1, column: 1 };
  return { code: 'post-cut-link', message: `A link is cut off: ${quote(words)}.`, ...at };
}
