/**
 * Markdown as kramdown, Jekyll's renderer, reads it. Where it differs from CommonMark, a file in this folder has its
 * rules; a plugin finds the footnotes. This file reads attribute lists, ids of headings and the end-of-block mark.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { LAZY_SOURCE } from '../lazy-pictures.ts';
import { abbreviations } from './abbreviations.ts';
import {
  ATTRIBUTE_LINE,
  type BlockRule,
  BRACE,
  CIRCUMFLEX,
  END_OF_BLOCK,
  firstOf,
  lineOf,
  startIn,
} from './block-lines.ts';
import { codeSpan } from './code-span.ts';
import { htmlOption } from './content-model.ts';
import { definitionLists } from './definition-list.ts';
import { emphasis } from './emphasis.ts';
import { closedFences } from './fences.ts';
import { footnotes } from './footnotes.ts';
import { htmlElements } from './html-elements.ts';
import type { InlineRule } from './inline-context.ts';
import { links } from './link.ts';
import { lists } from './list.ts';
import { paragraphs } from './paragraph.ts';
import { tables } from './table.ts';
import { type Marks, typography } from './typography.ts';

type Md = InstanceType<typeof MarkdownIt>;

/** kramdown's options that change what readers see; `_config.yml` may set them. */
export type Options = Marks & { readonly hardWrap: boolean; readonly parseBlockHtml: boolean };

export const DEFAULTS: Options = {
  hardWrap: false,
  smartQuotes: true,
  symbols: true,
  parseBlockHtml: false,
};

export function kramdown(md: Md, options: Options = DEFAULTS): void {
  md.options.breaks = options.hardWrap;
  footnotes(md);
  definitionLists(md);
  abbreviations(md);
  tables(md);
  closedFences(md);
  paragraphs(md);
  lists(md);
  emphasis(md);
  codeSpan(md);
  links(md);
  typography(md, options);
  const ends = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
  md.block.ruler.before('fence', 'attribute_list', attributeList, ends);
  md.block.ruler.before('fence', 'end_of_block', endOfBlock, ends);
  htmlOption(md, options.parseBlockHtml);
  htmlElements(md);
  md.inline.ruler.before('escape', 'span_attributes', spanAttributes);
  md.core.ruler.after('block', 'heading_ids', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const inside = tokens[index + 1];
      if (token.type === 'heading_open' && inside !== undefined)
        inside.content = inside.content.replace(HEADING_ID, '');
    });
  });
}

/** ` {#name}` behind a heading. XML allows letters of every script in a name: `{#はじめに}`. */
const HEADING_ID = /(?<![ \t])[ \t]+\{#[A-Za-z_:\u00c0-\u{effff}][\w:.\u00b7\u00c0-\u{effff}-]*\}\s*$/u;

/** `{: .class #id key="value"}` alone on a line belongs to the block above or below it. */
const attributeList: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstOf(state, startLine) !== BRACE) return false;
  const line = lineOf(state, startLine);
  if (!ATTRIBUTE_LINE.test(line)) return false;
  if (silent) return true;
  if (/[:\s]toc\b/.test(line)) dropListBefore(state.tokens);
  const start = startLine > 0 && !state.isEmpty(startLine - 1) ? startIn(line) : undefined;
  if (start !== undefined) listBefore(state.tokens)?.open.attrSet('start', start);
  state.line = startLine + 1;
  return true;
};

/** Removes the list before `{:toc}`: kramdown would replace it by the table of contents. */
function dropListBefore(tokens: Token[]): void {
  const list = listBefore(tokens);
  if (list !== undefined) tokens.length = list.from;
}

/** The list that ends at the last token. */
function listBefore(tokens: readonly Token[]): { readonly from: number; readonly open: Token } | undefined {
  const last = tokens.at(-1);
  if (last === undefined || !/^(?:bullet|ordered)_list_close$/.test(last.type)) return undefined;
  const type = last.type.replace('close', 'open');
  const from = tokens.findLastIndex((token) => token.type === type && token.level === last.level);
  const open = tokens[from];
  return open === undefined ? undefined : { from, open };
}

/** `^` alone on a line ends a block, so that two lists are not joined. */
const endOfBlock: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstOf(state, startLine) !== CIRCUMFLEX || !END_OF_BLOCK.test(lineOf(state, startLine))) return false;
  if (!silent) state.line = startLine + 1;
  return true;
};

/** `{: width="300"}` directly after a picture, a link, code or emphasis. */
const spanAttributes: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x7b || state.src.charCodeAt(state.pos + 1) !== 0x3a) return false;
  const before = state.tokens.at(-1);
  if (
    state.pending !== '' ||
    before === undefined ||
    !/^(?:image|code_inline|html_inline|.*_close)$/.test(before.type)
  )
    return false;
  SPAN_LIST.lastIndex = state.pos;
  const list = SPAN_LIST.exec(state.src)?.[0];
  if (list === undefined) return false;
  const bearer = silent ? undefined : before.type === 'image' ? before : openerOf(state.tokens, before);
  for (const [, name = '', double, single = ''] of list.matchAll(
    before.type === 'image' ? PICTURE_ATTRIBUTE : SPAN_ATTRIBUTE,
  ))
    bearer?.attrSet(name, (double ?? single).replace(/\\([}"'])/g, '$1'));
  state.pos += list.length;
  return true;
};

/** The token that opens the link or the emphasis that ends there. */
function openerOf(tokens: readonly Token[], end: Token): Token | undefined {
  return end.type.endsWith('_close')
    ? tokens.findLast(({ tag, nesting, level }) => nesting === 1 && tag === end.tag && level === end.level)
    : undefined;
}

const valued = (names: string) =>
  new RegExp(String.raw`(?<![\w-])(${names})=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')`, 'gs');

/** Attributes that readers see, and the address for a script that loads the picture (`data-src`). */
const PICTURE_ATTRIBUTE = valued(`width|height|title|lang|srcset|sizes|data-srcset|${LAZY_SOURCE}`);
/** Of a link or of emphasis. */
const SPAN_ATTRIBUTE = valued('title|lang');

/** Limited, so that a list without an end does not make each search go to the end of the text. */
const SPAN_LIST = /\{:(?![:/])(?:[^}\\]|\\.){0,500}\}/y;
