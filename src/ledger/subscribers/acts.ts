/**
 * What happens to subscribers: they agree, leave, complain, bounce or come back. states.ts says which change is
 * allowed; this file writes it in the caller's transaction: the new state, its event, and what follows. Acts of many
 * people are written together, in a few statements, because a mail provider may send hundreds of clicks to leave in one
 * second.
 */

import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { change, first, rows, template, type Work } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import { type Act, type Departure, hasLeft, type SubscriberStatus, stateAfter } from './states.ts';

/**
 * The reason that is stored if an editor removes somebody. Such a removal takes back no consent, so a restore keeps the
 * consent. Ledgers hold this text, so it must never change.
 */
export const REMOVED_BY_EDITOR = 'removed by the editor';

/** The value of `deliveries.decided` after a person was restored: old bounces of the address no longer count. */
export const RESTORED = 'restored';

/** The act by which a list marks a person as left. */
export const actOf: Readonly<Record<Departure, Act>> = {
  unsubscribed: 'unsubscribe',
  bounced: 'bounce',
  complained: 'complain',
};

/** One thing that happens to one person. */
export type Happening = {
  readonly act: Act;
  /** The id of the person. */
  readonly id: string;
  /** How or why it happened, in words for the history, such as `the link of a mail`. */
  readonly word: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
};

/**
 * @param happenings at most one for each person
 * @returns the state of each person before, by id; people for whom nothing changed are left out
 */
export type PerformAll = (happenings: readonly Happening[]) => Work<ReadonlyMap<string, string>>;

/** @returns the state before; `undefined` if nothing changed */
export type Perform = (act: Act, id: string, word: string, at: number) => Work<string | undefined>;

/** A person who left, the reason in the words of the history, and the time in milliseconds since 1970. */
type Leaver = { readonly subscriber: string; readonly reason: string; readonly at: number };

/** Skips the digests that wait for people who left. */
export type Skip = (leavers: readonly Leaver[]) => Work<void>;

type Person = {
  readonly status: string;
  readonly consent_source: string | null;
  readonly consent_at: number | null;
};
type Consent = Pick<Person, 'consent_source' | 'consent_at'>;
type Changed = Happening & {
  readonly person: Person;
  readonly status: SubscriberStatus;
  readonly consent: Consent;
};

/** The statements that read and write the states of people. */
function stateStatements({ build, locksRows, textsIn }: Dialect) {
  const find = template((v: { readonly ids: string }) =>
    build
      .selectFrom('subscribers')
      .select(['id', 'status', 'consent_source', 'consent_at'])
      .where('id', 'in', textsIn(v.ids))
      // The same order in all transactions, so that two of them never wait for each other.
      .$if(locksRows, (query) => query.orderBy('id').forUpdate()),
  );
  const setStatus = template((v: { readonly ids: string; readonly status: string }) =>
    build.updateTable('subscribers').set({ status: v.status }).where('id', 'in', textsIn(v.ids)),
  );
  const set = template((v: { readonly id: string; readonly status: string } & Consent) =>
    build
      .updateTable('subscribers')
      .set({ status: v.status, consent_source: v.consent_source, consent_at: v.consent_at })
      .where('id', '=', v.id),
  );
  const lastDeparture = template((v: { readonly id: string }) =>
    build
      .selectFrom('events')
      .select('detail')
      .where('subscriber', '=', v.id)
      .where('what', '=', 'unsubscribed')
      .orderBy('number', 'desc')
      .limit(1),
  );
  const forgetFaults = template((v: { readonly id: string }) =>
    build
      .updateTable('deliveries')
      .set({ decided: RESTORED })
      .where(
        'mailing',
        'in',
        build.selectFrom('mailings').select('mailings.number').where('ready', '<', LAID_ASIDE),
      )
      .where('subscriber', '=', v.id)
      .where('state', '=', 'failed'),
  );
  const forgetBounces = template((v: { readonly id: string }) =>
    build.updateTable('bounces').set({ decided: RESTORED }).where('subscriber', '=', v.id),
  );
  return { find, setStatus, set, lastDeparture, forgetFaults, forgetBounces };
}

/** @param skip skips the open deliveries of people who left */
export function subscriberActs(
  dialect: Dialect,
  events: EventLog,
  skip: Skip,
): { readonly perform: Perform; readonly performAll: PerformAll } {
  const statements = stateStatements(dialect);

  /** Of the people who are restored, those whom an editor had removed: they keep their consent. */
  function* removedByEditor(
    happenings: readonly Happening[],
    people: ReadonlyMap<string, Person>,
  ): Work<ReadonlySet<string>> {
    const removed = new Set<string>();
    for (const { act, id } of happenings) {
      if (act !== 'restore' || people.get(id)?.status !== 'unsubscribed') continue;
      if ((yield* first(statements.lastDeparture({ id })))?.detail === REMOVED_BY_EDITOR) removed.add(id);
    }
    return removed;
  }

  /** One statement for all people who get the same state and keep their consent, as people do who leave. */
  function* write(changed: readonly Changed[]): Work<void> {
    const byState = new Map<string, string[]>();
    for (const { id, status, consent, person } of changed) {
      const keeps =
        consent.consent_source === person.consent_source && consent.consent_at === person.consent_at;
      const same = byState.get(status);
      if (!keeps) yield* change(statements.set({ id, status, ...consent }));
      else if (same === undefined) byState.set(status, [id]);
      else same.push(id);
    }
    for (const [status, ids] of byState)
      yield* change(statements.setStatus({ status, ids: JSON.stringify(ids) }));
  }

  /** What follows from a change: open deliveries of people who left are skipped, old bounces no longer count. */
  function* follow(changed: readonly Changed[]): Work<void> {
    const left = changed.filter(({ status }) => hasLeft(status));
    if (left.length > 0)
      yield* skip(
        left.map(({ id, status, word, at }) => ({ subscriber: id, reason: `${status}: ${word}`, at })),
      );
    for (const { act, id } of changed) {
      if (act === 'restore') yield* change(statements.forgetFaults({ id }));
      if (act === 'restore' || act === 'confirm') yield* change(statements.forgetBounces({ id }));
    }
  }

  function* performAll(happenings: readonly Happening[]): Work<ReadonlyMap<string, string>> {
    const ids = JSON.stringify(happenings.map(({ id }) => id));
    const people = new Map((yield* rows(statements.find({ ids }))).map((row) => [row.id, row]));
    const removed = yield* removedByEditor(happenings, people);
    const changed = happenings.flatMap((happening) => {
      const { id } = happening;
      return decide(happening, people.get(id), removed.has(id)) ?? [];
    });
    if (changed.length === 0) return new Map();
    yield* write(changed);
    yield* events.people(changed.map(eventOf));
    yield* follow(changed);
    return new Map(changed.map(({ id, person }) => [id, person.status]));
  }

  return {
    performAll,
    *perform(act, id, word, at) {
      return (yield* performAll([{ act, id, word, at }])).get(id);
    },
  };
}

/** The change of one person; `undefined` if nothing changes. */
function decide(happening: Happening, person: Person | undefined, wasRemoved: boolean): Changed | undefined {
  const next = person && stateAfter(happening.act, person.status);
  if (person === undefined || next === undefined) return undefined;
  const consent = consentAfter(happening, person, wasRemoved);
  // A mailbox that works again does not make a person agree who never agreed.
  const status = happening.act === 'restore' && consent.consent_source === null ? 'unconfirmed' : next;
  return { ...happening, person, status, consent };
}

/**
 * A bounce, or a removal by an editor, takes back no consent. A person who left by their own act took it back: then
 * the editor's word, such as "asked for it by mail", is their consent.
 */
function consentAfter({ act, word, at }: Happening, person: Person, wasRemoved: boolean): Consent {
  const given = { consent_source: word, consent_at: at };
  const kept = { consent_source: person.consent_source, consent_at: person.consent_at };
  if (act === 'confirm') return given;
  if (act !== 'restore' || person.status !== 'unsubscribed') return kept;
  return wasRemoved && person.consent_source !== null ? kept : given;
}

function eventOf({ act, id, word, at, status }: Changed) {
  const detail = act === 'restore' ? `restored by the editor: ${word}` : word;
  return { at, subscriber: id, what: status, detail };
}
