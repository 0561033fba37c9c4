/** `sslmode` in LEDGER_URL on a real PostgreSQL, without a certificate and with good and bad ones: libpq's own table. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnections } from '../../../src/ledger/postgres/connections.ts';
import { postgresFault } from '../../../src/ledger/postgres/postgres-problems.ts';
import { ProblemError } from '../../../src/problem.ts';
import { newAuthority, type Signed, selfSigned } from '../../authority.ts';
import { startPostgres, type TestPostgres } from '../../postgres.ts';

const HOST = '127.0.0.1';
const [FROM, UNTIL] = ['2025-01-01', '2120-01-01'];
const ours = newAuthority('Tayori tests');
const other = newAuthority('Somebody else');

let postgres: TestPostgres;
let url: string;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  folder = await mkdtemp(join(tmpdir(), 'tayori-tls-'));
  await writeFile(join(folder, 'ours.pem'), ours.cert);
  await writeFile(join(folder, 'other.pem'), other.cert);
  await writeFile(join(folder, 'der.pem'), Buffer.from([0x30, 0x82, 0x03, 0x01]));
  const person = ours.sign('tayori', FROM, UNTIL);
  await writeFile(join(folder, 'tayori.crt'), person.cert);
  await writeFile(join(folder, 'tayori.key'), person.key);
});
afterAll(() => postgres[Symbol.asyncDispose]());

/** Connects as a ledger does: whether the connection is encrypted, or what is told of the failure. */
async function connecting(query: string, host = HOST): Promise<string> {
  const asked = `${url.replace(HOST, host)}${query}`;
  try {
    await using connections = openConnections(asked, folder);
    const client = await connections.take('write');
    try {
      const { rows } = await client.query<{ ssl: boolean }>(
        'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
      );
      return rows[0]?.ssl === true ? 'encrypted' : 'plain';
    } finally {
      client.release();
    }
  } catch (error) {
    const fault = postgresFault(error, 'postgres://one/db');
    expect(fault).toBeInstanceOf(ProblemError);
    const [problem] = (fault as ProblemError).problems; // the line above says so
    expect(JSON.stringify(problem)).not.toContain('secret');
    return `${problem?.code}: ${problem?.message} -> ${problem?.hint}`;
  }
}

type Server = {
  readonly certificate?: Signed;
  /** Lines of pg_hba.conf for the databases of these tests. */
  readonly rules?: readonly string[];
};

/** Gives the server this certificate and these rules, by its own means: its files belong to a user of its own. */
async function configure({
  certificate,
  rules = ['host all all 127.0.0.1/32 password'],
}: Server): Promise<void> {
  const inPostgres = new URL(url);
  inPostgres.pathname = '/postgres';
  const owner = new pg.Client(inPostgres.href);
  await owner.connect();
  const { rows } = await owner.query<{ folder: string }>(
    "select current_setting('data_directory') as folder",
  );
  const keep = (name: string, text: string) =>
    owner.query(
      `copy (select unnest(array[${text.trim().split(/\r?\n/).map(pg.escapeLiteral).join(', ')}])) to program
       ${pg.escapeLiteral(`umask 077; cat > '${join(rows[0]?.folder ?? '', name)}'`)}`,
    );
  await keep('pg_hba.conf', ['host postgres all 127.0.0.1/32 password', ...rules].join('\n'));
  await owner.query(`alter system set ssl = ${certificate === undefined ? 'off' : 'on'}`);
  if (certificate !== undefined) {
    await keep('server.crt', certificate.cert);
    await keep('server.key', certificate.key);
    await keep('ours.crt', ours.cert);
    await owner.query("alter system set ssl_ca_file = 'ours.crt'");
  }
  await owner.end();
  await postgres.restart();
}

type Row = {
  readonly query: string;
  readonly host?: string;
  readonly told: string | RegExp;
  readonly why: string;
};

/** One server for all rows of a table: it restarts for each table only. */
function table(name: string, server: () => Server, rows: readonly Row[]): void {
  describe(name, () => {
    beforeAll(() => configure(server()));
    it.for(rows)('«$query» is $told: $why', async ({ query, host, told }) => {
      const found = await connecting(query, host);
      if (typeof told === 'string') expect(found).toBe(told);
      else expect(found).toMatch(told);
    });
  });
}

table('without a certificate', () => ({}), [
  { query: '', told: 'plain', why: 'by itself it prefers encryption' },
  { query: '?sslmode=disable', told: 'plain', why: 'as it is asked for' },
  { query: '?sslmode=allow', told: 'plain', why: 'the first try' },
  { query: '?sslmode=prefer', told: 'plain', why: 'the second try' },
  {
    query: '?sslmode=require',
    told: /does not support SSL.*sslmode=disable/,
    why: 'nothing is sent in the clear',
  },
  { query: '?ssl=true', told: /does not support SSL/, why: 'the word of JDBC' },
  {
    query: '?sslmode=verify-full',
    told: /does not support SSL/,
    why: 'nothing is sent in the clear',
  },
]);

table(
  'with a certificate for its address, of an authority of its own',
  () => ({ certificate: ours.sign(HOST, FROM, UNTIL) }),
  [
    { query: '', told: 'encrypted', why: 'by itself it prefers encryption' },
    { query: '?sslmode=disable', told: 'plain', why: 'as it is asked for' },
    { query: '?sslmode=allow', told: 'plain', why: 'the first try' },
    { query: '?sslmode=prefer', told: 'encrypted', why: 'whatever the certificate' },
    { query: '?sslmode=require', told: 'encrypted', why: 'whatever the certificate' },
    { query: '?sslmode=require&uselibpqcompat=true', told: 'encrypted', why: 'what others write for pg' },
    { query: '?ssl=true', told: 'encrypted', why: 'the word of JDBC' },
    { query: '?sslmode=no-verify', told: 'encrypted', why: 'the word of the package pg' },
    { query: '?sslmode=require&sslrootcert=ours.pem', told: 'encrypted', why: 'like verify-ca' },
    {
      query: '?sslmode=require&sslrootcert=other.pem',
      told: /ledger-unreadable: .*(self-signed|unable to).*sslrootcert=/,
      why: 'like verify-ca',
    },
    { query: '?sslmode=verify-ca&sslrootcert=ours.pem', told: 'encrypted', why: 'the authority is ours' },
    {
      query: '?sslmode=verify-ca&sslrootcert=ours.pem',
      host: 'localhost',
      told: 'encrypted',
      why: 'any name',
    },
    {
      query: '?sslmode=verify-ca&sslrootcert=other.pem',
      told: /ledger-unreadable: .*(self-signed|unable to).*sslrootcert=/,
      why: 'the authority is another',
    },
    { query: '?sslmode=verify-ca', told: /ledger-url: .*sslrootcert=/, why: 'of which authority?' },
    {
      query: '?sslmode=verify-full&sslrootcert=ours.pem',
      told: 'encrypted',
      why: 'authority and address fit',
    },
    {
      query: '?sslmode=verify-full&sslrootcert=ours.pem',
      host: 'localhost',
      told: /ledger-unreadable: .*does not match certificate.*as it stands in the certificate/,
      why: 'another name',
    },
    {
      query: '?sslmode=verify-full',
      told: /ledger-unreadable: .*(self-signed|unable to).*sslrootcert=/,
      why: 'nobody else trusts the authority',
    },
    {
      query: '?sslmode=verify-full&sslrootcert=system',
      told: /ledger-unreadable: .*(self-signed|unable to)/,
      why: 'nobody else trusts the authority',
    },
    { query: '?sslrootcert=system', told: /(self-signed|unable to)/, why: 'it asks for verify-full' },
    {
      query: '?sslmode=require&sslrootcert=system',
      told: /ledger-url: .*verify-full/,
      why: 'too weak for it',
    },
    {
      query: '?sslmode=verify-full&sslrootcert=none.pem',
      told: /ledger-url: .*none\.pem \(ENOENT\)/,
      why: 'no file',
    },
    {
      query: '?sslmode=verify-full&sslrootcert=der.pem',
      told: /ledger-url: .*-----BEGIN/,
      why: 'a binary file',
    },
    {
      query: '?ssl=true&sslmode=disable',
      told: /ledger-url: .*contradict.*Leave out `ssl`/,
      why: 'the list would go in the clear, or not',
    },
    { query: '?sslmode=verify-full&sslrootcert=ours.pem&ssl=false', told: /contradict/, why: 'the same' },
    { query: '?ssl=true&sslmode=no-verify', told: 'encrypted', why: 'what providers offer to copy' },
    { query: '?sslmode=disable&sslmode=require', told: 'encrypted', why: 'the last one counts' },
    { query: '?ssl=on', told: /ledger-url: `ssl` .*none of disable/, why: 'no such word' },
    { query: '?sslmode=strict', told: /ledger-url: .*none of disable/, why: 'no such mode' },
    { query: '?sslnegotiation=direct', told: 'encrypted', why: 'TLS from the first byte' },
    { query: '?sslnegotiation=direct&sslmode=prefer', told: /ledger-url: .*prefer/, why: 'a contradiction' },
  ],
);

table(
  'with a certificate that is over',
  () => ({ certificate: ours.sign(HOST, '2020-01-01', '2021-01-01') }),
  [
    { query: '?sslmode=require', told: 'encrypted', why: 'whatever the certificate' },
    {
      query: '?sslmode=verify-full&sslrootcert=ours.pem',
      told: /ledger-unreadable: .*certificate has expired.*renewed/,
      why: 'over',
    },
    { query: '?sslmode=verify-ca&sslrootcert=ours.pem', told: /expired/, why: 'over' },
  ],
);

table('with a certificate that it signed itself', () => ({ certificate: selfSigned(HOST) }), [
  { query: '', told: 'encrypted', why: 'whatever the certificate' },
  { query: '?sslmode=verify-full', told: /self-signed.*sslrootcert=/, why: 'nobody vouches for it' },
]);

const encryptedOnly = { rules: ['hostssl all all 127.0.0.1/32 password'] };
table(
  'that takes encrypted connections only',
  () => ({ certificate: ours.sign(HOST, FROM, UNTIL), ...encryptedOnly }),
  [
    { query: '?sslmode=disable', told: /no encryption.*sslmode=require/, why: 'it is refused' },
    { query: '?sslmode=allow', told: 'encrypted', why: 'the second try' },
    { query: '', told: 'encrypted', why: 'by itself it prefers encryption' },
  ],
);

const plainOnly = { rules: ['hostnossl all all 127.0.0.1/32 password'] };
table(
  'that takes plain connections only',
  () => ({ certificate: ours.sign(HOST, FROM, UNTIL), ...plainOnly }),
  [
    { query: '', told: 'plain', why: 'the second try' },
    { query: '?sslmode=require', told: /pg_hba\.conf/, why: 'nothing is sent in the clear' },
  ],
);

const byCertificate = { rules: ['hostssl all all 127.0.0.1/32 cert'] };
table(
  'that asks for the certificate of the user',
  () => ({ certificate: ours.sign(HOST, FROM, UNTIL), ...byCertificate }),
  [
    { query: '?sslmode=require', told: /sslcert=.*sslkey=/, why: 'none was given' },
    {
      query: '?sslmode=require&sslcert=tayori.crt&sslkey=tayori.key',
      told: 'encrypted',
      why: 'it was given',
    },
  ],
);
