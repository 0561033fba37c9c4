/**
 * What a program did to a post. Some faults look like something that people write on purpose, so they are repaired only
 * with such evidence.
 */
import type { ProblemCode } from '../../../problem.ts';
import type { Block } from '../../blocks.ts';
import type { Mend } from '../../repair.ts';

const CUTS: readonly ProblemCode[] = [
  'post-marker',
  'post-cut-joined',
  'post-cut-restarted',
  'post-cut-open',
];

const EVIDENCE: readonly ProblemCode[] = [
  ...CUTS,
  'post-repeated-paragraph',
  'post-repeated-passage',
  'post-replacement-character',
  'post-flattened',
];

/**
 * Whether a program cut the post, at a marker or where a person deleted one: then it also told parts of it again.
 *
 * @param mends what was repaired in it so far
 */
export function isCut(blocks: readonly Block[], mends: readonly Mend[]): boolean {
  return blocks.some(({ cut }) => cut !== undefined) || mends.some(({ code }) => CUTS.includes(code));
}

/**
 * Whether a program wrote the post: it left markers, cut sentences, lost letters, or repeated whole passages.
 *
 * @param mends what was repaired in it so far
 */
export function isMachineMade(blocks: readonly Block[], mends: readonly Mend[]): boolean {
  return blocks.some(({ cut }) => cut !== undefined) || mends.some(({ code }) => EVIDENCE.includes(code));
}

/** Scars that a person leaves, too, but only once: a sentence that is open before empty lines, letters lost in a file. */
const ONCE: readonly ProblemCode[] = [
  'post-cut-joined',
  'post-cut-restarted',
  'post-cut-open',
  'post-replacement-character',
];

/**
 * Whether a program wrote the post, and no person with one slip.
 *
 * @param mends what was repaired in the post so far
 */
export function isSurelyMachineMade(blocks: readonly Block[], mends: readonly Mend[]): boolean {
  const cuts = blocks.flatMap(({ cut }) => (cut === undefined ? [] : [cut]));
  const scars = mends.filter(({ code }) => EVIDENCE.includes(code));
  if (cuts.some(({ by }) => by === 'marker') || scars.some(({ code }) => !ONCE.includes(code))) return true;
  const lost = scars.filter(({ code }) => code === 'post-replacement-character').slice(0, 1);
  const cutLines = scars.filter(({ code }) => CUTS.includes(code)).map(({ line }) => line);
  return new Set([...cutLines, ...cuts.map(({ line }) => line)]).size + lost.length > 1;
}

/** In letters: a shorter sentence may be said twice, 「よろしくお願いします。」. */
const SENTENCE = 20;
/** In letters: this many are said again by no accident. */
const AGAIN = 200;

/** Notes on releases repeat whole paragraphs in English. */
const JAPANESE = /\p{Script=Hiragana}/u;

/** Whether the text says whole sentences again, word for word. */
export function repeatsItself(blocks: readonly Block[]): boolean {
  const said = new Set<string>();
  let again = 0;
  for (const { kind, text } of blocks) {
    if (kind !== 'prose') continue;
    for (const sentence of text.replace(/[\s*]+/g, '').split(/[。！？]/)) {
      if (sentence.length < SENTENCE || !JAPANESE.test(sentence)) continue;
      if (said.has(sentence)) again += sentence.length;
      if (again >= AGAIN) return true;
      said.add(sentence);
    }
  }
  return false;
}
