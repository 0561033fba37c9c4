/**
 * How a list grows: who joined, left, bounced or complained in each stretch of time, and the same by the domain of the
 * address and by what was chosen. Everything is counted by the database; what comes back is as long as the answer.
 */
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { rows, template } from '../prepared.ts';

/** A stretch of time, half open. */
export type Stretch = { readonly start: Date; readonly end: Date };

export type Movement = {
  readonly joined: number;
  readonly left: number;
  readonly bounced: number;
  readonly complained: number;
};

export type Standing = Movement & {
  /** How many are on the list now. */
  readonly confirmed: number;
};

export type Growth = {
  /** In the order of the stretches. */
  readonly stretches: readonly Movement[];
  /** The domains with the most people, and their movement in all stretches together. */
  readonly domains: readonly (Standing & { readonly domain: string })[];
  /** The same by what people chose; `undefined` means all categories. */
  readonly choices: readonly (Standing & { readonly categories: readonly string[] | undefined })[];
};

type Counted = { readonly what: string; readonly n: number };

export function openGrowth({ dialect, read }: Engine): {
  growth: (of: readonly Stretch[], most: number) => Promise<Growth>;
} {
  const { build, domain, recordsIn } = dialect;
  const columns = { place: 'bigint', start_at: 'bigint', end_at: 'bigint' };
  type Bound = { readonly place: number; readonly start_at: number; readonly end_at: number };
  /** A list of people who left elsewhere brings departures of people who were never on this list. */
  const isMovement = sql<boolean>`(events.what = 'confirmed' or (events.what in ('unsubscribed', 'bounced', 'complained')
    and exists (select 1 from events as earlier where earlier.subscriber = events.subscriber
      and earlier.subscriber is not null and earlier.what = 'confirmed' and earlier.number < events.number)))`;
  const byStretch = template((v: { readonly bounds: string }) =>
    build
      .selectFrom('events')
      .innerJoin(recordsIn<Bound>(v.bounds, columns).as('bounds'), (join) =>
        join.onRef('events.at', '>=', 'bounds.start_at').onRef('events.at', '<', 'bounds.end_at'),
      )
      .select(({ fn }) => ['bounds.place', 'what', fn.countAll<number>().as('n')])
      .where('subscriber', 'is not', null)
      .where(isMovement)
      .groupBy(['bounds.place', 'what']),
  );
  const moved = (from: number, to: number) =>
    build
      .selectFrom('events')
      .innerJoin('subscribers', 'subscribers.id', 'events.subscriber')
      .where('events.at', '>=', from)
      .where('events.at', '<', to)
      .where('subscriber', 'is not', null)
      .where(isMovement);
  type Span = { readonly from: number; readonly to: number };
  const byDomain = template(({ from, to }: Span) =>
    moved(from, to)
      .select(({ fn }) => [domain.as('domain'), 'what', fn.countAll<number>().as('n')])
      .groupBy([domain, 'what']),
  );
  const byChoice = template(({ from, to }: Span) =>
    moved(from, to)
      .select(({ fn }) => ['categories', 'what', fn.countAll<number>().as('n')])
      .groupBy(['categories', 'what']),
  );
  const domainsNow = template((v: { readonly most: number }) =>
    build
      .selectFrom('subscribers')
      .select(({ fn }) => [domain.as('domain'), fn.countAll<number>().as('n')])
      .where('status', '=', sql.lit('confirmed'))
      .groupBy(domain)
      .orderBy('n', 'desc')
      .orderBy(domain)
      .limit(v.most),
  );
  const choicesNow = template(() =>
    build
      .selectFrom('subscribers')
      .select(({ fn }) => ['categories', fn.countAll<number>().as('n')])
      .where('status', '=', sql.lit('confirmed'))
      .groupBy('categories'),
  );
  return {
    growth: (stretches, most) =>
      read(function* () {
        const bounds = stretches.map(({ start, end }, place) => ({
          ...{ place, start_at: start.getTime(), end_at: end.getTime() },
        }));
        const span = { from: bounds[0]?.start_at ?? 0, to: bounds.at(-1)?.end_at ?? 0 };
        const inStretch = Map.groupBy(
          yield* rows(byStretch({ bounds: JSON.stringify(bounds) })),
          ({ place }) => Number(place),
        );
        const inDomain = Map.groupBy(yield* rows(byDomain(span)), (row) => row.domain);
        const inChoice = Map.groupBy(yield* rows(byChoice(span)), ({ categories }) => categories ?? '');
        const domains = yield* rows(domainsNow({ most }));
        const choices = yield* rows(choicesNow({}));
        return {
          stretches: stretches.map((_, place) => movementIn(inStretch.get(place))),
          domains: domains.map(({ domain: name, n }) => ({
            ...{ domain: name, confirmed: Number(n) },
            ...movementIn(inDomain.get(name)),
          })),
          choices: choices.map(({ categories, n }) => ({
            ...{ categories: categories?.split(' '), confirmed: Number(n) },
            ...movementIn(inChoice.get(categories ?? '')),
          })),
        };
      }),
  };
}

function movementIn(counted: readonly Counted[] = []): Movement {
  const of = (what: string) => Number(counted.find((row) => row.what === what)?.n ?? 0);
  return {
    joined: of('confirmed'),
    left: of('unsubscribed'),
    bounced: of('bounced'),
    complained: of('complained'),
  };
}
