/** Elements of code in a line of text: what is in them is left alone. */
import type { InlineRule } from './inline-context.ts';

/** The content of these elements is no Markdown: ``<code>`a`</code>`` shows its backticks. */
export const rawElement: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  RAW_ELEMENT.lastIndex = state.pos;
  const [, name = ''] = RAW_ELEMENT.exec(state.src) ?? [];
  if (name === '') return false;
  const closing = `</${name}>`;
  const env = state.env as { unclosed?: Map<string, string> };
  env.unclosed ??= new Map();
  if (env.unclosed.get(closing) === state.src) return false;
  const at = state.src.indexOf(closing, RAW_ELEMENT.lastIndex);
  if (at < 0) {
    env.unclosed.set(closing, state.src);
    return false;
  }
  const end = at + closing.length;
  if (!silent) state.push('html_inline', '', 0).content = withTypes(state.src.slice(state.pos, end));
  state.pos = end;
  return true;
};

const RAW_ELEMENT = /<(code|kbd|samp|var)(?=[\s>])[^<>]*>/iy;

/** `<code>List<String></code>`: what is no tag of HTML is text there. As a tag it would be dropped. */
function withTypes(html: string): string {
  return html.replace(NO_TAG, '&lt;');
}

const NO_TAG =
  /<(?!\/?(?:a|abbr|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?\/?>|!--)/gi;
