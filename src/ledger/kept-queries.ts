/**
 * The queries of the ledger as SQL that is known before the program starts. The bundle keeps them, made by the same code
 * as at run time (scripts/ledger-queries.mjs): to load the query builder and to build a dozen queries took a fifth of
 * `tayori status`. A query that is not kept is built when it is first used, and so is each one in a checkout.
 */

type Sql = { readonly sql: string; readonly reads: boolean };

export type KeptQuery = Sql & {
  /** The name of the value that each parameter takes, in order. */
  readonly slots: readonly string[];
};

/** Finds the query of a template by its name; `ask` builds that query, for whoever collects them. */
export type Kept = (name: string, ask: Ask) => KeptQuery | undefined;

type Ask = (values: Readonly<Record<string, string>>) => Sql & { readonly parameters: readonly unknown[] };

type Opening = {
  readonly kept: Kept;
  /** How many templates were made so far at each place of the source: one for each state, for example. */
  readonly made: Map<string, number>;
};

let opening: Opening | undefined;

/**
 * Opens a ledger, whose templates find their SQL among `kept`. Templates that are made later find none.
 *
 * @param open makes the same templates in the same order each time, since they are counted
 */
export function openWith<T>(kept: Kept, open: () => T): T {
  const before = opening;
  opening = { kept, made: new Map() };
  try {
    return open();
  } finally {
    opening = before;
  }
}

/** @param place where the template that asks stands in the source; empty if the source runs as it is */
export function keptAt(place: string, ask: Ask): KeptQuery | undefined {
  if (opening === undefined || place === '') return undefined;
  const { kept, made } = opening;
  const count = (made.get(place) ?? 0) + 1;
  made.set(place, count);
  return kept(`${place} ${count}`, ask);
}
