/**
 * Finds the sentences that may stand twice: those that begin or end alike. Of most sentences no other one begins or ends
 * as they do. A number for each beginning and each end says so, before anything is made for them.
 */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { newCounts, numberOf } from '../letter-numbers.ts';
import type { Place } from './same-end.ts';

/** In letters: sentences are compared if they begin, or end, with this many that are the same. */
const HEAD = 8;
const TAIL = 12;

/** In letters: so short a sentence counts only right below itself. */
const SHORTEST = 10;

/** Of all sentences with the same beginning or end, at most this many are compared. */
const MOST = 6;

/** Looks at each sentence that may stand twice, with the earlier one. */
export function eachPair(blocks: readonly Block[], look: (first: Place, second: Place) => void): void {
  countEnds(blocks);
  const heads = new Map<string, Place[]>();
  const tails = new Map<string, Place[]>();
  for (const [block, { kind, text }] of blocks.entries()) {
    if (kind !== 'prose' && kind !== 'item') continue;
    for (const [at, { bare, whole }] of sentencesOf(text).entries()) {
      if (!whole || bare.length < SHORTEST) continue;
      const alike = begun.isShared(headOf(bare)) ? placesUnder(heads, bare.slice(0, HEAD)) : undefined;
      const ended = closed.isShared(tailOf(bare)) ? placesUnder(tails, bare.slice(-TAIL)) : undefined;
      if (alike === undefined && ended === undefined) continue;
      const place = { block, sentence: at, letters: bare };
      for (const other of alike ?? []) look(other, place);
      for (const other of ended ?? []) if (alike?.includes(other) !== true) look(other, place);
      if (alike !== undefined && alike.length < MOST) alike.push(place);
      if (ended !== undefined && ended.length < MOST) ended.push(place);
    }
  }
}

function placesUnder(map: Map<string, Place[]>, key: string): Place[] {
  const known = map.get(key) ?? [];
  if (known.length === 0) map.set(key, known);
  return known;
}

/** The numbers of all beginnings, and of all ends, of the post at hand. */
const begun = newCounts();
const closed = newCounts();

function countEnds(blocks: readonly Block[]): void {
  begun.clear();
  closed.clear();
  for (const { kind, text } of blocks) {
    if (kind !== 'prose' && kind !== 'item') continue;
    for (const { bare, whole } of sentencesOf(text)) {
      if (!whole || bare.length < SHORTEST) continue;
      begun.add(headOf(bare));
      closed.add(tailOf(bare));
    }
  }
}

function headOf(letters: string): number {
  return numberOf(letters, 0, Math.min(HEAD, letters.length));
}

function tailOf(letters: string): number {
  return numberOf(letters, Math.max(0, letters.length - TAIL));
}
