import type { Compilable } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/ledger/engine.ts';
import { postgresDialect } from '../../src/ledger/postgres/dialect.ts';
import { template } from '../../src/ledger/prepared.ts';
import { sqliteDialect } from '../../src/ledger/sqlite/dialect.ts';

const engines = [
  { name: 'SQLite', dialect: sqliteDialect(), mark: '?' },
  { name: 'PostgreSQL', dialect: postgresDialect(), mark: '$1' },
];

type Build = (dialect: Dialect, value: string) => Compilable;

const rows: readonly { readonly why: string; readonly build: Build; readonly text: string }[] = [
  {
    why: 'the condition of a partial index',
    build: ({ build }, id) =>
      build.selectFrom('mailings').select('number').where('kind', '=', 'digest').where('id', '=', id),
    text: `select "number" from "mailings" where "kind" = 'digest' and "id" = MARK`,
  },
  {
    why: 'a list of states',
    build: ({ build }, id) =>
      build
        .selectFrom('deliveries')
        .select('number')
        .where('state', 'in', ['queued', 'claimed'])
        .where('subscriber', '=', id),
    text: `select "number" from "deliveries" where "state" in ('queued', 'claimed') and "subscriber" = MARK`,
  },
  {
    why: 'numbers, nothing, and what must be quoted',
    build: ({ build }, id) =>
      build
        .updateTable('deliveries')
        .set({ due: null, attempts: 2, response: "it's" })
        .where('owner', '=', id),
    text: `update "deliveries" set "due" = null, "attempts" = 2, "response" = 'it''s' where "owner" = MARK`,
  },
  {
    why: 'a row beside a value that is filled in',
    build: ({ build }, id) => build.insertInto('address_memory').values({ hash: id, asked: 0 }),
    text: `insert into "address_memory" ("hash", "asked") values (MARK, 0)`,
  },
];

describe.each(engines)('on $name', ({ dialect, mark }) => {
  it.for(rows)('what never changes stands in the text, and what is filled in does not: $why', (row) => {
    const query = template(({ value }: { readonly value: string }) => row.build(dialect, value));
    const { sql, parameters } = query({ value: "o'clock" });
    expect(sql).toBe(row.text.replace('MARK', mark));
    expect(parameters).toEqual(["o'clock"]);
  });
});
