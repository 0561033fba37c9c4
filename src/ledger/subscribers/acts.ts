/**
 * What happens to a subscriber: they agree, leave, complain, bounce, or come back. subscriber-states.ts says what
 * may become what; here it is written, with its event, and what follows from it, in the transaction of the caller.
 */
import type { Dialect } from '../engine.ts';
import type { EventLog } from '../events.ts';
import { change, first, template, type Work } from '../prepared.ts';
import { LAID_ASIDE } from '../schema.ts';
import { type Act, type Departure, hasLeft, stateAfter } from './states.ts';

/** The reason for which an editor's removal is kept: it takes back no consent, so a restore keeps that. */
export const REMOVED_BY_EDITOR = 'removed by the editor';

/** Stands in `deliveries.decided` once the person is back: what was said of the address counts no more. */
export const RESTORED = 'restored';

/** How a list that says so lets somebody leave. */
export const actOf: Readonly<Record<Departure, Act>> = {
  unsubscribed: 'unsubscribe',
  bounced: 'bounce',
  complained: 'complain',
};

/** @returns what they were before; `undefined` where nothing changed */
export type Perform = (act: Act, id: string, word: string, at: number) => Work<string | undefined>;

type Person = {
  readonly status: string;
  readonly consent_source: string | null;
  readonly consent_at: number | null;
};
type Consent = Pick<Person, 'consent_source' | 'consent_at'>;

/** @param skip skips what is still open for somebody who left */
export function subscriberActs(
  { build, locksRows }: Dialect,
  events: EventLog,
  skip: (subscriber: string, reason: string, at: number) => Work<unknown>,
): Perform {
  const find = template((v: { readonly id: string }) =>
    build
      .selectFrom('subscribers')
      .select(['status', 'consent_source', 'consent_at'])
      .where('id', '=', v.id)
      .$if(locksRows, (query) => query.forUpdate()),
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

  /**
   * A bounce takes back no consent, and no more does an editor's removal. Who left by their own act took it back:
   * the editor's word, such as "asked for it by mail", is their consent from now on.
   */
  function* consentAfter(act: Act, id: string, word: string, at: number, person: Person): Work<Consent> {
    const { status, consent_source, consent_at } = person;
    const now = { consent_source: word, consent_at: at };
    if (act === 'confirm') return now;
    if (act !== 'restore' || status !== 'unsubscribed') return { consent_source, consent_at };
    const removed = (yield* first(lastDeparture({ id })))?.detail === REMOVED_BY_EDITOR;
    return removed && consent_source !== null ? { consent_source, consent_at } : now;
  }

  return function* (act, id, word, at) {
    const person = yield* first(find({ id }));
    const next = person && stateAfter(act, person.status);
    if (person === undefined || next === undefined) return undefined;
    const consent = yield* consentAfter(act, id, word, at, person);
    // Who never agreed is not made to agree by a mailbox that works again.
    const status = act === 'restore' && consent.consent_source === null ? 'unconfirmed' : next;
    yield* change(set({ id, status, ...consent }));
    const detail = act === 'restore' ? `restored by the editor: ${word}` : word;
    yield* events.people([{ at, subscriber: id, what: status, detail }]);
    if (hasLeft(status)) yield* skip(id, `${status}: ${word}`, at);
    if (act === 'restore') yield* change(forgetFaults({ id }));
    if (act === 'restore' || act === 'confirm') yield* change(forgetBounces({ id }));
    return person.status;
  };
}
