/** Elements with `markdown="1"` inside of one that is left alone: cells of a table, the words below a picture. */
import { type BlockState, push } from './block-lines.ts';
import { markdownIn } from './content-model.ts';

/** A start tag that asks for Markdown. */
const ASKING = /<([a-z][a-z\d]*)(\s[^<>]*\bmarkdown\s*=\s*["']?(?:1|span|block)\b[^<>]*)>/gi;

/**
 * Pushes an element as HTML, but for what asks for Markdown in it.
 *
 * @param written the element, with both of its tags
 * @param from its lines
 */
export function pushNested(state: BlockState, from: number, to: number, written: string): void {
  let done = 0;
  let lower: string | undefined;
  ASKING.lastIndex = 0;
  for (let tag = ASKING.exec(written); tag !== null; tag = ASKING.exec(written)) {
    const [, name = '', attributes = ''] = tag;
    const begin = ASKING.lastIndex;
    lower ??= written.toLowerCase();
    const end = lower.indexOf(`</${name.toLowerCase()}`, begin);
    if (end < 0) break;
    push(state, from, to, written.slice(done, begin));
    const text = written.slice(begin, end);
    const isLine = markdownIn(state, name.toLowerCase(), attributes) === 'line';
    // Parsing finds other elements, and moves the place.
    if (isLine) pushText(state, from, to, text);
    else state.md.block.parse(withoutIndent(text), state.md, state.env, state.tokens);
    done = end;
    ASKING.lastIndex = end;
  }
  push(state, from, to, written.slice(done));
}

function pushText(state: BlockState, from: number, to: number, text: string): void {
  const inline = state.push('inline', '', 0);
  inline.content = text.trim();
  inline.map = [from, to];
  inline.children = [];
}

/** The lines of an element stand in from its tag; that is no code. */
function withoutIndent(text: string): string {
  const indents = text.split('\n').flatMap((line) => /^[ \t]*(?=\S)/.exec(line)?.[0].length ?? []);
  const least = Math.min(...(indents.length > 1 ? indents.slice(1) : indents));
  return text.replaceAll(new RegExp(`^[ \\t]{0,${Number.isFinite(least) ? least : 0}}`, 'gm'), '');
}
