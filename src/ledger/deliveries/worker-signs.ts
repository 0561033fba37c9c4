/** How workers take part in a mailing: they show that they are alive, they leave, and rows of dead ones are settled. */
import type { Engine } from '../engine.ts';
import type { Deliveries, Halt, MailingRef, Pulse } from '../ledger.ts';
import type { Work } from '../prepared.ts';
import type { Claims } from './claims.ts';
import type { Mailings } from './mailings.ts';
import type { WorkerRows } from './workers.ts';

/** @param alone whether this process holds the lock of a mailing, or is the only one that can write at all */
export function openWorkerSigns(
  engine: Engine,
  mailings: Mailings,
  workers: WorkerRows,
  claims: Claims,
  alone: (of: MailingRef) => boolean,
): Pick<Deliveries, 'recover' | 'beat' | 'leave' | 'workers'> {
  function* recover(of: MailingRef, at: number) {
    return yield* claims.recover(yield* mailings.number(of), alone(of), at);
  }

  function* beat(of: MailingRef, owner: string, host: string, at: number): Work<Pulse> {
    const mailing = yield* mailings.number(of);
    const holds = yield* workers.sign(mailing, owner, host, at);
    const taken = engine.dialect.leases ? yield* claims.recover(mailing, false, at) : undefined;
    const halts = yield* workers.halts(mailing, owner);
    return { holds, leaseMs: workers.leaseMs, queued: taken?.queued ?? 0, halts };
  }

  function* leave(of: MailingRef, owner: string, halt: Halt | undefined, at: number) {
    const mailing = yield* mailings.number(of);
    yield* workers.end(owner, halt, at);
    return yield* claims.release(mailing, owner, at);
  }

  return {
    recover: (of, now) => engine.write(() => recover(of, now.getTime()), 'durable', 'again'),
    beat: (of, { owner, host }, now) =>
      engine.write(() => beat(of, owner, host, now.getTime()), 'soon', 'again'),
    leave: (of, owner, halt, now) =>
      engine.write(() => leave(of, owner, halt, now.getTime()), 'durable', 'again'),
    workers: (of) => mailings.ask(of, workers.all),
  };
}
