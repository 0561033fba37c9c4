/**
 * Markdown to HTML, right for Japanese: emphasis that touches punctuation works, a line break between
 * two Japanese letters is nothing (a browser would show a blank), and a bare URL ends before 、 and 。.
 * What comes out is not safe yet: sanitize.ts follows.
 */
import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

/** Letters that Japanese sets without blanks between them. */
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uff60\uffe0-\uffe6]/u;

let cached: ReturnType<typeof createRenderer> | undefined;

/** @returns unsafe HTML */
export function renderMarkdown(text: string): string {
  cached ??= createRenderer();
  return cached.render(text);
}

function createRenderer() {
  const md = new MarkdownIt({ html: true, linkify: true, typographer: false });
  md.use(cjkFriendly);
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  md.renderer.rules['softbreak'] = (tokens, index) => {
    const before = lastLetter(tokens.slice(0, index).findLast(holdsText)?.content ?? '');
    const after = firstLetter(tokens.slice(index + 1).find(holdsText)?.content ?? '');
    return CJK.test(before) && CJK.test(after) ? '' : '\n';
  };
  return md;
}

function holdsText(token: { readonly content: string; readonly type: string }): boolean {
  return token.content !== '' && token.type !== 'html_inline';
}

function firstLetter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function lastLetter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? ' ';
}
