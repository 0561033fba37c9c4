/** The rule for `&#146;` in Markdown: markdown-it shows U+FFFD for all numbers between 128 and 159. */
import type MarkdownIt from 'markdown-it';
import { letterOf, NUMERIC_REFERENCE } from '../numeric-references.ts';
import type { InlineRule } from './kramdown/inline-context.ts';

export function numericReferences(md: InstanceType<typeof MarkdownIt>): void {
  md.inline.ruler.before('entity', 'numeric_reference', numericReference);
}

const HERE = new RegExp(NUMERIC_REFERENCE.source, 'iy');

const numericReference: InlineRule = (state, silent) => {
  HERE.lastIndex = state.pos;
  const [whole, hex, decimal] =
    state.src.charCodeAt(state.pos) === AMPERSAND ? (HERE.exec(state.src) ?? []) : [];
  if (whole === undefined) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = letterOf(hex, decimal);
    token.markup = whole;
    token.info = 'entity';
  }
  state.pos += whole.length;
  return true;
};

const AMPERSAND = 0x26;
