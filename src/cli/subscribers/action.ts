/** The parts that all actions of `tayori subscribers` share. */
import type { Ledger, Subscriber, SubscriberStatus } from '../../ledger/ledger.ts';
import { subscriberStatuses } from '../../ledger/ledger.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Category } from '../../settings.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { badAddress } from '../../subscribers/lists/list-problems.ts';
import { type Call, type ExitCode, usage, type World } from '../command.ts';

export type Action = {
  /** The arguments after its name in the help. */
  readonly args: string;
  readonly least: number;
  readonly most: number;
  /** The options that it takes. */
  readonly options: readonly string[];
  readonly run: (task: Task) => Promise<ExitCode>;
};

export type Task = {
  readonly call: Call;
  readonly world: World;
  readonly ledger: Ledger;
  readonly categories: readonly Category[];
  readonly argument: string | undefined;
  /** The site's time zone. */
  readonly zone: string;
};

/**
 * The address on the command line.
 * @throws ProblemError if it is not an address
 */
export function addressOf(argument = ''): string {
  const parsed = parseAddress(argument);
  if (parsed.ok) return parsed.address;
  throw new ProblemError([
    { ...badAddress(argument, parsed.reason), hint: 'Write it like `taro@example.jp`.' },
  ]);
}

export function unknownSubscriber(address: string): Problem {
  return {
    code: 'subscriber-unknown',
    message: `${address} is not on the list.`,
    hint: '`tayori subscribers list` shows who is.',
  };
}

/** @throws ProblemError (usage) if there is no such status */
export function statusOf(call: Call): { readonly status?: SubscriberStatus } {
  const text = call.text('status');
  if (text === undefined) return {};
  const status = subscriberStatuses.find((known) => known === text);
  if (status !== undefined) return { status };
  throw new ProblemError([
    usage(`There is no status \`${text}\`.`, `Use one of: ${subscriberStatuses.join(', ')}.`),
  ]);
}

/** A subscriber in a JSON document: missing values are null. */
export function documentOf({ id, address, name, status, categories, consent, added }: Subscriber) {
  return {
    id,
    address,
    name: name ?? null,
    status,
    categories: categories ?? null,
    consent: consent ?? null,
    added,
  };
}
