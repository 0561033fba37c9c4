/** PostgreSQL's SQL, where it differs from that of the other engines. */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type { Dialect } from '../engine.ts';
import { literals } from '../literals.ts';
import type { Tables } from '../schema.ts';
import { kept } from './kept.ts';

export function postgresDialect(): Dialect {
  return {
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
      plugins: [literals],
    }),
    kept,
    serial: 'bigserial',
    leases: true,
    locksRows: true,
    remote: true,
    lowersByLocale: true,
    numbersIn: (json) => sql`(select value::bigint from json_array_elements_text(${json}::json))`,
    textsIn: (json) => sql`(select value from json_array_elements_text(${json}::json))`,
    recordsIn: (json, columns) => {
      const named = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
      return sql`(select * from json_to_recordset(${json}::json) as given(${sql.raw(named.join(', '))}))`;
    },
    domainOf: (column) => sql`lower(substr(${sql.ref(column)}, strpos(${sql.ref(column)}, '@') + 1))`,
    folded: (column) => sql`lower(${sql.ref(column)} collate "C")`, // the database's own locale may change all letters
    run: sql`cast(pg_postmaster_start_time() as text)`,
    present: sql`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
  };
}
