/**
 * A body as blocks: paragraphs, headings, lists and so on, each with its kind and its line in the file. Markdown's own
 * parser decides the kind of each line: so a repair of sentences never touches code, HTML, a table or the address of a
 * link. The blocks, joined again, are the original text.
 */
import MarkdownIt from 'markdown-it';
import { tables } from './markdown/kramdown/table.ts';
import { plainKinds } from './plain-lines.ts';

/**
 * The kind of a block. Repairs of sentences change only `prose`; some also `item` and `heading`. `definition`:
 * addresses of links (`[1]: https://…`). `liquid`: the text between two tags of Jekyll. `end`: the end of the body, as
 * a block without text, if something was cut off there.
 */
export type BlockKind =
  | 'prose'
  | 'heading'
  | 'item'
  | 'quote'
  | 'table'
  | 'rule'
  | 'code'
  | 'html'
  | 'definition'
  | 'liquid'
  | 'end';

/** A place before a block where the writing pipeline broke off. */
export type Cut = {
  /** The line of the marker, or of the empty lines that were left of it. */
  readonly line: number;
  readonly column: number;
  readonly by: 'marker' | 'gap';
  /** Whether the two blocks were neighbours: no block between them was dropped. */
  readonly near: boolean;
};

export type Block = {
  /** The newlines (and blanks on empty lines) before it. */
  readonly gap: string;
  readonly text: string;
  /** Its first line in the file, from 1. */
  readonly line: number;
  readonly kind: BlockKind;
  /** Whether it is code: then no repair changes it. */
  readonly code: boolean;
  readonly cut?: Cut;
};

/** Lines of one kind that stay together, with the blank lines between them. */
type Region = { readonly kind: BlockKind; readonly end: number };

/** @param firstLine the line in the file on which the body begins */
export function splitBlocks(body: string, firstLine: number): Block[] {
  const lines = body.split('\n');
  const { kinds, regions } = classify(body, lines);
  const blocks: Block[] = [];
  let gap: string[] = [];
  let at = 0;
  while (at < lines.length) {
    if (regions[at] === undefined && (lines[at] ?? '').trim() === '') {
      gap.push(`${lines[at]}\n`);
      at += 1;
      continue;
    }
    const kind = kinds[at] ?? 'definition';
    const end = regions[at]?.end ?? endOfKind(lines, kinds, regions, at);
    const before = gap.length === 0 && blocks.length > 0 ? '\n' : gap.join('');
    blocks.push({
      gap: before,
      text: lines.slice(at, end).join('\n'),
      line: firstLine + at,
      kind,
      code: kind === 'code',
    });
    gap = ['\n'];
    if (regions[end] !== undefined || (lines[end] ?? '').trim() !== '') gap = [];
    at = end;
  }
  return blocks;
}

/** Not by `+=`, which makes a tree of texts: to read that letter by letter takes many times as long. */
export function joinBlocks(blocks: readonly Block[]): string {
  return blocks.map(({ gap, text }) => gap + text).join('');
}

type Lines = {
  readonly kinds: readonly (BlockKind | undefined)[];
  readonly regions: readonly (Region | undefined)[];
};

/**
 * CommonMark, which takes code that was cut off for code; and tables of kramdown, whose rows are no prose.
 */
const parser = new MarkdownIt({ html: true }).use(tables);

const opaque: Readonly<Record<string, BlockKind>> = {
  fence: 'code',
  code_block: 'code',
  html_block: 'html',
  table_open: 'table',
};
const simple: Readonly<Record<string, BlockKind>> = {
  paragraph_open: 'prose',
  heading_open: 'heading',
  hr: 'rule',
};

/** The kind of each line. A line that Markdown shows nothing for has no kind. */
function classify(body: string, lines: readonly string[]): Lines {
  const plain = plainKinds(body, lines);
  if (plain !== undefined)
    return {
      kinds: plain,
      regions: plain.map((kind, at) => (kind === 'heading' ? { kind, end: at + 1 } : undefined)),
    };
  const kinds: (BlockKind | undefined)[] = [];
  const regions: (Region | undefined)[] = [];
  const container: (BlockKind | undefined)[] = [];
  const tokens: ReturnType<typeof parser.parse> = [];
  parser.block.parse(body, parser, {}, tokens);
  for (const { type, map } of tokens) {
    if (map === null) continue;
    const [from, to] = map;
    const around = type === 'blockquote_open' ? 'quote' : type === 'list_item_open' ? 'item' : undefined;
    const whole = opaque[type];
    const kind = whole ?? simple[type];
    for (let line = from; line < to; line += 1) {
      if (around !== undefined) container[line] = container[line] ?? around;
      if (around !== undefined) kinds[line] = container[line];
      if (kind !== undefined) kinds[line] = whole ?? container[line] ?? kind;
    }
    // Each heading is a block of its own, even if the next line is a heading too.
    if (whole !== undefined || (type === 'heading_open' && container[from] === undefined))
      regions[from] = { kind: whole ?? 'heading', end: lastLine(lines, from, to) };
  }
  keepWhole(lines, kinds, regions);
  return { kinds, regions };
}

/** The last line that is not blank. */
function lastLine(lines: readonly string[], from: number, to: number): number {
  let end = to;
  while (end > from + 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return end;
}

function endOfKind(
  lines: readonly string[],
  kinds: Lines['kinds'],
  regions: Lines['regions'],
  from: number,
): number {
  let end = from + 1;
  while (
    end < lines.length &&
    kinds[end] === kinds[from] &&
    regions[end] === undefined &&
    (lines[end] ?? '').trim() !== ''
  )
    end += 1;
  return end;
}

/** A tag of Jekyll that goes on until its end tag. */
const TAG = /^[ \t>]*(?:[-*+][ \t]+)?\{%-?\s*(highlight|raw|comment|capture)\b/;
const ELEMENT = /^ {0,3}<(pre|div|section|figure|table|details|aside|article|blockquote|dl|ul|ol)\b/i;

/** Joins lines that Markdown separates at blank lines but that belong together: code of Jekyll, HTML. */
function keepWhole(
  lines: readonly string[],
  kinds: (BlockKind | undefined)[],
  regions: (Region | undefined)[],
): void {
  const endless = new Set<string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (kinds[at] === 'code') continue;
    const tag = line.includes('{%') || line.includes('{::') ? openTag(line) : undefined;
    const element = tag === undefined && kinds[at] === 'html' ? ELEMENT.exec(line)?.[1] : undefined;
    const name = tag ?? element?.toLowerCase();
    if (name === undefined || endless.has(name)) continue;
    const end = tag === undefined ? endOfElement(lines, at, name) : endOfTag(lines, at, name);
    if (end === undefined) endless.add(name);
    else if (end > (regions[at]?.end ?? at + 1) || tag !== undefined) {
      const kind = tag === undefined ? 'html' : 'liquid';
      for (let inside = at; inside < end; inside += 1) {
        kinds[inside] = kind;
        regions[inside] = undefined;
      }
      regions[at] = { kind, end };
    }
    at = Math.max(at, (regions[at]?.end ?? at + 1) - 1);
  }
}

function openTag(line: string): string | undefined {
  return TAG.exec(line)?.[1] ?? (/^\s*\{::comment\}/.test(line) ? '::comment' : undefined);
}

function endOfTag(lines: readonly string[], from: number, name: string): number | undefined {
  const close = name === '::comment' ? /\{:\/(?:comment)?\}/ : new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`);
  for (let at = from; at < lines.length; at += 1) if (close.test(lines[at] ?? '')) return at + 1;
  return undefined;
}

/** The line after the one on which the element is closed that begins on `from`. */
function endOfElement(lines: readonly string[], from: number, name: string): number | undefined {
  const tags = new RegExp(`<(/?)${name}\\b`, 'gi');
  let depth = 0;
  for (let at = from; at < lines.length; at += 1) {
    for (const [, slash] of (lines[at] ?? '').matchAll(tags)) depth += slash === '' ? 1 : -1;
    if (depth <= 0) return at + 1;
  }
  return undefined;
}
