/** Questions about the deliveries of a mailing. None of them changes anything. */
import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from './engine.ts';
import { type Choice, type Counts, type DeliveryState, deliveryStates } from './ledger.ts';
import { first, type Query, rows, template, type Work } from './prepared.ts';

const PAGE = 500;

export type ReportPage = { readonly mailing: number; readonly after: string };
export type ReportLine = {
  readonly number: number;
  readonly subscriber: string;
  readonly address: string;
  readonly key: string;
  readonly edition: string;
  readonly state: string;
  readonly attempts: number;
  readonly due: number | null;
  readonly response: string | null;
  readonly relay: string | null;
};

type Breakdown = { readonly editions: Counts; readonly domains: Counts };

export function openReport({ build, domainOf, folded }: Dialect) {
  const domain = domainOf('address');
  const key = folded('address');
  const lastRelay = sql<string | null>`(select relay from events where events.delivery = deliveries.number
    and relay is not null order by events.number desc limit 1)`;
  const pages = new Map<DeliveryState, (page: ReportPage) => Query<ReportLine>>(
    deliveryStates.map((state) => [
      state,
      template((v: ReportPage) =>
        build
          .selectFrom('deliveries')
          .select(['number', 'subscriber', 'address', 'edition', 'state', 'attempts', 'due', 'response'])
          .select([key.as('key'), lastRelay.as('relay')])
          .where('mailing', '=', v.mailing)
          .where('state', '=', sql.lit(state)) // a literal, so that the index of open rows is used
          .where(key, '>', v.after)
          .orderBy(key)
          .limit(PAGE),
      ),
    ]),
  );
  const nextDue = (mailing: number) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => fn.min('due').as('due'))
      .where('mailing', '=', mailing)
      .where('due', '>', 0);
  const retry = template((v: { readonly mailing: number }) => nextDue(v.mailing));
  const retryOfChoice = template((v: { readonly mailing: number; readonly chosen: string }) =>
    nextDue(v.mailing).where('chosen', '=', v.chosen),
  );
  const counted = (part: RawBuilder<string>, mailing: number) =>
    build
      .selectFrom('deliveries')
      .select(({ fn }) => [part.as('name'), fn.countAll<number>().as('n')])
      .where('mailing', '=', mailing)
      .groupBy('name')
      .orderBy('n', 'desc')
      .orderBy('name');
  const countBy = (part: RawBuilder<string>) =>
    template((v: { readonly mailing: number }) => counted(part, v.mailing));
  const countOfChoiceBy = (part: RawBuilder<string>) =>
    template((v: { readonly mailing: number; readonly chosen: string }) =>
      counted(part, v.mailing).where('chosen', '=', v.chosen).where('due', 'is not', null),
    );
  const kept = template((v: { readonly mailing: number }) =>
    build.selectFrom('mailings').select('breakdown').where('number', '=', v.mailing),
  );
  const byEdition = countBy(sql<string>`edition`);
  const byDomain = countBy(domain);
  const ofChoiceByEdition = countOfChoiceBy(sql<string>`edition`);
  const ofChoiceByDomain = countOfChoiceBy(domain);
  const counts = (found: readonly { name: string; n: number }[]): Counts =>
    Object.fromEntries(found.map(({ name, n }) => [name, n]));

  return {
    /** In the order of the addresses. */
    *page(state: DeliveryState, mailing: number, after: string): Work<readonly ReportLine[]> {
      const query = pages.get(state);
      return query === undefined ? [] : yield* rows(query({ mailing, after }));
    },
    isLast: (page: readonly ReportLine[]) => page.length < PAGE,
    *nextRetry(mailing: number, only?: Choice): Work<number | undefined> {
      const query = only === undefined ? retry({ mailing }) : retryOfChoice({ mailing, chosen: only });
      return (yield* first(query))?.due ?? undefined;
    },
    /** As it was counted at the freeze: counting a million rows takes long. */
    *breakdown(mailing: number): Work<Breakdown> {
      const text = (yield* first(kept({ mailing })))?.breakdown ?? undefined;
      if (text !== undefined) return JSON.parse(text) as Breakdown; // only freeze writes it
      return {
        editions: counts(yield* rows(byEdition({ mailing }))),
        domains: counts(yield* rows(byDomain({ mailing }))),
      };
    },
    /** The rows with this choice that are still to be sent. */
    *breakdownOf(mailing: number, chosen: Choice): Work<{ editions: Counts; domains: Counts }> {
      return {
        editions: counts(yield* rows(ofChoiceByEdition({ mailing, chosen }))),
        domains: counts(yield* rows(ofChoiceByDomain({ mailing, chosen }))),
      };
    },
  };
}
