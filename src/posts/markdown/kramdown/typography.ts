/**
 * Quotation marks, dashes and dots as kramdown writes them: `"a" -- 'b'...` becomes “a” – ‘b’…, and `<<a>>` becomes
 * «a». Code, addresses and mathematics stay unchanged. The rules are kramdown's (SmartyPants), except one: after a
 * Japanese letter, kramdown makes every quotation mark a closing one (は”A”は); here the first one opens and the second
 * one closes.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

type Md = InstanceType<typeof MarkdownIt>;

/** Which marks are changed. */
export type Marks = { readonly smartQuotes: boolean; readonly symbols: boolean };

/** Runs after links are found, so that no address changes, and before escaped letters become text. */
export function typography(md: Md, wanted: Marks): void {
  // `<<a>>` is no tag between two angles.
  md.inline.ruler.before('autolink', 'guillemets', (state, silent) => {
    if (!state.src.startsWith('<<', state.pos)) return false;
    if (!silent) state.pending += '<<';
    state.pos += 2;
    return true;
  });
  md.core.ruler.after('linkify', 'typography', ({ src, tokens }) => {
    if (!MARKS.test(src)) return;
    for (const { type, children } of tokens)
      if (type === 'inline' && children !== null) setAll(children, wanted);
  });
}

const MARKS = /["']|--|\.\.\.|<<|>>/;

function hasMark({ type, content }: Token): boolean {
  return type === 'text' && MARKS.test(content);
}

function setAll(tokens: readonly Token[], wanted: Marks): void {
  if (!tokens.some(hasMark)) return;
  const open: Open = { '"': false, "'": false };
  let address = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'link_open') address = token.info === 'auto';
    else if (token.type === 'link_close') address = false;
    else if (token.type === 'text' && !address && MARKS.test(token.content)) {
      const before = tokens[index - 1]?.type === 'softbreak' || tokens[index - 1]?.type === 'hardbreak';
      token.content = set(token.content, before ? '\n' : '', following(tokens, index + 1), open, wanted);
    }
  }
}

/** Whether a quotation that began after a Japanese letter is still open. */
type Open = { '"': boolean; "'": boolean };

/** The letters after a text, as many as the rules look at. */
function following(tokens: readonly Token[], index: number): string {
  const next = tokens[index];
  if (next === undefined) return '';
  if (next.type === 'text') return next.content.slice(0, 4);
  if (next.type === 'softbreak' || next.type === 'hardbreak') return '\n';
  const after = next.nesting === 0 ? 'a' : following(tokens, index + 1);
  return `${MARKUP.find(([type]) => type.test(next.type))?.[1] ?? '['}${after}`;
}

const MARKUP: readonly (readonly [type: RegExp, letter: string])[] = [
  [/^(?:em|strong)_/, '*'],
  [/^code_inline/, '`'],
  [/^html_inline/, '<'],
  [/^link_close/, ']'],
  [/^text_special/, '\\'],
  [/^math_inline/, '$'],
  [/^s_/, '~'],
];

/**
 * @param before the letter before the text, if it is text as well
 * @param after the letters after it
 */
function set(text: string, before: string, after: string, open: Open, wanted: Marks): string {
  const whole = before + text + after;
  const end = before.length + text.length;
  const parts: string[] = [];
  // The text before this place is finished.
  let done = before.length;
  // The letter before a mark counts only if no other mark was made of it.
  let used = 0;
  SEARCH.lastIndex = done;
  for (let match = SEARCH.exec(whole); match !== null; match = SEARCH.exec(whole)) {
    const { 0: mark, index } = match;
    if (index >= end) break;
    const isQuote = mark === '"' || mark === "'";
    if (!(isQuote ? wanted.smartQuotes : wanted.symbols)) continue;
    const written = isQuote ? quote(whole, index, used, open) : symbol(mark, whole, index);
    parts.push(whole.slice(done, index - written.left), written.text);
    done = index + mark.length + written.right;
    used = done;
    SEARCH.lastIndex = done;
  }
  parts.push(whole.slice(done, end));
  return parts.join('');
}

const SEARCH = /["']|---?|\.\.\.|<<|>>/g;

/** The new text, and how many letters to the left and right of the mark it replaces too. */
type Written = { readonly text: string; readonly left: number; readonly right: number };

const SYMBOLS: Readonly<Record<string, string>> = {
  '---': '—',
  '--': '–',
  '...': '…',
  '<<': '«',
  '>>': '»',
};

function symbol(mark: string, whole: string, index: number): Written {
  const text = SYMBOLS[mark] ?? mark;
  if (mark === '<<' && whole[index + 2] === ' ') return { text: `${text}\u00a0`, left: 0, right: 1 };
  if (mark === '>>' && whole[index - 1] === ' ') return { text: `\u00a0${text}`, left: 1, right: 0 };
  return { text, left: 0, right: 0 };
}

const OPENING = { '"': '“', "'": '‘' } as const;
const CLOSING = { '"': '”', "'": '’' } as const;
const PUNCTUATION = /[!"#$%'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;
const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Letters that have no blanks around quotation marks. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

function quote(whole: string, index: number, used: number, open: Open): Written {
  const mark = whole[index] === '"' ? '"' : "'";
  const other = mark === '"' ? "'" : '"';
  const previous = index - 1 >= used ? (whole[index - 1] ?? '') : '';
  const next = whole.slice(index + 1, index + 4);
  if (next[0] === other && (previous === '' || /\s/.test(previous)) && /^\w/.test(next.slice(1)))
    return { text: OPENING[mark] + OPENING[other], left: 0, right: 1 };
  const closes = CJK.test(previous) ? open[mark] || endsWord(next) : closesQuote(mark, previous, next);
  open[mark] = !closes;
  return { text: (closes ? CLOSING : OPENING)[mark], left: 0, right: 0 };
}

/** `港"。`, `港's` */
function endsWord(next: string): boolean {
  return /^(?:$|\s|[、。」』）]|s\b)/.test(next);
}

/** The rules, in kramdown's order. */
function closesQuote(mark: string, previous: string, next: string): boolean {
  if (previous === '') {
    if (/^[_*]{1,2}\S/.test(next)) return false;
    const [letter = '', second = ''] = next;
    if (
      PUNCTUATION.test(letter) &&
      !next.slice(1).startsWith('..') &&
      WORD.test(letter) === WORD.test(second)
    )
      return true;
  }
  if (mark === "'" && /^\s?$/.test(previous) && /^\d\ds/.test(next)) return true;
  if (/\s/.test(previous) && /^\w/.test(next)) return false;
  if (previous !== '' && !/[ \\\t\r\n[{(-]/.test(previous)) return true;
  return previous === '' && /^(?:\s|s\b|$)/.test(next);
}
