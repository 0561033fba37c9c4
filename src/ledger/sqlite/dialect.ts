/** SQLite's SQL, where it differs from that of the other engines. */
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Dialect } from '../engine.ts';
import { literals } from '../literals.ts';
import type { Tables } from '../schema.ts';
import { kept } from './kept.ts';

export function sqliteDialect(): Dialect {
  return {
    build: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
      plugins: [literals],
    }),
    kept,
    serial: 'integer',
    leases: false,
    locksRows: false,
    remote: false,
    lowersByLocale: false,
    numbersIn: (json) => sql`(select value from json_each(${json}))`,
    textsIn: (json) => sql`(select value from json_each(${json}))`,
    recordsIn: (json, columns) => {
      const named = Object.keys(columns).map((name) => `value ->> '$.${name}' as ${name}`);
      return sql`(select ${sql.raw(named.join(', '))} from json_each(${json}))`;
    },
    domainOf: (column) => sql`lower(substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1))`,
    folded: (column) => sql`lower(${sql.ref(column)})`, // without ICU it changes ASCII letters only
    run: sql`''`,
    present: sql`cast(unixepoch('subsec') * 1000 as integer)`,
  };
}
