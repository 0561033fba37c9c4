/** One record of a list -> one person, or everything that is wrong with it. */
import type { Departure, NewSubscriber } from '../../ledger/ledger.ts';
import { hasLeft } from '../../ledger/subscribers/states.ts';
import { isError, type Problem } from '../../problem.ts';
import type { Category } from '../../settings.ts';
import { parseAddress } from '../addresses.ts';
import { readCategories } from '../categories.ts';
import { addressInCell } from './address-cell.ts';
import { folded, hintsAtLeaving, isMarkedAsLeft, speaksOfLeaving } from './answers/cell-meaning.ts';
import type { ColumnKind } from './answers/column-kinds.ts';
import { answerOfCell, answerOfRow, type RowConsent } from './answers/row-answer.ts';
import type { Column } from './column-headers.ts';
import type { Layout } from './column-layout.ts';
import { breakOfRow, consentOfRow, departureOfRow, isOwnExport } from './consent-record.ts';
import type { Row } from './csv.ts';
import { plainField } from './csv-field.ts';
import {
  badAddress,
  broken,
  inDoubt,
  maybeStruckOut,
  undressed,
  unknownCategory,
  widened,
} from './list-problems.ts';

export type Read = {
  readonly person: NewSubscriber | undefined;
  readonly problems: readonly Problem[];
};

export type ReadOptions = {
  /** The name of the file in messages. */
  readonly file: string;
  readonly categories: readonly Category[];
  /** How these people agreed, as the editor says for the whole list; if it is missing, each row must show it. */
  readonly consent: string | undefined;
  /** For a list of people who left, bounced or complained; `undefined` if each row says it for itself. */
  readonly as: Departure | undefined;
  /** The zone of times without one. */
  readonly zone: string;
  readonly now: Date;
};

export function readPerson(row: Row, layout: Layout, options: ReadOptions): Read {
  const { categories, as } = options;
  if (row.fault !== undefined) return { person: undefined, problems: [broken(row.fault)] };
  if (isCutOff(row, layout)) return { person: undefined, problems: [broken('cut-off')] };
  const cells = cellsOf(row);
  const cell = (column: Column) => cells[layout.columns[column] ?? -1] ?? '';
  // Our own export writes an address as it is, also one that begins with an apostrophe.
  const written = isOwnExport(layout.records)
    ? { address: cell('address'), name: '' }
    : addressInCell(cell('address'));
  const parsed = parseAddress(written.address);
  const choice = readCategories(cell('categories'), categories);
  const { answer: said, column } = saidOf(cells, layout, as);
  const problems = [
    ...(parsed.ok ? [] : [badAddress(cell('address'), parsed.reason)]),
    ...(parsed.ok && parsed.widened ? [widened(cell('address'), parsed.address)] : []),
    ...(parsed.ok && written.address !== cell('address') && written.name === ''
      ? [undressed(cell('address'), parsed.address)]
      : []),
    ...(hasLeft(said) ? [] : choice.unknown.map((name) => unknownCategory(name, categories))),
    ...(said === 'doubt' ? [doubtAt(cells, layout, column)] : []),
  ];
  if (!parsed.ok || problems.some(isError)) return { person: undefined, problems };
  const name = cell('name') || written.name || joinedName(cell('family'), cell('given'));
  return {
    problems,
    person: {
      address: parsed.address,
      name: cleanName(name),
      categories: choice.slugs,
      ...standingOf(said, cells, layout, options),
    },
  };
}

/** Columns without which nobody knows whether a person wants mail. */
const TELLS: ReadonlySet<ColumnKind> = new Set([
  'receives',
  'agrees',
  'confirms',
  'confirmsSome',
  'awaits',
  'receivesState',
  'status',
  'staysAway',
  'bounces',
  'complains',
]);

/**
 * A file that a broken download cut off: behind `taro@example.jp,` may have stood that he left. What ends behind a
 * delimiter lacks the cell that it begins.
 */
function isCutOff({ unended, fields }: Row, { kinds }: Layout): boolean {
  const whole = unended === 'behind-delimiter' ? fields.length - 1 : fields.length;
  return unended !== undefined && kinds.slice(whole).some((kind) => TELLS.has(kind));
}

/** `Hanako Yamada` and 「山田 花子」: in Latin letters the family name stands last. */
function joinedName(family: string, given: string): string {
  const isLatin = /^\p{sc=Latin}/u.test(family) && /^\p{sc=Latin}/u.test(given);
  return (isLatin ? [given, family] : [family, given]).filter((part) => part !== '').join(' ');
}

function cellsOf({ fields }: Row): readonly string[] {
  return fields.map((field) => plainField(field.trim()));
}

/**
 * What the row says about mail; the rest of the row is not read.
 * @returns also the address, if the row says no
 */
export function noOf(
  row: Row,
  layout: Layout,
): { readonly said: RowConsent['answer']; readonly address: string | undefined } {
  const cells = row.fault === undefined ? cellsOf(row) : [];
  const { answer: said } = saidOf(cells, layout, undefined);
  const parsed =
    said === 'doubt' || hasLeft(said)
      ? parseAddress(addressInCell(cells[layout.columns.address ?? -1] ?? '').address)
      : undefined;
  return { said, address: parsed?.ok ? parsed.address : undefined };
}

/** The columns in which this row says that the person confirmed. */
export function confirmedIn(row: Row, { kinds }: Layout): readonly number[] {
  if (row.fault !== undefined || !kinds.includes('confirms')) return [];
  const cells = cellsOf(row);
  return kinds.flatMap((kind, index) =>
    kind === 'confirms' && answerOfCell(cells[index] ?? '', kind) === 'asks' ? [index] : [],
  );
}

function saidOf(cells: readonly string[], layout: Layout, as: Departure | undefined): RowConsent {
  if (as !== undefined) return { answer: as, column: undefined };
  const said = answerOfRow(inCommonWords(cells, layout), layout.kinds);
  const address = layout.columns.address ?? -1;
  return !hasLeft(said.answer) && isStruckOut(cells[address] ?? '')
    ? { answer: 'doubt', column: address }
    : said;
}

/** The cells of a row, with what this export says in its own way as others say it. */
function inCommonWords(cells: readonly string[], { words }: Layout): readonly string[] {
  if (words.every((table) => table === undefined)) return cells;
  return cells.map((cell, index) => words[index]?.get(folded(cell)) ?? cell);
}

function doubtAt(cells: readonly string[], { columns, headers }: Layout, column = -1): Problem {
  const cell = cells[column] ?? '';
  return column === columns.address ? maybeStruckOut(cell) : inDoubt(cell, headers[column] ?? '');
}

/** The editor's consent is for the whole list; but if a row says something else about itself, the row is believed. */
function standingOf(
  said: RowConsent['answer'],
  cells: readonly string[],
  { records }: Layout,
  { file, consent, zone, now }: ReadOptions,
): Pick<NewSubscriber, 'consent' | 'left' | 'departure' | 'pausedUntil'> {
  if (said === 'unconfirmed') return { consent: undefined };
  const word = hasLeft(said) ? undefined : consent;
  const record = consentOfRow(cells, records, word, { zone, now });
  const pausedUntil = breakOfRow(cells, records, { zone, now });
  if (!hasLeft(said)) return { consent: record, ...(pausedUntil === undefined ? {} : { pausedUntil }) };
  return {
    consent: record,
    left: said,
    departure: departureOfRow(cells, records, `${file} says so`, { zone, now }),
  };
}

/** Whether the line was crossed out: `#taro@example.jp`, 「退会taro@example.jp」, `unsubscribed <taro@example.jp>`. */
function isStruckOut(cell: string): boolean {
  const { name } = addressInCell(cell);
  return (
    /^(?:['"<]*[#*%!~]|\/\/)|\.invalid>?$/i.test(cell) ||
    (/[^ -~]/.test(cell) && hintsAtLeaving(cell)) ||
    (name !== '' && (speaksOfLeaving(name) || isMarkedAsLeft(name)))
  );
}

/**
 * A name is one line; an empty name is `undefined`. Signs that turn the direction of writing go, since one alone would
 * turn the rest of a mail, and so do blanks without width. Signs that join letters stay: names are written with them.
 */
export function cleanName(text: string): string | undefined {
  const name = text
    .replace(/[\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]+/gu, ' ')
    .trim();
  return name === '' ? undefined : name;
}
