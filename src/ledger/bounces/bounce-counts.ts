/**
 * Counts what came back from mailings: what was believed in one mailing, what is usual, and the last digests of one
 * person. It only reads.
 */
import { sql } from 'kysely';
import { SOFT_BOUNCE_LIMIT } from '../../settings/soft-bounce-limit.ts';
import type { Mailings } from '../deliveries/mailings.ts';
import type { Engine } from '../engine.ts';
import { first, rows, template } from '../prepared.ts';
import type { Bounces } from './bounce.ts';
import { digestsUpTo, usualDigests } from './digests-up-to.ts';

export type BounceCounts = Pick<Bounces, 'believed' | 'usual' | 'lastReturns'>;

export function openBounceCounts(engine: Engine, mailings: Mailings): BounceCounts {
  const { build, domainOf } = engine.dialect;
  const domain = domainOf('address');
  const believedBy = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => [domain.as('name'), fn.countAll<number>().as('n')])
      .where('deliveries.mailing', '=', v.mailing)
      .where('deliveries.subscriber', 'in', ({ selectFrom }) =>
        selectFrom('bounces')
          .select('bounces.subscriber')
          .where('bounces.mailing', '=', v.mailing)
          .where('bounces.decided', '=', 'believed'),
      )
      .groupBy('name'),
  );
  const earlier = template((v: { readonly mailing: number }) => usualDigests(build, v.mailing));
  const countBelieved = template((v: { readonly mailing: number }) =>
    build
      .selectFrom('bounces')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('mailing', '=', v.mailing)
      .where('decided', '=', 'believed'),
  );
  const latest = template((v: { readonly mailing: number; readonly subscriber: string }) =>
    digestsUpTo(build, v.mailing)
      .innerJoin('deliveries', 'deliveries.mailing', 'mailings.number')
      .select(['frozen_at', 'fault', 'deliveries.decided'])
      .select(({ selectFrom }) =>
        selectFrom('bounces')
          .select(sql<number>`count(*)`.as('n'))
          .whereRef('bounces.mailing', '=', 'mailings.number')
          .where('bounces.subscriber', '=', v.subscriber)
          .where('bounces.kind', '=', 'soft')
          .where(sql<boolean>`bounces.fault not in ('about-us', 'content')`)
          .where(sql<boolean>`(bounces.decided is null or bounces.decided <> 'restored')`)
          .as('soft'),
      )
      .where('deliveries.subscriber', '=', v.subscriber)
      .where('state', 'in', ['sent', 'failed', 'uncertain'])
      .limit(SOFT_BOUNCE_LIMIT.digests),
  );

  const numberOf = (id: string) => mailings.number({ id, channel: 'mail' });

  return {
    believed: (mailing) =>
      engine.read(function* () {
        const found = yield* rows(believedBy({ mailing: yield* numberOf(mailing) }));
        return Object.fromEntries(found.map(({ name, n }) => [name, n]));
      }),
    usual: (mailing) =>
      engine.read(function* () {
        let sum = 0;
        for (const { number } of yield* rows(earlier({ mailing: yield* numberOf(mailing) })))
          sum += (yield* first(countBelieved({ mailing: number })))?.n ?? 0;
        return sum;
      }),
    lastReturns: (mailing, subscriber) =>
      engine.read(function* () {
        const found = yield* rows(latest({ mailing: yield* numberOf(mailing), subscriber }));
        return found.map(({ frozen_at, fault, decided, soft }) => ({
          frozen: new Date(frozen_at),
          soft: (soft ?? 0) > 0 || (fault === 'mailbox-full' && decided !== 'restored'),
        }));
      }),
  };
}
