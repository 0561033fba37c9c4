import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { ledgerFile, openLedger } from '../../../src/ledger/open.ts';
import { VERSION } from '../../../src/ledger/schema.ts';
import { sqliteFault } from '../../../src/ledger/sqlite/sqlite-problems.ts';
import { ProblemError } from '../../../src/problem.ts';
import { describeLedger } from '../contract.ts';
import { TO_1, TO_7 } from '../earlier-schema.ts';
import { all, countedBytes, frozen, mailing, NOW, person, REHEARSAL, WEEK } from '../people.ts';

const random = countedBytes();

describeLedger('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tayori-ledger-'));
  return {
    open: () => openLedger('sqlite:.tayori/ledger.db', folder, { random }),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('the SQLite file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tayori-ledger-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = (url = 'sqlite:tayori.db'): Promise<Ledger> => openLedger(url, folder, { random });
  const file = () => join(folder, 'tayori.db');
  const problemOf = async (url?: string) => {
    const error = await open(url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    return (error as ProblemError).problems[0]; // the line above says so
  };

  it('is read while another process writes, without waiting for it', async () => {
    await (await open())[Symbol.asyncDispose]();
    using other = new DatabaseSync(file());
    other.exec('begin immediate');
    await using ledger = await open();
    expect(await ledger.deliveries.mailings()).toEqual([]);
  });

  it.for([
    {
      url: 'sqlite:.tayori/ledger.db',
      expected: '/site/.tayori/ledger.db',
      why: 'relative to the site folder',
    },
    { url: 'sqlite:/var/lib/tayori.db', expected: '/var/lib/tayori.db', why: 'absolute' },
    { url: 'sqlite:///var/lib/tayori.db', expected: '/var/lib/tayori.db', why: 'as other tools write it' },
    { url: 'sqlite:データ/便り.db', expected: '/site/データ/便り.db', why: 'Japanese names' },
    { url: 'sqlite::memory:', expected: ':memory:', why: 'no file at all' },
  ])('of $url is $expected: $why', ({ url, expected }) => {
    expect(ledgerFile(url, '/site')).toBe(expected);
  });

  it('is readable by its owner alone: it names people', async () => {
    await (await open())[Symbol.asyncDispose]();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it.for([
    { url: 'mysql://host/db', code: 'ledger-url', hint: 'sqlite:.tayori/ledger.db', why: 'no such engine' },
    { url: 'sqlite:', code: 'ledger-url', hint: 'sqlite:.tayori/ledger.db', why: 'no file' },
    { url: 'sqlite:~/l.db', code: 'ledger-url', hint: 'sqlite:/srv/', why: 'a folder called ~' },
    { url: 'sqlite://l.db', code: 'ledger-url', hint: 'sqlite:/srv/', why: 'a file at the root of the disk' },
    { url: 'postgres://me:pass#word@host/db', code: 'ledger-url', hint: '%23', why: 'a # in a password' },
    { url: 'postgres:me:password@host/db', code: 'ledger-url', hint: '//USER', why: 'no slashes' },
    { url: 'user:secret@host', code: 'ledger-url', hint: 'LEDGER_URL=', why: 'no URL' },
    { url: 'sqlite:folder', code: 'ledger-unreadable', hint: 'LEDGER_URL', why: 'a folder is no file' },
    { url: 'sqlite:text.db', code: 'ledger-unreadable', hint: 'backup', why: 'a file that is no database' },
    {
      url: 'sqlite:foreign.db',
      code: 'ledger-unreadable',
      hint: 'another file',
      why: "another program's tables",
    },
    {
      url: 'sqlite:text.db/x/tayori.db',
      code: 'ledger-unreadable',
      hint: 'folder',
      why: 'a file where a folder should be',
    },
    {
      url: 'sqlite:/proc/tayori/tayori.db',
      code: 'ledger-unreadable',
      hint: 'folder',
      why: 'a folder in which none can be made; Node looked for one without an end',
    },
  ])('$url is $code: $why', async ({ url, code, hint }) => {
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'text.db'), 'メールアドレス,氏名\n'.repeat(200));
    new DatabaseSync(join(folder, 'foreign.db')).exec('create table bookmarks (url text)');
    const before = await readFile(join(folder, 'foreign.db'));
    const problem = await problemOf(url);
    expect(problem).toMatchObject({ code, hint: expect.stringContaining(hint) });
    expect(problem?.message).not.toContain('secret');
    expect(await readFile(join(folder, 'foreign.db'))).toEqual(before);
  });

  it('of a newer program is refused and left as it is', async () => {
    await (await open())[Symbol.asyncDispose]();
    const database = new DatabaseSync(file());
    database.exec('update schema_version set version = 99');
    expect(await problemOf()).toMatchObject({
      code: 'ledger-newer',
      message: `The ledger is of version 99, and this tayori knows versions up to ${VERSION}.`,
      hint: expect.stringContaining('npm install tayori@latest'),
    });
    expect(database.prepare('select version from schema_version').get()).toEqual({ version: 99 });
    database.close();
  });

  it('of version 1 is brought up to date, with all that is in it', async () => {
    const [id = ''] = await (async () => {
      await using ledger = await open();
      return await frozen(ledger, ['a@example.jp']);
    })();
    const database = new DatabaseSync(file());
    database.exec(TO_1);
    database.close();
    await using ledger = await open();
    const claimed = await ledger.deliveries.claim(WEEK, 'a', 5, NOW);
    expect(claimed.map(({ subscriber }) => subscriber)).toEqual([id]);
    expect(await ledger.deliveries.claim(WEEK, 'a', 5, NOW, { only: 'failed' })).toEqual([]);
  });

  it('of version 7 is brought up to date: the channels and the workers get their names', async () => {
    await (async () => {
      await using ledger = await open();
      await frozen(ledger, ['a@example.jp']);
      await frozen(ledger, ['a@example.jp'], REHEARSAL);
      await ledger.deliveries.claim(WEEK, 'dead', 1, NOW);
    })();
    const database = new DatabaseSync(file());
    database.exec(TO_7);
    database.close();
    await using ledger = await open();
    const heads = await ledger.deliveries.mailings();
    expect(heads.map(({ channel, kind }) => `${channel} ${kind}`)).toEqual([
      'mail digest',
      'rehearsal digest',
    ]);
    expect(await ledger.deliveries.workers(WEEK)).toMatchObject([{ owner: 'dead', held: 1 }]);
    expect(await ledger.deliveries.recover(WEEK, NOW)).toEqual({ queued: 1, uncertain: 0 });
  });

  it('that somebody else is writing to is a problem, after some patience', async () => {
    const ledger = await open();
    const other = new DatabaseSync(file());
    other.exec('begin immediate');
    const error = await ledger.subscribers
      .add([person('a@example.jp')], NOW)
      .catch((reason: unknown) => reason);
    expect((error as ProblemError).problems).toMatchObject([{ code: 'ledger-busy', at: { file: file() } }]);
    other.exec('rollback');
    expect(await ledger.subscribers.add([person('a@example.jp')], NOW)).toEqual(['added']);
    other.close();
    await ledger[Symbol.asyncDispose]();
  });

  it('on a full disk is a problem', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('pragma max_page_count = 2; create table t (a)');
    let error: unknown;
    try {
      database.prepare('insert into t values (?)').run('x'.repeat(100_000));
    } catch (reason) {
      error = sqliteFault(reason, '.tayori/ledger.db');
    }
    expect((error as ProblemError).problems).toMatchObject([
      { code: 'ledger-full', hint: expect.stringContaining('room') },
    ]);
  });

  it('after a power cut: what was claimed before it is in doubt, marked or not', async () => {
    const before = await open();
    await frozen(before, ['a@example.jp', 'b@example.jp']);
    await before.deliveries.claim(WEEK, 'dead', 1, NOW);
    await before[Symbol.asyncDispose]();
    const database = new DatabaseSync(file());
    database.exec("update workers set boot = 'the run before the power cut'");
    database.close();
    await using after = await open();
    expect(await after.deliveries.recover(WEEK, NOW)).toEqual({ queued: 0, uncertain: 1 });
  });

  it('forgets a freeze that died, and does it over', async () => {
    const dying = await open();
    async function* cut() {
      for (let n = 0; n < 2_500; n += 1)
        yield { subscriber: `s${n}`, address: `r${n}@example.jp`, edition: 'all' };
      throw new Error('the process ends here');
    }
    await expect(dying.deliveries.freeze(mailing(), cut())).rejects.toThrow('ends here');
    await dying[Symbol.asyncDispose]();
    await using ledger = await open();
    expect(await ledger.deliveries.mailing(WEEK.id, 'mail')).toBeUndefined();
    const kept = await ledger.deliveries.freeze(mailing(), [
      { subscriber: 's1', address: 'r1@example.jp', edition: 'all' },
    ]);
    expect(kept.planned).toBe(1);
    const database = new DatabaseSync(file());
    expect(database.prepare('select count(*) as n from deliveries').get()).toEqual({ n: 1 });
    expect(database.prepare('select count(*) as n from mailings').get()).toEqual({ n: 1 });
    database.close();
  });
});

const KILLS = 6;

describe('a sender that is killed', () => {
  it('loses nothing that it was told is kept, and leaves no lock behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tayori-killed-'));
    const url = `sqlite:${join(folder, 'tayori.db')}`;
    const ledger = await openLedger(url, '/', { random });
    const planned = 2_000;
    await frozen(
      ledger,
      Array.from({ length: planned }, (_, n) => `reader${n}@example.jp`),
    );
    await ledger[Symbol.asyncDispose]();

    const sent = new Set<string>();
    let doubt = 0;
    for (let run = 1; run <= KILLS + 1; run += 1) {
      const said = await runWriter(url, `sender-${run}`, run <= KILLS ? run * 25 : planned);
      expect(said.at(-1) === 'done').toBe(run > KILLS);
      const marked = new Set(said.flatMap((line) => (line.startsWith('marked ') ? [line.slice(7)] : [])));
      for (const line of said) {
        if (line.startsWith('sent ')) sent.add(line.slice(5));
        if (line.startsWith('recovered ')) doubt += Number(line.split(' ')[2]);
      }

      await using after = await openLedger(url, '/', { random });
      const kept = new Set(
        (await all(after.deliveries.list(WEEK, 'sent'))).map(({ subscriber }) => subscriber),
      );
      expect([...sent].filter((id) => !kept.has(id))).toEqual([]);
      const sending = await all(after.deliveries.list(WEEK, 'sending'));
      expect(sending.length).toBeLessThanOrEqual(8);
      const queued = new Set(
        (await all(after.deliveries.list(WEEK, 'queued'))).map(({ subscriber }) => subscriber),
      );
      expect([...marked].filter((id) => queued.has(id))).toEqual([]);
    }
    await using last = await openLedger(url, '/', { random });
    const tally = await last.deliveries.tally(WEEK);
    expect(tally).toMatchObject({ planned, queued: 0, deferred: 0, failed: 0, skipped: 0, uncertain: doubt });
    expect(tally.sent + tally.uncertain).toBe(planned);
    const database = new DatabaseSync(join(folder, 'tayori.db'));
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.close();
    await rm(folder, { recursive: true });
  });
});

/** @returns the lines that it said before it was killed, soon after its mark of that number */
async function runWriter(url: string, owner: string, mark: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../writer.ts'), url, owner, `${mark}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('stopped\n')) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return said.split('\n').slice(0, -1);
}
