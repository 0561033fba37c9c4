/**
 * Counts what servers said about the addresses of one mailing: faults and answers by domain, what is usual for this
 * list, and whose address bounced. It only reads.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Mailings } from '../deliveries/mailings.ts';
import type { Tallies } from '../deliveries/tallies.ts';
import type { Engine } from '../engine.ts';
import type { Counts, Deliveries, DomainFaults } from '../ledger.ts';
import { first, rows, template, type Work } from '../prepared.ts';
import { usualDigests } from './digests-up-to.ts';
import { DISBELIEVED } from './fault-decisions.ts';

export type FaultCounts = Pick<
  Deliveries,
  'faults' | 'answered' | 'disbelieved' | 'usualFaults' | 'bouncedIn'
>;

type Of = { readonly mailing: number };

export function openFaultCounts(engine: Engine, mailings: Mailings, tallies: Tallies): FaultCounts {
  const { build, domainOf } = engine.dialect;
  const domain = domainOf('address');
  const isFault = sql<boolean>`fault is not null`;
  const total = (condition: RawBuilder<boolean>) =>
    sql<number>`cast(sum(case when ${condition} then 1 else 0 end) as bigint)`;
  const byDomain = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select([
        domain.as('name'),
        total(sql`decided is null and fault = 'bad-address'`).as('bad'),
        total(sql`decided is null and fault = 'mailbox-full'`).as('full'),
        total(sql`decided = 'believed'`).as('believed'),
      ])
      .where('mailing', '=', v.mailing)
      .where(isFault)
      .groupBy('name')
      .orderBy('name'),
  );
  const answers = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => [domain.as('name'), fn.countAll<number>().as('n')])
      .where('mailing', '=', v.mailing)
      .where('state', 'in', ['sent', 'failed'])
      .groupBy('name'),
  );
  const doubted = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .innerJoin('events', 'events.delivery', 'deliveries.number')
      .select(({ fn }) => [
        'deliveries.subscriber as name',
        fn.countAll<number>().as('n'),
        fn.max('events.number').as('last'),
      ])
      .where('mailing', '=', v.mailing)
      .where('what', '=', sql.lit('queued'))
      .where('detail', '=', sql.lit(DISBELIEVED))
      .groupBy('name'),
  );
  const answersSince = template((v: Of & { readonly event: number }) =>
    build
      .selectFrom('deliveries')
      .innerJoin('events', 'events.delivery', 'deliveries.number')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.mailing)
      .where('what', 'in', ['sent', 'failed'])
      .where('events.number', '>', v.event),
  );
  const earlier = template((v: Of) => usualDigests(build, v.mailing));
  const believedIn = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('failed')) // a literal, so that the index of failed rows is used
      // An older version stored no fault, only the server's words.
      .where(sql<boolean>`(decided = 'believed' or fault is null and response like '5__ 5.1.%')`),
  );
  const bounced = template((v: Of) =>
    build
      .selectFrom('deliveries')
      .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber')
      .select(['subscriber', 'subscribers.address', 'response', 'fault', 'decided'])
      .where('mailing', '=', v.mailing)
      .where('state', '=', sql.lit('failed')) // a literal, so that the index of failed rows is used
      .where('status', '=', 'bounced')
      .orderBy('number'),
  );

  function* faults(mailing: number): Work<readonly DomainFaults[]> {
    const found = yield* rows(byDomain({ mailing }));
    return found.map(({ name, bad, full, believed }) => ({
      domain: name,
      badAddress: bad,
      mailboxFull: full,
      believed,
    }));
  }

  function* answered(mailing: number): Work<Counts> {
    return Object.fromEntries((yield* rows(answers({ mailing }))).map(({ name, n }) => [name, n]));
  }

  function* disbelieved(mailing: number) {
    const found = yield* rows(doubted({ mailing }));
    const event = Math.max(0, ...found.map(({ last }) => last));
    const { n: answersSoFar = 0 } = (yield* first(answersSince({ mailing, event }))) ?? {};
    return { times: new Map(found.map(({ name, n }) => [name, n])), answersSince: answersSoFar };
  }

  function* usualFaults(mailing: number) {
    let [all, believed] = [0, 0];
    for (const { number } of yield* rows(earlier({ mailing }))) {
      believed += (yield* first(believedIn({ mailing: number })))?.n ?? 0;
      const { sent, failed } = yield* tallies.read(number);
      all += sent + failed;
    }
    return { answered: all, believed };
  }

  function* bouncedIn(mailing: number) {
    return (yield* rows(bounced({ mailing }))).map(({ subscriber, address, response, fault, decided }) => ({
      subscriber,
      address,
      response: response ?? '',
      believed: fault === null ? undefined : decided === 'believed',
    }));
  }

  return {
    faults: (of) => mailings.ask(of, faults),
    answered: (of) => mailings.ask(of, answered),
    disbelieved: (of) => mailings.ask(of, disbelieved),
    usualFaults: (of) => mailings.ask(of, usualFaults),
    bouncedIn: (of) => mailings.ask(of, bouncedIn),
  };
}
