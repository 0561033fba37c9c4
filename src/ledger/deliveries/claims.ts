/**
 * Claiming: which worker may send which deliveries, and what happens to the claims of a worker that died. A person who
 * left the list is skipped when the claim is made. ledger.ts has the drawing of the states.
 */
import { sql } from 'kysely';
import type { Dialect, Engine } from '../engine.ts';
import type { EventLog } from '../events.ts';
import type { Choice, DeliveryState } from '../ledger.ts';
import { change, type Query, rows, template, type Work } from '../prepared.ts';
import { hasLeft } from '../subscribers/states.ts';
import type { Tallies } from './tallies.ts';
import type { WorkerRows } from './workers.ts';

/** A claimed row. `attempts` includes the one that begins now. */
export type Claimed = {
  readonly number: number;
  readonly subscriber: string;
  readonly address: string;
  readonly edition: string;
  readonly attempts: number;
  readonly response: string | null;
};

/** A row that is due, with the state of its person; `null` if the person is not in the ledger. */
type Due = Claimed & {
  readonly state: string;
  readonly status: string | null;
  readonly paused_until: number | null;
};
/** Whether a person in that state gets such a mail. A person who is not in the ledger gets none. */
type IsMeant = (status: string, pausedUntil: number | null) => boolean;
/** Which rows to claim: at most `limit` that are due now, of the choice, but none of these domains. */
type Which = {
  readonly mailing: number;
  readonly now: number;
  readonly limit: number;
  readonly only: Choice | undefined;
  readonly except: readonly string[];
};
type Held = { readonly number: number; readonly state: string; readonly boot: string | null };
type GivenUp = { readonly queued: number; readonly uncertain: number };

export type Claims = ReturnType<typeof openClaims>;

/** The statements that claim deliveries, give them back and close them. */
function claimStatements(dialect: Dialect) {
  const { build, domainOf, numbersIn, textsIn, present, run, leases, locksRows } = dialect;
  const dueRows = (v: { readonly mailing: number; readonly now: number; readonly limit: number }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
      .select(['number', 'subscriber', 'deliveries.address', 'edition', 'state', 'attempts', 'response'])
      .select(['subscribers.status', 'subscribers.paused_until'])
      .where('mailing', '=', v.mailing)
      .where('due', '<=', v.now)
      .orderBy('due')
      .orderBy('number')
      .limit(v.limit)
      .$if(locksRows, (query) => query.forUpdate('deliveries').skipLocked());
  type Wanted = Parameters<typeof dueRows>[0];
  type OfChoice = Wanted & { readonly chosen: string };
  type ButFor = { readonly except: string };
  const domain = domainOf('deliveries.address');
  const due = template(dueRows);
  const dueOfChoice = template((v: OfChoice) => dueRows(v).where('chosen', '=', v.chosen));
  const dueButFor = template((v: Wanted & ButFor) => dueRows(v).where(domain, 'not in', textsIn(v.except)));
  const dueOfChoiceButFor = template((v: OfChoice & ButFor) =>
    dueRows(v).where('chosen', '=', v.chosen).where(domain, 'not in', textsIn(v.except)),
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
  /** Rows that a worker has claimed or marked. */
  const heldRows = (v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .leftJoin('workers', 'workers.owner', 'deliveries.owner')
      .select(['number', 'state', 'workers.boot'])
      .where('deliveries.mailing', '=', v.mailing)
      .where('deliveries.owner', 'is not', null)
      .$if(locksRows, (query) => query.forUpdate('deliveries').skipLocked());
  const isOver = sql<boolean>`(lease_until is null or lease_until <= ${present})`;
  const expired = template((v: { readonly mailing: number }) => heldRows(v).where(isOver));
  // If the database server restarts, its workers lose their locks but still run: then only the lease says who is alive.
  const left = template((v: { readonly mailing: number }) =>
    heldRows(v).$if(leases, (query) =>
      query.where(({ or, eb }) => or([isOver, eb('workers.boot', '=', run)])),
    ),
  );
  const own = template((v: { readonly mailing: number; readonly owner: string }) =>
    heldRows(v).where('deliveries.owner', '=', v.owner),
  );
  return { due, dueOfChoice, dueButFor, dueOfChoiceButFor, take, put, requeue, expired, left, own };
}

export function openClaims(
  { dialect, boot }: Engine,
  events: EventLog,
  tallies: Tallies,
  workers: WorkerRows,
) {
  const { leases } = dialect;
  const statements = claimStatements(dialect);

  /** Closes many rows at once, with their events. */
  function* putAll(
    numbers: readonly number[],
    state: DeliveryState,
    response: string,
    at: number,
  ): Work<void> {
    if (numbers.length === 0) return;
    yield* change(statements.put({ numbers: JSON.stringify(numbers), state, response }));
    yield* events.deliveries(numbers, { at, what: state, detail: response });
  }

  /** A row without a mark was not sent. But a mark may be lost if the machine failed before it reached the disk. */
  function* giveUp(mailing: number, found: readonly Held[], at: number): Work<GivenUp> {
    const isSafe = ({ state, boot: heldOn }: Held) => state === 'claimed' && (leases || heldOn === boot);
    const safe = found.filter(isSafe).map(({ number }) => number);
    const doubtful = found.filter((row) => !isSafe(row)).map(({ number }) => number);
    if (safe.length > 0) {
      yield* change(statements.requeue({ numbers: JSON.stringify(safe) }));
      yield* events.deliveries(safe, { at, what: 'queued', detail: UNSENT });
    }
    yield* putAll(doubtful, 'uncertain', DIED, at);
    yield* tallies.move([{ mailing, shard: '', state: 'uncertain', n: doubtful.length }]);
    return { queued: safe.length, uncertain: doubtful.length };
  }

  const dueNow = ({ mailing, now, limit, only: chosen, except: domains }: Which): Query<Due> => {
    const due = { mailing, now, limit };
    if (domains.length === 0)
      return chosen === undefined ? statements.due(due) : statements.dueOfChoice({ ...due, chosen });
    const except = JSON.stringify(domains);
    return chosen === undefined
      ? statements.dueButFor({ ...due, except })
      : statements.dueOfChoiceButFor({ ...due, chosen, except });
  };

  /** Claims the rows of people who get such a mail, and skips the others. @returns the claimed ones */
  function* takeOrSkip(
    mailing: number,
    owner: string,
    found: readonly Due[],
    at: number,
    isMeant: IsMeant,
  ): Work<readonly Claimed[]> {
    const gone = found.filter(
      ({ status, paused_until }) => status === null || !isMeant(status, paused_until),
    );
    const here = found.filter((row) => !gone.includes(row));
    for (const row of gone) yield* putAll([row.number], 'skipped', reasonOf(row.status), at);
    const numbers = here.map(({ number }) => number);
    if (numbers.length > 0) {
      yield* change(statements.take({ numbers: JSON.stringify(numbers), owner }));
      yield* events.deliveries(numbers, { at, what: 'claimed', detail: owner });
    }
    const deferred = found.filter(({ state }) => state === 'deferred').length;
    yield* tallies.move([
      { mailing, shard: owner, state: 'skipped', n: gone.length },
      { mailing, shard: owner, state: 'deferred', n: -deferred },
    ]);
    return here.map((row) => ({ ...row, attempts: row.attempts + 1 }));
  }

  return {
    putAll,

    *claim(owner: string, which: Which, isMeant: IsMeant): Work<readonly Claimed[]> {
      const { mailing, limit, now: at } = which;
      const claimed: Claimed[] = [];
      if (!(yield* workers.sign(mailing, owner, null, at))) return claimed;
      while (claimed.length < limit) {
        const found = yield* rows(dueNow({ ...which, limit: limit - claimed.length }));
        if (found.length === 0) break;
        claimed.push(...(yield* takeOrSkip(mailing, owner, found, at, isMeant)));
      }
      return claimed;
    },

    /** @param alone whether no other worker is alive; then leases do not count */
    *recover(mailing: number, alone: boolean, at: number): Work<GivenUp> {
      const found = yield* rows(alone ? statements.left({ mailing }) : statements.expired({ mailing }));
      yield* workers.bury(mailing, alone, at);
      return yield* giveUp(mailing, found, at);
    },

    /** The worker that holds them ends by itself. */
    *release(mailing: number, owner: string, at: number): Work<GivenUp> {
      return yield* giveUp(mailing, yield* rows(statements.own({ mailing, owner })), at);
    },
  };
}

/** Why a person is skipped. If the person is on the list and has not left, the only possible reason is a pause. */
function reasonOf(status: string | null): string {
  if (status === null) return 'no longer on the list';
  return hasLeft(status) ? status : 'paused';
}

const UNSENT = 'the worker stopped before the mail left';
/** The words that are stored if a worker died between mark and answer. */
export const DIED = 'the worker stopped before the answer was kept';
