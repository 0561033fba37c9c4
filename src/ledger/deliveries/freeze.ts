/**
 * Freezing: stores the mails that were approved, and a queued row for each recipient.
 *
 * A million rows would hold one transaction open for long, and people could not unsubscribe in that time. So the rows
 * are written in batches, under a mailing that nobody sees. The last step is one durable transaction, which makes the
 * mailing visible. If a freeze dies, only invisible rows are left; the next freeze of the same mailing removes them.
 */

import type { Engine } from '../engine.ts';
import type { Mailing, MailingRef, Recipient } from '../ledger.ts';
import { bulk, change, first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { type Instead, StillOpen, type TakePlace } from './freeze-anew.ts';

const BATCH = 1_000;

/** @returns a freeze that does nothing if the mailing is frozen already */
export function openFreeze(engine: Engine, takePlace: TakePlace) {
  const { build } = engine.dialect;
  type Head = {
    readonly id: string;
    readonly channel: string;
    readonly kind: string;
    readonly frozen: number;
    readonly date: number;
    readonly deadline: number;
    readonly sender: string;
  };
  const insertHead = template((v: Head) =>
    build
      .insertInto('mailings')
      .values({
        id: v.id,
        channel: v.channel,
        kind: v.kind,
        ready: 0,
        frozen_at: v.frozen,
        date_at: v.date,
        deadline_at: v.deadline,
        sender: v.sender,
        planned: 0,
      })
      .returning('number'),
  );
  const insertEditions = bulk((editions: readonly Tables['editions'][]) =>
    build.insertInto('editions').values(
      editions.map(({ mailing, position, key, subject, html, text, slots, hash }) => ({
        mailing,
        position,
        key,
        subject,
        html,
        text,
        slots,
        hash,
      })),
    ),
  );
  // One address is one recipient: if an address comes twice, the second one is left out.
  const insertDeliveries = bulk((recipients: readonly (Recipient & { readonly mailing: number })[]) =>
    build
      .insertInto('deliveries')
      .values(
        recipients.map(({ mailing, subscriber, address, edition }) => ({
          mailing,
          subscriber,
          address,
          edition,
          state: 'queued',
          attempts: 0,
          due: 0,
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  );
  const publish = template((v: Total) =>
    build
      .updateTable('mailings')
      .set({ ready: 1, planned: v.planned, breakdown: v.breakdown })
      .where('number', '=', v.number)
      .where('ready', '=', 0),
  );
  const visible = template((v: { readonly id: string; readonly channel: string }) =>
    build
      .selectFrom('mailings')
      .select('number')
      .where('id', '=', v.id)
      .where('channel', '=', v.channel)
      .where('ready', '=', 1),
  );
  const unseen = template((v: { readonly id: string; readonly channel: string }) =>
    build
      .selectFrom('mailings')
      .select('number')
      .where('id', '=', v.id)
      .where('channel', '=', v.channel)
      .where('ready', '=', 0),
  );
  const dropDeliveries = template((v: { readonly mailing: number }) =>
    build.deleteFrom('deliveries').where('mailing', '=', v.mailing),
  );
  const dropEditions = template((v: { readonly mailing: number }) =>
    build.deleteFrom('editions').where('mailing', '=', v.mailing),
  );
  const dropHead = template((v: { readonly mailing: number }) =>
    build.deleteFrom('mailings').where('number', '=', v.mailing),
  );
  function* begin(mailing: Omit<Mailing, 'planned'>): Work<number> {
    const head = yield* first(
      insertHead({
        id: mailing.id,
        channel: mailing.channel,
        kind: mailing.kind,
        frozen: mailing.frozen.getTime(),
        date: mailing.date.getTime(),
        deadline: mailing.deadline.getTime(),
        sender: JSON.stringify(mailing.sender),
      }),
    );
    if (head === undefined) throw new Error('The ledger gave the mailing no number');
    const editions = mailing.editions.map((edition, position) => ({
      ...edition,
      slots: edition.slots === undefined ? null : JSON.stringify(edition.slots),
      mailing: head.number,
      position,
    }));
    yield* insertEditions(editions);
    return head.number;
  }

  /** The first freeze that comes here wins. Another freeze of the same mailing finds it, and gives up. */
  function* finish(total: Total, of: Omit<Mailing, 'planned'>, instead?: Instead): Work<boolean> {
    if (instead !== undefined) {
      const planned = yield* takePlace(total.number, of, instead, of.frozen.getTime());
      if (planned === undefined) return false;
      return (yield* change(publish({ number: total.number, planned, breakdown: null }))) === 1;
    }
    if ((yield* first(visible({ id: of.id, channel: of.channel }))) !== undefined) return false;
    return (yield* change(publish(total))) === 1;
  }

  function* drop(mailing: number): Work<void> {
    yield* change(dropDeliveries({ mailing }));
    yield* change(dropEditions({ mailing }));
    yield* change(dropHead({ mailing }));
  }

  /** Removes the rows of freezes of this mailing that died or are not finished yet. */
  function* dropUnseen(of: MailingRef): Work<void> {
    for (const { number } of yield* rows(unseen({ id: of.id, channel: of.channel }))) yield* drop(number);
  }

  return async (
    mailing: Omit<Mailing, 'planned'>,
    recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
    instead?: Instead,
  ): Promise<void> => {
    const number = await engine.write(() => begin(mailing), 'soon');
    let planned = 0;
    const counted = { all: 0, editions: new Map<string, number>(), domains: new Map<string, number>() };
    const write = (batch: readonly Recipient[]) =>
      engine.write(
        () => insertDeliveries(batch.map((recipient) => ({ ...recipient, mailing: number }))),
        'soon',
      );
    for await (const batch of inBatches(recipients)) {
      planned += await write(batch);
      for (const { edition, address } of batch) {
        counted.all += 1;
        add(counted.editions, edition);
        add(counted.domains, address.slice(address.indexOf('@') + 1).toLowerCase());
      }
    }
    // If an address came twice, it is not known here which row was left out.
    const breakdown = counted.all === planned ? breakdownText(counted) : null;
    const won = await engine
      .write(() => finish({ number, planned, breakdown }, mailing, instead), 'durable')
      .catch(async (error) => {
        if (error instanceof StillOpen) await engine.write(() => drop(number), 'soon');
        if (error instanceof StillOpen) throw error;
        // If two finish in the same moment, the index admits one. The other one lost, and that is not an error.
        const taken = await engine.read(() => first(visible({ id: mailing.id, channel: mailing.channel })));
        if (taken === undefined) throw error;
        return false;
      });
    // In a transaction of its own, so that two freezes never wait for each other while one finishes.
    await engine.write(() => (won ? dropUnseen(mailing) : drop(number)), 'soon');
  };
}

type Total = { readonly number: number; readonly planned: number; readonly breakdown: string | null };

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function breakdownText(counted: Readonly<Record<'editions' | 'domains', Map<string, number>>>): string {
  const { editions, domains } = counted;
  return JSON.stringify({ editions: Object.fromEntries(editions), domains: Object.fromEntries(domains) });
}

async function* inBatches<T>(all: AsyncIterable<T> | Iterable<T>): AsyncIterable<readonly T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    if (batch.push(one) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
