/** One record of a list -> one person, or what is wrong with it: everything at once. */
import type { NewSubscriber, SubscriberStatus } from '../ledger/ledger.ts';
import { type Problem, severityOf } from '../problem.ts';
import type { Category } from '../settings.ts';
import { parseAddress } from './addresses.ts';
import { readCategories } from './categories.ts';
import type { Column, Columns } from './columns.ts';
import { plainField, type Row } from './csv.ts';
import { knownWords, readStatus } from './status.ts';

export type Person = Pick<NewSubscriber, 'address' | 'name' | 'categories'> & {
  /** What the list says of the subscription; `undefined` where it says nothing. */
  readonly status: SubscriberStatus | undefined;
};

export type Read = { readonly person: Person | undefined; readonly problems: readonly Problem[] };

export function readPerson(row: Row, columns: Columns, categories: readonly Category[]): Read {
  if (row.fault !== undefined) return { person: undefined, problems: [broken(row.fault)] };
  const cell = (column: Column) => plainField(row.fields[columns[column] ?? -1]?.trim() ?? '');
  const address = parseAddress(cell('address'));
  const choice = readCategories(cell('categories'), categories);
  const status = cell('status') === '' ? undefined : readStatus(cell('status'));
  const problems = [
    ...(address.ok ? [] : [badAddress(cell('address'), address.reason)]),
    ...(address.ok && address.widened ? [widened(cell('address'), address.address)] : []),
    ...choice.unknown.map((name) => unknownCategory(name, categories)),
    ...(cell('status') !== '' && status === undefined ? [unknownStatus(cell('status'))] : []),
  ];
  if (!address.ok || problems.some((problem) => severityOf(problem) === 'error'))
    return { person: undefined, problems };
  const name = cell('name') || [cell('family'), cell('given')].filter((part) => part !== '').join(' ');
  return {
    problems,
    person: { address: address.address, name: cleanName(name), categories: choice.slugs, status },
  };
}

/** A name is one line; no name is `undefined`. */
export function cleanName(text: string): string | undefined {
  const name = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]+/gu, ' ').trim();
  return name === '' ? undefined : name;
}

export function badAddress(text: string, reason: string): Problem {
  return {
    code: 'subscriber-address',
    message: `${quoted(text)} is no mail address: ${reason}.`,
    hint: 'Correct it, such as `taro@example.jp`, and import the file again: the other lines stay as they are.',
  };
}

export function widened(text: string, address: string): Problem {
  return {
    code: 'subscriber-width',
    message: `${quoted(text)} was read as ${address}.`,
    hint: 'Nothing to do, if that is the address; half-width letters avoid the doubt.',
  };
}

export function unknownCategory(name: string, categories: readonly Category[]): Problem {
  const known = categories.map((category) => category.name).join('、');
  return {
    code: 'subscriber-category',
    message: `The config names no category ${quoted(name)}.`,
    hint:
      known === ''
        ? 'Add it to `categories` in tayori.config.ts, or leave the cell empty for all.'
        : `Use ${known} (or a slug), leave it empty for all, or add it to \`categories\` in tayori.config.ts.`,
  };
}

function unknownStatus(text: string): Problem {
  return {
    code: 'subscriber-status',
    message: `The status ${quoted(text)} could mean that they left, or not.`,
    hint: `Write ${knownWords.join(', ')}, or leave the cell empty.`,
  };
}

function broken(fault: string): Problem {
  return {
    code: 'subscriber-line',
    message: `The line can not be read: ${fault}.`,
    hint: 'Quotes come in pairs around a whole field; a quote within one is written twice.',
  };
}

/** Short, on one line, and harmless on a terminal. */
function quoted(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{b7}');
  return `「${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}」`;
}
