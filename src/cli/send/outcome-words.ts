/** What `tayori send` shows when it is over: the lines, the document and the exit code of each outcome. */

import type { Tally } from '../../ledger/ledger.ts';
import type { Reply, Transport } from '../../mail/transport.ts';
import { optionFor } from '../../period.ts';
import type { Plan } from '../../sending/plan/plan.ts';
import type { Done, SendReport } from '../../sending/send-job.ts';
import type { sendTestMails } from '../../sending/test-mail.ts';
import type { Settings } from '../../settings.ts';
import { people } from '../../text/amounts.ts';
import { type ExitCode, exitCodes, type World } from '../command.ts';
import { bouncedLines, brakeDocument, brakeProblems } from './brake-report.ts';
import { leftOutLines, nobodyLine, onlyDocument } from './only-report.ts';
import * as words from './report.ts';
import type { Request } from './request.ts';
import { endingProblems } from './stopped.ts';

/** What a command line asked for, and where its mail goes. */
export type SendShown = {
  /** The digest. */
  readonly id: string;
  readonly request: Request;
  readonly settings: Settings;
  readonly transport: Transport;
  readonly world: World;
};

export function showReport(shown: SendShown, report: SendReport): ExitCode {
  switch (report.outcome) {
    case 'quiet':
      return showQuiet(shown);
    case 'planned':
      return showPlanned(shown, report.plan);
    case 'declined':
      return shown.world.signal.aborted ? exitCodes.interrupted : exitCodes.mend;
    case 'nobody-left':
      showNobodyLeft(shown, report.plan);
      return conclude(shown, report.plan, report);
    case 'ran':
      showRan(shown, report);
      return conclude(shown, report.plan, report);
  }
}

/** A week without posts. */
function showQuiet({ id, request, settings, transport, world: { output } }: SendShown): ExitCode {
  const none = { planned: 0, sent: 0, failed: 0, skipped: 0, uncertain: 0, queued: 0, deferred: 0 };
  output.lines(`There are no posts in ${id} (${settings.site.timezone}), so there is nothing to send.`);
  output.document({ ...documentOf(id, transport, none, request.dryRun), ...NOBODY_NAMED });
  return exitCodes.done;
}

function showPlanned({ id, request, transport, world: { output } }: SendShown, plan: Plan): ExitCode {
  output.document({
    ...documentOf(id, transport, plan.tally, true),
    ...NOBODY_NAMED,
    only: onlyDocument(plan.only),
  });
  const expected = plan.only?.people ?? plan.tally.planned;
  const line = `\`tayori send ${optionFor(plan.id)} --yes --expect ${expected}${request.given}\``;
  output.note(
    request.dryRun
      ? 'A dry run: nothing was sent.'
      : `Nobody is at a terminal to confirm, so nothing was sent. To send: ${line}.`,
  );
  return request.dryRun ? exitCodes.done : exitCodes.mend;
}

/** Everyone has it, or nobody can know. */
function showNobodyLeft({ id, world: { output } }: SendShown, { tally, only }: Plan): void {
  const balance = () => words.balanceLines(tally, 0, 0);
  if (only !== undefined)
    output.lines(
      ...leftOutLines(only),
      nobodyLine(id, only),
      ...(tally.sent === tally.planned ? [] : balance()),
    );
  else if (tally.sent === tally.planned)
    output.lines(`Everyone has ${id} already: ${people(tally.planned)}.`);
  else output.lines(`${id} is finished: there is nobody left to send it to.`, ...balance());
}

function showRan(
  { id, transport, world: { output } }: SendShown,
  { after, ending, seconds }: Extract<SendReport, { outcome: 'ran' }>,
): void {
  output.lines(...words.relayLines(transport.relays?.()));
  output.lines(...words.balanceLines(after, seconds, ending.sent));
  if (transport.channel === 'rehearsal')
    output.lines('', `Look at ${transport.name.replace('outbox:', '')}/${id}/`);
}

/** Who is in doubt, who failed, what to do, and the exit code. */
function conclude(shown: SendShown, { only }: Plan, done: Done): ExitCode {
  const { id, transport, settings, world } = shown;
  const { output, signal } = world;
  const { before, after, ending, earlier, now, doubt, failed, failedAgain } = done;
  const { retryAt } = ending;
  if (after.failed > before.failed) output.lines('', ...words.failedLines(failed));
  else if (after.failed > 0) output.lines('', words.earlierFailures(id, after.failed, failedAgain));
  if (retryAt !== undefined) output.lines('', words.retryLine(id, retryAt, settings.site.timezone));
  if (doubt.length > 0) output.problems([words.doubtProblem(id, doubt)]);
  output.lines(...bouncedLines(now));
  const braked = brakeProblems(now);
  const told = braked.length > 0 && ending.stop?.why === 'bad-addresses';
  const left = after.queued + after.deferred;
  output.problems([...endingProblems(id, told ? { ...ending, stop: undefined } : ending, left), ...braked]);
  if (ending.others.length > 0) output.lines('', words.othersLine(id, ending.others));
  if (signal.aborted) output.note(`Stopped. Run \`tayori send ${optionFor(id)}\` to go on.`);
  output.document({
    ...documentOf(id, transport, after, false),
    only: onlyDocument(only),
    retryAt: retryAt ?? null,
    others: ending.others.map(({ host, held }) => ({ host, held })),
    inDoubt: doubt.map(({ address }) => address),
    failures: failed.map(({ address, response }) => ({ address, response: response ?? '' })),
    ...brakeDocument([...earlier, ...now]),
  });
  const stopped = braked.length > 0 || ending.stop?.why === 'bad-addresses';
  return exitCodeOf(before, after, signal.aborted, stopped);
}

/** @param stopped too many addresses were called bad: running it again later, as after 3, is no remedy */
function exitCodeOf(before: Tally, after: Tally, interrupted: boolean, stopped: boolean): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  if (stopped) return exitCodes.mend;
  if (after.uncertain > 0) return exitCodes.doubt;
  const unfinished = after.queued > 0 || after.deferred > 0 || after.failed > before.failed;
  return unfinished ? exitCodes.unfinished : exitCodes.done;
}

function documentOf(id: string, transport: Transport, tally: Tally, dryRun: boolean) {
  return { id, transport: transport.name, dryRun, ...tally };
}

/** The rest of the document of a run that sends nothing. */
const NOBODY_NAMED = {
  only: null,
  retryAt: null,
  others: [],
  inDoubt: [],
  failures: [],
  ...brakeDocument([]),
};

/** A test is done only if every mail was taken. */
export function showTest(
  { id, transport, world: { output } }: SendShown,
  { edition, replies }: Awaited<ReturnType<typeof sendTestMails>>,
): ExitCode {
  const sent = replies.filter(({ reply }) => reply.kind === 'accepted').length;
  output.lines(
    ...replies.map(
      ({ address, reply }) =>
        `${reply.kind === 'accepted' ? 'Sent' : 'Not sent'} to ${address} through ${transport.name}: ${saidBy(reply)}`,
    ),
  );
  const test = replies.map(({ address }) => address);
  output.document({ id, transport: transport.name, test, edition, sent, replies });
  return sent === replies.length ? exitCodes.done : exitCodes.unfinished;
}

function saidBy(reply: Reply): string {
  if (reply.kind === 'lost') return 'lost';
  return 'response' in reply ? reply.response : `${reply.phase}: ${reply.reason}`;
}
