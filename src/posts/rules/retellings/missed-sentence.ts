/**
 * Whether readers would miss a sentence that stands elsewhere, too: because what follows leans on it, or because it says
 * what the sentence before it announces.
 */
import type { Block } from '../../blocks.ts';
import { lastUpTo } from '../../line-numbers.ts';
import { remembered } from '../../remembered.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { leans, needs } from '../repeats/leaning.ts';
import { BEFORE, LATE, mayLose, SUBJECT } from '../repeats/repeated-run.ts';
import type { Spot } from './placements.ts';

/** It tells of one of several things, or announces them. */
const OF_SEVERAL =
  /^(?:そして)?(?:まず|次に|第[一二三四1-4１-４]に|最後に|もう[一1１]つ|[一二三1-3１-３]つ目)|以下の|次の(?:よう|とお|[\d一二三四五])/;

/** What stands behind it says what is meant: 「次に、マルチモーダルAI。」, 「それだけではありません。」 */
const ANNOUNCES =
  /(?:[はもが](?:ない(?:のです|んです)?|ありません)|[^\p{Script=Hiragana}！!？?]|など)。$|[：:]$/u;

const QUESTION = /[？?][」』]?$|か。$/;

/**
 * @param title the title, which readers see above all
 * @param isAnnounced whether the sentence above it may announce it
 * @param count this many sentences in a row stand elsewhere together
 */
export function isMissed(
  { block, sentence: at }: Spot,
  blocks: readonly Block[],
  title: string,
  isAnnounced = true,
  count = 1,
): boolean {
  const { text = '', kind } = blocks[block] ?? {};
  const sentences = sentencesOf(text);
  const run = sentences.slice(at, at + count);
  const [own, last] = [run[0], run.at(-1)];
  if (
    (kind !== 'prose' && !isInItem(blocks, block, at)) ||
    own === undefined ||
    last === undefined ||
    run.some(({ letters }) => OF_SEVERAL.test(letters)) ||
    [own, sentences[at + count]].some((one) => one !== undefined && isBehindQuoted(text, one)) ||
    SUBJECT.test(text)
  )
    return true;
  if (isInEmphasis(text, own.from, last.to)) return true;
  if (isMost(sentences, run) && !isOverList(sentences[at + count], blocks[block + 1])) return true;
  const above = isAnnounced ? (sentences[at - 1]?.letters ?? '') : '';
  if (ANNOUNCES.test(above) || (QUESTION.test(above) && !QUESTION.test(own.letters))) return true;
  const next = withoutMore(sentences[at + count]);
  const isNamed = at === 0 && blocks[block - 1]?.kind === 'heading';
  if (next !== undefined)
    return (
      (LISTS.test(next.letters) && !isNamed) ||
      (leans(next) && !ADDS.test(next.letters) && !isConceded(run, sentences[at - 1], next)) ||
      leansOn(next, last, [title, ...sentences.slice(Math.max(0, at - BEFORE), at)])
    );
  const after = blocks[block + 1];
  if (after === undefined || FREE.has(after.kind) || (kind === 'item' && after.kind === 'item')) return false;
  const following = after.kind === 'prose' ? sentencesOf(after.text)[0] : undefined;
  return following === undefined || leansOn(following, last, [title]);
}

/** Whether it goes on behind what somebody says: 「「舟はまだか？」と尋ねました。」 */
function isBehindQuoted(text: string, { from, letters }: Sentence): boolean {
  return /^(?:と|って|など|[をがにのは])/.test(letters) && /[」』]\s*$/.test(text.slice(0, from));
}

/** Whether it stands in an item behind its first sentence: the item has a subject without it. */
function isInItem(blocks: readonly Block[], block: number, at: number): boolean {
  const { kind, text = '' } = blocks[block] ?? {};
  return kind === 'item' && at > 0 && mayLose({ kind, text }, true);
}

/** Whether emphasis begins in them and ends elsewhere, or the other way round. */
function isInEmphasis(text: string, from: number, to: number): boolean {
  const marks = marksIn(text);
  const before = lastUpTo(marks, from - 1) + 1;
  return before % 2 === 1 || (lastUpTo(marks, to - 1) + 1 - before) % 2 === 1;
}

const marksIn = remembered((text) => [...text.matchAll(/\*\*/g)].map(({ index }) => index));

/** Whether so little would be left of its paragraph that it says nothing alone: 「**技術者の皆さんへ**。」 */
function isMost(sentences: readonly Sentence[], run: readonly Sentence[]): boolean {
  let left = 0;
  for (const one of sentences) {
    if (left >= LATE) return false;
    if (!run.includes(one)) left += one.letters.length;
  }
  return sentences.length > run.length && left < LATE;
}

/** What stands below a paragraph, and does not lean on it. */
const FREE: ReadonlySet<Block['kind']> = new Set(['heading', 'rule', 'end']);

/** Words that begin what is conceded, up to the 「しかし、」 behind it. */
const CONCEDES = /^(?:もちろん|確かに|たしかに|正直なところ|無論)、?/;

/** Whether the sentence above concedes as much, so that the 「しかし、」 behind them opposes that one just as well. */
function isConceded(run: readonly Sentence[], above: Sentence | undefined, next: Sentence): boolean {
  const isTurn = /^しかし、/.test(next.letters) && !leans({ ...next, letters: next.letters.slice(4) });
  const isAbove = above !== undefined && CONCEDES.test(above.letters);
  return isTurn && isAbove && !run.some(({ letters }) => CONCEDES.test(letters));
}

/** Words that only add something: what they add to may be the sentence before as well. */
const ADDS = /^(?:また|さらに|加えて)、/;

/** So it is with the words before a list: 「さらに以下の点も大切です。」 */
const MORE = /^さらに(?=(?:以下|次)の)/;

function withoutMore(next: Sentence | undefined): Sentence | undefined {
  return next && MORE.test(next.letters) ? { ...next, letters: next.letters.replace(MORE, '') } : next;
}

/** Whether a sentence announces the list below it: it says enough alone. */
function isOverList(next: Sentence | undefined, below: Block | undefined): boolean {
  return next !== undefined && MORE.test(next.letters) && below?.kind === 'item';
}

/** More words that join a sentence to the one before it. */
const JOINED =
  /^(?:むしろ|逆に|でも|ところが|とはいえ|けれど|なぜなら|というのも|したがって|それ|すると|あるいは|または|もしくは|要するに|言い換え|とりわけ|特に|実際|結果|当然|ちなみに|以上|前者|後者|いずれ|どちら|両者)|^[^、。]{0,12}、?[^、。]{0,8}[前後]者の?/;

/** 「Aの費用、Bの不足、そしてCの遅れ。」 says what the sentence before it, or the heading, speaks of. */
const LISTS = /、[^。]*(?:、|そして)[^。]*[^\p{Script=Hiragana}。！？!?」）)]。$/u;

function leansOn(next: Sentence, old: Sentence, before: readonly (Sentence | string)[]): boolean {
  const said = before.map((one) => (typeof one === 'string' ? one : one.letters)).join('\n');
  return JOINED.test(next.letters) || needs(next, old.letters, said);
}
