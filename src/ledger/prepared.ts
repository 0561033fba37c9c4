/**
 * Queries as data, and work. A piece of work is a generator: it yields a query and receives its result. So the same code
 * serves both databases: SQLite runs all the steps without a pause, and PostgreSQL awaits each of them.
 */
import type { Compilable } from 'kysely';
import { type KeptQuery, keptAt } from './kept-queries.ts';

export type Value = string | number | null;

export type Query<Row = unknown> = {
  readonly sql: string;
  readonly parameters: readonly Value[];
  /** Whether the query returns rows. If not, it returns how many rows it changed. */
  readonly reads: boolean;
  /** Never set. It only carries the type of a row for the compiler. */
  readonly row?: Row;
};

export type QueryResult = { readonly rows: readonly unknown[]; readonly changes: number };

export type Work<T> = Generator<Query, T, QueryResult>;

export function* rows<Row>(query: Query<Row>): Work<readonly Row[]> {
  return (yield query).rows as readonly Row[]; // Kysely gave the query this type
}

/** @returns `undefined` if there is no row */
export function* first<Row>(query: Query<Row>): Work<Row | undefined> {
  return (yield* rows(query))[0];
}

/** @returns how many rows changed */
export function* change(query: Query): Work<number> {
  return (yield query).changes;
}

type Values = Readonly<Record<string, Value>>;

/**
 * Compiles a query once, when it is first used. Each value that the builder takes from its argument becomes a slot, and
 * a call only fills the slots. So the text of the SQL stays the same, and the database prepares the statement once.
 */
export const template = templateAt('');

/** The same, in the bundle: there each template knows its place in the source, and finds its SQL by that. */
export function templateAt(place: string) {
  return <V extends Values, Row>(build: (values: V) => Compilable<Row>): ((values: V) => Query<Row>) => {
    let compiled: Compiled | undefined;
    let kept: KeptQuery | undefined;
    const ask = (values: Values): Query<Row> => {
      compiled ??= kept === undefined ? compile(build(slots(0) as V)) : compiledOf(kept); // Kysely passes slots through unchanged
      const { sql, reads, parts } = compiled;
      return {
        sql,
        reads,
        parameters: parts.map((part) => (isSlot(part) ? (values[part[NAME]] ?? null) : part)),
      };
    };
    kept = keptAt(place, ask);
    return ask;
  };
}

function compiledOf({ sql, reads, slots: names }: KeptQuery): Compiled {
  return { sql, reads, parts: names.map((name): Slot => ({ [NAME]: name, [ROW]: 0 })) };
}

/** How many rows one statement inserts, the most first: few long statements take less time than many short ones. */
const WIDTHS = [100, 10, 1];

/** Inserts many rows, with statements of 100, 10 and 1 rows: 120 rows are three. @returns how many were inserted */
export function bulk<Row extends Values>(
  insert: (rows: readonly Row[]) => Compilable,
): (rows: readonly Row[]) => Work<number> {
  const chunks = WIDTHS.map((width) => ({ width, fill: chunk(insert, width) }));
  return function* (all) {
    let inserted = 0;
    let at = 0;
    for (const { width, fill } of chunks)
      for (; at + width <= all.length; at += width) inserted += yield* change(fill(all, at));
    return inserted;
  };
}

/** A statement that inserts `size` rows. A call fills it with the rows of a list, from a position on. */
function chunk<Row extends Values>(insert: (rows: readonly Row[]) => Compilable, size: number) {
  let compiled: Compiled | undefined;
  return (all: readonly Row[], at: number): Query => {
    compiled ??= compile(insert(Array.from({ length: size }, (_, row) => slots(row) as Row)));
    const { sql, reads, parts } = compiled;
    return {
      sql,
      reads,
      parameters: parts.map((part) => (isSlot(part) ? (all[at + part[ROW]]?.[part[NAME]] ?? null) : part)),
    };
  };
}

const NAME = Symbol('name');
const ROW = Symbol('row');
type Slot = { readonly [NAME]: string; readonly [ROW]: number };
type Compiled = { readonly sql: string; readonly reads: boolean; readonly parts: readonly (Slot | Value)[] };

/** Stands for the values of one row: each property that is read from it is a slot with the name of the property. */
function slots(row: number): object {
  return new Proxy({}, { get: (_, name): Slot => ({ [NAME]: String(name), [ROW]: row }) });
}

function compile(query: Compilable): Compiled {
  const { sql, parameters } = query.compile();
  return {
    sql,
    reads: /^\s*(select|with)\b|\breturning\b/i.test(sql),
    parts: parameters as readonly (Slot | Value)[], // slots, and literals that the builders wrote
  };
}

/** Whether a value stands for one that the caller fills in. */
export function isSlot(part: unknown): part is Slot {
  return typeof part === 'object' && part !== null && NAME in part;
}
