import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { openConnections } from '../../../src/ledger/postgres/connections.ts';
import { ProblemError } from '../../../src/problem.ts';
import { startPostgres, type TestPostgres } from '../../postgres.ts';
import { until } from '../../until.ts';
import { describeLedger } from '../contract.ts';
import { TO_7 } from '../earlier-schema.ts';
import {
  addressesOf,
  all,
  countedBytes,
  endAs,
  frozen,
  mailing,
  NOW,
  person,
  REHEARSAL,
  WEEK,
} from '../people.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const random = countedBytes();

let made: string | undefined;
describeLedger('PostgreSQL', async () => {
  made ??= await postgres.database();
  const url = made;
  await empty(url);
  return { open: () => openLedger(url, '/', { random }), close: async () => {} };
});

/**
 * To make a database with its tables takes longer than most of these tests: they share one, and each finds it empty.
 * To truncate a table makes a file for it and each of its indexes, and most tests write to few tables: only these are.
 */
async function empty(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'tayori' and tablename <> 'schema_version'`,
  );
  const names: string[] = [];
  if (tables.rows.length > 0) {
    const full = await client.query<{ name: string; used: boolean }>(
      tables.rows
        .map(({ name }) => `select '${name}' as name, exists (select from ${name}) as used`)
        .join(' union all '),
    );
    names.push(...full.rows.flatMap(({ name, used }) => (used ? [name] : [])));
  }
  if (names.length > 0) await client.query(`truncate ${names.join(', ')} restart identity`);
  await client.end();
}

/** As if that sender had given no sign of life for a second longer than its lease: nothing waits for a clock. */
async function outlive(url: string, owner: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const past = 'cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - 1000';
  await client.query(`update workers set lease_until = ${past} where owner = $1`, [owner]);
  await client.end();
}

it('of version 7 is brought up to date: the channels and the workers get their names', async () => {
  const url = await postgres.database();
  await (async () => {
    await using ledger = await openLedger(url, '/', { random });
    await frozen(ledger, ['a@example.jp']);
    await frozen(ledger, ['a@example.jp'], REHEARSAL);
    await ledger.deliveries.claim(WEEK, 'dead', 1, NOW);
  })();
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`set search_path = tayori; ${TO_7}`);
  await client.end();
  await using ledger = await openLedger(url, '/', { random });
  const heads = await ledger.deliveries.mailings();
  expect(heads.map(({ channel, kind }) => `${channel} ${kind}`)).toEqual(['mail digest', 'rehearsal digest']);
  expect(await ledger.deliveries.workers(WEEK)).toMatchObject([{ owner: 'dead', held: 1 }]);
});

describe('PostgreSQL, for several workers', () => {
  it('gives each delivery to one of four senders that claim at once', async () => {
    const url = await postgres.database();
    const ledgers = await Promise.all([1, 2, 3, 4].map(() => openLedger(url, '/', { random })));
    const [ledger] = ledgers;
    if (ledger === undefined) throw new Error('no ledger');
    const addresses = Array.from({ length: 400 }, (_, n) => `r${String(n).padStart(3, '0')}@example.jp`);
    await frozen(ledger, addresses);
    const rounds = ledgers.map(async (sender, index) => {
      const mine: string[] = [];
      for (;;) {
        const claimed = await sender.deliveries.claim(WEEK, `sender-${index}`, 7, NOW);
        if (claimed.length === 0) return mine;
        mine.push(...addressesOf(claimed));
      }
    });
    expect((await Promise.all(rounds)).flat().toSorted()).toEqual(addresses);
    await Promise.all(ledgers.map((one) => one[Symbol.asyncDispose]()));
  });

  it('fences off a sender that slept past its lease, and lets any other take over', async () => {
    const url = await postgres.database();
    await using sleepy = await openLedger(url, '/', { random });
    await using awake = await openLedger(url, '/', { random });
    const [a = '', b = ''] = await frozen(sleepy, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
    await sleepy.deliveries.claim(WEEK, 'sleepy', 2, NOW);
    await awake.deliveries.claim(WEEK, 'awake', 1, NOW);
    expect(await sleepy.deliveries.mark(WEEK, a, 'sleepy', NOW)).toBe(true);
    expect(await awake.deliveries.recover(WEEK, NOW)).toEqual({ queued: 0, uncertain: 0 });
    await outlive(url, 'sleepy');
    expect(await sleepy.deliveries.mark(WEEK, b, 'sleepy', NOW)).toBe(false);
    expect(await sleepy.deliveries.record(WEEK, a, 'sleepy', { state: 'sent', response: '250' }, NOW)).toBe(
      false,
    );
    expect(await awake.deliveries.recover(WEEK, NOW)).toEqual({ queued: 1, uncertain: 1 });
    expect(addressesOf(await awake.deliveries.claim(WEEK, 'awake', 9, NOW))).toEqual(['b@example.jp']);
  });

  it('a process that falls asleep within a change holds nobody up, and begins it again when it wakes', async () => {
    const url = await postgres.database();
    await using ledger = await openLedger(url, '/', { random });
    const [a = ''] = await frozen(ledger, ['a@example.jp']);
    await ledger.deliveries.claim(WEEK, 'awake', 1, NOW);
    const sleeper = spawn(process.execPath, [join(import.meta.dirname, 'sleeper.ts'), url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    sleeper.stdout.on('data', (text) => (said += text));
    await until('a process that sleeps in a transaction', () => said.includes('asleep\n'));
    expect(await ledger.deliveries.mark(WEEK, a, 'awake', NOW)).toBe(true);
    sleeper.kill('SIGCONT');
    await until('its end', () => sleeper.exitCode !== null);
    expect(said).toMatch(/^asleep\n.*(idle-in-transaction timeout|terminated).*\ndone\n$/);
  });

  it('keeps the claims of whoever gives signs of life, and never renews a lease that ran out', async () => {
    const url = await postgres.database();
    await using ledger = await openLedger(url, '/', { random });
    const { deliveries } = ledger;
    const [a = ''] = await frozen(ledger, ['a@example.jp', 'b@example.jp', 'c@example.jp']);
    const [alive, dead] = [
      { owner: 'alive', host: 'tokyo (1)' },
      { owner: 'dead', host: 'osaka (2)' },
    ];
    await deliveries.beat(WEEK, dead, NOW);
    await deliveries.claim(WEEK, 'dead', 1, NOW);
    await deliveries.beat(WEEK, alive, NOW);
    await deliveries.claim(WEEK, 'alive', 1, NOW);
    const until = async () =>
      (await deliveries.workers(WEEK)).find(({ owner }) => owner === 'alive')?.heard ?? 0;
    const before = await until();
    await outlive(url, 'dead');
    expect(await deliveries.beat(WEEK, alive, NOW)).toMatchObject({ holds: true, queued: 1 });
    expect(await until()).toBeGreaterThan(before);
    expect(await deliveries.beat(WEEK, alive, NOW)).toMatchObject({ holds: true, queued: 0 });
    expect(await deliveries.beat(WEEK, dead, NOW)).toMatchObject({ holds: false });
    expect(await deliveries.claim(WEEK, 'dead', 9, NOW)).toEqual([]);
    expect(addressesOf(await deliveries.claim(WEEK, 'alive', 9, NOW))).toEqual([
      'a@example.jp',
      'c@example.jp',
    ]);
    expect(await deliveries.mark(WEEK, a, 'alive', NOW)).toBe(true);
  });

  it('lets one of several freezes that finish at once win', async () => {
    const url = await postgres.database();
    const ledgers = await Promise.all([1, 2, 3].map(() => openLedger(url, '/', { random })));
    const frozenBy = ledgers.map(({ deliveries }, n) =>
      deliveries.freeze(mailing(), [{ subscriber: `s${n}`, address: `s${n}@example.jp`, edition: 'all' }]),
    );
    expect((await Promise.all(frozenBy)).map(({ planned }) => planned)).toEqual([1, 1, 1]);
    expect(await ledgers[0]?.deliveries.mailings()).toHaveLength(1);
    expect(await ledgers[0]?.deliveries.breakdown(WEEK)).toEqual({
      editions: { all: 1 },
      domains: { 'example.jp': 1 },
    });
    await Promise.all(ledgers.map((one) => one[Symbol.asyncDispose]()));
  });
});

it('PostgreSQL keeps a text with a zero byte, such as the words of a mail, without it', async () => {
  await using ledger = await openLedger(await postgres.database(), '/', { random });
  const record = { subscriber: undefined, mailing: undefined, kind: 'reply', fault: undefined } as const;
  const more = { code: undefined, said: 'a\0b', act: undefined, open: false, note: 'x\0y' };
  expect(await ledger.bounces.record('hash', [{ ...record, ...more }], NOW)).toBe(true);
  expect(await ledger.bounces.isKnown('hash')).toBe(true);
});

it.for([
  { said: '550 a\0b', stored: '550 a\ufffdb', why: 'a zero byte' },
  { said: '550 \ud83d', stored: '550 \ufffd', why: 'half of an emoji, where a long answer was cut' },
  {
    said: '550 \\u0000 \\\\ud83d',
    stored: '550 \\u0000 \\\\ud83d',
    why: 'letters that look like them in JSON',
  },
  { said: '550 \u{1f4ee}', stored: '550 \u{1f4ee}', why: 'a whole emoji' },
])('PostgreSQL keeps what a server said, in its row and in the history: $why', async ({ said, stored }) => {
  await using ledger = await openLedger(await postgres.database(), '/', { random });
  const [id = ''] = await frozen(ledger, ['a@example.jp']);
  await endAs(ledger, [{ state: 'failed', response: said }]);
  const [failed] = await all(ledger.deliveries.list(WEEK, 'failed'));
  expect(failed?.response).toBe(stored);
  expect((await ledger.history(id)).map(({ detail }) => detail)).toContain(stored);
});

it('PostgreSQL leaves backups and checks of its pages to its own tools', async () => {
  await using ledger = await openLedger(await postgres.database(), '/', { random });
  expect(await ledger.backup('/nowhere/tayori.db')).toBe(false);
  expect(await ledger.integrity()).toBeUndefined();
});

describe('PostgreSQL that can not be used', () => {
  it.for([
    { change: (url: string) => url.replace('secret-of-the-tests', 'wrong-secret'), why: 'a wrong password' },
    { change: (url: string) => `${url}_missing`, why: 'no such database' },
    { change: () => 'postgres://tayori:wrong-secret@127.0.0.1:1/tayori', why: 'nothing listens there' },
    { change: () => 'postgres://tayori:wrong-secret@no-such-host.invalid/tayori', why: 'no such host' },
    { change: () => 'postgres://tayori:secret@/db?host=/nowhere', why: 'no such socket' },
    { change: (url: string) => `${url}?sslmode=verify-full`, why: 'a server that speaks no TLS' },
  ])('is a problem with a hint and without the secret: $why', async ({ change }) => {
    const url = change(await postgres.database());
    const error = await openLedger(url, '/', { random }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    const { problems } = error as ProblemError; // the line above says so
    expect(problems).toMatchObject([
      { code: 'ledger-unreadable', hint: expect.stringContaining('LEDGER_URL') },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/secret/);
  });
});

describe('PostgreSQL that can not be used as it is', () => {
  const asOwner = async (url: string, ...statements: readonly string[]) => {
    const client = new pg.Client(url);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const inDatabase = (url: string, name: string) => url.replace(/[^/]+$/, name);
  const as = (url: string, user: string) => url.replace('tayori:secret-of-the-tests', user);
  const role = (name: string, more = '') => `create role ${name} login password 'secret-${name}' ${more}`;
  const made = async (url: string) => (await openLedger(url, '/', { random }))[Symbol.asyncDispose]();
  const encoded = (name: string, encoding: string) =>
    `create database ${name} encoding '${encoding}' locale 'C' locale_provider libc template template0`;

  it.for([
    {
      why: 'set to read only, with a ledger',
      prepare: async (url: string) => {
        await made(url);
        await asOwner(url, role('ro', 'superuser'), 'alter role ro set default_transaction_read_only = on');
        return as(url, 'ro:secret-ro');
      },
      code: 'ledger-read-only',
      message: 'can not be changed here: the database is set to read only',
      hint: 'default_transaction_read_only',
    },
    {
      why: 'set to read only, and empty',
      prepare: async (url: string) => {
        await asOwner(
          url,
          "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
        );
        return url;
      },
      code: 'ledger-read-only',
      message: 'can not be made here',
      hint: 'default_transaction_read_only',
    },
    {
      why: 'set to read only, with a ledger of an earlier version',
      prepare: async (url: string) => {
        await made(url);
        await asOwner(
          url,
          role('early', 'superuser'),
          'alter role early set default_transaction_read_only = on',
          'update tayori.schema_version set version = version - 1',
        );
        return as(url, 'early:secret-early');
      },
      code: 'ledger-read-only',
      message: /brought from version \d+ to \d+, which this tayori needs,/,
      hint: 'default_transaction_read_only',
    },
    {
      why: 'in EUC_JP, where no 𠮷 is kept',
      prepare: async (url: string) => {
        await asOwner(url, encoded('in_euc', 'EUC_JP'));
        return inDatabase(url, 'in_euc');
      },
      code: 'ledger-encoding',
      message: 'keeps text as EUC_JP',
      hint: 'createdb --encoding=UTF8',
    },
    {
      why: 'in no encoding at all',
      prepare: async (url: string) => {
        await asOwner(url, encoded('in_ascii', 'SQL_ASCII'));
        return inDatabase(url, 'in_ascii');
      },
      code: 'ledger-encoding',
      message: 'keeps text as SQL_ASCII',
      hint: 'createdb --encoding=UTF8',
    },
    {
      why: 'out of connections',
      prepare: async (url: string) => {
        await made(url);
        await asOwner(url, role('crowd', 'connection limit 0'));
        return as(url, 'crowd:secret-crowd');
      },
      code: 'ledger-unreadable',
      message: 'too many connections',
      hint: 'max_connections',
    },
    {
      why: 'no place for tables of this user',
      prepare: async (url: string) => {
        await asOwner(url, role('guest'));
        return as(url, 'guest:secret-guest');
      },
      code: 'ledger-unreadable',
      message: 'permission denied',
      hint: 'grant create on database',
    },
    {
      why: 'a password is asked for, and none given',
      prepare: async (url: string) => as(url, 'tayori'),
      code: 'ledger-unreadable',
      message: 'password',
      hint: 'postgres://USER:PASSWORD@HOST/DATABASE',
    },
    {
      why: 'the database is dropped',
      prepare: async (url: string) => inDatabase(url, 'nowhere'),
      code: 'ledger-unreadable',
      message: 'does not exist',
      hint: 'createdb --encoding=UTF8 NAME',
    },
  ])('is a problem with a next step: $why', async ({ prepare, code, message, hint }) => {
    const url = await prepare(await postgres.database());
    const use = async () => {
      await using ledger = await openLedger(url, '/', { random, patienceMs: 60_000 });
      await ledger.subscribers.add([person('hanako@example.jp')], NOW);
    };
    const error = await use().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    const { problems } = error as ProblemError; // the line above says so
    expect(problems).toMatchObject([
      { code, message: expect.stringMatching(message), hint: expect.stringContaining(hint) },
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/secret/);
  });

  it('is waited for where it took changes and is set to read only meanwhile, such as when its disk is full', async () => {
    const url = await postgres.database();
    const set = (to: 'on' | 'off') =>
      asOwner(
        url,
        'set default_transaction_read_only = off',
        `alter system set default_transaction_read_only = ${to}`,
        'select pg_reload_conf()',
      );
    let told: ((reason: string) => void) | undefined;
    const away = new Promise<string>((resolve) => {
      told = resolve;
    });
    const onAway = (reason: string) => told?.(reason);
    await using ledger = await openLedger(url, '/', {
      random,
      patienceMs: 120_000,
      leaseMs: 300_000,
      onAway,
    });
    await frozen(ledger, ['a@example.jp']);
    try {
      await set('on');
      let over = false;
      // A session learns of it between two statements: the first writes may still be taken.
      const writes = (async () => {
        do await ledger.deliveries.beat(WEEK, { owner: 'me', host: 'tokyo (1)' }, NOW);
        while (!over);
      })();
      expect(await away).toBe('the database is set to read only');
      over = true;
      await set('off');
      await writes;
    } finally {
      await set('off');
    }
  });

  it('keeps a commit on the disk also where the database is set to answer before', async () => {
    const url = await postgres.database();
    await asOwner(url, role('quick', 'superuser'), 'alter role quick set synchronous_commit = off');
    await using connections = openConnections(as(url, 'quick:secret-quick'), '/');
    const client = await connections.take('write');
    const { rows } = await client.query('show synchronous_commit');
    client.release();
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });
});

// Last, and with patience: a restart takes its time on a busy machine, and every other test needs the server.
it('PostgreSQL may restart under an open ledger', async () => {
  const url = await postgres.database();
  const away: string[] = [];
  const onAway = (reason: string) => void away.push(reason);
  await using ledger = await openLedger(url, '/', {
    random,
    patienceMs: 300_000,
    leaseMs: 300_000, // of the claim, which must outlive the restart
    onAway,
  });
  const [id = ''] = await frozen(ledger, ['a@example.jp']);
  await ledger.deliveries.claim(WEEK, 'me', 1, NOW);
  await postgres.restart();
  // What can be repeated waits for it, told once; the first call may still find a connection that was cut.
  expect(await ledger.deliveries.mark(WEEK, id, 'me', NOW)).toBe(true);
  expect(away.length).toBeLessThanOrEqual(1);
  expect(await ledger.deliveries.tally(WEEK)).toMatchObject({ planned: 1, queued: 1 });
});
