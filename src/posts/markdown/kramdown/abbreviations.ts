/**
 * Abbreviations as in kramdown: `*[HTML]: Hyper Text Markup Language` alone on a line explains the word everywhere in
 * the text. In scripts without blanks between words, other letters may follow directly: it is also found in 「HTMLです」.
 */
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { type BlockRule, firstOf, lineOf, STAR } from './block-lines.ts';

type Md = InstanceType<typeof MarkdownIt>;
type CoreRule = Parameters<Md['core']['ruler']['at']>[1];

export function abbreviations(md: Md): void {
  md.block.ruler.before('reference', 'abbreviation', definition, { alt: ['paragraph', 'reference'] });
  md.core.ruler.after('linkify', 'abbreviations', (state) => {
    const defined = (state.env as Env).abbreviations;
    if (defined === undefined) return;
    for (const token of state.tokens)
      if (token.type === 'inline' && token.children !== null)
        token.children = token.children.flatMap((child) => marked(child, defined, state.Token));
  });
}

type Defined = {
  /** The long form of each abbreviation; the last definition counts. */
  readonly meanings: Map<string, string>;
  /** For each first letter, the lengths of the abbreviations that begin with it. */
  readonly lengths: Map<string, Set<number>>;
};

type Env = { abbreviations?: Defined };

/** In letters. Every length is tried at every word, so a longer text is not taken as an abbreviation. */
const LONGEST = 100;

const DEFINITION = new RegExp(`^\\*\\[(.{1,${LONGEST}}?)\\]:(.*)$`);

const definition: BlockRule = (state, startLine, _endLine, silent) => {
  if (firstOf(state, startLine) !== STAR) return false;
  const [, name = '', meaning = ''] = DEFINITION.exec(lineOf(state, startLine)) ?? [];
  if (name === '') return false;
  if (silent) return true;
  const env = state.env as Env;
  env.abbreviations ??= { meanings: new Map(), lengths: new Map() };
  env.abbreviations.meanings.set(name, meaning.trim());
  const first = name[0] ?? '';
  const lengths = env.abbreviations.lengths.get(first) ?? new Set();
  env.abbreviations.lengths.set(first, lengths.add(name.length));
  state.line = startLine + 1;
  return true;
};

/** Marks the abbreviations in a text, in one pass. */
function marked(token: Token, defined: Defined, NewToken: Parameters<CoreRule>[0]['Token']): Token[] {
  if (token.type !== 'text') return [token];
  const { content } = token;
  const parts: Token[] = [];
  const put = (type: string, tag: string, nesting: -1 | 0 | 1, text = '') => {
    const part = new NewToken(type, tag, nesting);
    part.content = text;
    part.level = token.level;
    parts.push(part);
    return part;
  };
  let kept = 0;
  for (let at = 0; at < content.length; at += 1) {
    const name = nameAt(content, at, defined);
    if (name === undefined) continue;
    if (at > kept) put('text', '', 0, content.slice(kept, at));
    const meaning = defined.meanings.get(name) ?? '';
    const open = put('abbr_open', 'abbr', 1);
    if (meaning !== '') open.attrs = [['title', meaning]];
    put('text', '', 0, name);
    put('abbr_close', 'abbr', -1);
    kept = at + name.length;
    at = kept - 1;
  }
  if (kept === 0) return [token];
  if (kept < content.length) put('text', '', 0, content.slice(kept));
  return parts;
}

/** The longest abbreviation that begins here and is a word of its own. */
function nameAt(text: string, at: number, { meanings, lengths }: Defined): string | undefined {
  const known = lengths.get(text[at] ?? '');
  if (known === undefined || isWord(text[at - 1])) return undefined;
  let found: string | undefined;
  for (const length of known) {
    if (length < (found?.length ?? 0) || isWord(text[at + length])) continue;
    const name = text.slice(at, at + length);
    if (meanings.has(name)) found = name;
  }
  return found;
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(letter) && !UNSPACED.test(letter);
}

/** Letters of scripts that set no blanks between words, or add endings to foreign words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
