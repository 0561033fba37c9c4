/**
 * `subscribers restore`: an editor takes people back with a recorded reason: people who are named, or all whom one
 * digest bounced.
 */

import type { Ledger, Subscriber } from '../../ledger/ledger.ts';
import { hasLeft, stateAfter } from '../../ledger/subscribers/states.ts';
import { optionFor } from '../../period.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { isBadAddress } from '../../sending/plan/selection.ts';
import { unknownMailing } from '../../sending/plan/unknown-mailing.ts';
import { people } from '../../text/amounts.ts';
import { type Call, type ExitCode, exitCodes, usage } from '../command.ts';
import { addressOf, documentOf, type Task, unknownSubscriber } from './action.ts';

/** If one of the named people cannot be restored, nobody is. */
export async function restore(task: Task): Promise<ExitCode> {
  const { call, world, ledger } = task;
  const { output } = world;
  const because = becauseOf(call);
  const week = call.text('bounced-in');
  const meant = week === undefined ? await named(task) : await bouncedIn(ledger, week);
  const restored: Subscriber[] = [];
  for (const { id } of meant.filter(({ status }) => hasLeft(status))) {
    await ledger.subscribers.act('restore', id, because, world.clock());
    const now = await ledger.subscribers.find({ id });
    if (now !== undefined) restored.push(now);
  }
  output.lines(...meant.map((person) => lineOf(person, restored)), ...summary(restored, week));
  output.document({
    action: 'restore',
    restored: restored.map(documentOf),
    same: meant.filter(({ status }) => !hasLeft(status)).map(({ address }) => address),
  });
  return exitCodes.done;
}

/** @throws ProblemError (usage) if no reason is given */
function becauseOf(call: Call): string {
  const because = call.text('because')?.trim() ?? '';
  const problems: Problem[] = [];
  if (because === '')
    problems.push(
      usage(
        '`--because` does not say why they come back.',
        'Write how you know: `--because "asked by mail on 2025-11-12"`. It is kept as the record.',
      ),
    );
  const both = call.text('bounced-in') !== undefined;
  if (both === call.args.length > 1)
    problems.push(
      usage(
        both ? '`--bounced-in` and addresses are two things to do.' : 'Nobody is named who should come back.',
        'Write addresses, or `--bounced-in 2025-W45` for everyone whom that digest bounced.',
      ),
    );
  if (problems.length > 0) throw new ProblemError(problems);
  return because;
}

/** @throws ProblemError that names everyone who is not on the list, or who can come back only by their own act */
async function named({ call, ledger }: Task): Promise<readonly Subscriber[]> {
  const found: Subscriber[] = [];
  const problems: Problem[] = [];
  for (const argument of call.args.slice(1)) {
    const address = addressOf(argument);
    const person = await ledger.subscribers.find({ address });
    if (person === undefined) problems.push(unknownSubscriber(address));
    else if (hasLeft(person.status) && stateAfter('restore', person.status) === undefined)
      problems.push(onlyByThemselves(person.address));
    else if (!found.some(({ id }) => id === person.id)) found.push(person);
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return found;
}

function onlyByThemselves(address: string): Problem {
  return {
    code: 'subscriber-complained',
    message: `${address} called a mail spam, and comes back only by their own act: nobody was restored.`,
    hint: 'Leave this address out; they can sign up again themselves.',
  };
}

/** @throws ProblemError (ledger-mailing) if the digest was never sent */
async function bouncedIn(ledger: Ledger, id: string): Promise<readonly Subscriber[]> {
  const mailing = await ledger.deliveries.mailing(id, 'mail');
  if (mailing === undefined) throw new ProblemError([unknownMailing(id, ' by SMTP')]);
  const found: Subscriber[] = [];
  for (const { subscriber, response, believed } of await ledger.deliveries.bouncedIn(mailing)) {
    const person = await ledger.subscribers.find({ id: subscriber });
    if (person !== undefined && (believed ?? isBadAddress(response))) found.push(person);
  }
  return found;
}

function lineOf(before: Subscriber, restored: readonly Subscriber[]): string {
  const now = restored.find(({ id }) => id === before.id);
  if (now === undefined) return `${before.address} is on the list already: ${before.status}.`;
  return now.status === 'unconfirmed'
    ? `${before.address} is unconfirmed again: they had never agreed, and get no digest.`
    : `${before.address} is confirmed again; was ${before.status}.`;
}

function summary(restored: readonly Subscriber[], week: string | undefined): string[] {
  if (week === undefined) return [];
  if (restored.length === 0) return [`Nobody is bounced because of ${week}.`];
  return [
    `${people(restored.length)} came back. \`tayori send ${optionFor(week)} --only failed\` sends them that digest too.`,
  ];
}
