/** `subscribers import`: a list -> the ledger, with what the editor says about it. */

import { resolve } from 'node:path';
import type { Departure } from '../../ledger/ledger.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import { type Imported, importList } from '../../subscribers/import.ts';
import type { ColumnChoice } from '../../subscribers/lists/column-layout.ts';
import type { Row } from '../../subscribers/lists/csv.ts';
import { openListFile } from '../../subscribers/lists/piped-list.ts';
import { readList } from '../../subscribers/lists/read-list.ts';
import { grouped } from '../../text/amounts.ts';
import { type Call, type ExitCode, exitCodes, usage } from '../command.ts';
import { table } from '../terminal/table.ts';
import type { Task } from './action.ts';
import { consentOf, UNCONFIRMED } from './add.ts';
import { warnOfPublished } from './private-file.ts';

export async function importFile(task: Task): Promise<ExitCode> {
  const { call, world, ledger, argument: file = '' } = task;
  const { output, signal } = world;
  const problems: Problem[] = [];
  let moreProblems = 0;
  const dryRun = call.flag('dry-run');
  const options = importOptions(task);
  await using list = await openListFile(resolve(world.here, file), file, signal);
  const result = await importList(
    () => untilStopped(readList(list.path, list.name), signal),
    ledger.subscribers,
    {
      ...options,
      file: list.name,
      progress: (reading, lines) =>
        output.progress(
          `${reading === 'looking' ? 'Looking through' : 'Importing'} ${file}: ${grouped(lines)} lines`,
        ),
      report: (problem) => {
        output.problems([problem]);
        if (problems.length < PROBLEMS_MOST) problems.push(problem);
        else moreProblems += 1;
      },
    },
  );
  output.progress('');
  if (list.name === file) warnOfPublished(file, world);
  output.lines(...importReport(result, dryRun));
  output.document({
    action: 'import',
    file,
    ...result,
    dryRun,
    problems: problems.map(({ at, code, message }) => ({ line: at?.line ?? null, code, message })),
    moreProblems,
  });
  if (signal.aborted) {
    output.note(`Stopped after ${grouped(result.lines)} lines, which are kept. Run it again for the rest.`);
    return exitCodes.interrupted;
  }
  return result.refused > 0 ? exitCodes.mend : exitCodes.done;
}

/** The limit for the JSON document: a list of millions could have as many problems. */
const PROBLEMS_MOST = 10_000;

function importOptions({ call, world, categories, zone, argument: file = '' }: Task) {
  const now = world.clock();
  const consent = consentOf(call, now)?.source;
  const as = departureOf(call);
  if (as !== undefined && consent !== undefined)
    throw new ProblemError([
      usage(
        '`--as` and `--already-confirmed` contradict each other.',
        'Give the one that is true of the list.',
      ),
    ]);
  return {
    file,
    categories,
    consent,
    as,
    columns: columnChoices(call),
    dryRun: call.flag('dry-run'),
    zone,
    now,
  };
}

/** Stops at an interruption; the batches before it are kept. */
async function* untilStopped(
  batches: AsyncIterable<readonly Row[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) {
    if (signal.aborted) return;
    yield batch;
  }
}

function importReport(result: Imported, dryRun: boolean): string[] {
  const row = (count: number, what: string) => (count === 0 ? [] : [[grouped(count), what]]);
  const be = dryRun ? 'would be ' : '';
  return [
    ...(dryRun ? ['Nothing was changed. An import of this file:'] : []),
    ...table(
      [
        [grouped(result.lines), 'lines read'],
        ...row(result.added, `${be}added`),
        ...row(result.updated, `${be}updated`),
        ...row(result.same, 'on the list already, unchanged'),
        ...row(result.left, 'left the list, and stay away'),
        ...row(result.refused, 'refused: see above'),
        ...row(result.twice, 'twice in the file'),
      ],
      [0],
    ),
    ...statesLine(result.states, dryRun),
    ...(result.states.unconfirmed > 0 ? UNCONFIRMED : []),
  ];
}

/** The real states of the people on the list, which may differ from what was asked for. */
function statesLine(states: Imported['states'], dryRun: boolean): string[] {
  const counted = Object.entries(states).filter(([, count]) => count > 0);
  if (counted.length === 0) return [];
  const words = counted.map(([status, count]) => `${grouped(count)} ${status}`).join(', ');
  return [`${dryRun ? 'They would be' : 'They are now'}: ${words}.`];
}

const ROLES: Readonly<Record<string, ColumnChoice['role']>> = {
  email: 'address',
  name: 'name',
  family: 'family',
  given: 'given',
  categories: 'categories',
  status: 'status',
  ignore: 'ignore',
};

/** `email=連絡先,status=区分`. @throws ProblemError (usage) */
function columnChoices(call: Call): ColumnChoice[] {
  const status = call.text('status-column');
  const pairs = (call.text('columns') ?? '').split(/[,、]/).filter((pair) => pair.trim() !== '');
  const chosen = pairs.map((pair): ColumnChoice => {
    const [, role = '', header = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const known = Object.hasOwn(ROLES, role.trim()) ? ROLES[role.trim()] : undefined;
    if (known !== undefined && header.trim() !== '') return { role: known, header: header.trim() };
    throw new ProblemError([
      usage(
        `\`--columns\` can not be read at \`${pair.trim()}\`.`,
        `Write \`--columns email=HEADER,name=HEADER\`; it knows: ${Object.keys(ROLES).join(', ')}.`,
      ),
    ]);
  });
  return status === undefined ? chosen : [...chosen, { role: 'status', header: status }];
}

/** @throws ProblemError (usage) if there is no such way to leave */
function departureOf(call: Call): Departure | undefined {
  const text = call.text('as');
  if (text === undefined) return undefined;
  const departure = DEPARTURES.find((known) => known === text);
  if (departure !== undefined) return departure;
  throw new ProblemError([
    usage(`Nobody leaves as \`${text}\`.`, `Write \`--as\` and one of: ${DEPARTURES.join(', ')}.`),
  ]);
}

const DEPARTURES = ['unsubscribed', 'bounced', 'complained'] as const satisfies readonly Departure[];
