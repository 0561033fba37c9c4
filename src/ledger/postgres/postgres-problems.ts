/**
 * What a person can mend about a PostgreSQL ledger, found from the server's error codes and words:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
import { ProblemError } from '../../problem.ts';
import { fault, fullDisk, unreadableUrl } from '../database-problems.ts';

/** The database takes no changes. */
export class ReadOnly extends Error {
  override readonly name = 'ReadOnly';
  readonly code = '25006';
  /** Whether it copies another server. Otherwise somebody set it to read only. */
  readonly standby: boolean;

  constructor(standby: boolean, options?: ErrorOptions) {
    super(
      standby ? 'the database is a standby, and takes no changes' : 'the database is set to read only',
      options,
    );
    this.standby = standby;
  }
}

type Row = { readonly when: RegExp; readonly hint: string };

/** By the code of the server; the first row that fits counts. */
const byCode: readonly Row[] = [
  { when: /^28/, hint: 'Check the user and the password in LEDGER_URL.' },
  {
    when: /^3D/,
    hint: 'Check the database in LEDGER_URL; a new one is made with `createdb --encoding=UTF8 NAME`.',
  },
  {
    when: /^42501/,
    hint: 'Let the user in LEDGER_URL make and use the schema `tayori`: `grant create on database NAME to USER`, or name another user.',
  },
  {
    when: /^53300/,
    hint: 'All its connections are in use, and tayori needs up to four: end some (`select * from pg_stat_activity`), raise `max_connections` or the limit of the user, and run this again.',
  },
  {
    when: /^57P05/,
    hint: 'A time limit of the database ends sessions that wait: set `idle_session_timeout` to 0 for the user in LEDGER_URL, and run this again; what was kept so far is whole.',
  },
  {
    when: /^25P03/,
    hint: 'This machine slept or stood still in the middle of a change, which the database then undid so that nobody waits for it: run this again; what was kept so far is whole. If it did not sleep, `idle_in_transaction_session_timeout` of the database is too short: 10 seconds are enough.',
  },
  {
    when: /^57P0[123]/,
    hint: 'It is starting, stopping or being taken over by another server: run this again in a moment. If it stays so, look into the log of the database, and check the host in LEDGER_URL.',
  },
  {
    when: /^(57014|55P03|25P0[24])/,
    hint: 'A time limit of the database ended it: raise `statement_timeout`, `lock_timeout` or `transaction_timeout` for the user in LEDGER_URL, and run this again; what was kept so far is whole.',
  },
  {
    when: /^(40001|40P01)/,
    hint: 'Others write to the same rows, and this was tried several times: run it again when they are through.',
  },
  {
    when: /^(53|54|58|XX)/,
    hint: 'Look into the log of the database: it lacks memory or disk, or its files are damaged. When that is mended, run this again; LEDGER_URL names it.',
  },
];

const CERTIFICATE_HINT =
  'Name the certificate of its authority, which providers offer to download: `?sslmode=verify-full&sslrootcert=/etc/authority.pem` in LEDGER_URL. `?sslmode=require` encrypts with whatever certificate: only in a network of your own.';

/** By the words of pg, for errors without a code, such as a connection that broke. */
const byWords: readonly Row[] = [
  {
    when: /password must be a (non-empty )?string|empty password/,
    hint: 'The database asks for a password: write it in LEDGER_URL (`postgres://USER:PASSWORD@HOST/DATABASE`), or set PGPASSWORD.',
  },
  {
    when: /unsupported startup parameter|prepared statement "[^"]*" does not exist/,
    hint: 'Name the database itself in LEDGER_URL, or a pooler in session mode.',
  },
  {
    when: /query_wait_timeout|max_client_conn/,
    hint: 'The pooler in LEDGER_URL has no session left, and tayori needs up to four: raise `default_pool_size` and `max_client_conn`, or name the database itself.',
  },
  {
    when: /relation "[^"]*" does not exist/,
    hint: 'Somebody deleted tables of the schema `tayori`, or a pooler between hands sessions round: put back a backup, or name the database itself in LEDGER_URL.',
  },
  {
    when: /no pg_hba\.conf entry .*no encryption/,
    hint: 'The database takes encrypted connections only, or none from this machine: add `?sslmode=require` to LEDGER_URL, or let its `pg_hba.conf` name this machine, the user and the database.',
  },
  {
    when: /no pg_hba\.conf entry|pg_hba\.conf rejects/,
    hint: 'Let the `pg_hba.conf` of the database name this machine, the user and the database of LEDGER_URL; some providers have a list of allowed addresses for it.',
  },
  {
    when: /does not support SSL/,
    hint: 'The database has no encryption: let it have a certificate, or write `sslmode=disable` in LEDGER_URL where it is on this machine or in a network of your own.',
  },
  {
    when: /valid client certificate|certificate authentication failed/,
    hint: 'The database asks for a certificate of yours, in the name of the user: `sslcert=/etc/tayori.crt&sslkey=/etc/tayori.key` in LEDGER_URL.',
  },
  {
    when: /certificate has expired|certificate is not yet valid/,
    hint: 'Let the certificate of the database be renewed; if it is not over, the clock of this machine is wrong (`date`).',
  },
  {
    when: /does not match certificate/,
    hint: 'Write the host in LEDGER_URL as it stands in the certificate, or give the database one for this name. `?sslmode=verify-ca&sslrootcert=/etc/authority.pem` takes every name that your own authority signed.',
  },
  {
    when: /self-signed|unable to (?:verify|get)|certificate/i,
    hint: CERTIFICATE_HINT,
  },
  {
    when: /SSL/i,
    hint: 'Check `sslmode` and the like in LEDGER_URL, and the certificate of the database.',
  },
];

/** Who can not keep a ledger, whatever is tried. */
const POOLER_HINTS = {
  transaction:
    'Name the database itself in LEDGER_URL, or the pooler in session mode: PgBouncer has `pool_mode = session` for each database, Supabase has port 5432 in place of 6543, and at Neon the host is the one without `-pooler`.',
  single:
    'Let the pooler give at least four sessions for the user in LEDGER_URL (PgBouncer: `default_pool_size`), or name the database itself.',
} as const;

/** @param why `transaction`: its sessions go from hand to hand; `single`: it gave no second session in time */
export function pooler(file: string, why: keyof typeof POOLER_HINTS): ProblemError {
  const message =
    why === 'transaction'
      ? 'LEDGER_URL names a pooler that gives one session to several programs in turn (transaction mode): a lock would hold nobody back, and two runs could mail everyone twice.'
      : 'LEDGER_URL names a pooler that gave no second session in time, and one is not enough.';
  return fault({ code: 'ledger-pooler', message, hint: POOLER_HINTS[why], at: { file } });
}

/** @param version as the server writes it, such as `9.6.24` */
export function oldServer(file: string, version: string): ProblemError {
  return fault({
    code: 'ledger-database-old',
    message: `The database of the ledger is PostgreSQL ${version}, and tayori needs 10 or newer.`,
    hint: 'Update PostgreSQL, to a version that still gets updates itself (https://www.postgresql.org/support/versioning/), or name another database in LEDGER_URL.',
    at: { file },
  });
}

const CERTIFICATE = /CERT|SELF_SIGNED|ERR_TLS|EPROTO/;

/** Turns the error into one that says what went wrong. An error that is our own bug comes back unchanged. */
export function postgresFault(error: unknown, place: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error;
  if (error instanceof ReadOnly) return readOnly(place, error);
  const code = codeOf(error);
  if (code === '53100') return fullDisk(place, error);
  if (/^22(P05|021)/.test(code)) return wrongEncoding(place, error.message, error);
  if (code === 'ERR_INVALID_URL' || error instanceof URIError) return unreadableUrl(error);
  const row =
    byWords.find(({ when }) => when.test(error.message)) ?? byCode.find(({ when }) => when.test(code));
  if (row !== undefined) return unreachable(place, error.message, row.hint, error);
  if (CERTIFICATE.test(code)) return unreachable(place, error.message, CERTIFICATE_HINT, error);
  if (!isAway(error) && !/^E(NOENT|ACCES)$/.test(code)) return error;
  const hint =
    'Check that the database runs and that the host and port in LEDGER_URL are right, then run this again.';
  return unreachable(place, error.message || code, hint, error);
}

/** Whether the database is away, or has no free connection: it may be back in a moment. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|08|57P0[1235]|25P03|53300)/.test(codeOf(error)) ||
    /^Connection terminated|timeout exceeded|not queryable/.test(error.message)
  );
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function unreachable(file: string, reason: string, hint: string, cause: unknown): ProblemError {
  const message = `The ledger can not be reached: ${reason.replace(/\.$/, '')}.`;
  return fault({ code: 'ledger-unreadable', message, hint, at: { file } }, cause);
}

/** @param version what must be done first, if more than a usual change is needed */
export function readOnly(
  file: string,
  cause: ReadOnly,
  version?: { readonly found: number; readonly known: number },
): ProblemError {
  const what = version === undefined ? 'changed' : toBeDone(version);
  return fault(
    {
      code: 'ledger-read-only',
      message: `The ledger can not be ${what} here: ${cause.message}.`,
      hint: cause.standby
        ? 'Name the server that it copies in LEDGER_URL, or all of them (`postgres://USER@ONE,TWO/DATABASE`): the one that takes changes is found. Commands that only read (`tayori status`) work here.'
        : 'Providers do that when a disk or a quota is full: look at their console and make room; else set `default_transaction_read_only` to off for the database and the user. Commands that only read (`tayori status`) work meanwhile.',
      at: { file },
    },
    cause,
  );
}

function toBeDone({ found, known }: { readonly found: number; readonly known: number }): string {
  return found === 0 ? 'made' : `brought from version ${found} to ${known}, which this tayori needs,`;
}

export function wrongEncoding(file: string, reason: string, cause?: unknown): ProblemError {
  return fault(
    {
      code: 'ledger-encoding',
      message: `The ledger can not keep every name and address: ${reason}.`,
      hint: 'Make a database in UTF-8 (`createdb --encoding=UTF8 --template=template0 NAME`), name it in LEDGER_URL, and bring the list over with `tayori subscribers export` and `import`.',
      at: { file },
    },
    cause,
  );
}
