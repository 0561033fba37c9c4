/**
 * A month of weekly digests with the real program, and everything that may befall a ledger: a worker killed in mid
 * send, a failover between two PostgreSQL servers, a move to SQLite by export and import, a ledger lost in mid send
 * and its list imported again, a backup put back after a send. What each person got is compared with the model.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '../../bench/measure.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { beginNow } from '../cli/program.ts';
import { currentProgram } from '../journeys/installed.ts';
import { KEY, seeded } from '../journeys/mailing.ts';
import { CONFIG, openSite, post } from '../journeys/site.ts';
import { startPair } from '../postgres.ts';
import { openKeeper } from '../smtp.ts';
import { people, subscribe, withLedger } from './evidence.ts';
import { type Balance, drawMonth, type Expected, model } from './month-model.ts';

export type Month = {
  readonly seed: number;
  readonly subscribers: number;
  readonly connections: number;
  readonly onProgress?: (what: string) => void;
};

export type MonthOutcome = {
  readonly expected: Expected;
  /** What the mail server took: by person, the weeks, in the order in which they came. */
  readonly got: ReadonlyMap<string, readonly string[]>;
  readonly balances: readonly Balance[];
  readonly states: Readonly<Record<string, number>>;
  /** How many were in doubt, and settled by the log of the mail server. */
  readonly doubts: readonly number[];
  readonly seconds: number;
};

const IDS = ['2025-W45', '2025-W46', '2025-W47', '2025-W48'] as const;
const MONDAYS = ['2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24'] as const;
const SQLITE = 'sqlite:.tayori/ledger.db';

export async function runMonth({
  seed,
  subscribers,
  connections,
  onProgress = () => {},
}: Month): Promise<MonthOutcome> {
  const begun = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-month-'));
  const program = await currentProgram(scratch);
  await using pair = await startPair();
  const first = people(subscribers);
  const weeks = drawMonth(first, IDS, seeded(seed));
  const gone = new Set<string>();
  const keeper = await openKeeper({
    forgets: true,
    refuse: (to) => (gone.has(to) ? { at: 'RCPT', words: '5.1.1 no such user' } : undefined),
  });
  const site = await openSite({
    'tayori.config.ts': CONFIG.replace('mail: {', 'ledger: { lease: 60, patience: 120 },\n  mail: {'),
    ...Object.fromEntries(
      MONDAYS.map((day) => [
        `posts/${day}-port.md`,
        post(`港の倉庫 ${day}`, `${day} 09:00:00 +0900`, '検査場に変わる。'),
      ]),
    ),
  });
  const at = (name: string) => join(site.root, name);
  let ledger = pair.both;
  const env = () => ({
    MAIL_URL: `${keeper.url}?connections=${connections}`,
    LEDGER_URL: ledger,
    SIGNING_KEY: KEY,
  });
  const onLedger = <T>(work: (opened: Ledger) => Promise<T>) => withLedger(ledger, site.root, work);
  const run = async (codes: readonly number[], ...args: readonly string[]) => {
    const done = await beginNow(site.root, args, env()).finished;
    if (!codes.includes(done.code))
      throw new Error(`tayori ${args.join(' ')} ended with ${done.code}:\n${done.stderr.slice(-3000)}`);
    return done;
  };
  const send = (id: string, codes: readonly number[]) =>
    run(codes, 'send', '--week', id, '--yes', '--wait', '0');
  /** Two fifths of the mail have left, and every connection waits for an answer. */
  const inMidSend = async (id: string) => {
    keeper.holdFrom(keeper.kept.length + Math.floor(subscribers * 0.4));
    const {
      args,
      env: own,
      program: node,
    } = program.call(['send', '--week', id, '--root', site.root, '--yes', '--wait', '0'], env());
    const child = spawn(node, args, {
      cwd: site.root,
      env: { ...bareEnvironment(), ...own },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await keeper.held(connections);
    return { child, ended };
  };
  const killInMidSend = async (id: string) => {
    const { child, ended } = await inMidSend(id);
    child.kill('SIGKILL');
    await ended;
    keeper.release();
  };
  const tallyOf = (id: string) => onLedger(({ deliveries }) => deliveries.tally({ id, channel: 'mail' }));
  const doubts: number[] = [];
  /** As an editor does it: whom the log names has the mail, and the others get it. */
  const settle = async (id: string, ...more: readonly string[]) => {
    const mails = keeper.kept.filter(({ messageId }) => messageId.startsWith(`<${id}.`));
    await writeFile(at('mail.log'), mails.flatMap(asPostfix).join('\n'));
    await run([0, 4], 'settle', '--week', id, ...more, '--log', at('mail.log'), '--yes');
    const { uncertain } = await tallyOf(id);
    if (uncertain > 0)
      await run([0], 'settle', '--week', id, '--as', 'queued', '--reason', 'not in the log', '--yes');
    await send(id, [0, 3]);
  };
  /** What befalls each digest, until everyone has it. */
  const fates: Readonly<Record<(typeof IDS)[number], (id: string) => Promise<void>>> = {
    '2025-W45': async (id) => {
      await killInMidSend(id);
      await send(id, [4]);
      doubts.push((await tallyOf(id)).uncertain);
      await settle(id);
    },
    '2025-W46': async (id) => {
      const { ended } = await inMidSend(id);
      await pair.kill();
      keeper.release();
      await pair.promote();
      await ended;
      doubts.push((await tallyOf(id)).uncertain);
    },
    '2025-W47': async (id) => {
      await run([0], 'subscribers', 'export', at('.tayori/list.csv'));
      await copyFile(at('.tayori/list.csv'), at('list.csv'));
      ledger = SQLITE;
      await run([0], 'subscribers', 'import', at('list.csv'));
      await killInMidSend(id);
      await rm(at('.tayori'), { recursive: true });
      await run([0], 'subscribers', 'import', at('list.csv'));
      const mails = keeper.kept.length;
      await send(id, [1]); // refused: nobody knows who has it
      if (keeper.kept.length > mails) throw new Error('A ledger that was lost sent again');
      doubts.push((await onLedger(({ subscribers: all }) => all.count())).confirmed);
      await settle(id, '--lost-ledger', 'the disk died');
    },
    '2025-W48': async (id) => {
      await run([0], 'backup', at('before.db'));
      await send(id, [3]);
      for (const end of ['', '-wal', '-shm']) await rm(at(`.tayori/ledger.db${end}`), { force: true });
      await copyFile(at('before.db'), at('.tayori/ledger.db'));
      const mails = keeper.kept.length;
      await send(id, [1]);
      if (keeper.kept.length > mails) throw new Error('A backup that was put back sent again');
      doubts.push((await onLedger(({ subscribers: all }) => all.count())).confirmed);
      await settle(id, '--lost-ledger', 'a backup was put back');
    },
  };
  try {
    await onLedger((opened) => subscribe(opened, first));
    const balances: Balance[] = [];
    for (const { id, joins, leaves, gone: more } of weeks) {
      onProgress(`${id}: ${balances.length} done`);
      await onLedger(async (opened) => {
        await subscribe(opened, joins);
        for (const address of leaves) {
          const one = await opened.subscribers.find({ address });
          if (one !== undefined)
            await opened.subscribers.act('unsubscribe', one.id, 'their own act', new Date());
        }
      });
      for (const address of more) gone.add(address);
      await run([0], 'digest', '--week', id);
      await fates[id as (typeof IDS)[number]](id); // drawn from IDS
      await run([0], 'verify');
      const { planned, sent, failed, ...others } = await tallyOf(id);
      if (Object.values(others).some((n) => n > 0))
        throw new Error(`${id} is not over: ${JSON.stringify(others)}`);
      balances.push({ planned, sent, failed });
    }
    const { confirmed, unsubscribed, bounced } = await onLedger(({ subscribers: all }) => all.count());
    return {
      expected: model(first, weeks),
      got: gotBy(keeper.kept),
      balances,
      states: { confirmed, unsubscribed, bounced },
      doubts,
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await keeper.close();
    await rm(scratch, { recursive: true, force: true });
    await rm(site.root, { recursive: true, force: true });
  }
}

type Kept = { readonly to: string; readonly messageId: string };

function asPostfix({ to, messageId }: Kept, n: number): string[] {
  return [
    `Nov 10 07:00:01 mx postfix/cleanup[9]: 4B${n}F: message-id=${messageId}`,
    `Nov 10 07:00:02 mx postfix/smtp[6]: 4B${n}F: to=<${to}>, relay=c, dsn=2.0.0, status=sent (250 ok)`,
  ];
}

function gotBy(kept: readonly Kept[]): Map<string, string[]> {
  const got = new Map<string, string[]>();
  for (const { to, messageId } of kept)
    got.set(to, [...(got.get(to) ?? []), messageId.slice(1, '2025-W45'.length + 1)]);
  return got;
}
