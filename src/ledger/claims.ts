/**
 * Claiming: who may send what; and what becomes of the claims of a sender that died. Someone who left the
 * list is skipped in the claim itself. The drawing of the states is in ledger.ts.
 */
import type { Engine } from './engine.ts';
import type { EventLog } from './events.ts';
import type { Choice, DeliveryState } from './ledger.ts';
import { change, rows, template, type Work } from './query.ts';
import { hasLeft } from './subscribers.ts';
import type { Tallies } from './tallies.ts';

/** A claimed row; attempts with the one that begins now. */
export type Claimed = {
  readonly number: number;
  readonly subscriber: string;
  readonly address: string;
  readonly edition: string;
  readonly attempts: number;
  readonly response: string | null;
};

export type Claims = ReturnType<typeof openClaims>;

/** @param leaseMs how long a sender's claims hold on a shared ledger; each claim, mark and result renews it */
export function openClaims({ dialect, boot }: Engine, events: EventLog, tallies: Tallies, leaseMs: number) {
  const { build, numbersIn, present, shared } = dialect;
  const dueRows = (v: { readonly mailing: number; readonly now: number; readonly limit: number }) =>
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
      .$if(shared, (query) => query.forUpdate('deliveries').skipLocked());
  const due = template(dueRows);
  const dueOfChoice = template(
    (v: {
      readonly mailing: number;
      readonly now: number;
      readonly limit: number;
      readonly chosen: string;
    }) => dueRows(v).where('chosen', '=', v.chosen),
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

    *claim(
      mailing: number,
      owner: string,
      limit: number,
      at: number,
      only?: Choice,
    ): Work<readonly Claimed[]> {
      const claimed: Claimed[] = [];
      yield* change(signIn({ owner, boot, lease: leaseMs }));
      while (claimed.length < limit) {
        const wanted = { mailing, now: at, limit: limit - claimed.length };
        const found = yield* rows(
          only === undefined ? due(wanted) : dueOfChoice({ ...wanted, chosen: only }),
        );
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
        yield* tallies.move([
          { mailing, shard: owner, state: 'skipped', n: gone.length },
          { mailing, shard: owner, state: 'deferred', n: -deferred },
        ]);
        claimed.push(...here.map((row) => ({ ...row, attempts: row.attempts + 1 })));
      }
      return claimed;
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
      yield* tallies.move([{ mailing, shard: '', state: 'uncertain', n: doubtful.length }]);
      return { queued: safe.length, uncertain: doubtful.length };
    },
  };
}

const GONE = 'no longer on the list';
const UNSENT = 'the sender stopped before the mail left';
const UNKNOWN = 'the sender stopped before the answer was kept';
