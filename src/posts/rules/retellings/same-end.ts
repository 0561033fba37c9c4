/** Sentences of which one says no more than the beginning, or the end, of another one. */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { commonStart } from '../common-start.ts';
import { withoutMarks } from '../fuller-sentence.ts';
import { LATE } from '../repeats/repeated-run.ts';
import type { Spot } from './placements.ts';

/** A sentence, and its letters without 「しかし、」 before them. */
export type Place = Spot & { readonly letters: string };

/** Whether a paragraph ends in the beginning of a sentence that stands whole elsewhere: 「…投資は、単なる増強に留まらず…」. */
export function isBegun(place: Place, other: string, blocks: readonly Block[]): boolean {
  if (!place.letters.endsWith('…')) return false;
  const letters = place.letters.slice(0, -1).replace(/[、,]$/, '');
  const isLast = place.sentence === sentencesOf(blocks[place.block]?.text ?? '').length - 1;
  return isLast && letters.length >= LATE && other.length > letters.length + 1 && other.startsWith(letters);
}

/** In letters: so much of a fragment is told anew, word for word, and so great a part of it. */
const ANEW = 8;
const PART = 0.65;

/** Whether a paragraph ends in a fragment with …, and the one right below it begins with the same sentence told anew. */
export function isToldAnew(first: Place, second: Place, blocks: readonly Block[]): boolean {
  if (second.block !== first.block + 1 || second.sentence !== 0 || !first.letters.endsWith('…')) return false;
  const isLast = first.sentence === sentencesOf(blocks[first.block]?.text ?? '').length - 1;
  const same = commonStart(first.letters, second.letters);
  return isLast && same >= ANEW && same >= PART * (first.letters.length - 1);
}

/** In letters: this many stand before the end that it repeats: 「この」. */
const POINTER = 3;

/** In letters: so long an end makes two sentences the same. */
const SAME_END = 40;

/** Whether the second is no more than the end of the first: 「…への総額10億ドルという投資は、…」, 「この投資は、…」. */
export function isEndOf(first: Place, second: Place): boolean {
  const end = second.letters.replace(/^[こそ]の/, '');
  const begin = second.letters.length - end.length;
  return begin > 0 && begin <= POINTER && end.length >= SAME_END && first.letters.endsWith(end);
}

/** Those who speak: two such words mean the same people. Other beginnings, such as 「市は」 and 「県は」, tell of others. */
const WE = /^(?:私|わたし|我々|われわれ)(?:たち|達|ども)?(?:一人(?:ひとり|一人))?[はがも]、?/;

/**
 * Whether a paragraph says once more how the one above it ends, and only names those who speak in another way:
 * 「私たち一人ひとりが、この波に…」, 「私たちは、この波に…」.
 */
export function isSameOfUs(first: Place, second: Place, blocks: readonly Block[]): boolean {
  if (second.block !== first.block + 1) return false;
  const [above, below] = [first, second].map(({ block }) => sentencesOf(blocks[block]?.text ?? ''));
  if (below?.length !== 1 || first.sentence !== (above?.length ?? 0) - 1) return false;
  const [one, two] = [first, second].map(({ letters }) => letters.replace(WE, ''));
  const isOfUs = one !== first.letters && two !== second.letters;
  return isOfUs && one === two && one !== undefined && one.length >= SAME_END;
}

/** Whether the second only names the topic, which the sentence before the first one names: 「Xは例です。A.」, 「XはA.」 */
export function isOfTopic(lead: string, first: Place, second: Place, blocks: readonly Block[]): boolean {
  const above = sentencesOf(blocks[first.block]?.text ?? '')[first.sentence - 1];
  const isEnd = withoutMarks(second.letters) === withoutMarks(lead + first.letters);
  return isEnd && lead.endsWith('は') && withoutMarks(above?.bare ?? '').startsWith(lead);
}

/** The end of what only goes along with a statement: a time, a place or a condition would limit it. */
const ASIDE = /^(?:彼らの|[こそ]の)$|(?:中で?|おり|[すだたい]が|一方で|とともに|と同時に)$/;

/** Whether what a sentence has before the letters of another one limits nothing: 「川が荒れる中で、舟は…」. */
export function isAside(lead: string, letters: string): boolean {
  if (!ASIDE.test(lead)) return false;
  const comma = letters.indexOf('、', lead.length);
  return lead.endsWith('の') || withoutMarks(letters.slice(0, comma)) === lead;
}

/** 「投資家としては」 below a heading about 「投資家」 says nothing that the heading does not say. */
const AS = /(?:の皆さん|の方々|の皆様)?(?:として|にとって)は$/;

/** Whether what the first sentence has before the letters of the second one stands in the heading right above that. */
export function isInHeading(lead: string, { block, sentence }: Spot, blocks: readonly Block[]): boolean {
  const above = blocks[block - 1];
  const name = lead.replace(AS, '');
  return sentence === 0 && name !== lead && above?.kind === 'heading' && above.text.includes(name);
}
