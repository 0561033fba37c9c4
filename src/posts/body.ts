/**
 * The body of a post as the rules see it: after Liquid and kramdown's own tags, in blocks, with the way back to the
 * lines of the file. A post in HTML has no blocks: it is no Markdown, and nothing in it is repaired.
 */
import type { Settings } from '../settings.ts';
import { type Block, splitBlocks } from './blocks.ts';
import { parseHead } from './head/front-matter.ts';
import { hasLiquid } from './liquid/liquid.ts';
import { type LiquidPage, prepareBody, type UrlOf } from './prepare.ts';
import type { Mend } from './repair.ts';
import { markersOf } from './rules/severity.ts';

export type PostBody = {
  /** After Liquid. */
  readonly text: string;
  readonly isHtml: boolean;
  /** Their lines count from 1 in `text`. */
  readonly blocks: readonly Block[];
  /** What was left out before Markdown; its lines are those of the file. */
  readonly mends: readonly Mend[];
  /** The line of the file where the body begins. */
  readonly firstLine: number;
  /** The line of the file from which a line of `text` comes. */
  readonly lineOf: (line: number) => number;
  /** Puts what was found in a block at its place in the file. */
  readonly place: (mend: Mend) => Mend;
};

/**
 * @param text the whole file: line ends as `\n`, no byte order mark
 * @throws ProblemError (post-liquid)
 */
export function readBody(text: string, page: LiquidPage, settings: Settings, urlOf: UrlOf): PostBody {
  const head = parseHead(text, markersOf(settings));
  const found = 'data' in head;
  const written = { text: found ? text.slice(head.bodyStart) : text, line: found ? head.end + 1 : 1 };
  const prepared = prepareBody(written, page, settings, urlOf);
  const { lines } = prepared;
  const lineOf = (line: number) => lines[line - 1] ?? lines.at(-1) ?? line;
  const isHtml = isHtmlFile(page.file);
  const runs = hasLiquid(written.text);
  const source = runs ? written.text.split('\n') : [];
  return {
    text: prepared.text,
    isHtml,
    blocks: isHtml ? [] : splitBlocks(prepared.text, 1),
    mends: prepared.mends,
    firstLine: written.line,
    lineOf,
    place: (mend) => {
      const line = lineOf(mend.line);
      // Where Liquid stands on the line, the letters in the file are others.
      const column = runs && hasLiquid(source[line - written.line] ?? '') ? 1 : mend.column;
      return { ...mend, line, column };
    },
  };
}

/** Whether Jekyll takes a file as it is, and not as Markdown. */
export function isHtmlFile(file: string): boolean {
  return /\.html$/i.test(file);
}
