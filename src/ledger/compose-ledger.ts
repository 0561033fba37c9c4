/** Puts a ledger together from its parts. The engine, SQLite or PostgreSQL, keeps the rows. */

import { openBounceCounts } from './bounces/bounce-counts.ts';
import { openBounces } from './bounces/bounces.ts';
import { openFaultCounts } from './bounces/fault-counts.ts';
import { openFaultDecisions } from './bounces/fault-decisions.ts';
import { openAttempts } from './deliveries/attempts.ts';
import { openClaims } from './deliveries/claims.ts';
import { openDeliveries } from './deliveries/deliveries.ts';
import { openMailings } from './deliveries/mailings.ts';
import { openSkips } from './deliveries/skips.ts';
import { openTallies } from './deliveries/tallies.ts';
import { openWorkers } from './deliveries/workers.ts';
import type { Engine } from './engine.ts';
import { eventLog } from './events.ts';
import { openWith } from './kept-queries.ts';
import type { Ledger, MailingRef, WorkerPlace } from './ledger.ts';
import { subscriberActs } from './subscribers/acts.ts';
import { openAdding } from './subscribers/add-subscribers.ts';
import { openAddressMemory } from './subscribers/address-memory.ts';
import { openConfirmations } from './subscribers/confirmations.ts';
import { openErase } from './subscribers/erase.ts';
import { openFormRequests, openKeeping } from './subscribers/form-requests.ts';
import { openGrowth } from './subscribers/growth.ts';
import { openPendingConfirmations } from './subscribers/pending-confirmations.ts';
import { openRedeeming } from './subscribers/redeem-confirmation.ts';
import { openSubscribers } from './subscribers/subscribers.ts';

type Random = (bytes: number) => Uint8Array;

/**
 * @param random gives as many random bytes as it is asked for
 * @param leaseMs how long a worker's claims hold without a sign of life, in ms
 */
export function ledgerOn(engine: Engine, random: Random, leaseMs: number): Ledger {
  return openWith(engine.dialect.kept, () => compose(engine, random, leaseMs));
}

function compose(engine: Engine, random: Random, leaseMs: number): Ledger {
  const { dialect } = engine;
  const events = eventLog(dialect);
  const tallies = openTallies(dialect);
  const { perform, performAll } = subscriberActs(dialect, events, openSkips(dialect, events, tallies));
  const memory = openAddressMemory(dialect, random);
  const keep = openKeeping(dialect, random);
  const mailings = openMailings(engine);
  const workers = openWorkers(engine, leaseMs);
  const claims = openClaims(engine, events, tallies, workers);
  const attempts = openAttempts(engine, events, mailings, tallies);
  const locks = openLocks(engine);
  const alone = locks.isAlone;
  return {
    subscribers: {
      ...openSubscribers(engine, events, perform, openAdding(dialect, events, perform, random, memory)),
      ...openErase(engine, perform, memory),
      ...openGrowth(engine),
    },
    forms: {
      ...openConfirmations(engine, memory),
      ...openRedeeming(engine, events, perform, memory, keep),
      ...openFormRequests(engine, performAll, keep),
      ...openPendingConfirmations(engine),
    },
    deliveries: {
      ...openDeliveries({ engine, events, mailings, tallies, claims, workers, attempts, alone }),
      ...openFaultDecisions(engine, events, mailings, tallies, perform),
      ...openFaultCounts(engine, mailings, tallies),
    },
    bounces: {
      ...openBounces(engine, events, mailings, perform),
      ...openBounceCounts(engine, mailings),
    },
    history: (subscriber) => engine.read(() => events.history(subscriber)),
    lock: locks.take,
    severalWorkers: dialect.leases,
    isTaken: (of) => engine.isTaken(nameOf(of)),
    integrity: () => engine.integrity(),
    backup: (file) => engine.backup(file),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** The locks on mailings that this process holds. */
function openLocks(engine: Engine) {
  const { leases } = engine.dialect;
  /** The names of mailings whose lock this process holds alone. */
  const alone = new Set<string>();
  return {
    isAlone: (of: MailingRef) => !leases || alone.has(nameOf(of)),
    take: async (of: MailingRef): Promise<WorkerPlace | undefined> => {
      const name = nameOf(of);
      const lock = await engine.lock(name);
      if (lock?.alone) alone.add(name);
      return (
        lock && {
          alone: lock.alone,
          letOthersIn: async () => {
            if (leases) alone.delete(name);
            await lock.letOthersIn();
          },
          [Symbol.asyncDispose]: async () => {
            alone.delete(name);
            await lock[Symbol.asyncDispose]();
          },
        }
      );
    },
  };
}

function nameOf({ id, channel }: MailingRef): string {
  return `${id}.${channel}`;
}
