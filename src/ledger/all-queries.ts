/** Every query of the ledger as text, for the bundle (scripts/ledger-queries.mjs). No database is opened. */
import { ledgerOn } from './compose-ledger.ts';
import type { Dialect, Engine } from './engine.ts';
import type { KeptQuery } from './kept-queries.ts';
import { postgresDialect } from './postgres/dialect.ts';
import { sqliteDialect } from './sqlite/dialect.ts';

type Queries = Readonly<Record<string, KeptQuery>>;

export function allQueries(): Readonly<Record<'sqlite' | 'postgres', Queries>> {
  return { sqlite: queriesOf(sqliteDialect()), postgres: queriesOf(postgresDialect()) };
}

/** The value of each slot is a mark with its name. */
const marks = new Proxy<Readonly<Record<string, string>>>({}, { get: (_, name) => `slot ${String(name)}` });

function queriesOf(dialect: Dialect): Queries {
  const found: Record<string, KeptQuery> = {};
  const rest: (() => void)[] = [];
  const kept: Dialect['kept'] = (name, ask) => {
    rest.push(() => {
      const { sql, reads, parameters } = ask(marks);
      found[name] = { sql, reads, slots: parameters.map((mark) => slotOf(name, mark)) };
    });
    return undefined;
  };
  // To open a ledger asks its database nothing: these two are all that is needed of it.
  ledgerOn({ dialect: { ...dialect, kept }, boot: '' } as Engine, () => new Uint8Array(), 0);
  for (const build of rest) build();
  return found;
}

/** @throws Error if the parameter is no slot: literals.ts writes all other values into the text */
function slotOf(name: string, mark: unknown): string {
  const [, slot] = /^slot (.+)$/.exec(String(mark)) ?? [];
  if (slot === undefined) throw new Error(`${name} has a parameter that no caller fills: ${String(mark)}`);
  return slot;
}
