/**
 * Ourselves on a PostgreSQL of its own (the one that the tests start), on the same machine. Its processor time is not
 * the sender's and is not counted; its work takes from the same cores.
 */
import pg from 'pg';
import { startPostgres } from '../../test/postgres.ts';
import type { Program } from '../program.ts';
import type { Sender } from './senders.ts';
import { forgetSent, importInto, type Site, sendDigest } from './site.ts';

/** A database with the readers is filled once; each run has a copy of it. */
export async function ourselvesOnPostgres(
  program: Program,
  site: Site,
  readers: number,
): Promise<Sender & AsyncDisposable> {
  const server = await startPostgres();
  const filled = await server.database();
  await importInto(program, site, readers, { LEDGER_URL: filled });
  const admin = new pg.Client({ connectionString: filled.replace(/[^/]+$/, 'postgres') });
  await admin.connect();
  const [name] = /[^/]+$/.exec(filled) ?? [];
  return {
    name: 'tayori, PostgreSQL',
    about: 'the same with the ledger in PostgreSQL on this machine, whose own processor time is not counted',
    reset: async () => {
      await forgetSent(site);
      await admin.query('drop database if exists run');
      await admin.query(`create database run template ${name}`);
    },
    run: (target) => sendDigest(program, site, target, { LEDGER_URL: filled.replace(/[^/]+$/, 'run') }),
    [Symbol.asyncDispose]: async () => {
      await admin.end();
      await server[Symbol.asyncDispose]();
    },
  };
}
