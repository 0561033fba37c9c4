/**
 * The cells of a line of a table. A stroke (`|`) in code is a letter, as in kramdown. It is also a letter in a link, a
 * picture, a tag or a formula; kramdown would cut there (decision 83). Every search is made once, so a long line is
 * read quickly.
 */
import { isFormula } from '../mathematics.ts';

/** Matches the beginning of something that no stroke cuts, or a stroke. */
const BEGIN = /\\.|`+|\$|<|!?\[|\|/g;

/**
 * @param leading whether the first line of the table begins with a stroke
 * @returns `undefined` if no stroke cuts the line
 */
export function cellsOf(line: string, leading: boolean): string[] | undefined {
  const text = leading ? line : line.replace(/\S+/g, withoutStrokes);
  const endOf = wholesOf(text);
  const cells: string[] = [];
  let from = 0;
  BEGIN.lastIndex = 0;
  for (let match = BEGIN.exec(text); match !== null; match = BEGIN.exec(text)) {
    const { 0: mark, index } = match;
    if (mark === '|') {
      cells.push(text.slice(from, index));
      from = index + 1;
    } else BEGIN.lastIndex = endOf(mark, index) ?? index + mark.length;
  }
  if (from === 0) return undefined;
  cells.push(text.slice(from));
  if (leading && cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.trim().replaceAll(HIDDEN, '|').replaceAll('\\|', '|'));
}

/** If the line does not begin with a stroke, an address alone is not cut either. */
function withoutStrokes(word: string): string {
  const at = word.includes('|') ? word.search(/https?:\/\//i) : -1;
  return at < 0 ? word : word.slice(0, at) + word.slice(at).replaceAll('|', HIDDEN);
}

/** Replaces the strokes of an address: cleaned text contains no noncharacters. */
const HIDDEN = '\ufdd1';

const ELEMENT = /<([a-z]+)\b[^<>]*>/iy;
const TAG = /<[a-z/!][^<>]*>/iy;
const FORMULA = /\$([^$\s|](?:[^$]*[^$\s])?)\$/y;
const LINK = /!?\[(?:\\.|[^[\]\\]|\[(?:\\.|[^[\]\\])*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])/y;

/** @returns a function that gives the end of what begins with `mark`; `undefined` if nothing begins there */
function wholesOf(text: string): (mark: string, at: number) => number | undefined {
  const ends = endsIn(text);
  const after = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  return (mark, at) => {
    if (mark.startsWith('`')) return ends(TICKS, mark, at + mark.length);
    if (mark === '<') {
      const element = after(ELEMENT, at);
      const close = element && ends(CLOSINGS, (element[1] ?? '').toLowerCase(), ELEMENT.lastIndex);
      if (close) return close;
      return after(TAG, at) === null ? undefined : TAG.lastIndex;
    }
    if (mark === '$') {
      const double = text[at + 1] === '$' ? text.indexOf('$$', at + 3) : -1;
      if (double >= 0) return double + 2;
      const formula = after(FORMULA, at);
      // Two prices in a line are no formula.
      return formula !== null && isFormula(formula[1] ?? '', text[FORMULA.lastIndex] ?? '')
        ? FORMULA.lastIndex
        : undefined;
    }
    if (mark.endsWith('[')) return after(LINK, at) === null ? undefined : LINK.lastIndex;
    return undefined;
  };
}

const TICKS = /(`+)/g;
const CLOSINGS = /<\/([a-z]+)>/gi;

/** Finds the next mark with the same name; all marks of a kind are searched once. */
function endsIn(text: string): (kind: RegExp, name: string, from: number) => number | undefined {
  const found = new Map<RegExp, Map<string, number[]>>();
  return (kind, name, from) => {
    let places = found.get(kind);
    if (places === undefined) {
      places = new Map();
      for (const { 0: mark, 1: key = '', index } of text.matchAll(kind)) {
        const own = places.get(key.toLowerCase()) ?? [];
        own.push(index + mark.length);
        places.set(key.toLowerCase(), own);
      }
      for (const own of places.values()) own.reverse();
      found.set(kind, places);
    }
    // The places are asked for in the order of the text, so marks before `from` are no longer needed.
    const own = places.get(name) ?? [];
    while (own.length > 0 && (own.at(-1) ?? 0) <= from) own.pop();
    return own.at(-1);
  };
}
