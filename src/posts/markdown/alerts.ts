/**
 * GitHub's alerts: a quotation whose first line is one of five words in brackets, `> [!NOTE]`. kramdown shows the brackets
 * as text, but nobody means them: the word becomes the title of the quotation, as it stands on GitHub.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

export function alerts(md: InstanceType<typeof MarkdownIt>): void {
  md.core.ruler.after('block', 'alerts', (state) => {
    const { tokens } = state;
    if (!state.src.includes('[!')) return;
    for (let at = tokens.length - 3; at > 0; at -= 1) {
      const inline = tokens[at + 1];
      if (tokens[at - 1]?.type !== 'blockquote_open' || tokens[at]?.type !== 'paragraph_open') continue;
      const [line, word] = ALERT.exec(inline?.content ?? '') ?? [];
      if (inline === undefined || line === undefined || word === undefined) continue;
      const rest = inline.content.slice(line.length);
      const title = titleLike(
        tokens.slice(at, at + 3),
        `**${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()}**`,
      );
      inline.content = rest;
      // Alone in its paragraph, the word has its text in the next one.
      tokens.splice(at, rest.trim() === '' ? 3 : 0, ...title);
    }
  });
}

/** A paragraph like another one, with a text of its own. */
function titleLike(paragraph: readonly Token[], text: string): Token[] {
  return paragraph.map((token) => {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(token)), token) as Token; // the same class
    if (copy.type === 'inline') Object.assign(copy, { content: text, children: [] });
    return copy;
  });
}
