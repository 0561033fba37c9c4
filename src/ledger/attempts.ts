/**
 * An attempt: the mark before the first content byte, and the record of how it ended. Both carry the
 * sender's name in the WHERE, so that a sender who lost the claim changes nothing and is told so.
 */
import type { Engine } from './engine.ts';
import type { EventLog } from './events.ts';
import { grouped } from './group.ts';
import type { MailingRef, Outcome } from './ledger.ts';
import type { Mailings } from './mailings.ts';
import { change, first, template, type Work } from './query.ts';
import type { StatusChange } from './subscribers.ts';
import type { Move, Tallies } from './tallies.ts';

export type Step = {
  readonly of: MailingRef;
  readonly subscriber: string;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `undefined`: the attempt begins, and this is its mark. */
  readonly outcome: Outcome | undefined;
};

export type Attempts = {
  /** Notes where a claimed delivery is kept, which saves looking it up. */
  readonly expect: (of: MailingRef, subscriber: string, number: number) => void;
  /** @returns false where the claim was lost */
  readonly take: (step: Step) => Promise<boolean>;
};

/** No row has it. */
const NONE = 0;

export function openAttempts(
  engine: Engine,
  events: EventLog,
  mailings: Mailings,
  tallies: Tallies,
  setStatus: StatusChange,
  leaseMs: number,
): Attempts {
  const { build, present, shared } = engine.dialect;
  /** On a shared ledger a claim holds while its sender's lease does; else while the sender lives. */
  const leased = (owner: string) =>
    build.selectFrom('senders').select('owner').where('owner', '=', owner).where('lease_until', '>', present);
  const renew = template((v: { readonly owner: string; readonly lease: number }) =>
    build
      .updateTable('senders')
      .set(({ eb }) => ({ lease_until: eb(present, '+', v.lease) }))
      .where('owner', '=', v.owner)
      .where('lease_until', '>', present),
  );
  const mark = template((v: { readonly number: number; readonly owner: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: 'sending' })
      .where('number', '=', v.number)
      .where('state', '=', 'claimed')
      .where('owner', '=', v.owner)
      .$if(shared, (query) => query.where(({ exists }) => exists(leased(v.owner)))),
  );
  const close = template(
    (v: {
      readonly number: number;
      readonly owner: string;
      readonly state: string;
      readonly due: number | null;
      readonly uncounted: number;
      readonly response: string;
    }) =>
      build
        .updateTable('deliveries')
        .set(({ eb }) => ({
          state: v.state,
          due: v.due,
          owner: null,
          attempts: eb('attempts', '-', v.uncounted),
          response: v.response,
        }))
        .where('number', '=', v.number)
        .where('owner', '=', v.owner)
        .$if(shared, (query) => query.where(({ exists }) => exists(leased(v.owner)))),
  );
  const lookUp = template((v: { readonly mailing: number; readonly subscriber: string }) =>
    build
      .selectFrom('deliveries')
      .select('number')
      .where('mailing', '=', v.mailing)
      .where('subscriber', '=', v.subscriber),
  );

  const expected = new Map<string, number>();
  const nameOf = (of: MailingRef, subscriber: string) => `${of.channel} ${of.id} ${subscriber}`;

  function* numberOf({ of, subscriber }: Step): Work<number> {
    const known = expected.get(nameOf(of, subscriber));
    if (known !== undefined) return known;
    const mailing = yield* mailings.number(of);
    return (yield* first(lookUp({ mailing, subscriber })))?.number ?? NONE;
  }

  function* commit(steps: readonly Step[]): Work<readonly boolean[]> {
    const log: Parameters<EventLog['each']>[0][number][] = [];
    const moves: Move[] = [];
    const kept: boolean[] = [];
    for (const owner of shared ? new Set(steps.map((step) => step.owner)) : [])
      yield* change(renew({ owner, lease: leaseMs }));
    for (const step of steps) {
      const { of, subscriber, owner, at, outcome } = step;
      const delivery = yield* numberOf(step);
      const query =
        outcome === undefined
          ? mark({ number: delivery, owner })
          : close({
              number: delivery,
              owner,
              state: outcome.state,
              due: dueOf(outcome),
              uncounted: uncounted(outcome),
              response: outcome.response,
            });
      const done = (yield* change(query)) === 1;
      kept.push(done);
      if (outcome !== undefined || !done) expected.delete(nameOf(of, subscriber));
      if (!done) continue;
      const state = outcome?.state ?? 'sending';
      log.push({ at, delivery, what: state, detail: outcome?.response ?? owner });
      moves.push({ mailing: yield* mailings.number(of), shard: owner, state, n: 1 });
      if (outcome?.state === 'failed' && outcome.suppress !== undefined)
        yield* setStatus(subscriber, outcome.suppress, outcome.response, at);
    }
    yield* events.each(log);
    yield* tallies.move(moves);
    return kept;
  }

  return {
    expect: (of, subscriber, number) => void expected.set(nameOf(of, subscriber), number),
    take: grouped((steps) => engine.write(() => commit(steps), 'soon')),
  };
}

function dueOf(outcome: Outcome): number | null {
  if (outcome.state === 'queued') return 0;
  return outcome.state === 'deferred' ? outcome.retryAt.getTime() : null;
}

/** An attempt that never reached the server, or that the server put off as a whole, is none. */
function uncounted(outcome: Outcome): number {
  return outcome.state === 'queued' || (outcome.state === 'deferred' && !outcome.countsAsAttempt) ? 1 : 0;
}
