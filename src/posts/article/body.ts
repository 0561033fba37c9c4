/**
 * The body of a post as the rules see it: after Liquid and kramdown's own tags have run, in blocks, with a way back to
 * the lines of the file. A post in HTML has no blocks: it is not Markdown, and nothing in it is repaired.
 */
import type { Settings } from '../../settings.ts';
import { type Block, splitBlocks } from '../blocks.ts';
import { parseHead } from '../head/front-matter/front-matter.ts';
import { hasLiquid } from '../liquid/liquid.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import type { Mend } from '../repair.ts';
import { markersOf } from '../severity.ts';
import { type LiquidPage, prepareBody, runsLiquid } from './prepare-body.ts';

export type PostBody = {
  /** The text after Liquid. */
  readonly text: string;
  readonly isHtml: boolean;
  /** Their lines count from 1 in `text`. */
  readonly blocks: readonly Block[];
  /** What was left out before Markdown; the lines are lines of the file. */
  readonly mends: readonly Mend[];
  /** The line in the file on which the body begins. */
  readonly firstLine: number;
  /** Gives the line in the file for a line of `text`. */
  readonly lineOf: (line: number) => number;
  /** Changes the place of a finding in a block to its place in the file. */
  readonly place: (mend: Mend) => Mend;
};

/**
 * @param text the whole file, with `\n` as line end, without byte order mark
 * @throws ProblemError (post-liquid)
 */
export function readBody(text: string, page: LiquidPage, settings: Settings, files: OtherFiles): PostBody {
  const head = parseHead(text, markersOf(settings));
  const found = 'data' in head;
  const written = { text: found ? text.slice(head.bodyStart) : text, line: found ? head.end + 1 : 1 };
  const prepared = prepareBody(written, page, settings, files);
  const { lines } = prepared;
  const lineOf = (line: number) => lines[line - 1] ?? lines.at(-1) ?? line;
  const isHtml = isHtmlFile(page.file);
  const runs = runsLiquid(written.text, page);
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
      // If there is Liquid on the line, its columns in the file differ: then the first column is named.
      const column = runs && hasLiquid(source[line - written.line] ?? '') ? 1 : mend.column;
      return { ...mend, line, column };
    },
  };
}

/** Whether Jekyll publishes a file without reading it as Markdown. */
export function isHtmlFile(file: string): boolean {
  return /\.html$/i.test(file);
}
