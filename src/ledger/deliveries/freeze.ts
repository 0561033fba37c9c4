/**
 * Freezing: stores the mails that were approved, and a queued row for each recipient.
 *
 * A million rows would hold one transaction open for long, and people could not unsubscribe in that time. So the rows
 * are written in batches, under a mailing that nobody sees. The last step is one durable transaction, which makes the
 * mailing visible. If a freeze dies, only invisible rows are left; the next freeze of the same mailing removes them.
 */

import type { Dialect, Engine } from '../engine.ts';
import type { Mailing, MailingRef, Recipient } from '../ledger.ts';
import { bulk, change, first, rows, template, type Work } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { type Instead, StillOpen, type TakePlace } from './freeze-anew.ts';

const BATCH = 1_000;

/** The row of a new mailing. */
type Head = {
  readonly id: string;
  readonly channel: string;
  readonly kind: string;
  readonly frozen: number;
  readonly date: number;
  readonly deadline: number;
  readonly sender: string;
};

type Total = { readonly number: number; readonly planned: number; readonly breakdown: string | null };
type Breakdown = Readonly<Record<'editions' | 'domains', Map<string, number>>>;
type Recipients = AsyncIterable<Recipient> | Iterable<Recipient>;

/** @returns a freeze that does nothing if the mailing is frozen already */
export function openFreeze(engine: Engine, takePlace: TakePlace) {
  const statements = freezeStatements(engine.dialect);
  return async (
    mailing: Omit<Mailing, 'planned'>,
    recipients: Recipients,
    instead?: Instead,
  ): Promise<void> => {
    const number = await engine.write(() => begin(statements, mailing), 'soon');
    const total = await writeRecipients(engine, statements, number, recipients);
    const won = await engine
      .write(() => finish(statements, takePlace, total, mailing, instead), 'durable')
      .catch(async (error) => {
        if (error instanceof StillOpen) await engine.write(() => drop(statements, number), 'soon');
        if (error instanceof StillOpen) throw error;
        // If two finish in the same moment, the index admits one. The other one lost, and that is not an error.
        const { id, channel } = mailing;
        const taken = await engine.read(() => first(statements.visible({ id, channel })));
        if (taken === undefined) throw error;
        return false;
      });
    // In a transaction of its own, so that two freezes never wait for each other while one finishes.
    await engine.write(() => (won ? dropUnseen(statements, mailing) : drop(statements, number)), 'soon');
  };
}

/** Writes the queued rows, in batches, and counts them. */
async function writeRecipients(
  engine: Engine,
  { insertDeliveries }: Statements,
  number: number,
  recipients: Recipients,
): Promise<Total> {
  let planned = 0;
  let all = 0;
  const counted: Breakdown = { editions: new Map(), domains: new Map() };
  for await (const batch of inBatches(recipients)) {
    const queued = batch.map((recipient) => ({ ...recipient, mailing: number }));
    planned += await engine.write(() => insertDeliveries(queued), 'soon');
    for (const { edition, address } of batch) {
      all += 1;
      add(counted.editions, edition);
      add(counted.domains, address.slice(address.indexOf('@') + 1).toLowerCase());
    }
  }
  // If an address came twice, it is not known here which row was left out.
  return { number, planned, breakdown: all === planned ? breakdownText(counted) : null };
}

/** Writes the mailing, which nobody sees yet, and its mails. @returns its number */
function* begin({ insertHead, insertEditions }: Statements, mailing: Omit<Mailing, 'planned'>): Work<number> {
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
function* finish(
  { publish, visible }: Statements,
  takePlace: TakePlace,
  total: Total,
  of: Omit<Mailing, 'planned'>,
  instead?: Instead,
): Work<boolean> {
  if (instead !== undefined) {
    const planned = yield* takePlace(total.number, of, instead, of.frozen.getTime());
    if (planned === undefined) return false;
    return (yield* change(publish({ number: total.number, planned, breakdown: null }))) === 1;
  }
  if ((yield* first(visible({ id: of.id, channel: of.channel }))) !== undefined) return false;
  return (yield* change(publish(total))) === 1;
}

function* drop({ dropDeliveries, dropEditions, dropHead }: Statements, mailing: number): Work<void> {
  yield* change(dropDeliveries({ mailing }));
  yield* change(dropEditions({ mailing }));
  yield* change(dropHead({ mailing }));
}

/** Removes the rows of freezes of this mailing that died or are not finished yet. */
function* dropUnseen(statements: Statements, of: MailingRef): Work<void> {
  const unseen = yield* rows(statements.unseen({ id: of.id, channel: of.channel }));
  for (const { number } of unseen) yield* drop(statements, number);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function breakdownText({ editions, domains }: Breakdown): string {
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

type Statements = ReturnType<typeof freezeStatements>;

/** The statements of a freeze. */
function freezeStatements({ build }: Dialect) {
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
  const numberIf = (ready: 0 | 1) =>
    template((v: { readonly id: string; readonly channel: string }) =>
      build
        .selectFrom('mailings')
        .select('number')
        .where('id', '=', v.id)
        .where('channel', '=', v.channel)
        .where('ready', '=', ready),
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
  return {
    insertHead,
    insertEditions,
    insertDeliveries,
    publish,
    visible: numberIf(1),
    unseen: numberIf(0),
    dropDeliveries,
    dropEditions,
    dropHead,
  };
}
