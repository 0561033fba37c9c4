/** `subscribers import` and `subscribers add`: people come onto the list, confirmed or not. */

import { resolve } from 'node:path';
import { grouped } from '../amounts.ts';
import type { Consent } from '../ledger/ledger.ts';
import { stateAfter } from '../ledger/subscriber-states.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { readCategories } from '../subscribers/categories.ts';
import type { Row } from '../subscribers/csv.ts';
import { type Imported, importList } from '../subscribers/import.ts';
import { cleanName, unknownCategory } from '../subscribers/person.ts';
import { readList } from '../subscribers/read-list.ts';
import { type Call, type ExitCode, exitCodes, usage } from './command.ts';
import { warnOfPublished } from './private-file.ts';
import { addressOf, documentOf, type Task } from './subscribers-action.ts';
import { table } from './terminal-text.ts';

export async function importFile({
  call,
  world,
  ledger,
  categories,
  argument: file = '',
}: Task): Promise<ExitCode> {
  const { output, signal } = world;
  const now = world.clock();
  const consent = consentOf(call, now);
  const problems: Problem[] = [];
  const result = await importList(
    untilStopped(readList(resolve(world.here, file), file), signal),
    ledger.subscribers,
    {
      file,
      categories,
      consent,
      now,
      progress: (lines) => output.progress(`Importing ${file}: ${grouped(lines)} lines`),
      report: (problem) => {
        output.problems([problem]);
        if (output.json) problems.push(problem);
      },
    },
  );
  output.progress('');
  warnOfPublished(file, world);
  output.lines(...importReport(result, consent));
  output.document({
    action: 'import',
    file,
    ...result,
    confirmed: consent !== undefined,
    problems: problems.map(({ at, code, message }) => ({ line: at?.line ?? null, code, message })),
  });
  if (signal.aborted) {
    output.note(`Stopped after ${grouped(result.lines)} lines, which are kept. Run it again for the rest.`);
    return exitCodes.interrupted;
  }
  return result.refused > 0 ? exitCodes.mend : exitCodes.done;
}

/** What was read before the interruption is kept whole. */
async function* untilStopped(
  batches: AsyncIterable<readonly Row[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) {
    if (signal.aborted) return;
    yield batch;
  }
}

function importReport(result: Imported, consent: Consent | undefined): string[] {
  const row = (count: number, what: string) => (count === 0 ? [] : [[grouped(count), what]]);
  const kind = consent === undefined ? 'unconfirmed' : 'confirmed';
  return [
    ...table(
      [
        [grouped(result.lines), 'lines read'],
        ...row(result.added, `added, ${kind}`),
        ...row(result.updated, 'updated'),
        ...row(result.same, 'on the list already, unchanged'),
        ...row(result.left, 'left the list and stay away'),
        ...row(result.refused, 'refused: see above'),
        ...row(result.twice, 'twice in the file'),
      ],
      [0],
    ),
    ...(consent === undefined && result.added + result.same > 0 ? UNCONFIRMED : []),
  ];
}

const UNCONFIRMED = [
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
  if (subscriber === undefined || result === undefined) throw new Error('The ledger lost whom it just added');
  if (result === 'left') throw new ProblemError([leftAlready(address, subscriber.status)]);
  output.lines(
    `${address} ${{ added: 'was added', updated: 'was updated', same: 'is on the list already' }[result]}: ${subscriber.status}.`,
    ...(subscriber.status === 'unconfirmed' ? UNCONFIRMED : []),
  );
  output.document({ action: 'add', result, subscriber: documentOf(subscriber) });
  return exitCodes.done;
}

/** @throws ProblemError (usage) where the source says nothing */
function consentOf(call: Call, at: Date): Consent | undefined {
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
