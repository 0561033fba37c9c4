/** Brings the tables of a PostgreSQL ledger to the version of this program. */
import { newerLedger } from '../database-problems.ts';
import type { Dialect } from '../engine.ts';
import { first, type Query, type Work } from '../prepared.ts';
import { migrate, VERSION } from '../schema.ts';
import { keyOf } from './locks.ts';
import { SCHEMA } from './new-session.ts';
import { ReadOnly, readOnly, wrongEncoding } from './postgres-problems.ts';
import { BEGIN, type Run } from './transactions.ts';

type Found = { readonly encoding: string; readonly present: boolean };

/**
 * A ledger that is up to date is only read. So a standby can be used, and a user who may not make tables.
 *
 * @throws ProblemError if it is newer than this program, or can not be brought up to date
 */
export async function bringUpToDate(run: Run, dialect: Dialect, place: string): Promise<void> {
  const { found, encoding } = await run(versionNow, 'read', BEGIN.read);
  if (found > VERSION) throw newerLedger(place, found, VERSION);
  if (found === VERSION) return;
  if (found === 0 && encoding !== 'UTF8')
    throw wrongEncoding(
      place,
      `the database keeps text as ${encoding}, which lacks letters of other languages`,
    );
  // One process at a time: two that make the same tables at once would disturb each other.
  const begin = `begin; select pg_advisory_xact_lock(${keyOf('migrate')}); create schema if not exists ${SCHEMA}`;
  try {
    const meanwhile = await run(() => migrate(dialect), 'write', begin);
    if (meanwhile > VERSION) throw newerLedger(place, meanwhile, VERSION);
  } catch (error) {
    throw error instanceof ReadOnly ? readOnly(place, error, { found, known: VERSION }) : error;
  }
}

/** 0 if there is no ledger yet. */
function* versionNow(): Work<{ readonly found: number; readonly encoding: string }> {
  const look: Query<Found> = {
    sql: `select current_setting('server_encoding') as encoding, to_regclass('${SCHEMA}.schema_version') is not null as present`,
    parameters: [],
    reads: true,
  };
  const version: Query<{ readonly version: number }> = {
    sql: `select version from ${SCHEMA}.schema_version`,
    parameters: [],
    reads: true,
  };
  const { encoding = 'UTF8', present = false } = (yield* first(look)) ?? {};
  return { encoding, found: present ? ((yield* first(version))?.version ?? 0) : 0 };
}
