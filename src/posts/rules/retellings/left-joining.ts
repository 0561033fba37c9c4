/**
 * A 「特に、」 that joined a sentence to one that is gone from there, because the post says that one elsewhere. Now it would
 * join the sentence to another one; without it, the sentence says the same. So it is with 「さらに、」 right below a heading.
 *
 *     A. 特に、B.  …  (A was said before) 特に、C.     readers get: A. 特に、B.  …  C.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { withoutLead } from '../repeats/lead-words.ts';
import { LATE } from '../repeats/repeated-run.ts';
import { isCut } from '../scars/evidence.ts';
import { sourceSentences } from './source-sentences.ts';

/** Words that only join, wherever they stand. */
const JOINING = /^\s*特に、/;

/** Words that join a sentence to the one above it: below a heading there is none. */
const BELOW_HEADING = /^\s*(?:特に|さらに|また|そして|加えて|同時に|しかし)、/;

const ANYWHERE = /(?:特に|さらに|また|そして|加えて|同時に|しかし)、/;

/** It points at what is gone, or has its subject there: no word less makes it right. */
const POINTS = /[こそ]の|[こそ]れ|[こそ]う|[こそ]こ|彼ら|彼女|同社|両社|前者|後者/;
const SUBJECT = /[はがも](?![、。]?$)/;

/** What stood before each sentence, by its letters. */
type Before = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * @param before what was repaired in the post so far
 * @param source the post before all repairs: it shows what a sentence was joined to
 */
export function dropLeftJoining(
  blocks: readonly Block[],
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  const mends: Mend[] = [];
  if (!isCut(blocks, before)) return { blocks, mends };
  let known: Known | undefined;
  const isJoinedToLost = (sentence: Sentence, above: Sentence) => {
    known ??= { stood: stoodBefore(source), standing: standingIn(blocks) };
    return isLeft(sentence, above, known);
  };
  const next = blocks.map((block, index) => {
    if (block.kind !== 'prose' || !ANYWHERE.test(block.text)) return block;
    let text = '';
    let at = 0;
    const sentences = sentencesOf(block.text);
    for (const [number, sentence] of sentences.entries()) {
      const above = number > 0 ? sentences[number - 1] : lastIn(blocks[index - 1]);
      const words = block.text.slice(sentence.from, sentence.to);
      const isBelowHeading = number === 0 && blocks[index - 1]?.kind === 'heading';
      const joining = (isBelowHeading ? BELOW_HEADING : JOINING).exec(words)?.[0] ?? '';
      if (joining === '' || above === undefined) continue;
      const rest = words.slice(joining.length);
      if (POINTS.test(rest.slice(0, subjectIn(rest))) || !SUBJECT.test(rest)) continue;
      if (!isJoinedToLost(sentence, above)) continue;
      const message = `What 「${joining.trim()}」 joined this to stands elsewhere: ${quote(words)} begins without it.`;
      mends.push({ code: 'post-repeated-passage', message, line: block.line, column: 1 });
      text += block.text.slice(at, sentence.from);
      at = sentence.from + joining.length;
    }
    return at === 0 ? block : { ...block, text: text + block.text.slice(at) };
  });
  return { blocks: next, mends };
}

/** The length of a sentence up to its subject: 「その」 behind that may well mean the subject. */
function subjectIn(text: string): number {
  const end = text.indexOf('は、');
  return end < 0 ? text.length : end;
}

/** What is asked for a sentence that begins with such words: most posts have none that is left. */
type Known = { readonly stood: Before; readonly standing: Standing };

/** Whether none of the sentences to which it was joined stands above it, and each stands elsewhere. */
function isLeft(sentence: Sentence, above: Sentence, { stood, standing }: Known): boolean {
  const joinedTo = sentence.whole ? stood.get(sentence.letters) : undefined;
  if (joinedTo === undefined || ![...joinedTo].every((letters) => stands(letters, standing))) return false;
  // What a repair changed may be the sentence that stood there.
  return stood.has(above.letters) && !joinedTo.has(bareOf(above));
}

/** The sentences of a post, by their last letters. */
type Standing = ReadonlyMap<string, ReadonlySet<string>>;

/** Of all sentences with the same end, at most this many are compared. */
const MOST = 8;

function standingIn(blocks: readonly Block[]): Standing {
  const standing = new Map<string, Set<string>>();
  for (const letters of blocks.flatMap(({ text }) => sentencesOf(text).map(bareOf))) {
    const known = standing.get(letters.slice(-LATE)) ?? new Set();
    standing.set(letters.slice(-LATE), known.size < MOST ? known.add(letters) : known);
  }
  return standing;
}

/** Whether a sentence stands in the post, perhaps joined with the beginning that a cut took from it. */
function stands(letters: string, standing: Standing): boolean {
  const known = standing.get(letters.slice(-LATE));
  return (
    known?.has(letters) || (letters.length >= LATE && [...(known ?? [])].some((one) => one.endsWith(letters)))
  );
}

function stoodBefore(source: readonly Block[]): Before {
  const told = sourceSentences(source).all;
  const stood = new Map<string, Set<string>>();
  for (const [index, { letters }] of told.entries()) {
    const known = stood.get(letters) ?? new Set();
    stood.set(letters, known);
    const above = told[index - 1];
    if (above !== undefined) known.add(withoutLead(above.letters));
  }
  return stood;
}

function bareOf({ letters }: Sentence): string {
  return withoutLead(letters);
}

/** What a reader reads right before the next block. */
function lastIn(block: Block | undefined): Sentence | undefined {
  return block?.kind === 'prose' || block?.kind === 'heading' ? sentencesOf(block.text).at(-1) : undefined;
}
