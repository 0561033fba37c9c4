/** `subscribers add`: puts one person on the list, confirmed or not. */

import type { Consent } from '../../ledger/ledger.ts';
import { stateAfter } from '../../ledger/subscribers/states.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { readCategories } from '../../subscribers/categories.ts';
import { unknownCategory } from '../../subscribers/lists/list-problems.ts';
import { cleanName } from '../../subscribers/lists/person.ts';
import { type Call, type ExitCode, exitCodes, usage } from '../command.ts';
import { addressOf, documentOf, type Task } from './action.ts';

export const UNCONFIRMED = [
  'Unconfirmed people get no digest. If they have agreed already, run the same line again with',
  '`--already-confirmed "how and when"`, such as "sign-up form until 2025-11".',
];

export async function addOne({ call, world, ledger, categories, argument }: Task): Promise<ExitCode> {
  const { output } = world;
  const address = addressOf(argument);
  const choice = readCategories(call.text('categories') ?? '', categories);
  if (choice.unknown.length > 0)
    throw new ProblemError(choice.unknown.map((name) => unknownCategory(name, categories)));
  const now = world.clock();
  const consent = consentOf(call, now);
  const person = { address, name: cleanName(call.text('name') ?? ''), categories: choice.slugs, consent };
  const [result] = await ledger.subscribers.add([person], now);
  const subscriber = await ledger.subscribers.find({ address });
  if (result === 'left' && subscriber === undefined) throw new ProblemError([gone(address)]);
  if (subscriber === undefined || result === undefined) throw new Error('The ledger lost whom it just added');
  if (result === 'left') throw new ProblemError([leftAlready(address, subscriber.status)]);
  output.lines(
    `${address} ${{ added: 'was added', updated: 'was updated', same: 'is on the list already' }[result]}: ${subscriber.status}.`,
    ...(subscriber.status === 'unconfirmed' ? UNCONFIRMED : []),
  );
  output.document({ action: 'add', result, subscriber: documentOf(subscriber) });
  return exitCodes.done;
}

/** @returns `undefined` without `--already-confirmed` @throws ProblemError (usage) if the source is empty */
export function consentOf(call: Call, at: Date): Consent | undefined {
  const source = call.text('already-confirmed');
  if (source === undefined) return undefined;
  const text = cleanName(source);
  if (text !== undefined) return { source: text, at };
  throw new ProblemError([
    usage(
      '`--already-confirmed` says nothing.',
      'Write how and when they agreed: `"sign-up form until 2025-11"`.',
    ),
  ]);
}

/** The ledger has nothing but a hash of the address. */
function gone(address: string): Problem {
  return {
    code: 'subscriber-left',
    message: `${address} was erased, or its owner moved to another address: nothing brings it back but their own act.`,
    hint: 'Let them sign up themselves, at the form or by mail.',
  };
}

function leftAlready(address: string, status: string): Problem {
  return {
    code: 'subscriber-left',
    message: `${address} left the list (${status}), and stays away.`,
    hint:
      stateAfter('restore', status) === undefined
        ? 'They called a mail spam: only they can come back, by signing up themselves.'
        : `If they asked for it, or left by mistake, write down how you know: \`tayori subscribers restore ${address} --because "asked by mail on 2025-11-12"\`.`,
  };
}
