/** One record of a list -> one person, or what is wrong with it: everything at once. */
import type { Departure, NewSubscriber, SubscriberStatus } from '../ledger/ledger.ts';
import { type Problem, severityOf } from '../problem.ts';
import type { Category } from '../settings.ts';
import { parseAddress } from './addresses.ts';
import { hintsAtLeaving } from './answer-words.ts';
import { readCategories } from './categories.ts';
import type { Column } from './columns.ts';
import { plainField, type Row } from './csv.ts';
import type { Layout } from './layout.ts';
import { badAddress, broken, inDoubt, maybeStruckOut, unknownCategory, widened } from './list-problems.ts';
import { answerOfRow, type Said } from './row-answer.ts';

export type Person = Pick<NewSubscriber, 'address' | 'name' | 'categories'> & {
  /** What the list says of the subscription; `undefined` where it says nothing. */
  readonly status: SubscriberStatus | undefined;
};

export type Read = {
  readonly person: Person | undefined;
  /** Where the row leaves no doubt about whom it speaks of, whatever else is wrong with it. */
  readonly address: string | undefined;
  readonly said: Said['answer'];
  readonly problems: readonly Problem[];
};

/** @param as what the whole list says of everybody in it; `undefined` where each row speaks for itself */
export function readPerson(
  row: Row,
  layout: Layout,
  categories: readonly Category[],
  as: Departure | undefined,
): Read {
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
    ...choice.unknown.map((name) => unknownCategory(name, categories)),
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
      status: statusOf(said),
    },
  };
}

/** How people put a line out of a list without deleting it: `#taro@example.jp`, 「退会taro@example.jp」. */
function isStruckOut(address: string): boolean {
  return /^(?:[#*%!~]|\/\/)|\.invalid$/i.test(address) || (/[^ -~]/.test(address) && hintsAtLeaving(address));
}

function statusOf(said: Said['answer']): SubscriberStatus | undefined {
  if (said === 'asks') return 'confirmed';
  return said === 'silent' || said === 'doubt' ? undefined : said;
}

/** A name is one line; no name is `undefined`. */
export function cleanName(text: string): string | undefined {
  const name = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]+/gu, ' ').trim();
  return name === '' ? undefined : name;
}
