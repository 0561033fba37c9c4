/** `npm run status`: what happened to every digest. It only reads. */

import { loadConfig } from '../../config.ts';
import type {
  Delivery,
  DeliveryState,
  DomainFaults,
  Ledger,
  MailingHead,
  Tally,
  Worker,
} from '../../ledger/ledger.ts';
import { optionFor } from '../../period.ts';
import { begunByTheDead, withTheDead, workersNow } from '../../sending/dead-workers.ts';
import { grouped, people } from '../../text/amounts.ts';
import { columnsOf } from '../../text/text-columns.ts';
import { minuteOf } from '../../time.ts';
import { type Command, exitCodes } from '../command.ts';
import { openForFewRows, openLedgerOf } from '../ledger.ts';
import { mailingName, mailingsOf } from '../mailings.ts';
import { namedPeriod, periodOptions } from '../period-options.ts';
import { labelled } from '../terminal/terminal-text.ts';
import { atWork, workerDocuments, workerLines } from './status-workers.ts';

/** A list on the terminal names this many people. */
const NAMED = 20;

export const status: Command = {
  doc: 'Shows what became of every digest: sent, failed, in doubt, and what is still to come.',
  details: [
    'Reads the ledger and changes nothing; it may run while a digest is being sent. Whoever failed or is in',
    'doubt is named with the last words of the mail server; `tayori why ADDRESS` says more about one person.',
  ].join('\n'),
  options: periodOptions('all'),
  json: {
    mailings:
      'Each digest, oldest first: `{id, channel, subject, frozen, deadline, planned, sent, failed, skipped, uncertain, deferred, queued, retryAt, workers, undecided, inDoubt, failures}`; `channel` is mail or rehearsal; planned is the sum of the six numbers behind it; `uncertain` counts too what a worker had begun that died, and the next run names; `retryAt` is null where no mail is deferred.',
    transactional:
      'The mails to one person, such as confirmations, all together: `{planned, sent, failed, skipped, uncertain, deferred, queued}`. They are in no digest.',
    workers:
      'Of each mailing: every process that sent it: `{host, since, atWork, sent, held, perSecond, stopped}`; `held` counts what it claimed and has not brought to an end, `perSecond` is null once it is gone, `stopped` is `{why, said}` where it stopped before the end, or null.',
    inDoubt:
      'Of each mailing: who is in doubt, and why: `{address, response, relay}`; `relay` is the mail server that was tried last, or null.',
    undecided:
      'Of each mailing: how many addresses were called bad, or their mailbox full, in a run that did not come to its end: the next `send` decides about them.',
    failures: 'Of each mailing: who failed, and the words of the server: `{address, response, relay}`.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    // Only a document names everybody who failed.
    const open = world.output.json ? openLedgerOf : openForFewRows;
    await using ledger = await open(world, 'only');
    const mailings = await mailingsOf(call, ledger, settings, world.clock);
    const limit = world.output.json ? Number.POSITIVE_INFINITY : NAMED;
    const now = world.clock();
    const states: Status[] = [];
    for (const mailing of mailings) states.push(await stateOf(ledger, mailing, limit));
    const single = await ledger.deliveries.transactional('mail');
    if (states.length === 0) world.output.lines('No digest was sent from this ledger yet.');
    for (const [index, state] of states.entries()) {
      world.output.lines(...(index === 0 ? [] : ['']), ...statusLines(state, now, settings.site.timezone));
    }
    if (namedPeriod(call, settings, now) === undefined) world.output.lines(...singleLines(single));
    world.output.document({
      mailings: states.map((state) => documentOf(state, now)),
      transactional: single,
    });
    return exitCodes.done;
  },
};

/**
 * Mails to one person: confirmations, welcomes. If none can be sent because there is no server, editors must see it
 * here: nobody can join meanwhile.
 */
export function singleLines(single: Tally): string[] {
  if (single.planned === 0) return [];
  const waiting = single.queued + single.deferred;
  return [
    '',
    ...labelled('One person', LABEL, balance(single)),
    ...(waiting === 0
      ? []
      : labelled(
          '',
          LABEL,
          `${grouped(waiting)} wait: \`tayori serve\` sends them, and its log says what holds them up`,
        )),
    ...(single.failed === 0
      ? []
      : labelled(
          '',
          LABEL,
          `${grouped(single.failed)} could not be sent: these people could not confirm, or were not told`,
        )),
  ];
}

/** What is known about one mailing; the lists may be shorter than the tally says. */
export type Status = {
  readonly mailing: MailingHead;
  readonly tally: Tally;
  readonly retryAt: Date | undefined;
  readonly workers: readonly Worker[];
  /** What servers said about addresses, as far as nothing was decided yet. */
  readonly undecided: number;
  readonly doubt: readonly Delivery[];
  readonly failed: readonly Delivery[];
};

async function stateOf(ledger: Ledger, mailing: MailingHead, limit: number): Promise<Status> {
  const { deliveries } = ledger;
  const first = (state: DeliveryState) => firstOf(deliveries.list(mailing, state), limit);
  return {
    mailing,
    tally: await deliveries.tally(mailing),
    retryAt: await deliveries.nextRetry(mailing),
    workers: await workersNow(ledger, mailing),
    undecided: undecidedOf(await deliveries.faults(mailing)),
    doubt: await first('uncertain'),
    failed: await first('failed'),
  };
}

function undecidedOf(faults: readonly DomainFaults[]): number {
  return faults.reduce((sum, { badAddress, mailboxFull }) => sum + badAddress + mailboxFull, 0);
}

async function firstOf<T>(items: AsyncIterable<T>, limit: number): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) if (found.push(item) >= limit) break;
  return found;
}

/** @param zone the zone of the times */
export function statusLines(state: Status, now: Date, zone: string): string[] {
  const { mailing, tally, retryAt, workers, undecided, doubt, failed } = state;
  const begun = begunByTheDead(workers);
  const queued = tally.queued - begun;
  return [
    ...labelled(mailingName(mailing), columnsOf(mailingName(mailing)), mailing.subject),
    ...row('Frozen', `${minuteOf(mailing.frozen, zone)} (${zone})`),
    ...row('Balance', balance(withTheDead(tally, begun), begun)),
    ...(begun === 0 ? [] : row('Died', diedWords(mailing, begun))),
    ...(retryAt === undefined ? [] : row('Retry', retryWords(mailing, retryAt, zone))),
    ...workerLines(workers, tally, now, zone),
    ...(queued === 0 || atWork(workers).length > 0
      ? []
      : row('Queued', `\`tayori send ${optionFor(mailing.id)}\` goes on`)),
    ...(tally.uncertain === 0 || mailing.channel === 'rehearsal'
      ? []
      : row('Settle', `\`tayori settle ${optionFor(mailing.id)} --log FILE\` decides who has it`)),
    ...(undecided === 0 || atWork(workers).length > 0
      ? []
      : row('Bounces', `${people(undecided)}: the next \`tayori send\` decides who is taken off the list`)),
    ...peopleLines('In doubt', doubt, tally.uncertain),
    ...peopleLines('Failed', failed, tally.failed),
  ];
}

const LABEL = 10;

function row(label: string, text: string): string[] {
  return labelled(`  ${label}`, LABEL, text);
}

function diedWords({ id }: MailingHead, begun: number): string {
  return `a worker died in the middle of ${people(begun)}: \`tayori send ${optionFor(id)}\` says who`;
}

/**
 * `2,000 planned = 1,996 sent + 3 failed + 1 in doubt`.
 *
 * @param begun the part of those in doubt that a dead worker had begun: nobody has looked at them yet
 */
export function balance({ planned, ...states }: Tally, begun = 0): string {
  const parts = ([...Object.entries(states)] as [keyof typeof states, number][])
    .filter(([, count]) => count > 0)

    .map(([state, count]) =>
      state === 'uncertain'
        ? `${begun > 0 ? 'up to ' : ''}${grouped(count)} in doubt`
        : `${grouped(count)} ${state}`,
    );
  return `${grouped(planned)} planned = ${parts.length === 0 ? '0' : parts.join(' + ')}`;
}

/** Short enough for one line: a command that is broken into two lines cannot be copied. */
function retryWords({ id }: MailingHead, retryAt: Date, zone: string): string {
  return `from ${minuteOf(retryAt, zone)}: run \`tayori send ${optionFor(id)}\` then`;
}

/** Addresses, each with the last words about it. */
export function peopleLines(title: string, some: readonly Delivery[], count: number): string[] {
  if (count === 0) return [];
  const width = Math.min(34, Math.max(...some.map(({ address }) => columnsOf(address) + 4)));
  return [
    `  ${title}`,
    ...some
      .slice(0, NAMED)
      .flatMap(({ address, response = '', relay }) =>
        labelled(`    ${address}`, width, relay === undefined ? response : `${response} (${relay})`),
      ),
    ...(count > NAMED ? [`    and ${grouped(count - NAMED)} more: \`--json\` names all`] : []),
  ];
}

function documentOf({ mailing, tally, retryAt, workers, undecided, doubt, failed }: Status, now: Date) {
  const named = (some: readonly Delivery[]) =>
    some.map(({ address, response, relay }) => ({ address, response: response ?? '', relay: relay ?? null }));
  return {
    id: mailing.id,
    channel: mailing.channel,
    subject: mailing.subject,
    frozen: mailing.frozen,
    deadline: mailing.deadline,
    ...withTheDead(tally, begunByTheDead(workers)),
    retryAt: retryAt ?? null,
    workers: workerDocuments(workers, now),
    undecided,
    inDoubt: named(doubt),
    failures: named(failed),
  };
}
