/**
 * The people to whom a frozen mailing may be sent again: their delivery failed or is deferred, or they joined later.
 * They are read in pages, in the order of their addresses.
 */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Candidate, Choice, Deliveries, MailingRef, SubscriberStatus } from '../ledger.ts';
import { type Query, rows, template } from '../prepared.ts';
import { RESTORED } from '../subscribers/acts.ts';
import type { Mailings } from './mailings.ts';

const PAGE = 500;

type Page = { readonly mailing: number; readonly after: string };
type Line = {
  readonly subscriber: string;
  readonly address: string;
  readonly key: string;
  readonly edition: string | null;
  readonly categories: string | null;
  readonly status: string | null;
  readonly response: string | null;
  readonly decided: string | null;
};

export function openCandidates(engine: Engine, mailings: Mailings): Pick<Deliveries, 'candidates'> {
  const { build, folded } = engine.dialect;
  const key = folded('deliveries.address');
  const inState = (state: 'failed' | 'deferred') =>
    template((v: Page) =>
      build
        .selectFrom('deliveries')
        .leftJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
        .select(['subscriber', 'deliveries.address', 'edition', 'response', 'decided'])
        .select(['subscribers.status', 'subscribers.categories', key.as('key')])
        .where('mailing', '=', v.mailing)
        .where('state', '=', sql.lit(state)) // a literal, so that the index of open rows is used
        .where(key, '>', v.after)
        .orderBy(key)
        .limit(PAGE),
    );
  const newcomers = template((v: Page) =>
    build
      .selectFrom('subscribers')
      .select(['id as subscriber', 'address', 'address_key as key', 'status', 'categories'])
      .select([sql<null>`null`.as('edition'), sql<null>`null`.as('response')])
      .select(sql<null>`null`.as('decided'))
      .where('status', '=', 'confirmed')
      .where('address_key', '>', v.after)
      .where(
        sql<boolean>`exists (select 1 from events where events.subscriber = subscribers.id and what = 'confirmed'
          and at > (select frozen_at from mailings where number = ${v.mailing}))
        and not exists (select 1 from deliveries where mailing = ${v.mailing} and subscriber = subscribers.id)
        and not exists (select 1 from deliveries where mailing = ${v.mailing} and ${folded('deliveries.address')} = address_key)`,
      )
      .orderBy('address_key')
      .limit(PAGE),
  );
  const pages: Readonly<Record<Choice, (page: Page) => Query<Line>>> = {
    failed: inState('failed'),
    deferred: inState('deferred'),
    new: newcomers,
  };

  return {
    async *candidates(of: MailingRef, as: Choice): AsyncGenerator<Candidate> {
      const mailing = await engine.read(() => mailings.number(of));
      for (let after = ''; ; ) {
        const page = await engine.read(() => rows(pages[as]({ mailing, after })));
        for (const line of page) yield candidateOf(line);
        after = page.at(-1)?.key ?? '';
        if (page.length < PAGE) return;
      }
    },
  };
}

function candidateOf(line: Line): Candidate {
  const { subscriber, address, edition, categories, status, response, decided } = line;
  return {
    subscriber,
    address,
    edition: edition ?? undefined,
    categories: categories?.split(' '),
    status: (status as SubscriberStatus | null) ?? undefined, // only this room writes it
    response: response ?? undefined,
    ...(decided === RESTORED ? { restored: true } : {}),
  };
}
