/**
 * The cells of a line of a table. A stroke in code is a letter, as in kramdown; so is one in a link, a picture, a tag or a
 * formula, where kramdown cuts (decision 83). Every search is made once, so that a long line costs what its letters cost.
 */
import { isFormula } from '../mathematics.ts';

/** Where something begins that no stroke cuts, or a stroke. */
const BEGIN = /\\.|`+|\$|<|!?\[|\|/g;
/** @returns `undefined` where no stroke cuts the line @param leading whether the first line of the table begins with one */
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

/** An address alone is whole, too, where the line does not begin with a stroke. */
function withoutStrokes(word: string): string {
  const at = word.includes('|') ? word.search(/https?:\/\//i) : -1;
  return at < 0 ? word : word.slice(0, at) + word.slice(at).replaceAll('|', HIDDEN);
}

/** Stands for a stroke of an address: cleaned text has no noncharacter. */
const HIDDEN = '\ufdd1';

const ELEMENT = /<([a-z]+)\b[^<>]*>/iy;
const TAG = /<[a-z/!][^<>]*>/iy;
const FORMULA = /\$([^$\s|](?:[^$]*[^$\s])?)\$/y;
const LINK = /!?\[(?:\\.|[^[\]\\]|\[[^[\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])/y;

/** @returns a function that gives the end of what begins with `mark`; `undefined` where nothing does */
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

/** Finds the next mark of the same name; all marks of a kind are searched once. */
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
    // Questions come in the order of the text: what lies before `from` is asked for no more.
    const own = places.get(name) ?? [];
    while (own.length > 0 && (own.at(-1) ?? 0) <= from) own.pop();
    return own.at(-1);
  };
}
