/**
 * A list -> the ledger. Every line ends as added, updated, same, left or refused, and whatever is refused
 * is named with its line. The same file a second time changes nothing, and nobody who left comes back.
 */
import type { AddResult, Consent, NewSubscriber, Subscribers } from '../ledger/ledger.ts';
import { addressKey, hasLeft } from '../ledger/subscribers.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Category } from '../settings.ts';
import { parseAddress } from './addresses.ts';
import { ADDRESS_HEADERS, type Columns, KNOWN_HEADERS, passedOver, readHeader } from './columns.ts';
import type { Row } from './csv.ts';
import { type FirstLines, openFirstLines } from './first-lines.ts';
import { type Person, readPerson } from './person.ts';

export type Imported = Readonly<Record<AddResult, number>> & {
  /** Records, without the header. */
  readonly lines: number;
  readonly refused: number;
  /** Lines whose address stood in the file before. */
  readonly twice: number;
};

export type ImportOptions = {
  /** As the messages name it. */
  readonly file: string;
  readonly categories: readonly Category[];
  /** With it the people become confirmed; without, they stay unconfirmed and get no digest. */
  readonly consent: Consent | undefined;
  readonly now: Date;
  /** Called after each batch with the lines so far. */
  readonly progress: (lines: number) => void;
  /** Called for each line that is refused or deserves a remark. */
  readonly report: (problem: Problem) => void;
};

/** @throws ProblemError where no column holds addresses, or one may say who left; then nothing was changed */
export async function importList(
  batches: AsyncIterable<readonly Row[]>,
  subscribers: Pick<Subscribers, 'add'>,
  options: ImportOptions,
): Promise<Imported> {
  const counts = { lines: 0, refused: 0, twice: 0, added: 0, updated: 0, same: 0, left: 0 };
  using firstLines = openFirstLines();
  let columns: Columns | undefined;
  for await (const batch of batches) {
    const header = columns === undefined && batch[0] !== undefined ? headerOf(batch[0], options) : undefined;
    columns ??= header?.columns;
    const rows = header?.headed ? batch.slice(1) : batch;
    const people = rows.flatMap((row) => {
      const person = takeLine(row, columns ?? {}, options, firstLines);
      if (person === 'refused' || person === 'twice') counts[person] += 1;
      return typeof person === 'string' ? [] : [newSubscriber(person, options.consent)];
    });
    counts.lines += rows.length;
    for (const result of await subscribers.add(people, options.now)) counts[result] += 1;
    options.progress(counts.lines);
  }
  return counts;
}

function takeLine(
  row: Row,
  columns: Columns,
  { file, categories, report }: ImportOptions,
  firstLines: FirstLines,
): Person | 'refused' | 'twice' {
  const at = { file, line: row.line };
  const { person, problems } = readPerson(row, columns, categories);
  for (const problem of problems) report({ ...problem, at });
  if (person === undefined) return 'refused';
  const first = firstLines.note(addressKey(person.address), row.line);
  if (first === undefined) return person;
  report({ ...twice(person.address, first), at });
  return 'twice';
}

/** Consent is for the list as a whole; a line that says otherwise of itself is believed. */
function newSubscriber({ status, ...person }: Person, consent: Consent | undefined): NewSubscriber {
  if (status !== undefined && hasLeft(status)) return { ...person, consent: undefined, left: status };
  return { ...person, consent: status === 'unconfirmed' ? undefined : consent };
}

/** A file of nothing but addresses needs no header. */
function headerOf(
  row: Row,
  { file, report }: ImportOptions,
): { readonly columns: Columns; readonly headed: boolean } {
  const columns = readHeader(row.fields);
  if (columns.address !== undefined) {
    const { harmless, aboutLeaving } = passedOver(row.fields, columns);
    if (aboutLeaving.length > 0) throw new ProblemError([unreadColumns(aboutLeaving, row, file)]);
    if (harmless.length > 0) report(ignoredColumns(harmless, row, file));
    return { columns, headed: true };
  }
  if (row.fields.length === 1 && parseAddress(row.fields[0] ?? '').ok)
    return { columns: { address: 0 }, headed: false };
  const seen = row.fields.map((field) => `「${field.trim()}」`).join(', ');
  throw new ProblemError([
    {
      code: 'subscriber-file',
      message: `No column of the first line is called an address: ${seen}.`,
      hint: `Call the column of the addresses ${ADDRESS_HEADERS} in the first line.`,
      at: { file, line: row.line },
    },
  ]);
}

/** Whoever left must stay away, so a column that may say so is never passed over. */
function unreadColumns(headers: readonly string[], { line }: Row, file: string): Problem {
  return {
    code: 'subscriber-file',
    message: `The columns ${named(headers)} may say who wants no mail, but not in a way that can be read. Nobody was imported.`,
    hint: 'Call one column `配信状態`, with 配信中 or 配信停止 in each line, and remove the others.',
    at: { file, line },
  };
}

function ignoredColumns(headers: readonly string[], { line }: Row, file: string): Problem {
  return {
    code: 'subscriber-column',
    message: `Nothing is read from the columns ${named(headers)}.`,
    hint: `Nothing to do, unless one of them should be called: ${KNOWN_HEADERS}.`,
    at: { file, line },
  };
}

function named(headers: readonly string[]): string {
  return headers.map((header) => `「${header.trim().slice(0, 40)}」`).join(', ');
}

function twice(address: string, first: number): Problem {
  return {
    code: 'subscriber-twice',
    message: `${address} stands in line ${first} already; that line counts.`,
    hint: 'Remove one of the two lines.',
  };
}
