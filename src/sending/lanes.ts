/**
 * What the lanes of a run share: the claimed batch, what was heard so far, and the editions, each prepared
 * when its first message is due.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deliveries, Delivery, Mailing, Outcome } from '../ledger/ledger.ts';
import type { DkimKey } from '../mail/dkim.ts';
import { type Addressee, type Compose, composeEdition, domainOf } from '../mail/message.ts';
import type { Message, Reply, Transport } from '../mail/transport.ts';
import { type Clock, HOUR } from '../time.ts';
import { holdDeliveries } from './claimed-queue.ts';
import type { FaultWatch } from './fault-watch.ts';
import { openRecords, type Records } from './ledger-writer.ts';
import type { Verdict } from './outcome.ts';
import { begin, type Limits, land, nextStep, type Stopping } from './pace.ts';
import { openCount, type Progress } from './progress.ts';
import { providerOf } from './providers.ts';
import { freshStanding, hear, isOpen, type Standing } from './server-health.ts';

export type Run = {
  readonly mailing: Mailing;
  readonly deliveries: Pick<
    Deliveries,
    | 'claim'
    | 'mark'
    | 'record'
    | 'recover'
    | 'beat'
    | 'leave'
    | 'workers'
    | 'nextRetry'
    | 'tally'
    | 'faults'
    | 'breakdown'
    | 'usualFaults'
  >;
  readonly transport: Transport;
  /** What only this person may know: Message-ID and links. */
  readonly addressee: (delivery: Delivery) => Addressee;
  /** This process, and no other. */
  readonly owner: string;
  /** The machine and the process, for people. */
  readonly host?: string;
  readonly clock: Clock;
  /** Goes on evenly when the wall clock is set: for pauses and rates. Without it the wall clock is taken. */
  readonly steady?: Clock;
  /** Aborted: finish what is in flight and claim no more. */
  readonly signal: AbortSignal;
  /** How long the whole run may wait for retries, in ms. */
  readonly patience: number;
  readonly limits: Limits;
  /** By the editor's word servers are believed, however many addresses they call bad. */
  readonly believeBounces?: boolean;
  /** Signs every mail; `undefined` where a relay does, or nobody. */
  readonly dkim: DkimKey | undefined;
  readonly onProgress: (progress: Progress) => void;
};

export type Desk = {
  /** The next delivery, once it may leave; `undefined` when there is none left or the run ends. */
  next(): Promise<Delivery | undefined>;
  /** The message, or the reply that stands for an address to which nothing can be sent. */
  message(delivery: Delivery): Promise<Message | Reply>;
  readonly records: Records;
  hear(delivery: Delivery, verdict: Verdict): void;
  /** Ends the run: the ledger or the program failed, and what is in flight may still finish. */
  fail(error: unknown): void;
  failure(): { readonly error: unknown } | undefined;
  wait(ms: number, what: string): Promise<void>;
  ended(): boolean;
  standing(): Standing;
  /** Why the run ended before its time. */
  stopped(): Stopping | undefined;
  /** Ends the run. */
  stop(why: Stopping): void;
  /** Looks how many addresses were called bad in all, by now, and ends the run where it is too many. */
  lookAtFaults(): Promise<void>;
  /** Gives out nothing more: what was claimed is no longer ours. */
  close(): void;
  /** How many were sent by now, by all senders of the mailing. */
  count(sent: number): void;
  /** How many this desk brought to `sent`. */
  sent(): number;
  /** Looks for mail again, which may have come due. */
  reopen(): void;
};

/** Deliveries claimed at once for each connection: one durable commit for all of them. */
const CLAIMS_PER_CONNECTION = 16;

/** Claimed ahead at most, so that a slow provider does not keep the others waiting: so many batches. */
const BATCHES_AHEAD = 4;

/** A longer pause is cut into such, in ms: the wall clock, for which it may wait, can be set meanwhile. */
const NAP = 1000;

/**
 * @param watch watches how many addresses are called bad
 * @param due how many deliveries the run may bring to an end
 * @param before how many were sent in earlier runs
 * @param earlier what was heard so far, where the run goes on under another name
 */
export function openDesk(
  run: Run,
  watch: FaultWatch,
  due: number,
  before: number,
  earlier = freshStanding,
): Desk {
  const { clock, signal, limits, mailing, steady = clock } = run;
  const count = openCount(due, steady, run.onProgress);
  const compose = composers(run);
  const claims = openClaims(run);
  const records = openRecords(run.deliveries, mailing, run.owner, (error) => fail(error));
  const patience = new Date(steady().getTime() + run.patience);
  let standing = earlier;
  let elsewhere = before;
  let sent = 0;
  let closed = false;
  let stopped: Stopping | undefined;
  let failure: { readonly error: unknown } | undefined;
  /** Whoever waits is told of the end. */
  const over = new AbortController();
  const awake = AbortSignal.any([signal, over.signal]);
  const wait = async (ms: number, what: string) => {
    count.show(what);
    await rest(ms, awake);
  };
  const fail = (error: unknown) => {
    failure ??= { error };
    over.abort();
  };
  const stop = (why: Stopping | undefined) => {
    stopped ??= why;
    if (stopped !== undefined) over.abort();
  };
  /** @param words of the server that is believed no more; `undefined` where all is well */
  const brake = (words: string | undefined) => {
    if (words !== undefined) standing = { ...standing, stop: { why: 'bad-addresses', said: words } };
    stop(standing.stop);
  };
  const ended = () => signal.aborted || failure !== undefined || stopped !== undefined || closed;
  return {
    wait,
    ended,
    standing: () => standing,
    failure: () => failure,
    fail,
    records,
    stopped: () => stopped,
    stop: (why) => {
      stopped ??= why;
    },
    lookAtFaults: async () => brake(await watch.look()),
    close: () => {
      closed = true;
    },
    count: (all) => {
      elsewhere = Math.max(before, all - sent);
    },
    sent: () => sent,
    reopen: claims.reopen,
    message: async (delivery) => addressed(await compose(delivery.edition), run.addressee(delivery)),
    hear: ({ address }, { outcome, trouble }) => {
      const provider = providerOf(address);
      const most = limits.providers[provider]?.perSecond;
      const heard = { trouble, provider, most, domain: domainOf(address), said: outcome?.response ?? '' };
      standing = hear(land(standing, limits, provider), heard, steady());
      // What is under way still ends; whoever asks next is told.
      brake(watch.hear(provider, outcome));
      if (outcome?.state === 'sent') sent += 1;
      if (outcome !== undefined && outcome.state !== 'queued') count.add();
    },
    next: async () => {
      while (!ended()) {
        const now = clock();
        const even = run.steady === undefined ? now : run.steady();
        const { waiting, more } = claims;
        const at = { standing, limits, waiting: waiting(), more: more(), patience };
        const step = nextStep({ ...at, before: elsewhere, frozen: mailing.frozen }, now, even);
        if (step.do === 'finish') return undefined;
        if (step.do === 'stop') stop({ why: step.why, said: step.said });
        else if (step.do === 'pause')
          await wait(Math.min(step.until.getTime() - now.getTime(), NAP), step.why);
        else if (step.do === 'fetch') await claims.fetch();
        else {
          const delivery = claims.take(step.provider);
          if (delivery === undefined) continue;
          // It stays claimed until this sender leaves, and is queued again then.
          if (watch.isHeld(step.provider)) continue;
          if (isOpen(standing.refusals[domainOf(delivery.address)])) {
            standing = begin(standing, limits, step.provider, even);
            return delivery;
          }
          records.keep(delivery.subscriber, heldBack(delivery, mailing, now), now);
          count.add();
        }
      }
      return undefined;
    },
  };
}

/** A domain that refuses us gets no more for a while; nobody's attempts are used up on it. */
function heldBack({ address }: Delivery, { deadline }: Mailing, now: Date): Outcome {
  const response = `held back: ${domainOf(address)} refuses mail from us`;
  if (now >= deadline) return { state: 'failed', response: `expired: ${response}` };
  const retryAt = new Date(Math.min(now.getTime() + HOUR, deadline.getTime()));
  return { state: 'deferred', response, retryAt, countsAsAttempt: false };
}

/** Waits. @returns false where the signal came first */
export function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(Math.max(0, ms), true, { signal }).catch(() => false);
}

type Claims = {
  /** Whose mail is claimed and waits. */
  waiting(): readonly string[];
  take(provider: string): Delivery | undefined;
  /** Whether a claim may find more, and there is room for it. */
  more(): boolean;
  fetch(): Promise<void>;
  reopen(): void;
};

/** Claims by the batch, one claim at a time, however many lanes ask. */
function openClaims({ deliveries, mailing, owner, transport, clock }: Run): Claims {
  const limit = transport.connections * CLAIMS_PER_CONNECTION;
  const held = holdDeliveries();
  let exhausted = false;
  let claiming: Promise<void> | undefined;
  const claim = async () => {
    try {
      const claimed = await deliveries.claim(mailing, owner, limit, clock());
      exhausted = claimed.length === 0;
      held.add(claimed);
    } finally {
      claiming = undefined;
    }
  };
  return {
    waiting: held.providers,
    take: held.take,
    more: () => !exhausted && held.count() < limit * BATCHES_AHEAD,
    fetch: () => {
      claiming ??= claim();
      return claiming;
    },
    reopen: () => {
      exhausted = false;
    },
  };
}

function composers({ mailing, dkim }: Run): (edition: string) => Promise<Compose> {
  const ready = new Map<string, Promise<Compose>>();
  return (key) => {
    const known = ready.get(key);
    if (known !== undefined) return known;
    const edition = mailing.editions.find((each) => each.key === key);
    if (edition === undefined) throw new Error(`The mailing ${mailing.id} has no edition «${key}».`);
    const made = composeEdition(mailing, edition, dkim);
    ready.set(key, made);
    return made;
  };
}

/** An address that can't be written on an envelope is refused here, as a server would (RFC 3463, 3.2). */
function addressed(compose: Compose, to: Addressee): Message | Reply {
  try {
    return compose(to);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      kind: 'refused',
      code: 553,
      enhanced: '5.1.3',
      response: `553 5.1.3 ${error.message}`,
      phase: 'rcpt',
      own: true,
    };
  }
}
