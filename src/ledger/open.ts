/** Opens the ledger that a URL names. A new engine is a file here and a row in the table. */
import { join, resolve } from 'node:path';
import { leadsInto } from '../disk/links-on-disk.ts';
import { ProblemError } from '../problem.ts';
import { USUAL_LEASE } from '../settings/usual-lease.ts';
import type { Settings } from '../settings.ts';
import { SECOND } from '../time.ts';
import { unreadableUrl } from './database-problems.ts';
import type { Engine } from './engine.ts';
import type { Ledger } from './ledger.ts';

/** Where the ledger is when LEDGER_URL does not say. */
export const DEFAULT_LEDGER = 'sqlite:.tayori/ledger.db';

export type LedgerOptions = {
  /** Random bytes for the ids of subscribers. */
  readonly random: (bytes: number) => Uint8Array;
  /** If several workers share the ledger: after so long without a sign of life, in ms, a worker loses its claims. */
  readonly leaseMs?: number;
  /** How long to wait, in ms, for a database that can not be reached while it is in use (default: 0). */
  readonly patienceMs?: number;
  /** Called when such a wait begins, with the reason in words. */
  readonly onAway?: (reason: string) => void;
};

/** How long workers that share the ledger wait for one another, and for a database that went away. */
export function sharingOf({
  lease,
  patience,
}: Settings['ledger']): Pick<LedgerOptions, 'leaseMs' | 'patienceMs'> {
  return { leaseMs: lease * SECOND, patienceMs: patience * SECOND };
}

const MEMORY = ':memory:';

const engines: Readonly<
  Record<string, (url: string, options: LedgerOptions & { readonly root: string }) => Promise<Engine>>
> = {
  'sqlite:': async (url, { root }) => {
    const { openSqlite } = await import('./sqlite/sqlite.ts');
    return openSqlite(fileIn(url, root));
  },
  'postgres:': overPostgres,
  'postgresql:': overPostgres,
};

async function overPostgres(
  url: string,
  { root, patienceMs = 0, onAway = () => {} }: LedgerOptions & { readonly root: string },
): Promise<Engine> {
  if (!/^\w+:\/\//.test(url)) throw unreadableUrl(); // otherwise its password would be taken for a path
  return (await import('./postgres/postgres.ts')).openPostgres(url, root, { patienceMs, onAway });
}

/**
 * @param url `sqlite:FILE`, relative to the site folder, or `postgres://USER@HOST/DATABASE`
 * @param root the site folder, absolute
 * @throws ProblemError if the URL names no engine, or the ledger can not be opened
 */
export async function openLedger(url: string, root: string, options: LedgerOptions): Promise<Ledger> {
  const protocol = /^[a-z]+:/i.exec(url)?.[0].toLowerCase() ?? '';
  const open = Object.hasOwn(engines, protocol) ? engines[protocol] : undefined;
  if (open === undefined || url.length === protocol.length) throw unknownEngine(protocol);
  const engine = await open(url, { ...options, root });
  const { ledgerOn } = await import('./compose-ledger.ts');
  return ledgerOn(engine, options.random, options.leaseMs ?? USUAL_LEASE * SECOND);
}

/**
 * The file of `sqlite:FILE`, absolute; `:memory:` stays as it is. `undefined` if the URL names a database server.
 *
 * @throws ProblemError (ledger-url) if the file would be published with `out/`, or is not where it seems to be
 */
export function ledgerFile(url: string, root: string): string | undefined {
  return /^sqlite:/i.test(url) ? fileIn(url, root) : undefined;
}

function fileIn(url: string, root: string): string {
  const path = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (path === MEMORY) return path;
  if (/^~(?:[\\/]|$)|^\/\/(?!\/)/.test(url.slice('sqlite:'.length))) throw unclearFile();
  const file = resolve(root, path);
  if (leadsInto(join(root, 'out'), file)) throw publicLedger();
  return file;
}

/** `sqlite:~/ledger.db` would be in a folder called `~`, `sqlite://ledger.db` in the root folder of the machine. */
function unclearFile(): ProblemError {
  return new ProblemError([
    {
      code: 'ledger-url',
      message:
        'LEDGER_URL names a file in a way that means another one: `~` is known to shells alone, and `sqlite://FILE` begins at the root of the disk.',
      hint: `Write the whole path, such as \`LEDGER_URL=sqlite:/srv/letter/ledger.db\`, or one from the site folder: \`${DEFAULT_LEDGER}\`.`,
    },
  ]);
}

function publicLedger(): ProblemError {
  return new ProblemError([
    {
      code: 'ledger-url',
      message: 'LEDGER_URL names a file in `out/`, the public folder: the list would be on the web.',
      hint: `Write \`LEDGER_URL=${DEFAULT_LEDGER}\`, and move the file there.`,
    },
  ]);
}

/** The URL itself is never shown, because it may hold a password. */
function unknownEngine(protocol: string): ProblemError {
  return new ProblemError([
    {
      code: 'ledger-url',
      message: `LEDGER_URL names no ledger that this program knows${protocol === '' ? '' : `: \`${protocol}\``}.`,
      hint: `Write \`LEDGER_URL=${DEFAULT_LEDGER}\` or \`LEDGER_URL=postgres://USER@HOST/DATABASE\`.`,
    },
  ]);
}
