/**
 * How a list grows: who joined, left, bounced or complained in each stretch of time; the same for each domain of the
 * addresses and for each choice of categories. The database counts, so that only the answer is read.
 */
import { sql } from 'kysely';
import { HOUR } from '../../time.ts';
import type { Engine } from '../engine.ts';
import { rows, template } from '../prepared.ts';

/** A stretch of time; `end` does not belong to it. */
export type Stretch = { readonly start: Date; readonly end: Date };

export type Movement = {
  readonly joined: number;
  readonly left: number;
  readonly bounced: number;
  readonly complained: number;
};

export type ListGrowth = Movement & {
  /** How many people are on the list at present. */
  readonly confirmed: number;
};

export type Growth = {
  /** In the order of the stretches. */
  readonly stretches: readonly Movement[];
  /** The domains with the most people, and their changes in all stretches together. */
  readonly domains: readonly (ListGrowth & { readonly domain: string })[];
  /** The same for each choice of categories; `undefined`: all categories. */
  readonly choices: readonly (ListGrowth & { readonly categories: readonly string[] | undefined })[];
};

type Span = { readonly from: number; readonly to: number };
type Counted = { readonly what: string; readonly n: number };

export function openGrowth({ dialect, read }: Engine): {
  growth: (of: readonly Stretch[], most: number) => Promise<Growth>;
} {
  const { build, domainOf } = dialect;
  const domain = domainOf('address');
  /** A list of people who left elsewhere adds departures of people who were never on this list. These do not count. */
  const isMovement = sql<boolean>`(events.what = 'confirmed' or (events.what in ('unsubscribed', 'bounced', 'complained')
    and exists (select 1 from events as earlier where earlier.subscriber = events.subscriber
      and earlier.subscriber is not null and earlier.what = 'confirmed' and earlier.number < events.number)))`;
  /** By hours, because weeks begin at full hours, also when the clock is changed in between. */
  const byHour = template(({ from, to }: Span) => {
    const hour = sql<number>`(events.at - cast(${from} as bigint)) / ${sql.lit(HOUR)}`;
    return build
      .selectFrom('events')
      .select(({ fn }) => [hour.as('hour'), 'what', fn.countAll<number>().as('n')])
      .where('events.at', '>=', from)
      .where('events.at', '<', to)
      .where('subscriber', 'is not', null)
      .where(isMovement)
      .groupBy(['hour', 'what']);
  });
  const moved = (from: number, to: number) =>
    build
      .selectFrom('events')
      .innerJoin('subscribers', 'subscribers.id', 'events.subscriber')
      .where('events.at', '>=', from)
      .where('events.at', '<', to)
      .where('subscriber', 'is not', null)
      .where(isMovement);
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
        const span = {
          from: stretches[0]?.start.getTime() ?? 0,
          to: stretches.at(-1)?.end.getTime() ?? 0,
        };
        return growthOf(stretches, span, {
          hours: yield* rows(byHour(span)),
          byDomain: yield* rows(byDomain(span)),
          byChoice: yield* rows(byChoice(span)),
          domains: yield* rows(domainsNow({ most })),
          choices: yield* rows(choicesNow({})),
        });
      }),
  };
}

type Counts = {
  readonly hours: readonly (Counted & { readonly hour: number })[];
  readonly byDomain: readonly (Counted & { readonly domain: string })[];
  readonly byChoice: readonly (Counted & { readonly categories: string | null })[];
  /** How many are on the list now. */
  readonly domains: readonly { readonly domain: string; readonly n: number }[];
  readonly choices: readonly { readonly categories: string | null; readonly n: number }[];
};

/** Puts the counts of hours into their stretches, and what moved beside what is there now. */
function growthOf(stretches: readonly Stretch[], span: Span, counts: Counts): Growth {
  const inDomain = Map.groupBy(counts.byDomain, ({ domain }) => domain);
  const inChoice = Map.groupBy(counts.byChoice, ({ categories }) => categories ?? '');
  const inStretch = ({ start, end }: Stretch) =>
    counts.hours.filter(({ hour }) => {
      const at = span.from + Number(hour) * HOUR;
      return at >= start.getTime() && at < end.getTime();
    });
  return {
    stretches: stretches.map((stretch) => movementIn(inStretch(stretch))),
    domains: counts.domains.map(({ domain, n }) => ({
      ...{ domain, confirmed: Number(n) },
      ...movementIn(inDomain.get(domain)),
    })),
    choices: counts.choices.map(({ categories, n }) => ({
      ...{ categories: categories?.split(' '), confirmed: Number(n) },
      ...movementIn(inChoice.get(categories ?? '')),
    })),
  };
}

function movementIn(counted: readonly Counted[] = []): Movement {
  const of = (what: string) =>
    counted.reduce((sum, row) => (row.what === what ? sum + Number(row.n) : sum), 0);
  return {
    joined: of('confirmed'),
    left: of('unsubscribed'),
    bounced: of('bounced'),
    complained: of('complained'),
  };
}
