/**
 * What else must go, or must stay, when paragraphs are dropped. A heading never stays without text, and an introduction
 * never without its list. If several sections have the same single status line, each keeps its own.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, quote } from '../../repair.ts';
import { levelOf, nameOf } from '../section-heading.ts';

/** In letters: a section with a new heading and less text than this may repeat what another section says. */
const SHORT = 200;

export type Emptied = {
  /** Headings and introductions to drop, by their index. */
  readonly gone: ReadonlyMap<number, Mend>;
  /** Blocks that stay although they repeat something. */
  readonly kept: readonly number[];
};

/**
 * @param dropped for each block, whether it would be dropped
 * @param scarred whether the pipeline cut the post: then it also repeated its text
 */
export function emptied(blocks: readonly Block[], dropped: readonly boolean[], scarred: boolean): Emptied {
  if (!dropped.includes(true)) return { gone: new Map(), kept: [] };
  const kept = scarred ? new Set<number>() : statusLines(blocks, dropped);
  const out = dropped.map((drop, index) => drop && !kept.has(index));
  const gone = new Map<number, Mend>();
  for (const [index, block] of blocks.entries()) {
    const list = index + 1;
    if (out[index] || block.kind !== 'prose' || !isListOut(blocks, out, list)) continue;
    if (INTRODUCES.test(block.text) && isOneSentence(block.text))
      gone.set(index, goes(block, 'The list that it introduces was said before'));
    else if (INTRODUCES.test(block.text) || isAnnouncement(block.text))
      for (let item = list; blocks[item]?.kind === 'item' && out[item]; item += 1) {
        out[item] = false;
        kept.add(item);
      }
  }
  dropHeadings(scarred ? blocks.map(asHeading) : blocks, out, gone);
  return { gone, kept: [...kept] };
}

/** A bold line that says what it is over: 「**技術者の皆さんへ、もう少し深く見ていきましょう。**」. It is below all headings. */
const SAYS_WHAT_FOLLOWS = /^\*\*[^*\n]{2,60}(?:ましょう[。！]?|[：:]|皆さんへ。?)\*\*\s*$/;

function asHeading(block: Block): Block {
  if (block.kind !== 'prose' || !SAYS_WHAT_FOLLOWS.test(block.text)) return block;
  return { ...block, kind: 'heading', text: `###### ${block.text}` };
}

/** Whether there was a list, and nothing of it is left. */
function isListOut(blocks: readonly Block[], out: readonly boolean[], from: number): boolean {
  let index = from;
  while (blocks[index]?.kind === 'item' && out[index]) index += 1;
  return index > from && blocks[index]?.kind !== 'item';
}

const INTRODUCES = /[:：][*_\s]*$/;

function isOneSentence(text: string): boolean {
  return !/[。！？!?\n]./.test(text.trim());
}

/** Whether the last sentence announces a list or a text below: 「次のとおりです。」 */
function isAnnouncement(text: string): boolean {
  const end = text.trimEnd().replace(/。$/, '');
  return /(?:以下|次)の[\p{L}\d]/u.test(end.slice(end.lastIndexOf('。') + 1));
}

/** The single line of a section, such as 「2.6: 現在、通常メンテナンス期間中です。」. */
function statusLines(blocks: readonly Block[], dropped: readonly boolean[]): Set<number> {
  const kept = new Set<number>();
  const seen = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'heading') continue;
    const name = nameOf(block);
    const next = blocks[index + 1];
    const after = blocks[index + 2];
    const alone = after === undefined || after.kind === 'heading' || after.kind === 'end';
    if (!seen.has(name) && alone && dropped[index + 1] && (next?.text.length ?? 0) < SHORT)
      kept.add(index + 1);
    seen.add(name);
  }
  return kept;
}

type Below = { readonly level: number; readonly full: boolean; readonly touched: boolean };

/**
 * Goes from the end, so that a heading over dropped headings is dropped too. Only headings whose text was dropped are.
 */
function dropHeadings(blocks: readonly Block[], out: readonly boolean[], gone: Map<number, Mend>): void {
  /** The headings below, up to the next heading of the same rank. */
  const below: Below[] = [];
  let full = false;
  let touched = false;
  for (const [index, block] of [...blocks.entries()].reverse()) {
    if (block.kind !== 'heading' || out[index]) {
      if (out[index] || gone.has(index)) touched = true;
      else if (block.kind !== 'end') full = true;
      continue;
    }
    const level = levelOf(block);
    for (let last = below.at(-1); last !== undefined && last.level > level; last = below.at(-1)) {
      full ||= last.full;
      touched ||= last.touched;
      below.pop();
    }
    const goesToo = !full && touched;
    if (goesToo) gone.set(index, goes(block, 'Nothing is left under the heading'));
    below.push({ level, full: !goesToo, touched });
    full = false;
    touched = false;
  }
}

function goes(block: Block, why: string): Mend {
  return {
    code: 'post-empty-heading',
    message: `${why}: ${quote(block.text)} is dropped.`,
    line: block.line,
    column: 1,
  };
}
