/**
 * Gives each lane its next delivery, once it may leave, and learns from every answer. It holds what a run knows:
 * the health of the servers, how far it has come, and which providers are not believed about addresses. What
 * follows from all that is decided in pace.ts and server-health.ts.
 */
import type { Delivery, Mailing, Outcome } from '../../ledger/ledger.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { HOUR } from '../../time.ts';
import type { FaultWatch } from '../brake/fault-watch.ts';
import { begin, land, nextStep } from '../pace/pace.ts';
import { shutUntil } from '../pace/provider-limit.ts';
import { providerOf } from '../pace/providers.ts';
import { isOpen } from '../pace/refusing-domains.ts';
import { type Health, hear } from '../pace/server-health.ts';
import type { ReplyVerdict } from '../replies/outcome.ts';
import type { ClaimedQueue } from './claimed-queue.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { openCount } from './progress.ts';
import type { RunEnd } from './run-end.ts';
import { restByTimer, type SendRun } from './run-settings.ts';

export type Dispatch = {
  /** The next delivery, once it may leave; `undefined` when there is none left or the run is over. */
  next(): Promise<Delivery | undefined>;
  /** @returns what is to be kept of the delivery; `undefined` if the claim was lost */
  hear(delivery: Delivery, verdict: ReplyVerdict, now: Date): Outcome | undefined;
  /** Waits, and shows for what. */
  wait(ms: number, what: string): Promise<void>;
  /**
   * Reads how many addresses servers called bad by now, also to other workers, and ends the run if they are too many.
   */
  lookAtFaults(): Promise<void>;
  /** How many were sent by now, by all workers of the mailing. */
  count(sent: number): void;
  health(): Health;
  /**
   * Whether the relay put a mail off since the last call. It was queued again, perhaps after the last claim: so the
   * run looks once more.
   */
  queuedAgain(): boolean;
  /** How many this run brought to `sent` here. */
  sent(): number;
};

/** What a run has when its lanes begin. */
export type Begin = {
  /** Watches how many addresses are called bad. */
  readonly watch: FaultWatch;
  readonly queue: ClaimedQueue;
  readonly writer: LedgerWriter;
  readonly end: RunEnd;
  /** What servers said so far, if the run goes on under another name. */
  readonly health: Health;
  /** How many deliveries the run may bring to an end. */
  readonly due: number;
  /** How many were sent in earlier runs. */
  readonly before: number;
};

/** In ms. A longer pause is cut into pieces of this length, because somebody may set the wall clock meanwhile. */
const NAP = 1000;

/** What a run knows, as it changes. */
type Known = {
  health: Health;
  /** How many were sent by other workers and in earlier runs. */
  before: number;
  /** How many this run sent here. */
  sent: number;
  queuedAgain: boolean;
  /** When each mail that is under way began, by the steady clock. */
  readonly underWay: Map<string, Date>;
};

export function openDispatch(run: SendRun, begun: Begin): Dispatch {
  const { steady = run.clock, rest = restByTimer } = run;
  const { watch, end } = begun;
  const progress = openCount(begun.due, steady, run.onProgress);
  const known: Known = {
    health: begun.health,
    before: begun.before,
    sent: 0,
    queuedAgain: false,
    underWay: new Map(),
  };
  /** @param words of the server that is not believed any more; `undefined` if all is well */
  const brake = (words: string | undefined) => {
    if (words !== undefined) known.health = { ...known.health, stop: { why: 'bad-addresses', said: words } };
    if (known.health.stop !== undefined) end.end({ why: 'stop', stop: known.health.stop });
  };
  const wait = async (ms: number, what: string) => {
    progress.show(what);
    await rest(ms, end.signal);
  };
  return {
    wait,
    health: () => known.health,
    sent: () => known.sent,
    queuedAgain: () => {
      const was = known.queuedAgain;
      known.queuedAgain = false;
      return was;
    },
    lookAtFaults: async () => brake(await watch.look()),
    count: (all) => {
      known.before = Math.max(begun.before, all - known.sent);
    },
    hear: hearing(run, begun, known, (outcome, provider) => {
      brake(watch.hear(provider, outcome));
      if (outcome?.state === 'sent') known.sent += 1;
      if (outcome !== undefined && outcome.state !== 'queued') progress.add();
    }),
    next: giving(run, begun, known, { wait, add: progress.add }),
  };
}

/**
 * Learns from an answer: about the health of its server, and what it means for the delivery.
 *
 * @param count is called with what the ledger keeps of the delivery
 */
function hearing(
  run: SendRun,
  { queue }: Begin,
  known: Known,
  count: (outcome: Outcome | undefined, provider: string) => void,
): Dispatch['hear'] {
  const { clock, limits, steady = clock } = run;
  return ({ address, subscriber }, verdict, now) => {
    const provider = providerOf(address);
    const even = steady();
    const began = known.underWay.get(subscriber) ?? even;
    known.underWay.delete(subscriber);
    const heard = {
      trouble: verdict.trouble,
      limit: verdict.limit,
      forGood: verdict.forGood === true && run.refusalsTellNothing !== true,
      provider,
      domain: domainOf(address),
      said: verdict.outcome?.response ?? '',
      began,
      most: limits.providers[provider]?.perSecond,
      patience: run.patience,
    };
    const after = hear(land(known.health, limits, provider), heard, even);
    known.health = after.health;
    const outcome = outcomeFor(verdict, after.means, now);
    count(outcome, provider);
    // Without an outcome the claim was lost: the person left or paused, and perhaps the mail is queued again.
    if (after.means === 'relay' || verdict.trouble === 'elsewhere' || outcome === undefined) {
      known.queuedAgain = true;
      queue.reopen();
    }
    return outcome;
  };
}

/** Gives the next delivery, once it may leave: pace.ts decides whether to wait, to claim more, or to stop. */
function giving(
  run: SendRun,
  begun: Begin,
  known: Known,
  { wait, add }: { readonly wait: Dispatch['wait']; readonly add: () => void },
): Dispatch['next'] {
  const { clock, limits, mailing, steady = clock } = run;
  const { watch, queue, writer, end } = begun;
  const patience = new Date(steady().getTime() + run.patience);
  /** @returns the next delivery of a provider; `undefined` if it may not be sent yet */
  const takeOpen = (provider: string, now: Date, even: Date): Delivery | undefined => {
    const delivery = queue.take(provider);
    // If the provider is not believed, the delivery stays claimed. It is queued again when this worker leaves.
    if (delivery === undefined || watch.isHeld(provider)) return undefined;
    const shut = shutUntil(known.health.slowed[provider], even);
    const outcome = isOpen(known.health.refusals[domainOf(delivery.address)])
      ? shut && putOff(delivery, mailing, now, shut.getTime() - even.getTime())
      : heldBack(delivery, mailing, now);
    if (outcome === undefined) {
      known.health = begin(known.health, limits, provider, even);
      known.underWay.set(delivery.subscriber, even);
      return delivery;
    }
    writer.keep(delivery.subscriber, outcome, now);
    add();
    return undefined;
  };
  return async () => {
    while (!end.isOver()) {
      const now = clock();
      const even = run.steady === undefined ? now : run.steady();
      const { health, before } = known;
      const at = { health, limits, waiting: queue.waiting(), more: queue.more(), patience };
      const step = nextStep({ ...at, before, frozen: mailing.frozen }, now, even);
      if (step.do === 'finish') return undefined;
      if (step.do === 'stop') end.end({ why: 'stop', stop: { why: step.why, said: step.said } });
      else if (step.do === 'pause') await wait(Math.min(step.until.getTime() - now.getTime(), NAP), step.why);
      else if (step.do === 'fetch') await queue.fetch();
      else {
        const delivery = takeOpen(step.provider, now, even);
        if (delivery !== undefined) return delivery;
      }
    }
    return undefined;
  };
}

/**
 * In ms. If a limit may be the relay's, the mail is tried again after this time. By then it is known whose limit it
 * is.
 */
const SOON = 5_000;

/**
 * A mail that the relay put off because of its own limit is queued again. That is no attempt, so the mail loses
 * nothing.
 */
function outcomeFor(
  { outcome }: ReplyVerdict,
  means: ReturnType<typeof hear>['means'],
  now: Date,
): Outcome | undefined {
  if (outcome === undefined || means === 'as-said') return outcome;
  if (means === 'relay') return { state: 'queued', response: outcome.response };
  if (outcome.state !== 'deferred') return outcome;
  const soon = new Date(Math.min(outcome.retryAt.getTime(), now.getTime() + SOON));
  return { ...outcome, retryAt: soon, countsAsAttempt: false };
}

/** A domain that refuses mail from us gets none for an hour. */
function heldBack({ address }: Delivery, mailing: Mailing, now: Date): Outcome {
  return notYet(`held back: ${domainOf(address)} refuses mail from us`, mailing, now, HOUR);
}

/** A provider that took nothing for a while, and only asked for less, gets no mail for `ms`. */
function putOff({ address }: Delivery, mailing: Mailing, now: Date, ms: number): Outcome {
  return notYet(`held back: ${domainOf(address)} takes no mail from us for now`, mailing, now, ms);
}

/** The mail is not tried. That is no attempt, so the person loses nothing. */
function notYet(response: string, { deadline }: Mailing, now: Date, ms: number): Outcome {
  if (now >= deadline) return { state: 'failed', response: `expired: ${response}` };
  const retryAt = new Date(Math.min(now.getTime() + ms, deadline.getTime()));
  return { state: 'deferred', response, retryAt, countsAsAttempt: false };
}
