/**
 * What kramdown reads inside an element of HTML: nothing, one line of text, or blocks. It reads nothing, unless the
 * element says so (`markdown="1"`), or the whole text does (`{::options parse_block_html="true" /}`, or the same option
 * in the config).
 */
import type MarkdownIt from 'markdown-it';
import { type BlockRule, type BlockState, BRACE, firstOf, lineOf } from './block-lines.ts';

type Md = InstanceType<typeof MarkdownIt>;

/** @param always whether the config has the option */
export function htmlOption(md: Md, always: boolean): void {
  md.core.ruler.before('block', 'html_option', ({ env }) => {
    env[KEY] = always;
  });
  const ends = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
  md.block.ruler.before('fence', 'options', options, ends);
}

/** The name of kramdown's option, under which the environment of a text has it. */
const KEY = 'parse_block_html';

/** `{::options parse_block_html="true" /}` alone on a line: it counts from there on. */
export const HTML_OPTION = /^\{::options\b[^{}\n]*\bparse_block_html=["'](true|false)["'][^{}\n]*\}[ \t]*$/;

const options: BlockRule = (state, startLine, _endLine, silent) => {
  const wanted = firstOf(state, startLine) === BRACE ? HTML_OPTION.exec(lineOf(state, startLine)) : null;
  if (wanted === null) return false;
  if (silent) return true;
  state.env[KEY] = wanted[1] === 'true';
  state.line = startLine + 1;
  return true;
};

/**
 * What an element has inside if it is Markdown.
 *
 * @param kind the name of the element, in small letters
 * @returns `undefined` if neither the element nor the text asks for Markdown
 */
export function markdownIn(
  state: BlockState,
  kind: string,
  attributes: string,
): 'blocks' | 'line' | undefined {
  const unsaid = state.env[KEY] === true && (BLOCKS.test(kind) || LINE.test(kind)) ? '1' : '0';
  const [, wanted = unsaid] = /\bmarkdown\s*=\s*["']?(\w+)/.exec(attributes) ?? [];
  if (wanted === 'block' || (wanted === '1' && !LINE.test(kind))) return 'blocks';
  return wanted === 'span' || wanted === '1' ? 'line' : undefined;
}

/** The elements in which the option finds Markdown. Lists and tables can only have elements inside. */
const BLOCKS =
  /^(?:article|aside|blockquote|dd|details|div|dl|fieldset|figure|figcaption|footer|form|header|hgroup|li|main|menu|nav|section|td)$/;
/** HTML allows no paragraph in these. */
const LINE =
  /^(?:a|abbr|acronym|address|b|bdo|big|button|caption|cite|del|dfn|dt|em|h[1-6]|i|ins|label|legend|p|q|rb|rp|rt|ruby|small|span|strong|sub|summary|sup|th|tt)$/;
