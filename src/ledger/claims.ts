/**
 * What a sender does with deliveries: claims them, marks them, records how they ended; and what becomes
 * of those that a dead sender left. Whatever a sender writes carries its name in the WHERE, so that one
 * who lost a claim changes nothing. The drawing of the states is in ledger.ts.
 */
import type { Engine } from './engine.ts';
import type { EventLog } from './events.ts';
import type { Delivery, DeliveryState, Outcome } from './ledger.ts';
import { change, first, rows, template, type Work } from './query.ts';
import { hasLeft, type StatusChange } from './subscribers.ts';
import type { Moves, Tallies } from './tallies.ts';

export type Claims = ReturnType<typeof openClaims>;

/** @param leaseMs how long a sender's claims hold on a shared ledger; each new claim renews them */
export function openClaims(
  { dialect, boot }: Engine,
  events: EventLog,
  tallies: Tallies,
  setStatus: StatusChange,
  leaseMs: number,
) {
  const { build, numbersIn, present, shared } = dialect;
  const due = template((v: { readonly mailing: number; readonly now: number; readonly limit: number }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
      .select(['number', 'subscriber', 'deliveries.address', 'edition', 'state', 'attempts', 'response'])
      .select('subscribers.status')
      .where('mailing', '=', v.mailing)
      .where('due', '<=', v.now)
      .orderBy('due')
      .orderBy('number')
      .limit(v.limit)
      .$if(shared, (query) => query.forUpdate('deliveries').skipLocked()),
  );
  const take = template((v: { readonly numbers: string; readonly owner: string }) =>
    build
      .updateTable('deliveries')
      .set(({ eb, lit }) => ({
        state: 'claimed',
        attempts: eb('attempts', '+', lit(1)),
        due: null,
        owner: v.owner,
      }))
      .where('number', 'in', numbersIn(v.numbers)),
  );
  const put = template((v: { readonly numbers: string; readonly state: string; readonly response: string }) =>
    build
      .updateTable('deliveries')
      .set({ state: v.state, due: null, owner: null, response: v.response })
      .where('number', 'in', numbersIn(v.numbers)),
  );
  const requeue = template((v: { readonly numbers: string }) =>
    build
      .updateTable('deliveries')
      .set(({ eb, lit }) => ({ state: 'queued', due: 0, owner: null, attempts: eb('attempts', '-', lit(1)) }))
      .where('number', 'in', numbersIn(v.numbers)),
  );
  const signIn = template((v: { readonly owner: string; readonly boot: string; readonly lease: number }) =>
    build
      .insertInto('senders')
      .values(({ eb }) => ({ owner: v.owner, boot: v.boot, lease_until: eb(present, '+', v.lease) }))
      .onConflict((conflict) =>
        conflict.column('owner').doUpdateSet(({ ref }) => ({
          boot: ref('excluded.boot'),
          lease_until: ref('excluded.lease_until'),
        })),
      ),
  );
  /** On a shared ledger a claim holds while its sender's lease does; else while the sender lives. */
  const leased = (owner: string) =>
    build.selectFrom('senders').select('owner').where('owner', '=', owner).where('lease_until', '>', present);
  const mark = template(
    (v: { readonly mailing: number; readonly subscriber: string; readonly owner: string }) =>
      build
        .updateTable('deliveries')
        .set({ state: 'sending' })
        .where('mailing', '=', v.mailing)
        .where('subscriber', '=', v.subscriber)
        .where('state', '=', 'claimed')
        .where('owner', '=', v.owner)
        .$if(shared, (query) => query.where(({ exists }) => exists(leased(v.owner))))
        .returning('number'),
  );
  const close = template(
    (v: {
      readonly mailing: number;
      readonly subscriber: string;
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
        .where('mailing', '=', v.mailing)
        .where('subscriber', '=', v.subscriber)
        .where('owner', '=', v.owner)
        .$if(shared, (query) => query.where(({ exists }) => exists(leased(v.owner))))
        .returning('number'),
  );
  const left = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('senders', 'senders.owner', 'deliveries.owner')
      .select(['number', 'state', 'senders.boot'])
      .where('mailing', '=', v.mailing)
      .where('deliveries.owner', 'is not', null)
      .$if(shared, (query) => query.forUpdate('deliveries').skipLocked()),
  );
  const expired = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('senders', 'senders.owner', 'deliveries.owner')
      .select(['number', 'state', 'senders.boot'])
      .where('mailing', '=', v.mailing)
      .where('deliveries.owner', 'is not', null)
      .where(({ eb, or }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', present)]))
      .$if(shared, (query) => query.forUpdate('deliveries').skipLocked()),
  );

  /** Closes many rows at once, with their events. */
  function* putAll(
    numbers: readonly number[],
    state: DeliveryState,
    response: string,
    at: number,
  ): Work<void> {
    if (numbers.length === 0) return;
    yield* change(put({ numbers: JSON.stringify(numbers), state, response }));
    yield* events.deliveries(numbers, { at, what: state, detail: response });
  }

  return {
    putAll,

    *claim(mailing: number, owner: string, limit: number, at: number): Work<readonly Claimed[]> {
      const claimed: Claimed[] = [];
      yield* change(signIn({ owner, boot, lease: leaseMs }));
      while (claimed.length < limit) {
        const found = yield* rows(due({ mailing, now: at, limit: limit - claimed.length }));
        if (found.length === 0) break;
        const gone = found.filter(({ status }) => status === null || hasLeft(status));
        const here = found.filter((row) => !gone.includes(row));
        for (const row of gone) yield* putAll([row.number], 'skipped', row.status ?? GONE, at);
        const numbers = here.map(({ number }) => number);
        if (numbers.length > 0) {
          yield* change(take({ numbers: JSON.stringify(numbers), owner }));
          yield* events.deliveries(numbers, { at, what: 'claimed', detail: owner });
        }
        const deferred = found.filter(({ state }) => state === 'deferred').length;
        yield* tallies.move(mailing, owner, { skipped: gone.length, deferred: -deferred });
        claimed.push(...here.map((row) => ({ ...row, attempts: row.attempts + 1 })));
      }
      return claimed;
    },

    *mark(mailing: number, subscriber: string, owner: string, at: number): Work<boolean> {
      const row = yield* first(mark({ mailing, subscriber, owner }));
      if (row === undefined) return false;
      yield* events.delivery({ at, delivery: row.number, what: 'sending', detail: owner });
      return true;
    },

    *record(mailing: number, subscriber: string, owner: string, outcome: Outcome, at: number): Work<boolean> {
      const { state, response } = outcome;
      const row = yield* first(
        close({
          mailing,
          subscriber,
          owner,
          state,
          response,
          due: dueOf(outcome),
          uncounted: uncounted(outcome),
        }),
      );
      if (row === undefined) return false;
      yield* events.delivery({ at, delivery: row.number, what: state, detail: response });
      if (state !== 'queued') yield* tallies.move(mailing, owner, { [state]: 1 } as Moves);
      if (outcome.state === 'failed' && outcome.suppress !== undefined)
        yield* setStatus(subscriber, outcome.suppress, response, at);
      return true;
    },

    /** @param alone whether no other sender lives: then no lease counts */
    *recover(mailing: number, alone: boolean, at: number): Work<{ queued: number; uncertain: number }> {
      const found = yield* rows(alone ? left({ mailing }) : expired({ mailing }));
      const safe = found
        .filter((row) => row.state === 'claimed' && row.boot === boot)
        .map(({ number }) => number);
      const doubtful = found.filter(({ number }) => !safe.includes(number)).map(({ number }) => number);
      if (safe.length > 0) {
        yield* change(requeue({ numbers: JSON.stringify(safe) }));
        yield* events.deliveries(safe, { at, what: 'queued', detail: UNSENT });
      }
      yield* putAll(doubtful, 'uncertain', UNKNOWN, at);
      yield* tallies.move(mailing, '', { uncertain: doubtful.length });
      return { queued: safe.length, uncertain: doubtful.length };
    },
  };
}

export type Claimed = Pick<Delivery, 'subscriber' | 'address' | 'edition' | 'attempts'> & {
  readonly response: string | null;
};

const GONE = 'no longer on the list';
const UNSENT = 'the sender stopped before the mail left';
const UNKNOWN = 'the sender stopped before the answer was kept';

function dueOf(outcome: Outcome): number | null {
  if (outcome.state === 'queued') return 0;
  return outcome.state === 'deferred' ? outcome.retryAt.getTime() : null;
}

/** An attempt that never reached the server, or that the server put off as a whole, is none. */
function uncounted(outcome: Outcome): number {
  return outcome.state === 'queued' || (outcome.state === 'deferred' && !outcome.countsAsAttempt) ? 1 : 0;
}
