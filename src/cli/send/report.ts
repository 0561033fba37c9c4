/** What `tayori send` says: the plan before, a line while it runs, and the balance after. Words only. */

import type { Delivery, Tally, Worker } from '../../ledger/ledger.ts';
import type { RelayReport } from '../../mail/transport.ts';
import { optionFor } from '../../period.ts';
import type { Problem } from '../../problem.ts';
import type { SendProgress } from '../../sending/loop/progress.ts';
import { openOf } from '../../sending/plan/doubt-policy.ts';
import type { Plan } from '../../sending/plan/plan.ts';
import type { DoubtPolicy } from '../../sending/send-job.ts';
import { grouped, kilobytes, people } from '../../text/amounts.ts';
import { minuteOf } from '../../time.ts';
import { table } from '../terminal/table.ts';
import { leftOutLines, onlyWhom } from './only-report.ts';

/** How many domains, and people, a list on the terminal names. */
const TOP = 5;
const NAMED = 20;

/**
 *     2025-W45   港の倉庫が検査場に変わる日｜週刊みなと経済
 *     From       週刊みなと経済 <letter@minato-keizai.example>
 *     Through    smtp://mail.example.jp
 *     To         2,000 people, all still to be sent
 */
export function planLines(plan: Plan, through: string, zone: string): string[] {
  const { sender, tally, editions, domains, retryAt, only } = plan;
  const none = (only?.people ?? tally.planned) === 0;
  const head = [
    [plan.id, plan.subject],
    ['From', `${sender.name} <${sender.address}>`],
    ['Through', through],
    ['To', whom(plan)],
    ...(retryAt === undefined ? [] : [['Retry', `deferred mail is due from ${stamp(retryAt, zone)}`]]),
    ...(plan.frozen === undefined
      ? []
      : [['Frozen', `${stamp(plan.frozen, zone)}; every run sends these bytes`]]),
  ];
  const editionRows = editions
    .filter(({ recipients }) => recipients > 0)
    .map(({ key, recipients, html, text }) => [
      `  ${key}`,
      people(recipients),
      `${kilobytes(html)} html`,
      `${kilobytes(text)} text`,
    ]);
  const domainRows = domains.slice(0, TOP).map(([domain, count]) => [`  ${domain}`, people(count)]);
  const others = domains.slice(TOP);
  const rest = others.reduce((total, [, count]) => total + count, 0);
  return [
    ...table(head),
    ...(only === undefined ? [] : leftOutLines(only)),
    ...(none ? [] : ['Editions', ...table(editionRows, [1, 2, 3])]),
    ...(none
      ? []
      : [
          'Domains',
          ...table(
            [...domainRows, ...(rest > 0 ? [[`  ${grouped(others.length)} more`, people(rest)]] : [])],
            [1],
          ),
        ]),
  ];
}

function whom(plan: Plan): string {
  const { tally, begun, nothingFor, only } = plan;
  if (only !== undefined) return onlyWhom(plan, only);
  const state = tally.queued === tally.planned ? 'all still to be sent' : standing(tally, begun);
  const left = nothingFor === 0 ? '' : `; ${people(nothingFor)} chose categories without a post`;
  return `${people(tally.planned)}, ${state}${left}`;
}

/** `1,990 sent, 3 failed, 7 queued`: they add up to what was planned. */
function standing({ planned: _sum, uncertain, ...states }: Tally, begun = 0): string {
  const doubt = uncertain === 0 ? [] : [`${begun > 0 ? 'up to ' : ''}${grouped(uncertain)} in doubt`];
  return [
    ...Object.entries(states)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `${grouped(count)} ${state}`),
    ...doubt,
  ].join(', ');
}

/** What is asked before mail leaves: how many it goes to, and what became of the others. */
export function question(plan: Pick<Plan, 'id' | 'tally' | 'only'>, policy: DoubtPolicy): string {
  const { id, tally, only } = plan;
  const open = openOf(plan, policy);
  if (only !== undefined) return `Type ${open} to send ${id} to ${onlyWhom(plan, only)}: `;
  const done = tally.planned - open;
  const whom =
    done === 0 ? people(open) : `the ${people(open)} left of ${grouped(tally.planned)} (${standing(tally)})`;
  return `Type ${open} to send ${id} to ${whom}: `;
}

/** After an answer that was not the number. */
export function notConfirmed(id: string, open: number, answer: string | undefined): string {
  const typed = answer === undefined ? 'Nothing was typed' : `«${answer.trim().slice(0, NAMED)}» was typed`;
  return `Nothing was sent. ${typed}, and ${open} was expected: run \`tayori send ${optionFor(id)}\` again to be asked again.`;
}

/** Said at once, or Ctrl-C would seem to do nothing for as long as a server takes to answer. */
export function stoppingLine(underWay: number): string {
  const what = underWay === 1 ? '1 delivery that is' : `${grouped(underWay)} deliveries that are`;
  return underWay === 0
    ? 'Stopping (again: stop now).'
    : `Stopping: waiting for ${what} under way (again: stop now).`;
}

/** ` 1,234 / 2,000   61 %   165/s   5 s left`. */
export function progressLine({ done, total, perSecond, secondsLeft, waiting }: SendProgress): string {
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const parts = [
    `${grouped(done).padStart(grouped(total).length)} / ${grouped(total)}`,
    `${String(share).padStart(3)} %`,
    `${grouped(Math.round(perSecond))}/s`,
  ];
  if (waiting !== undefined) parts.push(`waiting ${waiting}`);
  else if (secondsLeft !== undefined) parts.push(`${duration(secondsLeft)} left`);
  return parts.join('   ');
}

/** The balance: every recipient in exactly one row, and the sum. */
export function balanceLines(tally: Tally, seconds: number, sentNow: number): string[] {
  const rate =
    seconds > 0
      ? ` (${grouped(sentNow)} in this run, ${duration(seconds)}, ${grouped(Math.round(sentNow / seconds))}/s)`
      : '';
  const rows = [
    ['Sent', tally.sent, rate],
    ['Failed', tally.failed, ''],
    ['Skipped', tally.skipped, tally.skipped > 0 ? ' (left since it was frozen, or let be in doubt)' : ''],
    ['In doubt', tally.uncertain, ''],
    ['Deferred', tally.deferred, ''],
    ['Queued', tally.queued, ''],
  ] as const;
  const lines = table(
    rows.map(([name, count]) => [name, grouped(count)]),
    [1],
  );
  const width = Math.max(...lines.map((line) => line.length));
  return [
    ...lines.map((line, index) => `${line}${rows[index]?.[2] ?? ''}`),
    '-'.repeat(width),
    ...table([
      ['Planned'.padEnd('Deferred'.length), grouped(tally.planned).padStart(width - 'Deferred'.length - 2)],
    ]),
  ];
}

/** What each of several relays did in this run: a line for each, and an empty one after them. */
export function relayLines(relays: readonly RelayReport[] = []): string[] {
  if (relays.length < 2) return [];
  const rows = relays.map(({ name, taken, rests, said, down }) => {
    const times = rests === 1 ? 'left out once' : `left out ${grouped(rests)} times`;
    const state = down ? `${times}, and still: ${said}` : `${times}: ${said}`;
    return [`  ${name}`, `${grouped(taken)} taken`, rests === 0 ? '' : state];
  });
  return ['Relays', ...table(rows, [1]), ''];
}

/** Everyone in doubt, by address, and how to settle it. */
export function doubtProblem(id: string, doubt: readonly Delivery[]): Problem {
  const named = doubt.map(({ address }) => `\n     ${address}`).join('');
  const [verb, them] = doubt.length === 1 ? ['has', 'that person'] : ['have', 'all of them'];
  return {
    code: 'send-doubt',
    message: `Nobody can know whether ${people(doubt.length)} ${verb} the mail:${named}`,
    hint: `Ask them or look into the mail server's log, then say who has it: \`tayori settle ADDRESS ${optionFor(id)} --as sent --reason TEXT\`, or \`tayori settle ${optionFor(id)} --log FILE\` for all whom the log names; or run \`tayori send ${optionFor(id)} --in-doubt resend\` to send it to ${them} again, or \`--in-doubt skip\` to let it be.`,
  };
}

/** Whose failure an earlier run has named already. @param again whether `--only failed` would send to anybody */
export function earlierFailures(id: string, failed: number, again: boolean): string {
  const retry = again ? ` \`tayori send ${optionFor(id)} --only failed\` tries again.` : '';
  return `${people(failed)} failed in earlier runs: \`tayori status ${optionFor(id)}\` names them.${retry}`;
}

export function failedLines(failed: readonly Delivery[]): string[] {
  const rows = failed.slice(0, NAMED).map(({ address, response }) => [`  ${address}`, response ?? '']);
  return failed.length === 0
    ? []
    : [
        'Failed:',
        ...table(rows),
        ...(failed.length > NAMED ? [`  and ${grouped(failed.length - NAMED)} more`] : []),
      ];
}

/** What a worker says that comes when others are at work: they share what is left. */
export function joinedLine({ queued, deferred, planned }: Tally, others: readonly Worker[]): string {
  return `Joined a send in progress: ${grouped(queued + deferred)} of ${grouped(planned)} left, with ${hostsOf(others)}.`;
}

/** What a worker says that is through before the others. */
export function othersLine(id: string, others: readonly Worker[]): string {
  const held = others.reduce((sum, worker) => sum + worker.held, 0);
  const whose = hostsOf(others);
  return `${people(held)} ${held === 1 ? 'is' : 'are'} left, with ${whose}: \`tayori status ${optionFor(id)}\` shows how far they are.`;
}

function hostsOf(others: readonly Worker[]): string {
  const named = others.slice(0, TOP).map(({ host }) => host);
  const more = others.length > TOP ? ` and ${grouped(others.length - TOP)} more` : '';
  return `${named.join(', ')}${more}`;
}

/** When to run again, in the site's time. */
export function retryLine(id: string, retryAt: Date, zone: string): string {
  return `Deferred mail is due from ${stamp(retryAt, zone)}: run \`tayori send ${optionFor(id)}\` then.`;
}

/** `45 s`, `3 min 20 s`; at least a second. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2025-11-10 07:05 (Asia/Tokyo)`. */
function stamp(instant: Date, zone: string): string {
  return `${minuteOf(instant, zone)} (${zone})`;
}
