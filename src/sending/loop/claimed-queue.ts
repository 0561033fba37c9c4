/**
 * Deliveries that were claimed and wait for their turn: claimed by the batch, given out by provider, and within a
 * provider in the order in which they came. Several lanes may ask; one claim runs at a time.
 */
import type { Delivery } from '../../ledger/ledger.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { SECOND } from '../../time.ts';
import { domainsOf, providerOf } from '../pace/providers.ts';
import type { SendRun } from './run-settings.ts';

export type ClaimedQueue = {
  /** The providers whose mail waits. */
  waiting(): readonly string[];
  take(provider: string): Delivery | undefined;
  /** Whether a claim may find more, and there is room for it. */
  more(): boolean;
  /**
   * To be called when none of those who wait may be sent to now. First it looks for others: a provider that is slow
   * would else fill all the room, and everybody behind its people would wait for it.
   */
  fetch(): Promise<void>;
  /** There may be mail again: it came due, or was queued again. */
  reopen(): void;
};

/** Deliveries claimed at once for each connection: one durable commit for all of them. */
const CLAIMS_PER_CONNECTION = 16;

/** At most this number of batches is claimed ahead: enough that a slow provider does not keep the others waiting. */
const BATCHES_AHEAD = 4;

/**
 * After this time (in ms) what was not found is looked for again: while a slow provider gets its mails, for hours
 * perhaps, retries of others come due.
 */
const LOOK_AGAIN = 15 * SECOND;

export function openClaimedQueue({
  deliveries,
  mailing,
  owner,
  transport,
  clock,
  steady = clock,
}: Pick<SendRun, 'deliveries' | 'mailing' | 'owner' | 'transport' | 'clock' | 'steady'>): ClaimedQueue {
  const limit = transport.connections * CLAIMS_PER_CONNECTION;
  const queues = queuesByProvider();
  const now = () => steady().getTime();
  /** Nothing more was found, and until then nothing is looked for. */
  let noneUntil = Number.NEGATIVE_INFINITY;
  /** Nobody else was found when these providers were left out. */
  let noneBut = { names: '', until: Number.NEGATIVE_INFINITY };
  let claiming: Promise<void> | undefined;
  const claim = async () => {
    try {
      const enough = queues.withAtLeast(transport.connections);
      const names = enough.join(' ');
      const except = names === noneBut.names && now() < noneBut.until ? [] : enough.flatMap(queues.domainsOf);
      const claimed = await deliveries.claim(mailing, owner, limit, clock(), { except });
      const until = now() + LOOK_AGAIN;
      if (claimed.length === 0 && except.length === 0) noneUntil = until;
      else if (claimed.length === 0) noneBut = { names, until };
      queues.add(claimed);
    } finally {
      claiming = undefined;
    }
  };
  return {
    waiting: queues.providers,
    take: queues.take,
    more: () => now() >= noneUntil && queues.count() < limit * BATCHES_AHEAD,
    fetch: () => {
      claiming ??= claim();
      return claiming;
    },
    reopen: () => {
      noneUntil = Number.NEGATIVE_INFINITY;
      noneBut = { ...noneBut, until: Number.NEGATIVE_INFINITY };
    },
  };
}

function queuesByProvider() {
  const queues = new Map<string, Delivery[]>();
  let names: readonly string[] = [];
  let count = 0;
  return {
    add: (deliveries: readonly Delivery[]) => {
      for (const delivery of deliveries) {
        const provider = providerOf(delivery.address);
        const queue = queues.get(provider);
        if (queue === undefined) queues.set(provider, [delivery]);
        else queue.push(delivery);
      }
      count += deliveries.length;
      names = [...queues.keys()];
    },
    take: (provider: string): Delivery | undefined => {
      const queue = queues.get(provider);
      const delivery = queue?.shift();
      if (queue?.length === 0) {
        queues.delete(provider);
        names = [...queues.keys()];
      }
      if (delivery !== undefined) count -= 1;
      return delivery;
    },
    providers: () => names,
    /** The providers for which this many mails wait. */
    withAtLeast: (size: number) => names.filter((name) => (queues.get(name)?.length ?? 0) >= size),
    /** Its domains, also those below them that somebody in the queue has: `t.vodafone.ne.jp`. */
    domainsOf: (provider: string): readonly string[] => {
      const seen = (queues.get(provider) ?? []).map(({ address }) => domainOf(address));
      return [...new Set([...domainsOf(provider), ...seen])];
    },
    count: () => count,
  };
}
