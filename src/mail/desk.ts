/**
 * What the lanes of a run share: the claimed batch, what was heard so far, and the editions, each prepared
 * when its first message is due.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deliveries, Delivery, Mailing } from '../ledger/ledger.ts';
import type { Clock } from '../time.ts';
import { type Addressee, type Compose, composeEdition, domainOf } from './message.ts';
import type { Verdict } from './outcome.ts';
import { freshStanding, hear, nextStep, type Standing } from './pace.ts';
import { openCount, type Progress } from './progress.ts';
import { openRecords, type Records } from './records.ts';
import type { Message, Reply, Transport } from './transport.ts';

export type Run = {
  readonly mailing: Mailing;
  readonly deliveries: Pick<Deliveries, 'claim' | 'mark' | 'record' | 'recover' | 'nextRetry' | 'tally'>;
  readonly transport: Transport;
  /** What only this person may know: Message-ID and links. */
  readonly addressee: (delivery: Delivery) => Addressee;
  /** This process, and no other. */
  readonly owner: string;
  readonly clock: Clock;
  /** Aborted: finish what is in flight and claim no more. */
  readonly signal: AbortSignal;
  /** How long the whole run may wait for retries, in ms. */
  readonly patience: number;
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
};

/** Deliveries claimed at once for each connection: one durable commit for all of them. */
const CLAIMS_PER_CONNECTION = 16;

/** @param due how many deliveries the run may bring to an end */
export function openDesk(run: Run, due: number): Desk {
  const { clock, signal } = run;
  const count = openCount(due, clock, run.onProgress);
  const compose = composers(run.mailing);
  const claims = openClaims(run);
  let standing = freshStanding;
  let failure: { readonly error: unknown } | undefined;
  const wait = async (ms: number, what: string) => {
    count.show(what);
    await rest(ms, signal);
  };
  const fail = (error: unknown) => {
    failure ??= { error };
  };
  const ended = () => signal.aborted || failure !== undefined || standing.stop !== undefined;
  return {
    wait,
    ended,
    standing: () => standing,
    failure: () => failure,
    fail,
    records: openRecords(run.deliveries, run.mailing, run.owner, fail),
    message: async (delivery) => addressed(await compose(delivery.edition), run.addressee(delivery)),
    hear: ({ address }, { outcome, trouble }) => {
      standing = hear(standing, trouble, domainOf(address), outcome?.response ?? '', clock());
      if (outcome !== undefined && outcome.state !== 'queued') count.add();
    },
    next: async () => {
      while (!ended()) {
        const now = clock();
        const step = nextStep(standing, now);
        if (step.do === 'send') return claims.next();
        if (step.do === 'pause') await wait(step.until.getTime() - now.getTime(), step.why);
      }
      return undefined;
    },
  };
}

/** Waits. @returns false where the signal came first */
export function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(Math.max(0, ms), true, { signal }).catch(() => false);
}

/** Claims by the batch, one claim at a time, however many lanes ask. */
function openClaims({ deliveries, mailing, owner, transport, clock }: Run): {
  next(): Promise<Delivery | undefined>;
} {
  const limit = transport.connections * CLAIMS_PER_CONNECTION;
  let batch: Delivery[] = [];
  let claiming: Promise<void> | undefined;
  const claim = async () => {
    batch = [...(await deliveries.claim(mailing, owner, limit, clock()))].reverse();
    claiming = undefined;
  };
  return {
    next: async () => {
      if (batch.length === 0) {
        claiming ??= claim();
        await claiming;
      }
      return batch.pop();
    },
  };
}

function composers(mailing: Mailing): (edition: string) => Promise<Compose> {
  const ready = new Map<string, Promise<Compose>>();
  return (key) => {
    const known = ready.get(key);
    if (known !== undefined) return known;
    const edition = mailing.editions.find((each) => each.key === key);
    if (edition === undefined) throw new Error(`The mailing ${mailing.id} has no edition «${key}».`);
    const made = composeEdition(mailing, edition);
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
    };
  }
}
