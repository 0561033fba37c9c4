/**
 * What can come between: a full disk, a ledger that another program holds, Ctrl-Z, a clock that is set, a
 * server that never answers. The program is the real one, as a process of its own; nothing in it is changed.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tally } from '../../src/ledger/ledger.ts';
import { type Act, openKeeper, openSink, type Sink } from '../smtp.ts';
import { until } from '../until.ts';
import { openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import { startSender } from './sender.ts';
import { CONFIG, openSite, type Site } from './site.ts';

const TIME = join(import.meta.dirname, 'time.ts');
const CLOCK = join(import.meta.dirname, '../chaos/clock.ts');
const CONNECTIONS = 5;
const of = { id: WEEK, channel: 'mail' } as const;

let made: Site;
beforeAll(async () => {
  made = await openMailing();
});

/** A copy of the one site, so that its digest is made only once. */
async function siteOf(people: number, config = CONFIG): Promise<Site> {
  const site = await openSite();
  await cp(made.root, site.root, { recursive: true });
  await site.write('tayori.config.ts', config);
  await subscribe(site, readers(people));
  return site;
}

const through = ({ url }: { readonly url: string }) => `${url}?connections=${CONNECTIONS}`;

type Kept = readonly { readonly to: string }[];
const keptBy = ({ accepted }: Sink): Kept => accepted.map(({ to }) => ({ to: to.replace(/^<|>.*$/g, '') }));

const tallyOf = (site: Site): Promise<Tally> => withLedger(site, ({ deliveries }) => deliveries.tally(of));

/** Nobody has two mails; whoever has one is `sent` or in doubt. */
async function expectOnce(site: Site, kept: Kept, mostInDoubt: number): Promise<Tally> {
  const tally = await tallyOf(site);
  const has = new Set(kept.map(({ to }) => to));
  expect(has.size).toBe(kept.length);
  const [sent, doubt] = await withLedger(site, async ({ deliveries }) => {
    const all = async (state: 'sent' | 'uncertain') =>
      (await Array.fromAsync(deliveries.list(of, state))).map(({ address }) => address);
    return [await all('sent'), await all('uncertain')];
  });
  expect(sent.filter((address) => !has.has(address))).toEqual([]);
  expect([...has].filter((address) => !sent.includes(address) && !doubt.includes(address))).toEqual([]);
  expect(doubt.length).toBeLessThanOrEqual(mostInDoubt);
  return tally;
}

/** A user's own name space, in which a file system of any size can be mounted; some machines allow none. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['-rm', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const untried = mayMount ? '' : ' (ENOSPC itself was not tried: this kernel lets its users mount nothing)';

describe(`a disk that takes no more in the middle of a send${untried}`, () => {
  const PEOPLE = 300;
  const ownDisk = `mount -t tmpfs -o size=1500k none full && cp .tayori/ledger.db full/
    LEDGER_URL=sqlite:full/ledger.db; export LEDGER_URL; eval "$SEND"
    code=$?; rm .tayori/*.db*; cp full/ledger.db* .tayori/; exit $code`;

  it.for([
    {
      name: 'a limit on the size of files',
      script: 'eval "ulimit -f 1600; exec $SEND"',
      within: [],
      words: ['The disk did not take or give', '[ledger-unreadable]', '`ulimit -f`'],
    },
    ...(mayMount
      ? [
          {
            name: 'a file system of 1.5 MB',
            script: ownDisk,
            within: ['unshare', '-rm'],
            words: ['The disk that holds the ledger is full', '[ledger-full]', 'Make room'],
          },
        ]
      : []),
  ])(
    '$name: nothing leaves without its mark, and the next run goes on',
    async ({ script, within, words }) => {
      const keeper = await openKeeper();
      const site = await siteOf(PEOPLE);
      await mkdir(join(site.root, 'full'));
      const { code, stderr } = await startSender(site.root, through(keeper), { script, within }).finished;
      expect(code).toBe(1);
      for (const each of [...words, '[send-stopped]', 'it goes on where it stopped'])
        expect(stderr).toContain(each);
      expect(keeper.kept.length).toBeGreaterThan(0);
      expect(keeper.kept.length).toBeLessThan(PEOPLE);

      const rest = await startSender(site.root, through(keeper), { args: ['--wait', '5'] }).finished;
      // A connection can have a result that was lost, and the mark of its next mail, which still went in.
      const tally = await expectOnce(site, keeper.kept, 2 * CONNECTIONS);
      expect(tally.sent + tally.uncertain).toBe(PEOPLE);
      expect(rest.code).toBe(tally.uncertain > 0 ? 4 : 0);
      // Content that left without a mark would now have gone twice.
      expect(keeper.kept).toHaveLength(PEOPLE);
      await keeper.close();
    },
  );
});

/** A place at which connections of a sink wait, from the moment it is closed: `arrived` once so many do. */
function openStop() {
  let gate: PromiseWithResolvers<void> | undefined;
  let [left, arrived] = [0, Promise.withResolvers<void>()];
  return {
    here: (): Act | undefined => {
      if (gate === undefined || left === 0) return undefined;
      left -= 1;
      if (left === 0) arrived.resolve();
      return { until: gate.promise };
    },
    close: (count: number): Promise<void> => {
      [gate, left, arrived] = [Promise.withResolvers(), count, Promise.withResolvers()];
      return arrived.promise;
    },
    /** Resolves once everyone who waited has the answer. */
    open: async () => {
      const opened = gate;
      gate = undefined;
      opened?.resolve();
      await opened?.promise;
    },
  };
}

/** A sink with a stop before it asks for a mail, and one before it answers to a mail that it has. */
async function openStoppingSink(onClose?: () => void) {
  const [asking, answering] = [openStop(), openStop()];
  const [some, enough] = [Promise.withResolvers<void>(), 30];
  const sink: Sink = await openSink({
    act: (step) => {
      if (sink.accepted.length >= enough) some.resolve();
      return step === 'DATA' ? asking.here() : step === 'dot' ? answering.here() : undefined;
    },
    ...(onClose && { onClose }),
  });
  /** Once mail flows: so many connections wait before a mail, all others after one. */
  const stopAll = async (before: number) => {
    await some.promise;
    await Promise.all([before > 0 && asking.close(before), answering.close(CONNECTIONS - before)]);
  };
  return { sink, asking, answering, stopAll };
}

describe('a ledger that another program holds', () => {
  it('for longer than five seconds: the run ends, what servers had answered is kept, and nobody is in doubt', async () => {
    const given = Promise.withResolvers<void>();
    let hungUp = 0;
    const { sink, asking, answering, stopAll } = await openStoppingSink(() => {
      hungUp += 1;
      if (hungUp === 2) given.resolve();
    });
    const site = await siteOf(300);
    const sender = startSender(site.root, through(sink));
    await stopAll(2);
    // What was answered before is in the ledger by now, or it would use up the patience of the results below.
    const answered = sink.accepted.length - (CONNECTIONS - 2);
    await until('their results', async () => (await tallyOf(site)).sent >= answered);
    const other = new DatabaseSync(join(site.root, '.tayori/ledger.db'), { timeout: 30_000 });
    other.exec('begin immediate');
    // Without its mark no mail may leave: each of the two waits five seconds for it, and then hangs up. A mark that
    // is still being waited for when the ledger is free again would be made, for a mail that is not sent any more.
    await asking.open();
    await given.promise;
    await answering.open();
    other.exec('rollback');
    other.close();
    const { code, stderr } = await sender.finished;
    expect(code).toBe(1);
    expect(stderr).toContain('Another program has been writing to the ledger for more than 5 seconds.');
    expect(stderr).toContain('[send-stopped]');
    expect(await expectOnce(site, keptBy(sink), 0)).toMatchObject({ failed: 0, sent: sink.accepted.length });
    expect((await startSender(site.root, through(sink)).finished).code).toBe(0);
    expect(await expectOnce(site, keptBy(sink), 0)).toMatchObject({ sent: 300 });
    await sink.close();
  });
});

describe('a sender that is put to sleep (Ctrl-Z) for longer than the server waits', () => {
  it('goes on when it is woken: in doubt is only who had the mark, nobody gets it twice', async () => {
    const { sink, asking, answering, stopAll } = await openStoppingSink();
    const site = await siteOf(300);
    const sender = startSender(site.root, through(sink), { args: ['--json'] });
    await stopAll(2);
    sender.child.kill('SIGSTOP');
    await Promise.all([asking.open(), answering.open()]);
    sink.hangUp('421 4.4.2 idle for too long');
    expect(sink.accepted.length).toBeLessThan(300);
    sender.child.kill('SIGCONT');
    const { code, stdout } = await sender.finished;
    const report = JSON.parse(stdout);
    expect(report.sent + report.uncertain + report.deferred).toBe(300);
    expect(code).toBe(report.uncertain > 0 ? 4 : report.deferred > 0 ? 3 : 0);
    await expectOnce(site, keptBy(sink), CONNECTIONS);
    // Who met the 421 was asked to come back: two minutes later they have it.
    const env = { TEST_CLOCK_AHEAD: '120000' };
    await startSender(site.root, through(sink), { env, preload: [CLOCK] }).finished;
    const tally = await expectOnce(site, keptBy(sink), CONNECTIONS);
    expect(tally.sent + tally.uncertain).toBe(300);
    await sink.close();
  });
});

describe('a wall clock that is set in the middle of a run', () => {
  const HOUR = 3_600_000;
  const paced = CONFIG.replace('mail: {', 'mail: { pace: { perSecond: 100 },');
  const inAnHour = new Date(Date.now() + HOUR).toISOString();

  it.for<{
    jump: number;
    after: 'freeze' | 'thirty';
    args?: readonly string[];
    code: number;
    words: string;
    sent: 'all' | 'some';
    why: string;
  }>([
    {
      jump: -HOUR,
      after: 'thirty',
      code: 0,
      words: '',
      sent: 'all',
      why: 'put back by an hour: no pause grows by it',
    },
    {
      jump: 2 * HOUR,
      after: 'thirty',
      args: ['--not-after', inAnHour],
      code: 3,
      words: 'after which no mail was to leave (`--not-after`)',
      sent: 'some',
      why: 'put beyond --not-after: what is left waits for the next run',
    },
    {
      jump: 2 * HOUR,
      after: 'freeze',
      args: ['--at', inAnHour],
      code: 0,
      words: '',
      sent: 'all',
      why: 'put beyond --at while that is waited for: the waiting ends',
    },
  ])('$why', async ({ jump, after, args = [], code, words, sent }) => {
    // Held while the clock is set, so that mail is left then.
    const keeper = await openKeeper(after === 'thirty' ? { holdFrom: 31 } : {});
    const site = await siteOf(120, paced);
    const sender = startSender(site.root, through(keeper), {
      args: ['--json', ...args],
      env: { TEST_CLOCK_JUMP: `${jump}` },
      preload: [TIME],
    });
    const frozen = () => withLedger(site, ({ deliveries }) => deliveries.mailing(WEEK, 'mail'));
    if (after === 'thirty') await keeper.held();
    else await until('a frozen digest', frozen);
    sender.child.kill('SIGUSR2');
    keeper.release();
    const finished = await sender.finished;
    expect(finished.stderr).toContain(words);
    expect(finished.code).toBe(code);
    const tally = await expectOnce(site, keeper.kept, 0);
    expect(tally).toMatchObject({ failed: 0, deferred: 0, sent: keeper.kept.length });
    expect(sent === 'all' ? tally.queued === 0 : tally.queued > 0 && tally.sent >= 30).toBe(true);
    // The Date of every mail is that of the freeze, whatever the clock says.
    const dates = keeper.kept.map(({ raw }) => /^Date: .*$/m.exec(raw.toString('latin1'))?.[0]);
    expect(new Set(dates).size).toBe(1);
    await keeper.close();
  });
});

describe('a server that takes the connection and never answers', () => {
  it.for([
    { scheme: 'smtp', words: 'Greeting never received', why: 'no greeting' },
    { scheme: 'smtps', words: 'Connection timeout', why: 'no handshake' },
  ])('$why: given up after a minute, tried ten times, and everyone is queued', async ({ scheme, words }) => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo; // listening on TCP: an address and a port
    const site = await siteOf(30);
    const { code, stderr } = await startSender(site.root, `${scheme}://127.0.0.1:${port}?connections=20`, {
      env: { TEST_HURRY: '200' },
      preload: [TIME],
    }).finished;
    expect(stderr).toContain(words);
    expect(stderr).toContain('[send-stopped]');
    expect(code).toBe(3);
    expect(await tallyOf(site)).toMatchObject({ queued: 30, uncertain: 0 });
    mute.close();
  });

  it('after it has the mail: in doubt after ten minutes', async () => {
    const sink = await openSink({ act: (step) => (step === 'dot' ? { stall: true } : undefined) });
    const site = await siteOf(12);
    const { code, stderr } = await startSender(site.root, `${sink.url}?connections=12`, {
      env: { TEST_HURRY: '100', TEST_HURRY_FROM: `${5 * 60_000}` },
      preload: [TIME],
    }).finished;
    expect(stderr).toContain('Nobody can know whether 12 people have the mail');
    expect(code).toBe(4);
    await sink.close();
  });
});
