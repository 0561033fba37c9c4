/**
 * Mails to one person, such as a confirmation. Each is a mailing of its own with one delivery. This file has the
 * questions about all of them together; a single one is read, claimed and recorded like any other mailing.
 */
import { sql } from 'kysely';
import type { Mailings } from './deliveries/mailings.ts';
import type { Engine } from './engine.ts';
import type { Channel, Deliveries, DeliveryState, Tally } from './ledger.ts';
import { change, first, rows, template } from './prepared.ts';

type Transactional = Pick<Deliveries, 'waiting' | 'nextTransactional' | 'transactional' | 'forgetContent'>;

export function openTransactional({ dialect, read, write }: Engine, mailings: Mailings): Transactional {
  const { build } = dialect;
  const single = (channel: string) =>
    build
      .selectFrom('mailings')
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .where('kind', '=', sql.lit('transactional')) // a literal, so that the index of these mailings is used
      .where('channel', '=', channel)
      .where('ready', '=', 1);
  const open = template((v: { readonly channel: string; readonly now: number; readonly limit: number }) =>
    single(v.channel)
      .select('mailings.id')
      .where(({ or, eb }) => or([eb('due', '<=', v.now), eb('owner', 'is not', null)]))
      .orderBy('frozen_at')
      .orderBy('mailings.number')
      .limit(v.limit),
  );
  const next = template((v: { readonly channel: string }) =>
    single(v.channel)
      .select(({ fn }) => fn.min('due').as('at'))
      .where('due', '>', 0),
  );
  const states = template((v: { readonly channel: string }) =>
    single(v.channel)
      .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
      .groupBy('state'),
  );
  const forget = template((v: { readonly mailing: number }) =>
    build
      .updateTable('editions')
      .set({ subject: '', html: '', text: '', slots: null })
      .where('mailing', '=', v.mailing)
      .where(
        sql<boolean>`not exists (select 1 from deliveries
          where deliveries.mailing = ${v.mailing} and (due is not null or owner is not null))`,
      ),
  );
  return {
    waiting: (channel: Channel, limit, now) =>
      read(function* () {
        const found = yield* rows(open({ channel, now: now.getTime(), limit }));
        return found.map(({ id }) => ({ id, channel }));
      }),
    nextTransactional: (channel) =>
      read(function* () {
        const at = (yield* first(next({ channel })))?.at ?? undefined;
        return at === undefined ? undefined : new Date(at);
      }),
    transactional: (channel) =>
      read(function* () {
        const found = new Map((yield* rows(states({ channel }))).map(({ state, n }) => [state, n]));
        return tallyOf((state) => found.get(state) ?? 0);
      }),
    forgetContent: (of) =>
      write(function* () {
        if ((yield* mailings.kind(of)) !== 'transactional') return;
        yield* change(forget({ mailing: yield* mailings.number(of) }));
      }, 'soon'),
  };
}

function tallyOf(count: (state: DeliveryState) => number): Tally {
  const tally = {
    sent: count('sent'),
    failed: count('failed'),
    skipped: count('skipped'),
    uncertain: count('uncertain'),
    deferred: count('deferred'),
    queued: count('queued') + count('claimed') + count('sending'),
  };
  return { planned: Object.values(tally).reduce((sum, n) => sum + n, 0), ...tally };
}
