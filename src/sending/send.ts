/**
 * Sends a digest to everybody who should have it, once: takes the place of the mailing, settles what a dead run
 * left, plans, asks, freezes, runs, and decides about addresses that were called bad. What the person who sends is
 * told and asked on the way goes through `Editor`; what came of it is returned as a value.
 */
import { unfinishedProblems } from '../digest/unfinished-period.ts';
import type { Ledger, Mailing, MailingRef, Tally } from '../ledger/ledger.ts';
import { addresseeOf, keysFor } from '../mail/addressee.ts';
import { steadyClock } from '../mail/steady-clock.ts';
import type { Transport } from '../mail/transport.ts';
import { ProblemError } from '../problem.ts';
import type { Clock } from '../time.ts';
import { refuseUnpublished } from './ask-published.ts';
import { makeAnewReady } from './begin-anew.ts';
import { type Conclusion, concludeFaults } from './brake/conclude-faults.ts';
import { begunByTheDead, isAtWork, withTheDead, workersNow } from './dead-workers.ts';
import { eraseAgain, erasedAgainWords } from './erase-person.ts';
import { brokenOff } from './ledger-failed.ts';
import { sendMailing } from './loop/run.ts';
import { type Ending, nothingRan } from './loop/run-result.ts';
import { limitsOf } from './pace/asked-pace.ts';
import { openOf, policyOf, settleDoubt, settlesOnly } from './plan/doubt-policy.ts';
import { makeOnlyReady, makeReady, type Ready, type Wanted } from './plan/make-ready.ts';
import { busy } from './plan/missing.ts';
import { nothingWasWritten } from './plan/nothing-written.ts';
import { checkExpected, type Plan } from './plan/plan.ts';
import { findsSomebody, onlyChosen } from './plan/selection.ts';
import type { Done, DoubtPolicy, SendJob, SendReport, SendRequest } from './send-job.ts';
import { leaveMarkers, refuseOlder } from './sent-marker.ts';
import { signingKeys } from './signing-keys.ts';
import { thisWorker } from './this-worker.ts';
import { openWeb } from './web-request.ts';

/** @throws ProblemError with everything that speaks against sending, and what the ledger throws */
export async function sendDigest(job: SendJob): Promise<SendReport> {
  const { request, editor, ledger, clock, wanted, signal } = job;
  const of: MailingRef = wanted;
  const asked: Wanted = { ...wanted, ledger };
  if (request.only === undefined && (await nothingWasWritten(asked, job.period))) return { outcome: 'quiet' };
  await using place = await takePlace(job, of);
  const earlier = place === undefined ? [] : await concludeEarlier(job);
  if (request.anew === undefined) await place?.letOthersIn(); // with other mails nobody else may be at work
  const ready = await editor.reading(() => readyFor(asked, request));
  checkExpected(request.expect, ready.plan);
  await tellWarnings(job, ready, clock());
  const policy = policyOf(request, wanted.channel);
  if (!request.dryRun && openOf(ready.plan, policy) === 0 && !settlesOnly(ready.plan, policy))
    return await nobodyLeft(job, ready.plan, earlier);
  const plan = place === undefined ? await planWithTheDead(ledger, of, ready.plan) : ready.plan;
  editor.planned(plan);
  if (place === undefined) return { outcome: 'planned', plan };
  if (plan.frozen === undefined) await refuseUnpublished(wanted, request.unpublished, openWeb(signal));
  if (!(await editor.confirms(plan, policy))) return { outcome: 'declined', plan };
  return await freezeAndRun(job, ready, policy, earlier); // awaited, so that the place is held to the end
}

/**
 * Takes the place among the workers of the mailing, and settles what a dead worker left, so that the plan counts it.
 *
 * @returns `undefined` if only the plan is asked for
 * @throws ProblemError (send-busy, ledger-older)
 */
async function takePlace(job: SendJob, of: MailingRef) {
  const { request, ledger, wanted, clock } = job;
  const place = request.plansOnly ? undefined : await ledger.lock(of);
  if (!request.plansOnly && place === undefined) throw new ProblemError([busy(of.id)]);
  try {
    await refuseOlder(wanted, of, ledger);
    if (place !== undefined) await forgetAgain(job);
    if (place !== undefined && (await ledger.deliveries.mailing(of.id, of.channel)) !== undefined)
      await ledger.deliveries.recover(of, clock());
    if (request.anew !== undefined && place?.alone === false) throw new ProblemError([busy(of.id)]);
    return place;
  } catch (error) {
    await place?.[Symbol.asyncDispose]();
    throw error;
  }
}

/** Erases people again who came back into the ledger, because a backup from before their erasure was restored. */
async function forgetAgain({ wanted: { root, env }, ledger, editor, clock }: SendJob): Promise<void> {
  const words = erasedAgainWords(await eraseAgain({ root, env, ledger }, clock()));
  if (words !== undefined) editor.noted(words);
}

function readyFor(wanted: Wanted, { only, anew }: SendRequest): Promise<Ready> {
  if (anew !== undefined) return makeAnewReady(wanted, anew);
  return only === undefined ? makeReady(wanted) : makeOnlyReady(wanted, only);
}

async function tellWarnings({ editor, wanted, period }: SendJob, ready: Ready, now: Date): Promise<void> {
  editor.warned(ready.warnings);
  if (ready.plan.frozen === undefined)
    editor.warned(await unfinishedProblems(wanted.root, wanted.settings, period, now));
  if (ready.note !== undefined) editor.noted(ready.note);
}

/** A plan alone settles nothing. What a dead worker had begun is shown as in doubt, not as queued. */
async function planWithTheDead(ledger: Ledger, of: MailingRef, plan: Plan): Promise<Plan> {
  const begun = begunByTheDead(await workersNow(ledger, of));
  return begun === 0 ? plan : { ...plan, begun, tally: withTheDead(plan.tally, begun) };
}

async function freezeAndRun(
  job: SendJob,
  ready: Ready,
  policy: DoubtPolicy,
  earlier: readonly Conclusion[],
): Promise<SendReport> {
  const { editor, ledger, clock, signal } = job;
  const { deliveries } = ledger;
  const mailing = await ready.freeze(clock());
  const others = ledger.severalWorkers ? (await deliveries.workers(mailing)).filter(isAtWork) : [];
  if (others.length > 0) editor.joined(await deliveries.tally(mailing), others);
  await settleDoubt(ledger, mailing, policy, clock());
  const before = await deliveries.tally(mailing);
  await leaveMarker(job, mailing, { sent: before.sent, mayHaveLeft: true });
  const steady = steadyClock(clock);
  const started = steady();
  const ending = await run(job, mailing, steady);
  editor.ran();
  const now = signal.aborted ? [] : await conclusionsOf(job);
  const after = await deliveries.tally(mailing);
  await leaveMarker(job, mailing, { sent: after.sent, mayHaveLeft: mayHaveLeft(after) });
  const seconds = (steady().getTime() - started.getTime()) / 1000;
  const done = await doneWith(job, { before, after, ending, earlier, now });
  return { outcome: 'ran', plan: ready.plan, seconds, ...done };
}

async function run(job: SendJob, mailing: Mailing, steady: Clock): Promise<Ending> {
  const { request, editor, ledger, transport, signal, wanted, dkim, clock } = job;
  const { deliveries } = ledger;
  const keys = keysFor(mailing, signingKeys(wanted.env)) ?? signingKeys(wanted.env);
  const counted = countUnderWay(transport);
  const stopping = () => editor.stopping(counted.underWay());
  signal.addEventListener('abort', stopping, { once: true });
  try {
    return await sendMailing({
      mailing,
      deliveries: request.only === undefined ? deliveries : onlyChosen(deliveries, request.only.choice),
      transport: counted.transport,
      addressee: (delivery) => addresseeOf(mailing, delivery, keys),
      owner: Buffer.from(job.random(8)).toString('hex'),
      host: thisWorker(),
      clock,
      steady,
      signal,
      patience: request.patience,
      limits: limitsOf(wanted.settings, transport.channel, request),
      believeBounces: request.believeBounces,
      refusalsTellNothing: request.only?.choice === 'failed',
      dkim,
      onProgress: editor.progressed,
      // A run that is killed leaves its last count: a backup from its middle is recognised.
      onCount: async (sent) =>
        void (await leaveMarkers(wanted, mailing, { sent, mayHaveLeft: true }, clock())),
    });
  } catch (error) {
    throw brokenOff(mailing.id, error);
  } finally {
    signal.removeEventListener('abort', stopping);
  }
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

async function leaveMarker(
  { wanted, editor, clock }: SendJob,
  mailing: Mailing,
  state: { readonly sent: number; readonly mayHaveLeft: boolean },
): Promise<void> {
  for (const note of await leaveMarkers(wanted, mailing, state, clock())) editor.noted(note);
}

/**
 * Whether somebody has the mail or may have it. Others may be sending, so no mail left only if all of them still
 * wait.
 */
function mayHaveLeft({ planned, queued, deferred }: Tally): boolean {
  return queued + deferred < planned;
}

/** Everyone has it, or nobody can know: there is nothing to send, and nothing to confirm. */
async function nobodyLeft(job: SendJob, plan: Plan, earlier: readonly Conclusion[]): Promise<SendReport> {
  const { tally } = plan;
  const done = await doneWith(job, { before: tally, after: tally, ending: nothingRan, earlier, now: [] });
  return { outcome: 'nobody-left', plan, ...done };
}

async function doneWith(
  { ledger: { deliveries }, wanted }: SendJob,
  done: Omit<Done, 'doubt' | 'failed' | 'failedAgain'>,
): Promise<Done> {
  const { before, after } = done;
  const earlierFailures = after.failed > 0 && after.failed <= before.failed;
  return {
    ...done,
    doubt: await Array.fromAsync(deliveries.list(wanted, 'uncertain')),
    failed: await Array.fromAsync(deliveries.list(wanted, 'failed')),
    failedAgain:
      earlierFailures && (await findsSomebody(deliveries, wanted, { choice: 'failed', force: false })),
  };
}

/**
 * Decides first about what a killed run left open. If a server was not believed, this run sends to its people again.
 */
async function concludeEarlier(job: SendJob): Promise<readonly Conclusion[]> {
  const found = await conclusionsOf(job);
  job.editor.concluded(found);
  return found;
}

/** Decides about addresses that were called bad, in every mailing that no worker is sending. A rehearsal has none. */
async function conclusionsOf({ request, ledger, wanted, clock }: SendJob): Promise<readonly Conclusion[]> {
  if (wanted.channel !== 'mail') return [];
  return await concludeFaults(ledger.deliveries, wanted, clock(), { believe: request.believeBounces });
}
