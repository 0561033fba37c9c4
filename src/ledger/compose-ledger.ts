/** Puts a ledger together from its parts. The engine, SQLite or PostgreSQL, keeps the rows. */
import { openFaultBook } from './bounces/address-faults.ts';
import { openBounces } from './bounces/bounces.ts';
import { openAttempts } from './deliveries/attempts.ts';
import { openClaims } from './deliveries/claims.ts';
import { openDeliveries } from './deliveries/deliveries.ts';
import { openMailings } from './deliveries/mailings.ts';
import { openSkips } from './deliveries/skips.ts';
import { openTallies } from './deliveries/tallies.ts';
import { openWorkers } from './deliveries/workers.ts';
import type { Engine } from './engine.ts';
import { eventLog } from './events.ts';
import type { Ledger, MailingRef } from './ledger.ts';
import { subscriberActs } from './subscribers/acts.ts';
import { openAddressMemory } from './subscribers/address-memory.ts';
import { openErase } from './subscribers/erase.ts';
import { openFormRequests } from './subscribers/form-requests.ts';
import { openGrowth } from './subscribers/growth.ts';
import { openForms } from './subscribers/open-forms.ts';
import { openPendingConfirmations } from './subscribers/pending-confirmations.ts';
import { openSubscribers } from './subscribers/subscribers.ts';

export function ledgerOn(engine: Engine, random: (bytes: number) => Uint8Array, leaseMs: number): Ledger {
  const { dialect } = engine;
  const events = eventLog(dialect);
  const tallies = openTallies(dialect);
  const { perform, performAll } = subscriberActs(dialect, events, openSkips(dialect, events, tallies));
  const memory = openAddressMemory(dialect, random);
  const mailings = openMailings(engine);
  const workers = openWorkers(engine, leaseMs);
  const claims = openClaims(engine, events, tallies, workers);
  const attempts = openAttempts(engine, events, mailings, tallies);
  const held = new Set<string>();
  const alone = (of: MailingRef) => !dialect.leases || held.has(nameOf(of));
  return {
    subscribers: {
      ...openSubscribers(engine, events, perform, random, memory),
      ...openErase(engine, perform, memory),
      ...openGrowth(engine),
    },
    forms: {
      ...openForms(engine, events, perform, memory),
      ...openFormRequests(engine, performAll, random),
      ...openPendingConfirmations(engine),
    },
    deliveries: {
      ...openDeliveries(engine, events, mailings, tallies, claims, workers, attempts, alone),
      ...openFaultBook(engine, events, mailings, tallies, perform),
    },
    bounces: openBounces(engine, events, mailings, perform),
    history: (subscriber) => engine.read(() => events.history(subscriber)),
    lock: async (of) => {
      const name = nameOf(of);
      const lock = await engine.lock(name);
      if (lock?.alone) held.add(name);
      return (
        lock && {
          alone: lock.alone,
          letOthersIn: async () => {
            if (dialect.leases) held.delete(name);
            await lock.letOthersIn();
          },
          [Symbol.asyncDispose]: async () => {
            held.delete(name);
            await lock[Symbol.asyncDispose]();
          },
        }
      );
    },
    severalWorkers: dialect.leases,
    isTaken: (of) => engine.isTaken(nameOf(of)),
    integrity: () => engine.integrity(),
    backup: (file) => engine.backup(file),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function nameOf({ id, channel }: MailingRef): string {
  return `${id}.${channel}`;
}
