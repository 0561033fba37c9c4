/**
 * Reads comma-separated values (RFC 4180), a chunk at a time. A file of any length needs no more memory than its
 * longest record; a record of more than 1 MB is refused. It is our own because it must know the line of each record,
 * and which records are broken.
 */

export type Row = {
  /** The line on which the record begins, from 1; a quoted field may hold further lines. */
  readonly line: number;
  readonly fields: readonly string[];
  /** What is wrong with the record; then its fields are useless. */
  readonly fault: RowFault | undefined;
  /** The file ends without a line break behind it, in a field or behind a delimiter: perhaps it was cut off. */
  readonly unended?: 'in-field' | 'behind-delimiter';
};

/**
 * `too-long`: longer than 1 MB. `open-quote`: a quote is opened and never closed (`"a,b`). `after-quote`: something is
 * between a closing quote and the next delimiter (`"a" ,b`). `cut-off`: the file ends in the middle of it (person.ts).
 */
export type RowFault = 'too-long' | 'open-quote' | 'after-quote' | 'cut-off';

export type CsvReader = {
  /** The records that end in this chunk. */
  push(text: string): Row[];
  /** The last record, if the file does not end with a line break. */
  end(): Row[];
};

/** If a field is longer than this, a quote was never closed. */
const FIELD_MOST = 64 * 1024;

/** No person has a longer line than this: it is refused, and never in memory as a whole. */
const LINE_MOST = 1_000_000;

/**
 * @param delimiter a comma, or the sign that a spreadsheet wrote in its place; one letter
 * @param firstLine the line of the file on which the text begins
 */
export function csvReader(delimiter: string, firstLine = 1): CsvReader {
  let rest = '';
  let line = firstLine;
  /** Whether the text continues a line that was refused for its length. */
  let skipping = false;
  const read = (text: string, whole: boolean): Row[] => {
    const rows: Row[] = [];
    let at = skipping ? lineEnd(text, 0) : 0;
    if (skipping && at > 0 && text[at - 1] === '\n') {
      skipping = false;
      line += 1;
    }
    while (at < text.length) {
      const record = readRecord(text, at, delimiter, whole) ?? tooLong(text, at);
      if (record === undefined) break;
      const { fields, fault, end } = record;
      skipping = fault === 'too-long' && text[end - 1] !== '\n';
      if (fault !== undefined || fields.some((field) => field.trim() !== ''))
        rows.push({ line, fields, fault, ...(end > text.length ? { unended: endOf(text, delimiter) } : {}) });
      line += breaksIn(text, at, end);
      at = end;
    }
    rest = text.slice(at);
    return rows;
  };
  return {
    push: (text) => {
      // A carriage return at the end may be the first half of a line break.
      const all = rest + text;
      const cut = all.endsWith('\r') ? all.length - 1 : all.length;
      const rows = read(all.slice(0, cut).replace(/\r\n?/g, '\n'), false);
      rest += all.slice(cut);
      return rows;
    },
    end: () => read(rest.replace(/\r$/, '\n'), true),
  };
}

/** Blanks behind the last delimiter are no field. */
function endOf(text: string, delimiter: string): 'in-field' | 'behind-delimiter' {
  let at = text.length;
  while (text[at - 1] === ' ') at -= 1;
  return text[at - 1] === delimiter ? 'behind-delimiter' : 'in-field';
}

/** Gives up on an unfinished record if it is too long already. */
function tooLong(text: string, start: number): Found | undefined {
  return text.length - start > LINE_MOST
    ? { fields: [], fault: 'too-long', end: lineEnd(text, start) }
    : undefined;
}

/** The place after the line break, or after the text. */
function lineEnd(text: string, start: number): number {
  const found = text.indexOf('\n', start);
  return found < 0 ? text.length : found + 1;
}

/** `end`: the place after the line break of the record. */
type Found = { readonly fields: string[]; readonly fault: RowFault | undefined; readonly end: number };

/** @returns `undefined` if the record does not end in this text, and more text will come */
function readRecord(text: string, start: number, delimiter: string, whole: boolean): Found | undefined {
  const found = text.indexOf('\n', start);
  if (found < 0 && !whole) return undefined;
  const stop = found < 0 ? text.length : found;
  const broken = (fault: RowFault) => ({ fields: [], fault, end: stop + 1 });
  if (stop - start > LINE_MOST) return broken('too-long');
  const line = text.slice(start, stop);
  if (!line.includes('"')) return { fields: line.split(delimiter), fault: undefined, end: stop + 1 };
  const record = readQuoted(text, start, delimiter, whole, broken);
  return record !== undefined && record.end - start > LINE_MOST ? broken('too-long') : record;
}

/** @param broken gives up on the line on which the record began, and continues after it */
function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  whole: boolean,
  broken: (fault: RowFault) => Found,
): Found | undefined {
  const fields: string[] = [];
  for (let at = start; ; at += 1) {
    at = paddedQuote(text, at, delimiter);
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === undefined) {
        if (!whole && text.length - at < FIELD_MOST) return undefined;
        return broken('open-quote');
      }
      const end = bareEnd(text, close + 1, delimiter);
      if (end >= text.length && !whole) return undefined;
      const named = NAMED_ADDRESS.exec(text.slice(close + 1, end));
      fields.push(
        `${text.slice(at + 1, close).replaceAll('""', '"')}${named === null ? '' : ` ${named[1]}`}`,
      );
      at = named === null ? close + 1 : end;
    } else {
      const end = bareEnd(text, at, delimiter);
      fields.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return whole ? { fields, fault: undefined, end: at + 1 } : undefined;
    if (text[at] === '\n') return { fields, fault: undefined, end: at + 1 };
    if (text[at] !== delimiter) return broken('after-quote');
  }
}

/**
 * The place of a quote that stands behind blanks, as some programs write a list: `"a", "b"`. Only where it is the whole
 * field, on one line; else blanks and quotes are text.
 */
function paddedQuote(text: string, start: number, delimiter: string): number {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (at === start || text[at] !== '"') return start;
  const close = closingQuote(text, at + 1);
  if (close === undefined || text.slice(at, close).includes('\n')) return start;
  const next = text[close + 1];
  return next === undefined || next === delimiter || next === '\n' ? at : start;
}

/** Behind a name in quotes, as mail programs and list servers write it: `"Yamada, Hanako" <hanako@example.jp>`. */
const NAMED_ADDRESS = /^[ \t]{1,8}(<[^\s<>"@]+@[^\s<>"]+>)[ \t]*$/;

/** The next quote that closes a field. Two quotes in a row stand for one quote in the text. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}

function bareEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
  return at;
}

function breaksIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
