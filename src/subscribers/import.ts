/**
 * A list -> the ledger. Every line ends as added, updated, same, left or refused, and whatever is refused
 * is named with its line. The same file a second time changes nothing, and nobody who left comes back.
 * The file is read twice: first for those of whom some line says no, so that no other line takes them in.
 */
import type { AddResult, Consent, Departure, NewSubscriber, Subscribers } from '../ledger/ledger.ts';
import { addressKey, hasLeft } from '../ledger/subscribers.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Category } from '../settings.ts';
import { speaksOfLeaving } from './answer-words.ts';
import type { Row } from './csv.ts';
import { type FirstLines, openFirstLines } from './first-lines.ts';
import { type Layout, readLayout } from './layout.ts';
import { ignoredColumns, leaversBelow, namedAfterLeaving, saysNoElsewhere, twice } from './list-problems.ts';
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
  /** The whole list is of people who left, bounced or complained, whatever its rows say. */
  readonly as: Departure | undefined;
  readonly now: Date;
  /** Called after each batch with the lines so far. */
  readonly progress: (lines: number) => void;
  /** Called for each line that is refused or deserves a remark. */
  readonly report: (problem: Problem) => void;
};

/** What the first reading found: the layout, and for whom some line says no. */
type Survey = { readonly layout: Layout; readonly noes: FirstLines };

/**
 * @param read opens the file anew, from its beginning
 * @throws ProblemError where no column holds addresses, or the file as a whole may be of people who left; then
 *   nothing was changed
 */
export async function importList(
  read: () => AsyncIterable<readonly Row[]>,
  subscribers: Pick<Subscribers, 'add'>,
  options: ImportOptions,
): Promise<Imported> {
  const counts = { lines: 0, refused: 0, twice: 0, added: 0, updated: 0, same: 0, left: 0 };
  using firstLines = openFirstLines();
  using noes = openFirstLines();
  const layout = await survey(read(), noes, options);
  if (layout === undefined) return counts;
  for await (const rows of peopleIn(read(), layout)) {
    const people = rows.flatMap((row) => {
      const person = takeLine(row, { layout, noes }, options, firstLines);
      if (person === 'refused' || person === 'twice') counts[person] += 1;
      return typeof person === 'string' ? [] : [newSubscriber(person, options.consent)];
    });
    counts.lines += rows.length;
    for (const result of await subscribers.add(people, options.now)) counts[result] += 1;
    options.progress(counts.lines);
  }
  return counts;
}

/** @returns `undefined` where the file is empty */
async function survey(
  batches: AsyncIterable<readonly Row[]>,
  noes: FirstLines,
  { file, as, categories, report }: ImportOptions,
): Promise<Layout | undefined> {
  let layout: Layout | undefined;
  let header: Row | undefined;
  const namedSo = speaksOfLeaving(file);
  for await (const batch of batches) {
    const [first] = batch;
    if (layout === undefined && first !== undefined) {
      layout = readLayout(first, file);
      header = layout.headed ? first : undefined;
      if (layout.ignored.length > 0) report(ignoredColumns(layout.ignored, { file, line: first.line }));
    }
    for (const row of batch) {
      if (layout === undefined || as !== undefined || row === header) continue;
      const { address, said } = readPerson(row, layout, categories, as);
      if (address !== undefined && (said === 'doubt' || hasLeft(said)))
        noes.note(addressKey(address), row.line);
      if (namedSo && (said === 'asks' || said === 'silent'))
        throw new ProblemError([namedAfterLeaving(file, row.line)]);
      if (isHeadingOfLeavers(row)) throw new ProblemError([leaversBelow(row, file)]);
    }
  }
  return layout;
}

/** The batches without the header. */
async function* peopleIn(
  batches: AsyncIterable<readonly Row[]>,
  { headed }: Layout,
): AsyncGenerator<readonly Row[]> {
  let header = headed;
  for await (const batch of batches) {
    yield header ? batch.slice(1) : batch;
    if (batch.length > 0) header = false;
  }
}

function takeLine(
  row: Row,
  { layout, noes }: Survey,
  { file, categories, as, report }: ImportOptions,
  firstLines: FirstLines,
): Person | 'refused' | 'twice' {
  const at = { file, line: row.line };
  const { person, problems } = readPerson(row, layout, categories, as);
  for (const problem of problems) report({ ...problem, at });
  if (person === undefined) return 'refused';
  const key = addressKey(person.address);
  const no = noes.find(key);
  if (no !== undefined && !(person.status !== undefined && hasLeft(person.status))) {
    report({ ...saysNoElsewhere(person.address, no), at });
    return 'refused';
  }
  const first = firstLines.note(key, row.line);
  if (first === undefined) return person;
  report({ ...twice(person.address, first), at });
  return 'twice';
}

/** Consent is for the list as a whole; a line that says otherwise of itself is believed. */
function newSubscriber({ status, ...person }: Person, consent: Consent | undefined): NewSubscriber {
  if (status !== undefined && hasLeft(status)) return { ...person, consent: undefined, left: status };
  return { ...person, consent: status === 'unconfirmed' ? undefined : consent };
}

/** A line such as `▼退会者` alone: what stands below it is a list of another kind. */
function isHeadingOfLeavers({ fields, fault }: Row): boolean {
  const filled = fields.filter((field) => field.trim() !== '');
  const [only] = filled;
  return (
    fault === undefined &&
    filled.length === 1 &&
    only !== undefined &&
    !only.includes('@') &&
    speaksOfLeaving(only)
  );
}
