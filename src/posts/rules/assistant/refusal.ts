/**
 * A post that is not an article: an AI assistant answers the one who gave it an order. It says that it cannot write, asks
 * for the text, or promises an article. The opening of the post (title, excerpt, first paragraphs) is searched, and its last
 * paragraph (asides.ts); text in quotation marks or code is ignored.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import type { Sought } from '../phrases/phrase-search.ts';
import type { RuleContext } from '../rule.ts';
import { plain, sentencesOf } from '../said-text.ts';
import type { Act } from './acts.ts';
import {
  actsOf,
  isAnswer,
  isToReaders,
  partnersOf,
  type Said,
  seekAnswers,
  withoutOffers,
} from './answer.ts';
import { REACH } from './answers-in-others.ts';
import { asideIn, ENDING, firstAndLast, mayTurnAside, shortOf } from './asides.ts';
import { blockHeard, heardIn, isShown, partsOf, SURE, said } from './heard.ts';
import { isMachineLine, isMachineParagraph } from './machine-lines.ts';
import { isErrorOutput } from './machine-sentences.ts';

/** The opening has at most this many paragraphs, and at most this many letters. */
const PARAGRAPHS = 3;
const LETTERS = 1000;
/** An answer begins within this many sentences of the text. */
const BEGINNING = 3;
/** What a machine says of itself is in one of this many first sentences. */
const FIRST = 2;

export function findRefusal(blocks: readonly Block[], context: RuleContext): Mend[] {
  const prose = blocks.filter(({ kind }) => kind === 'prose').slice(0, PARAGRAPHS);
  const body = prose.filter((block) => !isShown(block, blocks));
  const first = body[0];
  const raw = body.map((block) => block.text).join('\n');
  const heads = [context.title, context.excerpt ?? '']
    .filter((head) => !isQuoted(head, raw))
    .map((head) => plain(sentenceCase(head)));
  const text = plain(body.map((block) => maskOpaque(block.text)).join('\n')).slice(0, LETTERS);
  const written = [context.title, context.excerpt ?? '', first?.text ?? ''];
  const isWhole = written.some(isErrorOutput) || isRefusal(openingOf(heads, text));
  const block = isWhole
    ? first
    : (asideIn(blocks, context.title, { voices: false }) ?? blockHeard(blocks, context, SURE));
  if (!isWhole && block === undefined) return [];
  const message = `An assistant speaks here, and no author: ${quote(block?.text ?? context.title, 40)}.`;
  return [{ code: 'post-refusal', message, line: block?.line ?? 1, column: 1 }];
}

/** "I'm Unable to Write This" as a sentence has it: "I'm unable to write this". Other titles stay as they are. */
function sentenceCase(title: string): string {
  const words = title.split(' ').filter((word) => /^[A-Za-z]/.test(word));
  const large = words.filter((word) => /^[A-Z]/.test(word));
  if (words.length < 4 || large.length < words.length * 0.6) return title;
  return title.replace(/(?<= )(?!I(?:'|’|\b))[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether the text quotes the beginning of the title or the excerpt: then the post is about it. */
function isQuoted(head: string, text: string): boolean {
  const start = head.replace(/^[「『“"«„‘']/, '').slice(0, 12);
  return (
    start.length > 8 && ['「', '『', '“', '"', '«', '„', '‘', '"'].some((mark) => text.includes(mark + start))
  );
}

/** The opening of a post as it is asked. */
type Opening = {
  readonly heads: readonly string[];
  readonly text: string;
  /** The sentences with which the text begins. */
  readonly first: readonly string[];
  /** Of the beginning. Most posts are read no further. */
  readonly sought: Sought;
};

/** @param more what else is to be searched */
function openingOf(heads: readonly string[], written: string, more: readonly string[] = []): Opening {
  const text = withoutOffers(written);
  const few = sentencesOf(text.slice(0, FEW));
  // The last of them may be cut.
  const first = (few.length > BEGINNING ? few : sentencesOf(text)).slice(0, BEGINNING);
  const sought = seekAnswers([...heads, ...first, text.slice(0, REACH), ...more].join('\n'));
  return { heads, text, first, sought };
}

/** Nearly always the first sentences end within this many letters. */
const FEW = 500;

function isRefusal({ heads, text, first, sought }: Opening): boolean {
  if (
    isMachineParagraph(text, sought) ||
    heads.some((head) => isMachineParagraph(head, sought) && !SUBTITLE.test(head))
  )
    return true;
  const inHeads = heads.map(sentencesOf);
  const lines = [...inHeads, first].flatMap((sentences) => sentences.slice(0, FIRST));
  const said = [...inHeads.flat(), ...first];
  if (lines.some((line) => isMachineLine(line, sought)) && !isToReaders(said)) return true;
  const beginning = actsOf(said, sought);
  const isYes = heads.some((head) => YES.test(head));
  if ((beginning.size === 0 && !isYes) || isToReaders(said)) return false;
  return isYes || isProven(inHeads.flat(), sentencesOf(text), beginning);
}

/** @param beginning the acts in the title, the excerpt and the first sentences of the text */
function isProven(inHeads: readonly string[], inText: readonly string[], beginning: Said): boolean {
  const sought = seekAnswers([...inHeads, ...inText].join('\n'));
  const byHeads = actsOf(inHeads, sought);
  const apologises = byHeads.has('apology');
  const rest = actsOf(
    inText.slice(BEGINNING),
    sought,
    [...inHeads, ...inText.slice(0, BEGINNING)].join(' ').length + 1,
    apologises ? [...partnersOf(beginning), ...LACKS] : partnersOf(beginning),
  );
  const all = new Map(beginning);
  for (const [act, places] of rest) all.set(act, [...(all.get(act) ?? []), ...places]);
  return (
    isAnswer(beginning, all, [...inHeads, ...inText.slice(0, BEGINNING)]) ||
    (apologises && (byHeads.has('yours') || LACKS.some((act) => all.has(act))))
  );
}

/** 「抱歉，我无法回答：聊天机器人的沉默」: a title that is about a refusal. */
const SUBTITLE = /[：:—–] *\S/;

/** A title or an excerpt that says yes to an order. */
const YES = /^(?:承知(?:いた)?しました|かしこまりました|了解(?:いた)?しました)[。！]/;

/** With an apology in the title or the excerpt, these are enough. */
const LACKS: readonly Act[] = ['cannotReach', 'missing'];

/**
 * Whether the opening may be an answer: the same test on the text as it was written. What it finds too much (quoted text,
 * code), `findRefusal` leaves out.
 *
 * @param heads title and excerpt
 * @param text the beginning of the text
 * @param ending its last letters
 */
export function mayRefuse(heads: readonly string[], text: string, ending: string): boolean {
  const opening = proseIn(text.slice(0, 2 * LETTERS)).slice(0, PARAGRAPHS);
  const prose = opening.join('\n').slice(0, LETTERS);
  const parts = [...heads.map(sentenceCase), prose].map((part) => part.replaceAll('’', "'").trim());
  if ([...heads, prose].some(isErrorOutput)) return true;
  const written = firstAndLast(opening, lastProse(ending.slice(-ENDING)));
  const asked = openingOf(parts.slice(0, -1), parts.at(-1) ?? '', shortOf(written));
  if (isRefusal(asked) || mayTurnAside(heads[0] ?? '', written, asked.sought)) return true;
  const [title = '', excerpt = ''] = heads.map(plain);
  const places = { title, excerpt, first: said(opening[0]), last: said(written.slice(1).at(-1)) };
  return heardIn(partsOf(places), SURE) !== undefined;
}

/** What may be paragraphs of a text. */
function proseIn(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap(bareProse);
}

/** A paragraph without headings, pictures and tags in it, if it is one. */
function bareProse(part: string): string[] {
  const bare = MARKED.test(part) ? part.replace(MARKS, '').trim() : part.trim();
  return bare === '' || /^(?:[|>`~<]|[-+] |\* |\d{1,9}[.)] )/.test(bare) ? [] : [bare];
}

const MARKS = /^[ \t]*(?:#{1,6} .*|\{[:%].*|!\[.*|<[^>]*>)$/gm;
const MARKED = /[#{!<]/;

/** The last paragraph of a text, if it has one. */
function lastProse(text: string): string[] {
  for (let end = text.length; end > 0; ) {
    const start = text.lastIndexOf('\n\n', end - 1);
    const prose = bareProse(text.slice(start < 0 ? 0 : start, end));
    if (prose.length > 0) return prose;
    end = start;
  }
  return [];
}
