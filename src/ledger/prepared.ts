/**
 * Queries as data, and work: a generator that yields queries and is given their results. So each query is
 * written once; SQLite runs a piece of work in one breath, and PostgreSQL awaits each step.
 */
import type { Compilable } from 'kysely';

export type Value = string | number | null;

export type Query<Row = unknown> = {
  readonly sql: string;
  readonly parameters: readonly Value[];
  /** Whether rows come back; otherwise the number of rows changed does. */
  readonly reads: boolean;
  /** Never set: carries the type of a row. */
  readonly row?: Row;
};

export type QueryResult = { readonly rows: readonly unknown[]; readonly changes: number };

export type Work<T> = Generator<Query, T, QueryResult>;

export function* rows<Row>(query: Query<Row>): Work<readonly Row[]> {
  return (yield query).rows as readonly Row[]; // the type that Kysely gave the query
}

export function* first<Row>(query: Query<Row>): Work<Row | undefined> {
  return (yield* rows(query))[0];
}

/** @returns how many rows changed */
export function* change(query: Query): Work<number> {
  return (yield query).changes;
}

type Values = Readonly<Record<string, Value>>;

/**
 * Compiles a query once, when it is first needed. Where the builder uses one of its values the compiled
 * query keeps a slot, and each call only fills the slots: the SQL stays the same and can be run prepared.
 */
export function template<V extends Values, Row>(
  build: (values: V) => Compilable<Row>,
): (values: V) => Query<Row> {
  let compiled: Compiled | undefined;
  return (values) => {
    compiled ??= compile(build(slots(0) as V)); // Kysely passes slots through unseen
    const { sql, reads, parts } = compiled;
    return {
      sql,
      reads,
      parameters: parts.map((part) => (isSlot(part) ? (values[part[NAME]] ?? null) : part)),
    };
  };
}

/** Rows of one statement, widest first: a statement costs more than the rows in it. */
const WIDTHS = [100, 10, 1];

/** Inserts many rows, as wide a statement at a time as they fill. @returns how many were inserted */
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

/** A statement for `size` rows, to be filled from a list at a position. */
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

/** Stands for the values of one row: whatever is read from it is a slot of that name. */
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
