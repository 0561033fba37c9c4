/** What a server says of itself, in words with a next step; what a test can bring about is in postgres.test.ts. */
import pg from 'pg';
import { expect, it } from 'vitest';
import { isAway, postgresFault, ReadOnly } from '../../../src/ledger/postgres/postgres-problems.ts';
import { ProblemError } from '../../../src/problem.ts';

const said = (code: string, message: string): Error =>
  Object.assign(new pg.DatabaseError(message, 0, 'error'), { code });

it.for([
  {
    error: said('57P03', 'the database system is starting up'),
    hint: 'in a moment',
    away: true,
    why: 'a start',
  },
  {
    error: said('57P03', 'the database system is shutting down'),
    hint: 'in a moment',
    away: true,
    why: 'an end',
  },
  {
    error: said('57P01', 'terminating connection due to administrator command'),
    hint: 'in a moment',
    away: true,
    why: 'a restart',
  },
  {
    error: said('57P02', 'terminating connection because of crash'),
    hint: 'in a moment',
    away: true,
    why: 'a crash',
  },
  {
    error: said('53300', 'sorry, too many clients already'),
    hint: 'max_connections',
    away: true,
    why: 'full',
  },
  {
    error: said('53100', 'could not extend file: No space left on device'),
    hint: 'Make room',
    code: 'ledger-full',
    away: false,
    why: 'a full disk',
  },
  { error: said('53200', 'out of memory'), hint: 'log of the database', away: false, why: 'no memory' },
  {
    error: said('58030', 'could not read block 7'),
    hint: 'log of the database',
    away: false,
    why: 'a bad disk',
  },
  {
    error: said('XX001', 'invalid page in block 7'),
    hint: 'log of the database',
    away: false,
    why: 'a damaged file',
  },
  {
    error: said('57014', 'canceling statement due to statement timeout'),
    hint: 'statement_timeout',
    away: false,
    why: 'a limit',
  },
  {
    error: said('25P04', 'terminating connection due to transaction timeout'),
    hint: 'transaction_timeout',
    away: false,
    why: 'another',
  },
  {
    error: said('40P01', 'deadlock detected'),
    hint: 'when they are through',
    away: false,
    why: 'others write',
  },
  {
    error: said('28P01', 'password authentication failed for user "u"'),
    hint: 'the password',
    away: false,
    why: 'a wrong password',
  },
  {
    error: said(
      '22P05',
      'character with byte sequence 0xf0 0xa0 0xae 0xb7 in encoding "UTF8" has no equivalent',
    ),
    hint: '--encoding=UTF8',
    code: 'ledger-encoding',
    away: false,
    why: '𠮷 in EUC_JP',
  },
  {
    error: said('08P01', 'unsupported startup parameter: options'),
    hint: 'a pooler in session mode',
    away: true,
    why: 'a pooler',
  },
  {
    error: said('26000', 'prepared statement "x" does not exist'),
    hint: 'a pooler in session mode',
    away: false,
    why: 'a pooler in transaction mode',
  },
  {
    error: said('08P01', 'query_wait_timeout'),
    hint: 'default_pool_size',
    away: true,
    why: 'a pooler that has too few sessions',
  },
  {
    error: Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
    hint: 'renewed',
    away: false,
    why: 'a certificate that is over',
  },
  {
    error: new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    hint: 'PGPASSWORD',
    away: false,
    why: 'no password',
  },
  {
    error: new Error('Connection terminated unexpectedly'),
    hint: 'that the database runs',
    away: true,
    why: 'a cut line',
  },
  {
    error: said('57P05', 'terminating connection due to idle-session timeout'),
    hint: 'idle_session_timeout',
    away: true,
    why: 'a session that waited, such as one that holds a place: the next one does as well',
  },
  {
    error: said('25P03', 'terminating connection due to idle-in-transaction timeout'),
    hint: 'idle_in_transaction_session_timeout',
    away: true,
    why: 'a machine slept in a transaction, of which nothing was kept',
  },
  {
    error: said('28000', 'no pg_hba.conf entry for host "192.0.2.1", user "u", database "d", no encryption'),
    hint: '?sslmode=require',
    away: false,
    why: 'it takes encrypted connections only, and user and password may be right',
  },
  {
    error: said('28000', 'no pg_hba.conf entry for host "192.0.2.1", user "u", database "d", SSL encryption'),
    hint: 'name this machine',
    away: false,
    why: 'it does not know this machine',
  },
  {
    error: new Error('The server does not support SSL connections'),
    hint: '`sslmode=disable`',
    away: false,
    why: 'it has no encryption',
  },
  {
    error: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    hint: 'sslrootcert=',
    away: false,
    why: 'a certificate of an authority of its own',
  },
  {
    error: Object.assign(new Error("Hostname/IP does not match certificate's altnames"), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    }),
    hint: 'as it stands in the certificate',
    away: false,
    why: 'a certificate for another name',
  },
  {
    error: said('42P01', 'relation "subscribers" does not exist'),
    hint: 'hands sessions round',
    away: false,
    why: 'a pooler that ignores the start of a session',
  },
  {
    error: new ReadOnly(true),
    hint: 'postgres://USER@ONE,TWO/DATABASE',
    code: 'ledger-read-only',
    away: false,
    why: 'a standby',
  },
  {
    error: new ReadOnly(false),
    hint: 'default_transaction_read_only',
    code: 'ledger-read-only',
    away: false,
    why: 'set so',
  },
  {
    error: said('42501', 'permission denied for table deliveries'),
    hint: 'grant create',
    away: false,
    why: 'rights taken away',
  },
])('$error.message is a problem: $why', ({ error, hint, code = 'ledger-unreadable', away }) => {
  const fault = postgresFault(error, 'postgres://one/db');
  expect(fault).toBeInstanceOf(ProblemError);
  expect((fault as ProblemError).problems).toMatchObject([{ code, hint: expect.stringContaining(hint) }]);
  expect(isAway(error)).toBe(away);
});

it.for([
  { error: said('42601', 'syntax error at or near "selct"'), why: 'our SQL' },
  { error: said('23505', 'duplicate key value violates unique constraint'), why: 'our rows' },
  { error: new TypeError('x is not a function'), why: 'our code' },
])('$error.message keeps its stack: $why is a bug', ({ error }) => {
  expect(postgresFault(error, 'postgres://one/db')).toBe(error);
});
