/** One record of a list -> one person, or what is wrong with it: everything at once. */
import type { Departure, NewSubscriber } from '../ledger/ledger.ts';
import { hasLeft } from '../ledger/subscribers.ts';
import { type Problem, severityOf } from '../problem.ts';
import type { Category } from '../settings.ts';
import { parseAddress } from './addresses.ts';
import { hintsAtLeaving } from './answer-words.ts';
import { readCategories } from './categories.ts';
import type { Column } from './columns.ts';
import { consentOfRow, departureOfRow } from './consent-record.ts';
import { plainField, type Row } from './csv.ts';
import type { Layout } from './layout.ts';
import { badAddress, broken, inDoubt, maybeStruckOut, unknownCategory, widened } from './list-problems.ts';
import { answerOfRow, type Said } from './row-answer.ts';

export type Read = {
  readonly person: NewSubscriber | undefined;
  /** Where the row leaves no doubt about whom it speaks of, whatever else is wrong with it. */
  readonly address: string | undefined;
  readonly said: Said['answer'];
  readonly problems: readonly Problem[];
};

export type ReadOptions = {
  /** As the messages name it. */
  readonly file: string;
  readonly categories: readonly Category[];
  /** How these people agreed, as the editor says of the whole list; without it a row must show it itself. */
  readonly consent: string | undefined;
  /** What the whole list is of: people who left, bounced or complained; `undefined` where each row speaks for itself. */
  readonly as: Departure | undefined;
  /** Of times that name no zone. */
  readonly zone: string;
  readonly now: Date;
};

export function readPerson(row: Row, layout: Layout, options: ReadOptions): Read {
  const { categories, as } = options;
  if (row.fault !== undefined)
    return { person: undefined, address: undefined, said: 'silent', problems: [broken(row.fault)] };
  const cells = row.fields.map((field) => plainField(field.trim()));
  const cell = (column: Column) => cells[layout.columns[column] ?? -1] ?? '';
  const parsed = parseAddress(cell('address'));
  const choice = readCategories(cell('categories'), categories);
  const { answer, column } =
    as === undefined ? answerOfRow(cells, layout.kinds) : { answer: as, column: undefined };
  const struckOut = as === undefined && isStruckOut(cell('address'));
  const problems = [
    ...(parsed.ok ? [] : [badAddress(cell('address'), parsed.reason)]),
    ...(parsed.ok && parsed.widened ? [widened(cell('address'), parsed.address)] : []),
    ...(hasLeft(answer) ? [] : choice.unknown.map((name) => unknownCategory(name, categories))),
    ...(answer === 'doubt' ? [inDoubt(cells[column ?? -1] ?? '', layout.headers[column ?? -1] ?? '')] : []),
    ...(struckOut ? [maybeStruckOut(cell('address'))] : []),
  ];
  const said = struckOut ? 'doubt' : answer;
  const address = parsed.ok ? parsed.address : undefined;
  if (!parsed.ok || problems.some((problem) => severityOf(problem) === 'error'))
    return { person: undefined, address, said, problems };
  const name = cell('name') || [cell('family'), cell('given')].filter((part) => part !== '').join(' ');
  return {
    problems,
    address,
    said,
    person: {
      address: parsed.address,
      name: cleanName(name),
      categories: choice.slugs,
      ...standingOf(said, cells, layout, options),
    },
  };
}

/** Consent is for the list as a whole; a row that says otherwise of itself is believed. */
function standingOf(
  said: Said['answer'],
  cells: readonly string[],
  { records }: Layout,
  { file, consent, zone, now }: ReadOptions,
): Pick<NewSubscriber, 'consent' | 'left' | 'departure'> {
  if (said === 'unconfirmed') return { consent: undefined };
  const word = hasLeft(said) ? undefined : consent;
  const record = consentOfRow(cells, records, word, { zone, now });
  if (!hasLeft(said)) return { consent: record };
  return {
    consent: record,
    left: said,
    departure: departureOfRow(cells, records, `${file} says so`, { zone, now }),
  };
}

/** How people put a line out of a list without deleting it: `#taro@example.jp`, 「退会taro@example.jp」. */
function isStruckOut(address: string): boolean {
  return /^(?:[#*%!~]|\/\/)|\.invalid$/i.test(address) || (/[^ -~]/.test(address) && hintsAtLeaving(address));
}

/** A name is one line; no name is `undefined`. */
export function cleanName(text: string): string | undefined {
  const name = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]+/gu, ' ').trim();
  return name === '' ? undefined : name;
}
