/**
 * Which sentences of a post are weighed for the manner of an assistant (answer-manner.ts): its title, and the first ones of the
 * excerpt, of the text and of its last paragraph.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { answerManner } from '../manner/answer-manner.ts';
import { ORDERED, orderManner } from '../manner/order-manner.ts';
import type { RuleContext } from '../rule.ts';
import { plain, sentencesOf } from '../said-text.ts';
import type { Act } from './acts.ts';
import { actsOf, isToReaders, seekAnswers } from './answer.ts';
import { isOfPeople } from './voices.ts';

/** So much of it holds a post back; so much is named. */
export const SURE = 3;
export const LIKELY = 2.5;

/** So much is enough where the same sentences do what people seldom do in this manner: 「記事の内容を確認できません」. */
const WITH_ACT = 1.5;
const ACTS: readonly Act[] = [
  'itself',
  'bounds',
  'cannotReach',
  'refuses',
  'missing',
  'obeys',
  'gives',
  'tools',
  'searched',
  'fallback',
];

/** So much more is needed where words of people stand in the sentences: customers, a shop, a report on somebody. */
const AMONG_PEOPLE = 1;

/** This many sentences of an excerpt and of a first paragraph, and of a last one. */
const FIRST = 2;
const LAST = 3;
/** In letters: a longer last paragraph is one of the article. */
const LONGEST = 260;
/** In letters: less says nothing. */
const SHORTEST = 6;

/** Texts without quoted text and code. */
export type Places = {
  readonly title: string;
  readonly excerpt: string;
  /** The first paragraph. */
  readonly first: string;
  /** The last one, if it is another. */
  readonly last: string;
};

/** Sentences that stand together. */
export type Part = { readonly place: keyof Places; readonly sentences: readonly string[] };

export function partsOf({ title, excerpt, first, last }: Places): Part[] {
  const parts: readonly Part[] = [
    { place: 'title', sentences: [title] },
    { place: 'excerpt', sentences: ownSentences(excerpt).slice(0, FIRST) },
    { place: 'first', sentences: ownSentences(first).slice(0, FIRST) },
    { place: 'last', sentences: last.length > LONGEST ? [] : ownSentences(last).slice(0, LAST) },
  ];
  return parts.filter(({ sentences }) => sentences.join('').length >= SHORTEST);
}

/** Without those that are shown: 「修正前：I want to know.」. */
function ownSentences(text: string): string[] {
  return sentencesOf(text).filter((sentence) => !SHOWN.test(sentence));
}

const SHOWN =
  /^(?:(?:修正|添削|変更)[前後]|(?:良|悪|よ|わる)い例|例文?\d*|誤|正|[❌⭕✗✓×○]|NG|OK|Before|After|Bad|Good|Wrong|Right|Example)[：:]/i;

/** The first part that sounds more like an assistant than so much, and that nobody says to readers. */
export function heardIn(parts: readonly Part[], least: number): Part | undefined {
  return parts.find(({ sentences }) => {
    const all = sentences.join(' ');
    const most = Math.max(answerManner(all), ...(sentences.length > 1 ? sentences.map(answerManner) : []));
    if (most <= WITH_ACT || orderManner(all) > ORDERED) return false;
    const isEnough = isOfPeople(all) ? most > least + AMONG_PEOPLE : most > least || doesOne(sentences);
    if (!isEnough) return false;
    return !isToReaders(parts.flatMap((part) => part.sentences));
  });
}

function doesOne(sentences: readonly string[]): boolean {
  return actsOf(sentences, seekAnswers(sentences.join(' ')), 0, ACTS).size > 0;
}

/** The block that sounds so; the first one of the text, if title or excerpt do. */
export function blockHeard(
  blocks: readonly Block[],
  { title, excerpt = '' }: Pick<RuleContext, 'title' | 'excerpt'>,
  least: number,
): Block | undefined {
  const prose = blocks.filter(({ kind }) => kind === 'prose');
  const [first] = prose;
  const [last] = lastOf(blocks, prose.slice(1));
  const places = {
    title: plain(title),
    excerpt: plain(excerpt),
    first: said(first?.text),
    last: said(last?.text),
  };
  const blockOf = { first, last };
  const parts = partsOf(places).filter(({ place }) => {
    const block = place === 'first' || place === 'last' ? blockOf[place] : undefined;
    return block === undefined || !isShown(block, blocks);
  });
  const heard = heardIn(parts, least);
  return heard?.place === 'last' ? last : heard && (first ?? blocks[0]);
}

/** Whether the paragraph above says that somebody said this. */
export function isShown(block: Block, blocks: readonly Block[]): boolean {
  return isIntroducing(blocks[blocks.indexOf(block) - 1]?.text ?? '');
}

/** Whether a paragraph says that what follows is shown. */
export function isIntroducing(paragraph: string): boolean {
  return INTRODUCES.test(paragraph.slice(-60));
}

/** The end of a paragraph that shows what somebody said: 「返事はこうだった。」, "It answered:". */
const INTRODUCES =
  /[：:]\s*$|(?:次|以下|こ)の(?:よう|とおり|通り)|こう(?:だ|答え|返|書|言)|(?:例文|文例|返事|返答|回答)(?:は|が|を|です|だ)|\b(?:example|like this|as follows|answered|replied|it said)\b/;

/** A paragraph without code, addresses and quoted text. */
export function said(paragraph = ''): string {
  return plain(maskOpaque(paragraph));
}

/** This many letters may stand below the last paragraph: a list of links, tags. */
export const BELOW = 200;

/** @param prose the paragraphs of which the last one may be the last of the text, too */
export function lastOf(blocks: readonly Block[], prose: readonly Block[]): Block[] {
  const last = prose.at(-1);
  if (last === undefined) return [];
  const below = blocks.slice(blocks.indexOf(last) + 1);
  return below.reduce((sum, { text }) => sum + text.length, 0) > BELOW ? [] : [last];
}
