/**
 * Where a word that is too long for a narrow screen may break: where the script changes, and inside a run of
 * one script only where it alone is too long. A number stays with its counter (400万kWh), and no part begins
 * with ー, a small kana or a closing mark.
 */
import { columnsOf } from './wrap.ts';

/** In columns, two for a full-width letter: a headline of 23 px on a screen of 280 px has ten such letters. */
const WIDEST = 20;
/** A shorter part looks like a slip. */
const NARROWEST = 4;

const KANJI = '[\\p{Script=Han}々〆ヶ]+';
const KATAKANA = '[\\p{Script=Katakana}ー]+';
const LATIN = "[\\p{Script=Latin}\\d０-９Ａ-Ｚａ-ｚ.,，．'’&+/_-]+";
const RUN = new RegExp(`${KANJI}|${KATAKANA}|${LATIN}|.`, 'gsu');
const DIGIT_END = /[\d０-９][万億兆千百]*$/u;
/** What belongs to what stands before it: hiragana, closing marks, a counter's mark. */
const TAIL = /^[\p{Script=Hiragana}ー々、。，．・！？!?：；」』）】］〕〉》”’)\]}…%％\s]/u;
const HEAD_END = /[「『（［【〔〈《“‘([{・]$/u;
const BAD_START = /^[ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮンん々]/u;

/** @returns the word itself where it is short enough */
export function cutLongWord(word: string): string[] {
  if (columnsOf(word.trimEnd()) <= WIDEST) return [word];
  const parts: string[] = [];
  for (const run of runsOf(word).flatMap(cutRun)) {
    const last = parts.at(-1) ?? '';
    const fits = columnsOf((last + run).trimEnd()) <= WIDEST;
    if (parts.length > 0 && (fits || columnsOf(last) < NARROWEST)) parts[parts.length - 1] = last + run;
    else parts.push(run);
  }
  const end = parts.at(-1) ?? '';
  // A last part of one letter goes to the part before it.
  return parts.length > 1 && columnsOf(end) < NARROWEST
    ? [...parts.slice(0, -2), (parts.at(-2) ?? '') + end]
    : parts;
}

/** Runs of one script, each with what may not be taken from it. */
function runsOf(word: string): string[] {
  const runs: string[][] = [];
  for (const [run] of word.matchAll(RUN)) {
    const last = runs.at(-1);
    const end = last?.slice(-2).join('').slice(-8) ?? ''; // the end is enough, and a run may be long
    if (last !== undefined && (TAIL.test(run) || HEAD_END.test(end) || DIGIT_END.test(end))) last.push(run);
    else runs.push([run]);
  }
  return runs.map((parts) => parts.join(''));
}

/** A run that is too long by itself: kanji in words of two letters, other letters where a part may begin. */
function cutRun(run: string): string[] {
  if (columnsOf(run.trimEnd()) <= WIDEST) return [run];
  const [, long = '', tail = ''] = /^([\p{Script=Han}\p{Script=Katakana}ー]+)(.*)$/su.exec(run) ?? [];
  if (long === '') return [run];
  const letters = [...long];
  const count = Math.ceil(columnsOf(run) / WIDEST);
  const ideal = [...run].length / count;
  const cuts = Array.from({ length: count - 1 }, (_, index) =>
    cutNear(letters, Math.round(ideal * (index + 1))),
  );
  const ends = [...new Set(cuts.filter((cut) => cut > 0 && cut < letters.length)), letters.length];
  const parts = ends.map((end, index) => letters.slice(ends[index - 1] ?? 0, end).join(''));
  return [...parts.slice(0, -1), `${parts.at(-1) ?? ''}${tail}`];
}

function cutNear(letters: readonly string[], at: number): number {
  const even = /\p{Script=Han}/u.test(letters[at] ?? '') && at % 2 === 1 ? at - 1 : at;
  return BAD_START.test(letters[even] ?? '') ? even - 1 : even;
}
