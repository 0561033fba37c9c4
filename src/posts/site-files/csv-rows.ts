/**
 * The rows of a CSV or TSV file of a Jekyll site, each a map with the names of the first row, as Ruby's CSV reads them.
 */
import { FileFault } from '../liquid/file-fault.ts';

export type CsvRow = Readonly<Record<string, string | null>>;

/**
 * @param file for what is said of a fault
 * @throws FileFault where a quotation mark stands in the wrong place
 */
export function csvRows(file: string, text: string, delimiter: ',' | '\t'): CsvRow[] {
  const [names, ...rows] = recordsOf(file, text, delimiter);
  if (names === undefined) return [];
  return rows.map((row) => {
    const map: Record<string, string | null> = Object.create(null);
    for (const [index, name] of names.entries())
      if (name !== null && !Object.hasOwn(map, name)) map[name] = row[index] ?? null;
    return { ...map };
  });
}

/** A field that is empty and has no quotation marks is nothing. */
type Field = string | null;

function recordsOf(file: string, text: string, delimiter: string): Field[][] {
  const records: Field[][] = [];
  let record: Field[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } =
      text[at] === '"' ? quotedField(file, text, at) : bareField(file, text, at, delimiter);
    record.push(value);
    at = end + 1;
    if (text[end] === delimiter && end + 1 < text.length && text[end + 1] !== '\n') continue;
    if (text[end] === delimiter) {
      record.push(null);
      at += 1;
    } else if (end < text.length && text[end] !== '\n')
      throw fault(file, text, end, 'something stands between a closing quotation mark and the next field');
    records.push(record);
    record = [];
  }
  return records;
}

type Found = { readonly value: Field; readonly end: number };

function quotedField(file: string, text: string, from: number): Found {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return { value: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
  throw fault(file, text, from, 'a quotation mark is never closed');
}

function bareField(file: string, text: string, from: number, delimiter: string): Found {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') {
    if (text[end] === '"') throw fault(file, text, end, 'a quotation mark stands inside a field without any');
    end += 1;
  }
  return { value: end === from ? null : text.slice(from, end), end };
}

function fault(file: string, text: string, at: number, why: string): FileFault {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return new FileFault(file, line, at - before.lastIndexOf('\n'), why);
}
