/** The layout of a list: which column holds what, found from its first lines and from what the editor says. */
import type { Departure } from '../../ledger/ledger.ts';
import { type Place, ProblemError } from '../../problem.ts';
import { parseAddress } from '../addresses.ts';
import { addressInCell } from './address-cell.ts';
import { kindOf } from './answers/answer-columns.ts';
import { folded, speaksOfLeaving } from './answers/cell-meaning.ts';
import type { ColumnKind } from './answers/column-kinds.ts';
import { leaversOf, ownWords } from './answers/known-exports.ts';
import { answerKinds } from './answers/row-answer.ts';
import { ADDRESS_HEADERS, type Column, type Columns, readHeader } from './column-headers.ts';
import { type RecordColumns, recordColumns } from './consent-record.ts';
import type { Row } from './csv.ts';
import { plainField } from './csv-field.ts';
import {
  broken,
  headedByLeaving,
  knownLeavers,
  noAddressColumn,
  noSuchColumn,
  tooManyColumns,
} from './list-problems.ts';

export type Layout = {
  readonly columns: Columns;
  readonly headers: readonly string[];
  /** What the cells of each column say about mail. */
  readonly kinds: readonly ColumnKind[];
  /** What the cells of each column are called elsewhere. */
  readonly words: ReturnType<typeof ownWords>;
  /** The columns that say how and when people agreed or left. */
  readonly records: RecordColumns;
  /** This many records stand before the people: the header, and a title above it. */
  readonly above: number;
  /** Columns that are not used. */
  readonly ignored: readonly string[];
};

/** What the editor says about a column: `email=連絡先`, `status=区分`, `ignore=種別`. */
export type ColumnChoice = {
  readonly role: Column | 'status' | 'ignore';
  /** The header, or the number of the column from 1. */
  readonly header: string;
};

/**
 * A file with only addresses needs no header. In the answers of a form, the header is the question: then the column
 * whose cells are addresses is taken, if there is one.
 *
 * @param sample the first records, with the header
 * @throws ProblemError if no column holds addresses, or if the editor names a column that does not exist
 */
export function readLayout(
  records: readonly Row[],
  file: string,
  choices: readonly ColumnChoice[],
  as: Departure | undefined,
): Layout {
  const titles = titlesOf(records);
  const sample = records.slice(titles);
  const [first] = sample;
  if (first === undefined) throw new Error('A layout needs a record to be read from');
  const at = { file, line: first.line };
  const fields = fieldsOf(first, at);
  const chosen = chosenColumns(choices, fields, at);
  const indexFor = (role: ColumnChoice['role']) => chosen.find((choice) => choice.role === role)?.index;
  const isAddress = (index: number) => holdsAddress(fields[index] ?? '');
  const address = indexFor('address');
  if (address === undefined ? fields.length === 1 && isAddress(0) : isAddress(address))
    return withoutHeader(address ?? 0, fields.length, chosen);
  const named = readHeader(fields);
  const questions =
    named.address === undefined ? { ...addressesAlone(sample), ...questionColumns(sample) } : {};
  const given = Object.fromEntries(chosen.map(({ role, index }) => [role, index]));
  const columns: Columns = pickColumns({ ...withoutChosen({ ...questions, ...named }, chosen), ...given });
  if (columns.address === undefined) throw new ProblemError([noAddressColumn(fields, ADDRESS_HEADERS, at)]);
  if (as === undefined && address === undefined) refuseLeaversOfService(fields, at);
  if (as === undefined) refuseHeaderOfLeavers(fields[columns.address] ?? '', at);
  const read = new Set(Object.values(columns));
  const kinds = answerKinds(fields, read).map((kind, index) => chosenKind(chosen, index) ?? kind);
  const consent = recordColumns(fields);
  const isUsed = (index: number) => read.has(index) || consent.all.has(index);
  const ignored = fields.filter(
    (field, index) => field.trim() !== '' && !isUsed(index) && UNREAD.has(kinds[index] ?? 'other'),
  );
  return {
    columns,
    headers: fields,
    kinds,
    words: ownWords(fields),
    records: consent,
    above: titles + 1,
    ignored,
  };
}

/** @throws ProblemError if the columns are those of a service's list of people who left */
function refuseLeaversOfService(fields: readonly string[], at: Place): void {
  const leavers = leaversOf(fields);
  if (leavers !== undefined) throw new ProblemError([knownLeavers(leavers.whose, leavers.as, at)]);
}

/** @throws ProblemError if the header of the addresses says that these people left */
function refuseHeaderOfLeavers(header: string, at: Place): void {
  if (LEAVERS.has(kindOf(header)) || speaksOfLeaving(header))
    throw new ProblemError([headedByLeaving(header, at)]);
}

/**
 * How many records are titles above the header: `Members for group …` of Google Groups, 「会員一覧」. A title has one
 * filled cell that is no address, and the header below it names an address and something else.
 */
function titlesOf(records: readonly Row[]): number {
  const isTitle = ({ fields, fault }: Row) => {
    const filled = fields.filter((field) => field.trim() !== '');
    return fault === undefined && filled.length === 1 && !filled.some(holdsAddress);
  };
  const header = records.slice(0, TITLES_MOST + 1).findIndex((row) => !isTitle(row));
  const fields = records[header]?.fields ?? [];
  return header > 0 && readHeader(fields).address !== undefined ? header : 0;
}

const TITLES_MOST = 5;

/**
 * The fields of the first record.
 * @throws ProblemError if it is broken, or has too many columns
 */
function fieldsOf({ fields, fault }: Row, at: Place): readonly string[] {
  if (fault !== undefined) throw new ProblemError([{ ...broken(fault), at }]);
  if (fields.length > COLUMNS_MOST) throw new ProblemError([tooManyColumns(fields.length, at)]);
  return fields;
}

/** @throws ProblemError if the editor names a column that does not exist */
function chosenColumns(choices: readonly ColumnChoice[], fields: readonly string[], at: Place): Chosen {
  const chosen = choices.map(({ role, header }) => ({ role, index: indexOf(header, fields) }));
  const missing = choices.filter((_, index) => chosen[index]?.index === undefined);
  if (missing.length > 0)
    throw new ProblemError(missing.map(({ header }) => noSuchColumn(header, fields, at)));
  return chosen;
}

const LEAVERS: ReadonlySet<ColumnKind> = new Set(['staysAway', 'bounces', 'complains']);

/** No service writes this many columns. */
const COLUMNS_MOST = 2_000;

const UNREAD: ReadonlySet<ColumnKind> = new Set(['identity', 'other', 'unlabelled']);

type Chosen = readonly { readonly role: ColumnChoice['role']; readonly index: number | undefined }[];

function chosenKind(chosen: Chosen, index: number): ColumnKind | undefined {
  const role = chosen.find((choice) => choice.index === index)?.role;
  if (role === 'status') return 'receivesState';
  return role === 'ignore' ? 'silent' : undefined;
}

function withoutHeader(address: number, width: number, chosen: Chosen): Layout {
  const kinds = Array.from(
    { length: width },
    (_, index): ColumnKind => (index === address ? 'identity' : (chosenKind(chosen, index) ?? 'unlabelled')),
  );
  const columns = pickColumns({
    ...Object.fromEntries(chosen.map(({ role, index }) => [role, index])),
    address,
  });
  return { columns, headers: [], kinds, words: [], records: recordColumns([]), above: 0, ignored: [] };
}

/** A column of which the editor says something else is not taken for what its header says: `ignore=分類`. */
function withoutChosen(found: Columns, chosen: Chosen): Columns {
  return Object.fromEntries(
    Object.entries(found).filter(([, index]) => !chosen.some((choice) => choice.index === index)),
  );
}

function pickColumns(found: Readonly<Record<string, number | undefined>>): Columns {
  const columns: Partial<Record<Column, number>> = {};
  for (const column of ['address', 'name', 'family', 'given', 'categories'] as const) {
    const index = found[column];
    if (index !== undefined) columns[column] = index;
  }
  return columns;
}

/** The column of this name; if there is none, the column of this number. */
function indexOf(header: string, fields: readonly string[]): number | undefined {
  const byName = fields.findIndex((field) => folded(field) === folded(header));
  if (byName >= 0) return byName;
  const number = /^\d{1,4}$/.test(header) ? Number(header) - 1 : -1;
  return number >= 0 && number < fields.length ? number : undefined;
}

function holdsAddress(cell: string): boolean {
  return parseAddress(addressInCell(cell.trim()).address).ok;
}

/** The only column whose cells are addresses, whatever its header is called: 「連絡先（必須）」, `Kontakt`. */
function addressesAlone([header, ...records]: readonly Row[]): Columns {
  const fields = header?.fields ?? [];
  const found = fields.flatMap((field, index) => {
    const cells = records
      .map((row) => plainField(row.fields[index]?.trim() ?? ''))
      .filter((cell) => cell !== '');
    const all = cells.length > 0 && cells.every(holdsAddress) && field.trim() !== '' && !holdsAddress(field);
    return all ? [index] : [];
  });
  const [only] = found;
  return only !== undefined && found.length === 1 ? { address: only } : {};
}

const ADDRESS_QUESTION =
  /メールアドレス|メルアド|Eメール|email|e-mail|mailaddress|replyto|ユーザー名|username|連絡先|アドレス/i;
const NAME_QUESTION = /お名前|氏名|名前を|yourname|fullname/i;

/** The columns whose header is a question, and whose cells answer it. */
function questionColumns([header, ...records]: readonly Row[]): Columns {
  const fields = header?.fields ?? [];
  const isCalled = (index: number, pattern: RegExp) =>
    pattern.test((fields[index] ?? '').normalize('NFKC').replace(/[\s_]/g, ''));
  const cells = (index: number) =>
    records.map((row) => plainField(row.fields[index]?.trim() ?? '')).filter((cell) => cell !== '');
  const holdAddresses = fields
    .map((_, index) => index)
    .filter((index) => isCalled(index, ADDRESS_QUESTION))
    .filter((index) => cells(index).length > 0 && cells(index).every(holdsAddress));
  const address =
    holdAddresses.find((index) => !isCalled(index, /確認|再入力|confirm|again/i)) ?? holdAddresses[0];
  const name = fields.findIndex((_, index) => isCalled(index, NAME_QUESTION));
  return { ...(address === undefined ? {} : { address }), ...(name < 0 ? {} : { name }) };
}
