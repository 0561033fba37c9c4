/** `npm run send`: a kept digest -> everyone who should have it, once. */

import { hostname } from 'node:os';
import { people } from '../amounts.ts';
import { loadConfig } from '../config.ts';
import { again } from '../digest/digest-files.ts';
import { unfinishedProblems } from '../digest/unfinished.ts';
import type { Delivery, Ledger, Mailing, MailingRef, Tally } from '../ledger/ledger.ts';
import { addresseeOf, keysFor, NOBODY } from '../mail/addressee.ts';
import { type DkimKey, readDkimKey } from '../mail/dkim.ts';
import { composeEdition } from '../mail/message.ts';
import { openTransport } from '../mail/open-transport.ts';
import { composeProblems } from '../mail/probe.ts';
import { steadyClock } from '../mail/steady.ts';
import type { Reply, Transport } from '../mail/transport.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { type Conclusion, concludeFaults } from '../sending/conclude-faults.ts';
import { begunByTheDead, sendersNow, withTheDead } from '../sending/dead-workers.ts';
import { frozenEdition, mailingOf } from '../sending/freeze.ts';
import { limitsOf } from '../sending/limits.ts';
import type { Plan } from '../sending/plan.ts';
import { nothingWasWritten } from '../sending/quiet-period.ts';
import {
  checkExpected,
  isAtWork,
  makeReady,
  makeTestReady,
  type Ready,
  signingKeys,
  type Wanted,
} from '../sending/ready.ts';
import { type Ending, sendMailing } from '../sending/run.ts';
import { findsSomebody, onlyChosen } from '../sending/selection.ts';
import { makeOnlyReady } from '../sending/selection-checks.ts';
import { leaveTrace, refuseOlder } from '../sending/sent-marker.ts';
import type { Settings } from '../settings.ts';
import { readKeys } from '../subscribers/links.ts';
import { optionFor, type Period } from '../time.ts';
import { bouncedLines, brakeDocument, brakeProblems } from './brake-report.ts';
import { type Command, type ExitCode, exitCodes, type World } from './command.ts';
import { openLedgerOf } from './ledger.ts';
import { type MailTarget, mailTarget, noServer, targetLine } from './mail-target.ts';
import { periodOf, periodOptions } from './period.ts';
import { makeAnewReady } from './send-anew.ts';
import { leftOutLines, nobodyLine, onlyDocument } from './send-only-report.ts';
import * as words from './send-report.ts';
import { type Policy, type Request, readRequest } from './send-request.ts';
import { working } from './working.ts';

export const send: Command = {
  doc: 'Sends a kept digest to every confirmed subscriber who has not had it. Safe to run again.',
  details: [
    'Shows first what would be sent, to how many, and asks for that number. Without a terminal nobody can be',
    'asked: then `--yes` confirms, or nothing is sent. Into an outbox nothing leaves the machine, and nothing is',
    'asked; `--rehearse` sends there whatever MAIL_URL says.',
    'The first run freezes the mails and the recipients: every further run sends the same bytes to those who',
    'are left. A recipient of whom nobody can know whether the mail arrived is named, and never mailed twice',
    'unless you say so. Whose address a server calls bad is taken off the list when the run has ended; where it',
    'says so of more people than is usual, the run stops, and nobody is.',
    '`--only` keeps a run to some of a digest that was sent before, and says first who is left out, and why.',
    '`--anew` is for a frozen digest that can not or must not be sent as it is: make it again, and send that.',
  ].join('\n'),
  examples: [
    ['tayori send', 'The last full week: shows the plan, asks for the number, sends.'],
    ['tayori send --yes --expect 900-1100', 'The same from cron: refused outside the range.'],
    [
      'tayori send --week 2025-W45 --anew "the link was wrong"',
      'The mails as they are on disk now, to who has none.',
    ],
    ['tayori send --week 2025-W45 --only failed', 'Again to who failed, once the cause is mended.'],
    ['tayori send --week 2025-W45 --only deferred', 'Now, instead of when the servers said.'],
    ['tayori send --week 2025-W45 --only new', 'The same mail to who was confirmed since.'],
  ],
  options: {
    ...periodOptions('the last full week'),
    'dry-run': { type: 'boolean', doc: 'Show the plan and send nothing.' },
    test: { type: 'string', value: 'ADDRESS', doc: 'Send one mail, marked [テスト], to this address only.' },
    yes: { type: 'boolean', doc: 'Send without asking.' },
    rehearse: { type: 'boolean', doc: 'Into the outbox, as `.eml` files, whatever MAIL_URL says.' },
    expect: {
      type: 'string',
      value: 'N|MIN-MAX',
      doc: 'Stop unless there are so many recipients in all; with `--only`, so many of those.',
    },
    only: {
      type: 'string',
      value: 'failed|deferred|new',
      doc: 'Send only to who failed, to whose mail is deferred (now, not at its time), or to who was confirmed since the freeze.',
    },
    anew: {
      type: 'string',
      value: 'WHY',
      doc: 'Lay the frozen mails aside and send those on disk now; who has the digest gets no second one.',
    },
    force: { type: 'boolean', doc: 'With `--only failed`: those too whose address a server called bad.' },
    'in-doubt': {
      type: 'string',
      value: 'hold|skip|resend',
      doc: 'What becomes of recipients in doubt (default: hold; in an outbox: resend).',
    },
    'believe-bounces': {
      type: 'boolean',
      doc: 'Take off the list whose address is called bad, however many they are.',
    },
    wait: { type: 'string', value: 'SECONDS', doc: 'How long to wait for retries in all (default: 60).' },
    at: {
      type: 'string',
      value: 'TIME',
      doc: 'Wait, and let no mail leave before (07:00, or a day and a time).',
    },
    'not-after': {
      type: 'string',
      value: 'TIME',
      doc: 'Let no mail leave after; what is left waits for the next run.',
    },
    'first-run': {
      type: 'boolean',
      doc: 'This ledger is new for a list that is not: it is meant to be empty.',
    },
  },
  json: {
    id: 'The digest.',
    transport: 'How the mail leaves, without user and password.',
    dryRun: 'Whether nothing was sent: only the plan was asked for, or nobody could confirm it.',
    planned: 'Recipients, since the digest was frozen: the sum of the next six.',
    sent: 'The server took the mail.',
    failed: 'The server refused it for good, or it stayed deferred until its deadline.',
    skipped:
      'They left the list since the digest was frozen, or were in doubt and let be (`--in-doubt skip`).',
    uncertain: 'In doubt: nobody can know.',
    queued: 'Not sent yet.',
    deferred: 'The server asked to come back later.',
    only: 'With `--only`: `{choice, people, leftOut}`, where `leftOut` is `{reason, people}` for each of left, bad-address and no-edition; otherwise null.',
    retryAt: 'When the next deferred mail is due; null where none is.',
    others: 'Who else still holds some of them, where senders share a ledger: `{host, held}`.',
    inDoubt: 'The addresses in doubt.',
    failures: 'Who failed, and why: `{address, response}`.',
    bounced: 'Who was taken off the list because of their address: `{address, response}`.',
    notBelieved:
      'Where servers called too many addresses bad, and nobody was taken off the list: `{id, providers, bad, people, allowed, queued, said}`; `providers` is empty where it is about all of them.',
    test: 'Only with `--test`: the address. Besides it there are `id`, `transport`, `sent` and `reply`.',
    reply: 'Only with `--test`: how the server answered.',
  },
  run: async (call, world) => {
    const settings = await loadConfig(world.root);
    const request = readRequest(call, settings.site.timezone, world.clock());
    const period = periodOf(call, settings, world.clock());
    const { id } = period;
    const target = mailTarget(world.env.MAIL_URL, request.rehearse);
    if (target.from === 'unset' && isUnwatched(request, world)) throw new ProblemError([noServer()]);
    await using transport = openTransport(target.url, world.root, {
      ...settings.mail.pace,
      env: world.env,
    });
    remarks(world, target, transport);
    const dkim = dkimKey(world, settings, transport);
    const wanted = { root: world.root, id, channel: transport.channel, settings, env: world.env };
    if (request.test !== undefined) return await sendTest(request.test, wanted, { transport, dkim }, world);
    await using ledger = await openLedgerOf(
      world,
      showsOnly(request, transport, world) ? 'only' : undefined,
      settings.ledger,
    );
    const firstRun = call.flag('first-run');
    return await sendDigest({
      request,
      world,
      settings,
      transport,
      dkim,
      ledger,
      period,
      wanted: { ...wanted, ledger, firstRun, now: world.clock() },
    });
  },
};

type Job = {
  readonly request: Request;
  readonly world: World;
  readonly settings: Settings;
  readonly transport: Transport;
  readonly dkim: DkimKey | undefined;
  readonly ledger: Ledger;
  readonly period: Period;
  readonly wanted: Wanted;
};

/** Without a terminal nobody can confirm, and people would be written to. */
function showsOnly({ dryRun, yes }: Request, { channel }: Transport, { output }: World): boolean {
  return dryRun || (channel === 'mail' && !yes && !output.interactive);
}

/** It is to send, and nobody looks on: whoever set it up believes that people get the mail. */
function isUnwatched({ dryRun, test, yes }: Request, { output }: World): boolean {
  return !dryRun && test === undefined && (yes || !output.interactive);
}

async function sendDigest(job: Job): Promise<ExitCode> {
  const { request, world, transport, ledger, wanted } = job;
  const of: MailingRef = wanted;
  if (request.only === undefined && (await nothingWasWritten(wanted, job.period))) return nothingToSend(job);
  const dry = showsOnly(request, transport, world);
  await using lock = dry ? undefined : await ledger.lock(of);
  if (!dry && lock === undefined) throw new ProblemError([busy(wanted.id)]);
  await refuseOlder(world, of, ledger);
  if (!dry && (await ledger.deliveries.mailing(of.id, of.channel)) !== undefined) {
    await ledger.deliveries.recover(of, world.clock()); // so that the plan counts what a dead sender left
  }
  if (request.anew !== undefined && lock?.alone === false) throw new ProblemError([busy(wanted.id)]);
  const earlier = dry ? [] : await concludeEarlier(job);
  if (request.anew === undefined) await lock?.share(); // with other mails nobody else may be at work
  const { only } = request;
  const ready = await working(world.output, 'Reading the list and the digest', () => readyFor(job));
  checkExpected(request.expect, ready.plan);
  world.output.problems(ready.warnings);
  if (ready.plan.frozen === undefined)
    world.output.problems(await unfinishedProblems(wanted.root, job.settings, job.period, world.clock()));
  if (ready.note !== undefined) world.output.note(ready.note);
  // Who is in doubt is none of those whom `--only` is about.
  const unasked = transport.channel === 'rehearsal' && only === undefined ? 'resend' : 'hold';
  const policy = request.policy ?? unasked;
  if (!request.dryRun && words.openOf(ready.plan, policy) === 0 && !settlesOnly(ready.plan, policy))
    return await nothingLeft(job, of, ready.plan, earlier);
  const plan = dry ? await planWithTheDead(ledger, of, ready.plan) : ready.plan;
  world.output.lines(...words.planLines(plan, transport.name, job.settings.site.timezone), '');
  if (dry) return showOnly(job, plan);
  const refusal = await confirm(job, ready.plan, policy);
  if (refusal !== undefined) return refusal;
  // Awaited, so that the lock is held to the end.
  return await deliver(job, ready, policy, earlier);
}

function readyFor({ request: { only, anew }, wanted }: Job): Promise<Ready> {
  if (anew !== undefined) return makeAnewReady(wanted, anew);
  return only === undefined ? makeReady(wanted) : makeOnlyReady(wanted, only);
}

/** A dry run settles nothing, and must not call queued what a dead sender was in the middle of. */
async function planWithTheDead(ledger: Ledger, of: MailingRef, plan: Plan): Promise<Plan> {
  const begun = begunByTheDead(await sendersNow(ledger, of));
  return begun === 0 ? plan : { ...plan, begun, tally: withTheDead(plan.tally, begun) };
}

/** A week without posts. */
function nothingToSend({ request, transport, wanted, settings, world: { output } }: Job): ExitCode {
  const none = { planned: 0, sent: 0, failed: 0, skipped: 0, uncertain: 0, queued: 0, deferred: 0 };
  output.lines(
    `There are no posts in ${wanted.id} (${settings.site.timezone}), so there is nothing to send.`,
  );
  output.document({ ...documentOf(wanted, transport, none, request.dryRun), ...NOBODY_NAMED });
  return exitCodes.done;
}

async function deliver(
  job: Job,
  ready: Ready,
  policy: Policy,
  earlier: readonly Conclusion[],
): Promise<ExitCode> {
  const { request, world, transport, ledger, settings } = job;
  const { clock, output, signal } = world;
  const { deliveries } = ledger;
  const mailing = await ready.freeze(clock());
  const others = ledger.shared ? (await deliveries.workers(mailing)).filter(isAtWork) : [];
  if (others.length > 0) output.note(words.joinedLine(await deliveries.tally(mailing), others));
  await settle(ledger, mailing, policy, clock());
  const before = await deliveries.tally(mailing);
  await mark(job, mailing, before.sent);
  const keys = keysFor(mailing, signingKeys(world.env)) ?? signingKeys(world.env);
  const steady = steadyClock(clock);
  const started = steady();
  const counted = countUnderWay(transport);
  const stopping = () => output.note(words.stoppingLine(counted.underWay()));
  signal.addEventListener('abort', stopping, { once: true });
  const ending = await sendMailing({
    mailing,
    deliveries: request.only === undefined ? deliveries : onlyChosen(deliveries, request.only.choice),
    transport: counted.transport,
    addressee: (delivery) => addresseeOf(mailing, delivery, keys),
    owner: Buffer.from(world.random(8)).toString('hex'),
    host: `${hostname()} (${process.pid})`,
    clock,
    steady,
    signal,
    patience: request.patience,
    limits: limitsOf(settings, transport.channel, request),
    believeBounces: request.believeBounces,
    dkim: job.dkim,
    onProgress: (progress) => output.progress(words.progressLine(progress)),
  }).catch((error) => {
    throw words.brokenOff(mailing.id, error);
  });
  signal.removeEventListener('abort', stopping);
  output.progress('');
  const now = signal.aborted ? [] : await conclusionsOf(job);
  const after = await deliveries.tally(mailing);
  await mark(job, mailing, after.sent);
  const seconds = (steady().getTime() - started.getTime()) / 1000;
  output.lines(...words.relayLines(transport.relays?.()));
  output.lines(...words.balanceLines(after, seconds, ending.sent));
  if (transport.channel === 'rehearsal')
    output.lines('', `Look at ${transport.name.replace('outbox:', '')}/${mailing.id}/`);
  return conclude(job, mailing, { before, after, ending, only: ready.plan.only, earlier, now });
}

async function mark({ world }: Job, mailing: Mailing, sent: number): Promise<void> {
  const note = await leaveTrace(world, mailing, sent);
  if (note !== undefined) world.output.note(note);
}

/** The same transport, which knows how many deliveries are under way. */
function countUnderWay(transport: Transport): { readonly transport: Transport; underWay(): number } {
  let running = 0;
  const deliver: Transport['deliver'] = async (message, mark) => {
    running += 1;
    try {
      return await transport.deliver(message, mark);
    } finally {
      running -= 1;
    }
  };
  return { transport: { ...transport, deliver }, underWay: () => running };
}

type Ended = {
  readonly before: Tally;
  readonly after: Tally;
  readonly ending: Ending;
  readonly only: Plan['only'];
  /** What was decided about addresses that were called bad: before this run, of runs that died, and after it. */
  readonly earlier: readonly Conclusion[];
  readonly now: readonly Conclusion[];
};

/** The report after a run: who is in doubt, who failed, what to do, and the exit code. */
async function conclude(
  { world, settings, ledger, transport }: Job,
  of: MailingRef,
  { before, after, ending, only, earlier, now }: Ended,
): Promise<ExitCode> {
  const { output, signal } = world;
  const [doubt, failed] = [await listOf(ledger, of, 'uncertain'), await listOf(ledger, of, 'failed')];
  const { retryAt } = ending;
  if (after.failed > before.failed) output.lines('', ...words.failedLines(failed));
  else if (after.failed > 0) {
    const again = await findsSomebody(ledger.deliveries, of, { choice: 'failed', force: false });
    output.lines('', words.earlierFailures(of.id, after.failed, again));
  }
  if (retryAt !== undefined) output.lines('', words.retryLine(of.id, retryAt, settings.site.timezone));
  if (doubt.length > 0) output.problems([words.doubtProblem(of.id, doubt)]);
  output.lines(...bouncedLines(now));
  const braked = brakeProblems(now);
  const told = braked.length > 0 && ending.stop?.why === 'bad-addresses';
  output.problems([
    ...words.endingProblems(of.id, told ? { ...ending, stop: undefined } : ending),
    ...braked,
  ]);
  if (ending.others.length > 0) output.lines('', words.othersLine(of.id, ending.others));
  if (signal.aborted) output.note(`Stopped. Run \`tayori send ${optionFor(of.id)}\` to go on.`);
  output.document({
    ...documentOf(of, transport, after, false),
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

/** What a run that was killed left open is decided first. Who was not believed there is sent to again in this run. */
async function concludeEarlier(job: Job): Promise<readonly Conclusion[]> {
  const { output } = job.world;
  const found = await conclusionsOf(job);
  const [own, others] = [true, false].map((is) =>
    found.filter(({ mailing }) => (mailing === job.wanted.id) === is),
  );
  output.lines(...bouncedLines(found));
  for (const { message } of brakeProblems(own ?? [])) output.note(message);
  output.problems(brakeProblems(others ?? []));
  return found;
}

/** About addresses that were called bad, in every mailing at which nobody is at work. A rehearsal has none. */
async function conclusionsOf(job: Job): Promise<readonly Conclusion[]> {
  const { request, world, ledger, wanted } = job;
  if (wanted.channel !== 'mail') return [];
  return await concludeFaults(ledger.deliveries, wanted, world.clock(), { believe: request.believeBounces });
}

/** @param stopped too many addresses were called bad: running it again later, as after 3, is no remedy */
export function exitCodeOf(before: Tally, after: Tally, interrupted: boolean, stopped = false): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  if (stopped) return exitCodes.mend;
  if (after.uncertain > 0) return exitCodes.doubt;
  const unfinished = after.queued > 0 || after.deferred > 0 || after.failed > before.failed;
  return unfinished ? exitCodes.unfinished : exitCodes.done;
}

function documentOf({ id }: MailingRef, transport: Transport, tally: Tally, dryRun: boolean) {
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

function showOnly({ request, world, transport, wanted }: Job, plan: Plan): ExitCode {
  const { output } = world;
  output.document({
    ...documentOf(wanted, transport, plan.tally, true),
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

/** Everyone has it, or nobody can know: there is nothing to send, and nothing to confirm. */
async function nothingLeft(
  job: Job,
  of: MailingRef,
  { tally, only }: Plan,
  earlier: readonly Conclusion[],
): Promise<ExitCode> {
  const { output } = job.world;
  if (only !== undefined)
    output.lines(
      ...leftOutLines(only),
      nobodyLine(of.id, only),
      ...(tally.sent === tally.planned ? [] : words.balanceLines(tally, 0, 0)),
    );
  else if (tally.sent === tally.planned)
    output.lines(`Everyone has ${of.id} already: ${people(tally.planned)}.`);
  else
    output.lines(
      `${of.id} is finished: there is nobody left to send it to.`,
      ...words.balanceLines(tally, 0, 0),
    );
  const ending = { stop: undefined, away: undefined, refusedBy: {}, retryAt: undefined, sent: 0, others: [] };
  return conclude(job, of, { before: tally, after: tally, ending, only, earlier, now: [] });
}

/** Nobody is left to be written to, but those in doubt are to be let be. */
function settlesOnly({ tally }: Plan, policy: Policy): boolean {
  return tally.uncertain > 0 && policy === 'skip';
}

/** @returns the exit code where the editor did not type the number */
async function confirm(job: Job, plan: Plan, policy: Policy): Promise<ExitCode | undefined> {
  const { request, world, transport } = job;
  const { output, signal } = world;
  if (request.yes || transport.channel === 'rehearsal') return undefined;
  const open = words.openOf(plan, policy);
  const answer = await output.ask(words.question(plan, policy));
  if (answer?.normalize('NFKC').replace(/[,\s]/g, '') === String(open)) return undefined;
  if (answer === undefined) output.note(''); // the cursor still stands behind the question
  output.note(signal.aborted ? 'Nothing was sent.' : words.notConfirmed(plan.id, open, answer));
  return signal.aborted ? exitCodes.interrupted : exitCodes.mend;
}

/** What is in doubt from earlier runs; what falls into doubt in this one is reported at its end. */
async function settle(ledger: Ledger, of: MailingRef, policy: Policy, now: Date): Promise<void> {
  if (policy === 'hold') return;
  // Nobody refused it: `failed` would say more than anyone knows.
  const as = policy === 'resend' ? 'queued' : 'skipped';
  await ledger.deliveries.settle(of, as, `in doubt; by decision: ${policy}`, now);
}

async function sendTest(
  to: string,
  wanted: Omit<Wanted, 'ledger' | 'firstRun' | 'now'>,
  { transport, dkim }: Pick<Job, 'transport' | 'dkim'>,
  world: World,
): Promise<ExitCode> {
  const { kept, sender } = await makeTestReady(wanted);
  const now = world.clock();
  // A Message-ID of its own for each test: a mail program hides the second mail with the same one.
  const id = `${wanted.id}.test.${now.getTime()}`;
  const edition = frozenEdition({ ...kept.edition, subject: `[テスト] ${kept.edition.subject}` });
  const mailing: Mailing = { ...mailingOf(id, wanted.channel, sender, [edition], now), planned: 1 };
  const hint = `Correct what it names, and make the digest again with ${again(wanted.id)}.`;
  const found = await composeProblems(mailing, signingKeys(world.env), hint);
  if (found.length > 0) throw new ProblemError(found);
  const compose = await composeEdition(mailing, edition, dkim);
  const addressee = addresseeOf(mailing, { subscriber: NOBODY, address: to }, signingKeys(world.env));
  const reply = await transport.deliver(compose(addressee), async () => true);
  const said = saidBy(reply);
  world.output.lines(
    `${reply.kind === 'accepted' ? 'Sent' : 'Not sent'} to ${to} through ${transport.name}: ${said}`,
  );
  world.output.document({
    id: wanted.id,
    transport: transport.name,
    test: to,
    sent: Number(reply.kind === 'accepted'),
    reply,
  });
  return reply.kind === 'accepted' ? exitCodes.done : exitCodes.unfinished;
}

function saidBy(reply: Reply): string {
  if (reply.kind === 'lost') return 'lost';
  return 'response' in reply ? reply.response : `${reply.phase}: ${reply.reason}`;
}

/** A rehearsal without the key stays unsigned. @throws ProblemError (send-dkim) */
function dkimKey({ env }: World, { mail }: Settings, { channel }: Transport): DkimKey | undefined {
  if (mail.dkim === undefined || (channel === 'rehearsal' && env.DKIM_KEY === undefined)) return undefined;
  const key = readDkimKey(env.DKIM_KEY, mail.dkim);
  if ('code' in key) throw new ProblemError([key]);
  return key;
}

function remarks(world: World, target: MailTarget, transport: Transport): void {
  const { env, output } = world;
  output.note(targetLine(target, transport, world));
  if (transport.channel === 'rehearsal' && readKeys(env.SIGNING_KEY) === undefined) {
    output.note('Links are signed with a key for demonstrations (SIGNING_KEY is not set, or short).');
  }
}

async function listOf(ledger: Ledger, of: MailingRef, state: 'uncertain' | 'failed'): Promise<Delivery[]> {
  return Array.fromAsync(ledger.deliveries.list(of, state));
}

function busy(id: string): Problem {
  return {
    code: 'send-busy',
    message: `Another process is sending ${id} from this ledger.`,
    hint: 'Wait until it has finished; if it died, its place is free at once, and you can run this again.',
  };
}
