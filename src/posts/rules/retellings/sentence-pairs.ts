/**
 * Finds the sentences that may stand twice: those that begin or end alike. Of most sentences no other one begins or ends
 * as they do. A number for each beginning and each end says so, before anything is made for them.
 */
import type { Block } from '../../blocks.ts';
import { sentencesOf } from '../bare-sentences.ts';
import type { Place } from './same-end.ts';

/** In letters: sentences are compared if they begin, or end, with so many that are the same. */
const HEAD = 8;
const TAIL = 12;

/** In letters: so short a sentence counts only right below itself. */
const SHORTEST = 10;

/** Of all sentences with the same beginning or end, at most so many are compared. */
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
      const alike = begun[headOf(bare)] === 1 ? undefined : placesUnder(heads, bare.slice(0, HEAD));
      const ended = closed[tailOf(bare)] === 1 ? undefined : placesUnder(tails, bare.slice(-TAIL));
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

/** In bits: with so many numbers few of the sentences of a long post share one by accident. */
const BITS = 14;

/** For each number of a beginning, and of an end, whether one sentence has it (1), or more (2). Of the post at hand. */
const begun = new Uint8Array(2 ** BITS);
const closed = new Uint8Array(2 ** BITS);

function countEnds(blocks: readonly Block[]): void {
  begun.fill(0);
  closed.fill(0);
  for (const { kind, text } of blocks) {
    if (kind !== 'prose' && kind !== 'item') continue;
    for (const { bare, whole } of sentencesOf(text)) {
      if (!whole || bare.length < SHORTEST) continue;
      const [head, tail] = [headOf(bare), tailOf(bare)];
      begun[head] = begun[head] === 0 ? 1 : 2;
      closed[tail] = closed[tail] === 0 ? 1 : 2;
    }
  }
}

function headOf(letters: string): number {
  return numberOf(letters, 0, Math.min(HEAD, letters.length));
}

function tailOf(letters: string): number {
  return numberOf(letters, Math.max(0, letters.length - TAIL), letters.length);
}

/** The same for the same letters. */
function numberOf(letters: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = (Math.imul(number, 31) + letters.charCodeAt(at)) | 0;
  return Math.imul(number, SPREAD) >>> (32 - BITS);
}

/** Spreads numbers that are near each other over the whole range (Knuth, multiplicative hashing). */
const SPREAD = 0x9e3779b1;
