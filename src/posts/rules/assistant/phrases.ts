/**
 * The expressions of this folder as tables, each made when it is first asked for. The bundle has the tables themselves in
 * the place of this file (scripts/bundle.mjs): all that is exported are functions without arguments that return data.
 */
import { type PhraseTable, phraseTable } from '../phrases/phrase-table.ts';
import { english } from './answers-in-english.ts';
import { japanese } from './answers-in-japanese.ts';
import { foreign } from './answers-in-others.ts';
import { spoken } from './machine-sentences.ts';
import { voicePhrases } from './voices.ts';

/** What an AI says to the one who gave it an order; acts have the language before their name: `ja itself`. */
export function answers(): PhraseTable {
  return phraseTable({
    ...named('ja', japanese),
    ...named('en', english),
    spoken,
    foreign,
    ...voicePhrases(),
  });
}

function named(language: string, acts: Readonly<Record<string, RegExp>>): Record<string, readonly RegExp[]> {
  return Object.fromEntries(Object.entries(acts).map(([act, pattern]) => [`${language} ${act}`, [pattern]]));
}
