/** `subscribers list`, `export` and `remove`. */

import { resolve } from 'node:path';
import type { Subscriber } from '../../ledger/ledger.ts';
import { REMOVED_BY_EDITOR } from '../../ledger/subscribers/acts.ts';
import { hasLeft } from '../../ledger/subscribers/states.ts';
import { ProblemError } from '../../problem.ts';
import { exportList } from '../../subscribers/export.ts';
import { writeList } from '../../subscribers/lists/list-file.ts';
import { grouped } from '../../text/amounts.ts';
import { type ExitCode, exitCodes, usage } from '../command.ts';
import { padEnd } from '../terminal/terminal-text.ts';
import { addressOf, documentOf, statusOf, type Task, unknownSubscriber } from './action.ts';
import { keepPrivate } from './private-file.ts';

export async function list({ call, world, ledger }: Task): Promise<ExitCode> {
  const { output } = world;
  const found: Subscriber[] = [];
  let shown = 0;
  for await (const subscriber of ledger.subscribers.list(statusOf(call))) {
    shown += 1;
    if (output.json) found.push(subscriber);
    else output.lines(lineOf(subscriber));
    await output.taken();
  }
  const counts = await ledger.subscribers.count();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0)
    output.note('The list is empty. `tayori subscribers import FILE.csv` or `add ADDRESS` fills it.');
  else output.note(`${grouped(shown)} of ${grouped(all)}: ${summary(counts)}.`);
  output.document({ action: 'list', counts, subscribers: found.map(documentOf) });
  return exitCodes.done;
}

function lineOf({ status, address, categories, name }: Subscriber): string {
  // The categories stand last: how many there are is not known before the whole list is read.
  return `${padEnd(status, 12)}  ${padEnd(address, 32)}  ${padEnd(name ?? '', 16)}  ${categories?.join(', ') ?? 'all'}`;
}

function summary(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${grouped(count)} ${status}`)
    .join(', ');
}

export async function exportFile({ call, world, ledger, argument }: Task): Promise<ExitCode> {
  const { output, here } = world;
  const file = argument === '-' ? undefined : argument; // as `import -` reads from a pipe
  if (file === undefined && output.json)
    throw new ProblemError([
      usage(
        'With --json the list can not go to stdout.',
        'Write `tayori subscribers export FILE.csv --json`.',
      ),
    ]);
  const subscribers = ledger.subscribers.list(statusOf(call));
  let written = 0;
  const pieces = exportList(subscribers, ledger.subscribers.departures, (count) => {
    written = count;
    output.progress(`Exporting: ${grouped(count)} subscribers`);
  });
  if (file === undefined) {
    for await (const piece of pieces) {
      output.copy(piece);
      await output.taken();
    }
    return exitCodes.done;
  }
  keepPrivate(file, world, 'Export to another folder, such as `.tayori/`.');
  await writeList(resolve(here, file), pieces, call.flag('force'));
  output.progress('');
  output.lines(`${grouped(written)} ${written === 1 ? 'subscriber is' : 'subscribers are'} in ${file}.`);
  output.document({ action: 'export', file, written });
  return exitCodes.done;
}

export async function remove({ world, ledger, argument }: Task): Promise<ExitCode> {
  const { output } = world;
  const address = addressOf(argument);
  const known = await ledger.subscribers.find({ address });
  if (known === undefined) throw new ProblemError([unknownSubscriber(address)]);
  const left = hasLeft(known.status);
  if (!left) await ledger.subscribers.act('unsubscribe', known.id, REMOVED_BY_EDITOR, world.clock());
  const subscriber = (await ledger.subscribers.find({ id: known.id })) ?? known;
  output.lines(
    left
      ? `${address} has left already: ${known.status}.`
      : `${address} is unsubscribed. What was queued for them is not sent, and no import brings them back.`,
    ...(left
      ? []
      : [`By mistake? \`tayori subscribers restore ${address} --because "removed by mistake"\`.`]),
  );
  output.document({
    action: 'remove',
    result: left ? 'left' : 'removed',
    subscriber: documentOf(subscriber),
  });
  return exitCodes.done;
}
