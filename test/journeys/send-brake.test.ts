/**
 * The brake on suppression, against a real SMTP server: what it says of addresses is believed within what is
 * usual, at the end of the run; beyond that nobody is suppressed, and everyone is reached once it is mended.
 */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { tayori } from '../cli/program.ts';
import { startPostgres } from '../postgres.ts';
import { type Keeper, openKeeper } from '../smtp.ts';
import { ended, KEY, openMailing, startSend, WEEK } from './mailing.ts';

const of = { id: WEEK, channel: 'mail' } as const;
const random = (bytes: number) => randomBytes(bytes);
const NO_SUCH_USER = '5.1.1 <x>: Recipient address rejected: User unknown';

type Refuse = (to: string) => { at: 'RCPT' | 'dot'; words: string } | undefined;

/** A list, a kept digest, and a server whose mood the test can change. */
async function openScene(addresses: readonly string[], refuse: Refuse, ledgerUrl?: string) {
  const site = await openMailing();
  let mood = refuse;
  const keeper = await openKeeper({ refuse: (to) => mood(to) });
  const env = {
    MAIL_URL: keeper.url,
    SIGNING_KEY: KEY,
    LEDGER_URL: ledgerUrl ?? 'sqlite:.tayori/ledger.db',
  };
  const withLedger = async <T>(work: (ledger: Ledger) => Promise<T>): Promise<T> => {
    await using ledger = await openLedger(env.LEDGER_URL, site.root, { random });
    return await work(ledger);
  };
  const consent = { source: 'a list of the tests', at: new Date() };
  await withLedger(({ subscribers }) =>
    subscribers.add(
      addresses.map((address) => ({ address, name: undefined, categories: undefined, consent })),
      new Date(),
    ),
  );
  return {
    site,
    keeper,
    env,
    withLedger,
    /** From now on it refuses these. */
    mood: (next: Refuse) => {
      mood = next;
    },
    run: (...args: string[]) =>
      tayori(site.root, args, { env, random, clock: () => new Date() }).then(({ code, stdout, stderr }) => ({
        code,
        stderr,
        stdout,
        json: args.includes('--json') ? JSON.parse(stdout) : undefined,
      })),
    counts: () => withLedger(({ subscribers }) => subscribers.count()),
  };
}

const send = ['send', '--week', WEEK, '--yes', '--wait', '0', '--json'];
const isWell: Refuse = () => undefined;

function at(domains: readonly string[], count: number): string[] {
  return Array.from(
    { length: count },
    (_, n) => `p${String(n).padStart(4, '0')}@${domains[n % domains.length]}`,
  );
}

/** Everyone once. */
function expectAll({ kept }: Keeper, addresses: readonly string[]): void {
  expect(kept.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted());
}

const MIXED = ['gmail.com', 'docomo.ne.jp', 'example.test', 'yahoo.co.jp'];

it.for([
  { where: 'RCPT', domains: MIXED, people: 200, why: 'four providers' },
  { where: 'dot', domains: MIXED, people: 200, why: 'after the content' },
  { where: 'RCPT', domains: ['minato.example'], people: 200, why: 'one provider is everyone' },
  {
    where: 'RCPT',
    domains: Array.from({ length: 100 }, (_, n) => `d${n}.example`),
    people: 200,
    why: 'a hundred domains of two people, of which each looks usual',
  },
  { where: 'RCPT', domains: ['minato.example'], people: 8, why: 'a list of eight' },
  { where: 'RCPT', domains: ['minato.example'], people: 3, why: 'three, of whom nobody got a mail' },
] as const)(
  'believes no server that calls all $people addresses bad at $where: $why',
  async ({ where, domains, people }) => {
    const addresses = at(domains, people);
    const scene = await openScene(addresses, () => ({ at: where, words: NO_SUCH_USER }));
    const ill = await scene.run(...send);
    expect(ill.code).toBe(1);
    expect(ill.stderr).toContain('[send-bounces]');
    expect(ill.stderr).toContain('Nobody was taken off the list.');
    expect(ill.stderr).toContain('User unknown');
    expect(ill.stderr).toContain(`run \`tayori send --week ${WEEK}\` again`);
    expect(ill.json).toMatchObject({ planned: people, sent: 0, failed: 0, bounced: [] });
    expect(ill.json.queued).toBe(people);
    expect(await scene.counts()).toMatchObject({ confirmed: people, bounced: 0 });
    scene.mood(isWell);
    expect((await scene.run(...send)).code).toBe(0);
    expectAll(scene.keeper, addresses);
    expect(await scene.counts()).toMatchObject({ confirmed: people, bounced: 0 });
    expect((await scene.run('verify')).code).toBe(0);
    await scene.keeper.close();
  },
);

it('asks no more than a few people before it stops', async () => {
  let asked = 0;
  const scene = await openScene(at(['minato.example', 'kobe.example'], 2000), () => {
    asked += 1;
    return { at: 'RCPT', words: NO_SUCH_USER };
  });
  expect((await scene.run(...send)).code).toBe(1);
  expect(asked).toBeLessThan(60);
  expect(await scene.counts()).toMatchObject({ bounced: 0 });
  await scene.keeper.close();
});

it('holds back the one provider that is out, and sends to the others', async () => {
  const addresses = at(MIXED, 200);
  const gmail = addresses.filter((address) => address.endsWith('@gmail.com'));
  const isBad = (to: string) => to.endsWith('@gmail.com') || to === 'p0001@docomo.ne.jp';
  const scene = await openScene(addresses, (to) =>
    isBad(to) ? { at: 'RCPT', words: NO_SUCH_USER } : undefined,
  );
  const ill = await scene.run(...send);
  expect(ill.code).toBe(1);
  expect(ill.stderr).toMatch(/gmail called \d+ of \d+ addresses bad/);
  expect(ill.json).toMatchObject({ sent: 149, failed: 1, queued: 50, bounced: [] });
  expect(await scene.counts()).toMatchObject({ confirmed: 200, bounced: 0 });
  scene.mood((to) => (to === 'p0001@docomo.ne.jp' ? { at: 'RCPT', words: NO_SUCH_USER } : undefined));
  const well = await scene.run(...send);
  expect(well.json).toMatchObject({ sent: 199, failed: 1, queued: 0, deferred: 0 });
  expectAll(
    scene.keeper,
    addresses.filter((address) => address !== 'p0001@docomo.ne.jp'),
  );
  expect(gmail).toHaveLength(50);
  expect(await scene.counts()).toMatchObject({ confirmed: 199, bounced: 1 });
  await scene.keeper.close();
});

it.for([
  { people: 200, bad: 4, why: 'a usual 2 %' },
  { people: 8, bad: 3, why: 'three of a small list' },
  { people: 400, bad: 20, why: '5 %, and no more' },
])('takes $bad of $people off the list when the run has ended: $why', async ({ people, bad }) => {
  const addresses = at(MIXED, people);
  const step = Math.floor(people / bad);
  const gone = Array.from({ length: bad }, (_, n) => addresses[n * step + (n % 4)] ?? '');
  const during: number[] = [];
  const scene = await openScene(addresses, (to) =>
    gone.includes(to) ? { at: 'RCPT', words: NO_SUCH_USER } : undefined,
  );
  scene.mood((to) => {
    if (gone.includes(to)) return { at: 'RCPT', words: NO_SUCH_USER };
    if (to === addresses.at(-1)) void scene.counts().then(({ bounced }) => during.push(bounced));
    return undefined;
  });
  const { code, json } = await scene.run(...send);
  expect(code).toBe(3); // those who failed are reported, as before
  expect(json).toMatchObject({ sent: people - bad, failed: bad, notBelieved: [] });
  expect(json.bounced.map(({ address }: { address: string }) => address).toSorted()).toEqual(gone.toSorted());
  expect(new Set(during)).toEqual(new Set([0])); // not at the first word
  expect(await scene.counts()).toMatchObject({ confirmed: people - bad, bounced: bad });
  const again = await scene.run(...send);
  expect([again.code, again.json.bounced]).toEqual([0, []]);
  await scene.keeper.close();
});

it('believes an old list by the editor’s word, and brings everyone back by another', async () => {
  const addresses = at(MIXED, 40);
  const gone = addresses.slice(0, 12);
  const scene = await openScene(addresses, (to) =>
    gone.includes(to) ? { at: 'RCPT', words: NO_SUCH_USER } : undefined,
  );
  expect((await scene.run(...send)).code).toBe(1);
  expect(await scene.counts()).toMatchObject({ bounced: 0 });
  const believed = await scene.run(...send, '--believe-bounces');
  expect(believed.code).toBe(3);
  expect(await scene.counts()).toMatchObject({ confirmed: 28, bounced: 12 });
  scene.mood(isWell);
  const back = await scene.run(
    'subscribers',
    'restore',
    '--bounced-in',
    WEEK,
    '--because',
    'the server was broken, says its owner',
  );
  expect(back.code).toBe(0);
  expect(back.stdout).toContain(
    `12 people came back. \`tayori send --week ${WEEK} --only failed\` sends them that digest too.`,
  );
  expect(await scene.counts()).toMatchObject({ confirmed: 40, bounced: 0 });
  expect((await scene.run(...send, '--only', 'failed')).code).toBe(0);
  expectAll(scene.keeper, addresses);
  const why = await scene.run('why', 'p0000@gmail.com');
  expect(why.stdout).toContain('restored by the editor: the server was broken, says its owner');
  const twice = await scene.run('subscribers', 'restore', '--bounced-in', WEEK, '--because', 'again');
  expect(twice.stdout).toBe(`Nobody is bounced because of ${WEEK}.\n`);
  await scene.keeper.close();
});

it('brings nobody back who called a mail spam, and says so', async () => {
  const scene = await openScene(['a@example.jp', 'b@example.jp'], isWell);
  await scene.withLedger(async ({ subscribers }) => {
    const find = async (address: string) => (await subscribers.find({ address }))?.id ?? '';
    await subscribers.act('complain', await find('a@example.jp'), 'ARF', new Date());
    await subscribers.act('bounce', await find('b@example.jp'), '550 5.1.1', new Date());
  });
  const said = await scene.run('subscribers', 'restore', 'b@example.jp', 'a@example.jp', '--because', 'x');
  expect(said.code).toBe(1);
  expect(said.stderr).toContain('a@example.jp called a mail spam, and comes back only by their own act');
  expect(await scene.counts()).toMatchObject({ bounced: 1, complained: 1 });
  await scene.keeper.close();
});

it.for([
  { bad: 4, why: 'within the brake: they are suppressed by the run that ends', bounced: 4 },
  { bad: 11, why: 'beyond it: they are asked again', bounced: 0 },
])('decides about what a run left that was killed, $why', async ({ bad, bounced }) => {
  const addresses = at(MIXED, 200);
  const gone = addresses.slice(0, bad);
  const scene = await openScene(addresses, isWell);
  let held: (() => void) | undefined;
  const reached = new Promise<void>((resolve) => {
    held = resolve;
  });
  // One connection. The fourth mail after the last bad address is held, and the sender killed then: the marks of
  // those in between have taken the answers about the bad ones into the ledger with them.
  let [refused, after, ill] = [0, 0, true];
  const server = await openKeeper({
    server: {
      onRcptTo: ({ address }, _session, callback) => {
        if (ill && gone.includes(address)) {
          refused += 1;
          callback(Object.assign(new Error(NO_SUCH_USER), { responseCode: 550 }));
        } else if (ill && refused === bad && ++after === 4) held?.();
        else callback();
      },
    },
  });
  const env = { ...scene.env, MAIL_URL: `${server.url}?connections=1` };
  const child = startSend(scene.site, ['--yes', ...(bad > 10 ? ['--believe-bounces'] : [])], env);
  await reached;
  child.kill('SIGKILL');
  await ended(child);
  expect(await scene.counts()).toMatchObject({ bounced: 0 });
  await scene.withLedger(async ({ deliveries }) => {
    expect(await deliveries.openFaults(of)).toHaveLength(bad);
  });
  ill = false;
  const next = await scene.run(...send);
  expect(next.json).toMatchObject({ planned: 200, failed: bounced, queued: 0 });
  expect(next.json.uncertain).toBeLessThanOrEqual(1); // the one whose answer was on its way into the ledger
  expect(await scene.counts()).toMatchObject({ bounced, confirmed: 200 - bounced });
  const kept = [...server.kept, ...scene.keeper.kept].map(({ to }) => to);
  expect(kept.toSorted()).toEqual(addresses.slice(bounced).toSorted());
  await server.close();
  await scene.keeper.close();
});

it('decides about last week with this one, where nobody sent last week again', async () => {
  const scene = await openScene(at(MIXED, 40), isWell);
  const earlier = { id: '2025-W44', channel: 'mail' } as const;
  await scene.withLedger(async ({ deliveries, subscribers }) => {
    const people = await Array.fromAsync(subscribers.list());
    const now = new Date();
    await deliveries.freeze(
      {
        ...earlier,
        kind: 'digest',
        frozen: now,
        date: now,
        deadline: new Date(now.getTime() + 3_600_000),
        sender: {
          name: 'x',
          address: 'x@minato.example',
          replyTo: undefined,
          returnPath: 'x@minato.example',
          list: { title: 'x', host: 'minato.example' },
          webUrl: undefined,
          unsubscribeMailto: 'leave@minato.example',
        },
        editions: [{ key: 'all', subject: 'x', html: 'x', text: 'x', hash: 'a'.repeat(64) }],
      },
      people.map(({ id, address }) => ({ subscriber: id, address, edition: 'all' })),
    );
    for (const [index, { subscriber }] of (await deliveries.claim(earlier, 'dead', 40, now)).entries())
      await deliveries.record(
        earlier,
        subscriber,
        'dead',
        index < 2
          ? { state: 'failed', response: `550 ${NO_SUCH_USER}`, fault: 'bad-address' }
          : { state: 'sent', response: '250 ok' },
        now,
      );
    await deliveries.leave(earlier, 'dead', undefined, now);
  });
  const { code, json } = await scene.run(...send);
  expect(code).toBe(0);
  expect(json.bounced).toHaveLength(2);
  expect(await scene.counts()).toMatchObject({ bounced: 2, confirmed: 38 });
  await scene.keeper.close();
});

it('holds with two senders on one PostgreSQL', async () => {
  await using postgres = await startPostgres();
  const addresses = at(MIXED, 200);
  const scene = await openScene(
    addresses,
    () => ({ at: 'RCPT', words: NO_SUCH_USER }),
    await postgres.database(),
  );
  const both = await Promise.all([scene.run(...send), scene.run(...send)]);
  expect(both.map(({ code }) => code)).toContain(1);
  expect(await scene.counts()).toMatchObject({ confirmed: 200, bounced: 0 });
  const gone = ['p0005@docomo.ne.jp', 'p0006@example.test', 'p0007@yahoo.co.jp'];
  scene.mood((to) => (gone.includes(to) ? { at: 'RCPT', words: NO_SUCH_USER } : undefined));
  await Promise.all([scene.run(...send), scene.run(...send)]);
  const well = await scene.run(...send);
  expect(well.json).toMatchObject({ planned: 200, sent: 197, failed: 3, queued: 0, deferred: 0 });
  expectAll(
    scene.keeper,
    addresses.filter((address) => !gone.includes(address)),
  );
  expect(await scene.counts()).toMatchObject({ confirmed: 197, bounced: 3 });
  expect((await scene.run('verify')).code).toBe(0);
  await scene.keeper.close();
});
