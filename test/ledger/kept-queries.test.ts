import { expect, it } from 'vitest';
import { type Kept, keptAt, openWith } from '../../src/ledger/kept-queries.ts';
import { templateAt } from '../../src/ledger/prepared.ts';
import { sqliteDialect } from '../../src/ledger/sqlite/dialect.ts';

const { build } = sqliteDialect();

/** A template as the bundle makes it. */
const byId = () =>
  templateAt('people.ts 1')((v: { readonly id: string }) =>
    build.selectFrom('subscribers').select('name').where('id', '=', v.id),
  );

const BUILT = 'select "name" from "subscribers" where "id" = ?';
const kept: Kept = (name) =>
  name === 'people.ts 1 1' ? { sql: 'select kept', reads: true, slots: ['other', 'id', 'id'] } : undefined;

it('takes the SQL that is kept, and fills its slots by their names', () => {
  const query = openWith(kept, byId)({ id: 'a' });
  expect(query).toEqual({ sql: 'select kept', reads: true, parameters: [null, 'a', 'a'] });
});

it.for([
  { make: byId, why: 'a template that is made after the ledger was opened' },
  { make: () => openWith(() => undefined, byId), why: 'nothing is kept' },
  { make: () => openWith(kept, () => [byId(), byId()] as const)[1], why: 'the second one at its place' },
])('builds the query: $why', ({ make }) => {
  expect(make()({ id: 'a' })).toEqual({ sql: BUILT, reads: true, parameters: ['a'] });
});

it('tells the names in order, and how each query is built', () => {
  const told: string[] = [];
  const tell: Kept = (name, ask) => {
    told.push(name, ask({ id: 'a' }).sql);
    return undefined;
  };
  openWith(tell, () => [byId(), byId(), keptAt('', () => byId()({ id: 'a' }))]);
  expect(told).toEqual(['people.ts 1 1', BUILT, 'people.ts 1 2', BUILT]);
});
