/**
 * Footnotes as in kramdown. A plugin finds them; this file puts the notes in their place and writes them. The plugin
 * would copy the whole post for each note at the end, so the time would grow with the square of the number of notes.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import plugin from 'markdown-it-footnote';
import type { InlineRule } from './inline-context.ts';

type Md = InstanceType<typeof MarkdownIt>;
type CoreRule = Parameters<Md['core']['ruler']['at']>[1];

export function footnotes(md: Md): void {
  md.use(plugin);
  md.inline.ruler.disable('footnote_inline'); // `^[text]` is no footnote in kramdown
  md.inline.ruler.after('footnote_ref', 'no_footnote', noFootnote);
  md.core.ruler.at('footnote_tail', notesAtEnd);
  writeFootnotes(md);
}

/** A mark without a note is text, letter by letter: `[^a-z_]` is a class of letters, and its `_` no emphasis. */
const noFootnote: InlineRule = (state, silent) => {
  MARK.lastIndex = state.pos;
  const [mark] = MARK.exec(state.src) ?? [];
  if (mark === undefined) return false;
  if (!silent) state.pending += mark;
  state.pos += mark.length;
  return true;
};

const MARK = /\[\^\w[\w:-]*\]/y;

/** A note that the text refers to, and how often it does; in the order of the text. */
type Note = { readonly label: string; readonly count: number };

/** Removes the notes from their places, and adds those that the text refers to at the end. */
const notesAtEnd: CoreRule = (state) => {
  const found = state.env['footnotes'] as { readonly list?: readonly Note[] } | undefined;
  if (found === undefined) return;
  const { text, notes } = partedFrom(state.tokens);
  state.tokens = text;
  if (found.list === undefined) return;
  const put = (type: string, nesting: -1 | 0 | 1, meta?: Record<string, unknown>) => {
    const token = new state.Token(type, '', nesting);
    if (meta !== undefined) token.meta = meta;
    text.push(token);
  };
  put('footnote_block_open', 1);
  for (const [id, { label, count }] of found.list.entries()) {
    put('footnote_open', 1, { id, label });
    for (const token of notes.get(label) ?? []) text.push(token);
    // The link back is in the last paragraph of the note, if it has one.
    const end = text.at(-1)?.type === 'paragraph_close' ? text.pop() : undefined;
    for (let subId = 0; subId < Math.max(1, count); subId += 1)
      put('footnote_anchor', 0, { id, subId, label });
    if (end !== undefined) text.push(end);
    put('footnote_close', -1);
  }
  put('footnote_block_close', -1);
};

/** Divides the tokens into the text and the notes. If two notes have one name, the last one counts. */
function partedFrom(tokens: readonly Token[]): {
  readonly text: Token[];
  readonly notes: Map<string, Token[]>;
} {
  const text: Token[] = [];
  const notes = new Map<string, Token[]>();
  let note: { readonly label: string; readonly tokens: Token[] } | undefined;
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') note = { label: labelOf(token), tokens: [] };
    else if (token.type === 'footnote_reference_close') {
      if (note !== undefined) notes.set(note.label, note.tokens);
      note = undefined;
    } else (note?.tokens ?? text).push(token);
  }
  return { text, notes };
}

function labelOf({ meta }: Token): string {
  return (meta as { readonly label: string }).label;
}

/** Writes footnotes like kramdown, so that the links lead to the places on the site's own page. */
function writeFootnotes({ renderer: { rules }, utils }: Md): void {
  const meta = (tokens: readonly Token[], index: number) =>
    tokens[index]?.meta as { id: number; subId?: number; label?: string };
  const nameOf = (tokens: readonly Token[], index: number) => {
    const { label, id } = meta(tokens, index);
    return utils.escapeHtml(encodeURIComponent(label ?? String(id + 1)));
  };
  const suffix = (subId = 0) => (subId > 0 ? `:${subId}` : '');
  rules['footnote_ref'] = (tokens, index) =>
    `<sup><a href="#fn:${nameOf(tokens, index)}">${meta(tokens, index).id + 1}</a></sup>`;
  rules['footnote_block_open'] = () => '<ol>\n';
  rules['footnote_block_close'] = () => '</ol>\n';
  rules['footnote_open'] = () => '<li>';
  rules['footnote_close'] = () => '</li>\n';
  rules['footnote_anchor'] = (tokens, index) => {
    const { subId = 0 } = meta(tokens, index);
    const number = subId > 0 ? `<sup>${subId + 1}</sup>` : '';
    return ` <a href="#fnref:${nameOf(tokens, index)}${suffix(subId)}">↩${number}</a>`;
  };
}
