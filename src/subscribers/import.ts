/**
 * A list -> the ledger. Every line ends as added, updated, same, left or refused, and each refused line is named.
 * Importing the same file again changes nothing, and nobody who left comes back. The file is read twice: the first
 * reading collects the people with a line that says no, so that no other line of the file adds them.
 */
import type { AddResult, NewSubscriber, SubscriberStatus, Subscribers } from '../ledger/ledger.ts';
import { addressKey } from '../ledger/subscribers/address-memory.ts';
import { hasLeft } from '../ledger/subscribers/states.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { hintsAtLeaving, speaksOfLeaving } from './lists/answers/cell-meaning.ts';
import { type ColumnChoice, type Layout, readLayout } from './lists/column-layout.ts';
import type { Row } from './lists/csv.ts';
import { isNamedAfterLeavers } from './lists/file-name.ts';
import {
  ignoredColumns,
  leaversBelow,
  namedAfterLeaving,
  saysNoElsewhere,
  twice,
} from './lists/list-problems.ts';
import { confirmedIn, noOf, type ReadOptions, readPerson } from './lists/person.ts';
import { type FirstLines, openFirstLines } from './lists/repeated-addresses.ts';

export type Imported = Readonly<Record<AddResult, number>> & {
  /** Records, without the header. */
  readonly lines: number;
  readonly refused: number;
  /** Lines whose address was in the file before. */
  readonly twice: number;
  /** The present states of the people on the list. */
  readonly states: Readonly<Record<SubscriberStatus, number>>;
};

export type ImportOptions = ReadOptions & {
  /** What the editor says about columns. */
  readonly columns: readonly ColumnChoice[];
  /** Changes nothing, and counts what would happen. */
  readonly dryRun: boolean;
  /** Called after each batch with the lines so far. Each line is counted twice, because the file is read twice. */
  readonly progress: (reading: 'looking' | 'importing', lines: number) => void;
  /** Called for each line that is refused or deserves a remark. */
  readonly report: (problem: Problem) => void;
};

/** The result of the first reading: the layout, and the people with a line that says no. */
type Survey = { readonly layout: Layout; readonly noes: FirstLines };

/**
 * @param read opens the file again, at its beginning
 * @throws ProblemError if no column holds addresses, or if the whole file may be about people who left. Then nothing
 * was changed
 */
export async function importList(
  read: () => AsyncIterable<readonly Row[]>,
  subscribers: Pick<Subscribers, 'add' | 'statuses'>,
  options: ImportOptions,
): Promise<Imported> {
  const counts = { lines: 0, refused: 0, twice: 0, added: 0, updated: 0, same: 0, left: 0 };
  const states = { unconfirmed: 0, confirmed: 0, unsubscribed: 0, bounced: 0, complained: 0 };
  using firstLines = openFirstLines();
  using noes = openFirstLines();
  const layout = await readFirstTime(read(), noes, options);
  if (layout === undefined) return { ...counts, states };
  for await (const rows of peopleIn(read(), layout)) {
    const people = rows.flatMap((row) => {
      const person = takeLine(row, { layout, noes }, options, firstLines);
      if (person === 'refused' || person === 'twice') counts[person] += 1;
      return typeof person === 'string' ? [] : [person];
    });
    counts.lines += rows.length;
    for (const { result, state } of await addPeople(people, subscribers, options)) {
      counts[result] += 1;
      states[state] += 1;
    }
    options.progress('importing', counts.lines);
  }
  return { ...counts, states };
}

type Brought = { readonly result: AddResult; readonly state: SubscriberStatus };

/** What happened to each person, and their state afterwards: from the ledger, if it knows them. */
async function addPeople(
  people: readonly NewSubscriber[],
  subscribers: Pick<Subscribers, 'add' | 'statuses'>,
  { dryRun, now }: ImportOptions,
): Promise<readonly Brought[]> {
  if (people.length === 0) return [];
  const addresses = people.map(({ address }) => address);
  if (dryRun) {
    const before = await subscribers.statuses(addresses);
    return people.map((person, index) => foreseenChange(person, before[index]));
  }
  const results = await subscribers.add(people, now);
  const known = people.filter((_, index) => results[index] !== 'added').map(({ address }) => address);
  const states = known.length === 0 ? [] : await subscribers.statuses(known);
  const stateOf = new Map(known.map((address, index) => [address, states[index]]));
  // The state of a new person is known from `add`: so the ledger is not asked a million times.
  return people.map((person, index) => ({
    result: results[index] ?? 'same',
    state: stateOf.get(person.address) ?? foreseenChange(person, undefined).state,
  }));
}

/** What `add` would do with a person. A new name or other categories are not considered. */
function foreseenChange({ consent, left }: NewSubscriber, before: SubscriberStatus | undefined): Brought {
  if (before !== undefined && hasLeft(before)) return { result: 'left', state: before };
  if (left !== undefined) return { result: 'left', state: left };
  const state = before === 'confirmed' || consent !== undefined ? 'confirmed' : 'unconfirmed';
  if (before === undefined) return { result: 'added', state };
  return { result: before === state ? 'same' : 'updated', state };
}

/** This many records are read to find the column of the addresses. */
const SAMPLE = 50;

/** @returns `undefined` if the file is empty */
async function readFirstTime(
  batches: AsyncIterable<readonly Row[]>,
  noes: FirstLines,
  options: ImportOptions,
): Promise<Layout | undefined> {
  const { file, as, columns, report } = options;
  let layout: Layout | undefined;
  let headers: readonly Row[] = [];
  const confirmed = new Set<number>();
  let lines = 0;
  const namedSo = as === undefined && isNamedAfterLeavers(file);
  for await (const batch of batches) {
    const [first] = batch;
    if (layout === undefined && first !== undefined) {
      layout = readLayout(batch.slice(0, SAMPLE), file, columns, as);
      headers = batch.slice(0, layout.above).slice(-1);
      if (layout.ignored.length > 0)
        report(ignoredColumns(layout.ignored, { file, line: headers[0]?.line ?? first.line }));
    }
    lines += batch.length;
    options.progress('looking', lines);
    if (layout === undefined || as !== undefined) continue;
    for (const row of batch) {
      if (headers.includes(row)) continue;
      for (const column of confirmedIn(row, layout)) confirmed.add(column);
      const { address, said } = noOf(row, layout);
      if (address !== undefined) noes.note(addressKey(address), row.line);
      if (namedSo && (said === 'asks' || said === 'silent'))
        throw new ProblemError([namedAfterLeaving(file, row.line)]);
      if (isHeadingOfLeavers(row)) throw new ProblemError([leaversBelow(row, file)]);
    }
  }
  return (
    layout && {
      ...layout,
      kinds: layout.kinds.map((kind, at) => (confirmed.has(at) ? 'confirmsSome' : kind)),
    }
  );
}

/** The batches without the header and what stands above it. */
async function* peopleIn(
  batches: AsyncIterable<readonly Row[]>,
  { above }: Layout,
): AsyncGenerator<readonly Row[]> {
  let left = above;
  for await (const batch of batches) {
    yield batch.slice(left);
    left -= Math.min(left, batch.length);
  }
}

function takeLine(
  row: Row,
  { layout, noes }: Survey,
  options: ImportOptions,
  firstLines: FirstLines,
): NewSubscriber | 'refused' | 'twice' {
  const { file, report } = options;
  const at = { file, line: row.line };
  const { person, problems } = readPerson(row, layout, options);
  for (const problem of problems) report({ ...problem, at });
  if (person === undefined) return 'refused';
  const key = addressKey(person.address);
  const no = noes.find(key);
  if (no !== undefined && person.left === undefined) {
    report({ ...saysNoElsewhere(person.address, no), at });
    return 'refused';
  }
  const first = firstLines.note(key, row.line);
  if (first === undefined) return person;
  report({ ...twice(person.address, first), at });
  return 'twice';
}

/** A line that holds only a word such as `▼退会者`: the lines below it are another kind of list. */
function isHeadingOfLeavers({ fields, fault }: Row): boolean {
  const filled = fields.filter((field) => field.trim() !== '');
  const [only] = filled;
  return (
    fault === undefined &&
    filled.length === 1 &&
    only !== undefined &&
    !only.includes('@') &&
    (speaksOfLeaving(only) || hintsAtLeaving(only))
  );
}
