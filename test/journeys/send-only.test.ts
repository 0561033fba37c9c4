import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { openKeeper, openSink, type Sink } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK, withLedger } from './mailing.ts';
import type { Site } from './site.ts';

const send = ['send', '--week', WEEK, '--yes', '--wait', '0'];

/** A sink that refuses by address, as long as it is told to. */
async function openMoody(): Promise<{ sink: Sink; mend: () => void; env: Record<string, string> }> {
  const moods: Readonly<Record<string, string>> = {
    reader1: '550 5.2.0 the mailbox is being moved',
    reader2: '550 5.1.1 no such user',
    reader3: '450 4.2.1 later',
    reader4: '550 5.2.0 the mailbox is being moved',
  };
  let cross = true;
  const sink = await openSink({
    act: (step, line) => {
      if (!cross || step !== 'RCPT') return undefined;
      return Object.entries(moods).find(([name]) => line.includes(`${name}@`))?.[1];
    },
  });
  const mend = () => {
    cross = false;
  };
  return { sink, mend, env: { MAIL_URL: sink.url, SIGNING_KEY: KEY } };
}

const reachedBy = ({ accepted }: Sink) => accepted.map(({ to }) => to.replace(/^<|>.*$/g, '')).toSorted();

/** Six readers: one sent in the middle of a run that was cut short, four in trouble. */
async function afterATroubledRun(): Promise<
  { site: Site } & Awaited<ReturnType<typeof openMoody>> & { first: readonly string[] }
> {
  const site = await openMailing();
  await subscribe(site, readers(7));
  const moody = await openMoody();
  expect((await site.run(send, moody.env)).code).toBe(3);
  moody.mend();
  return { site, ...moody, first: reachedBy(moody.sink) };
}

it('sends again to who failed, and leaves out whose address is bad, with the reason', async () => {
  const { site, sink, env, first } = await afterATroubledRun();
  expect(first).toEqual(['reader0@gmail.example', 'reader5@docomo.example', 'reader6@yahoo.example']);
  const only = ['send', '--week', WEEK, '--only', 'failed', '--wait', '0'];
  const shown = await site.run(only, env);
  expect(shown.stdout).toContain('To        only 2 people who failed (of 3), of 7');
  expect(shown.stdout).toContain(
    'Left out\n  1 person: a server called the address bad; `--force` tries it all the same\n' +
      '    reader2@yahoo.example  550 5.1.1 no such user\n',
  );
  expect(shown.stderr).toContain(`\`tayori send --week ${WEEK} --yes --expect 2 --only failed --wait 0\``);
  const wrong = await site.run([...only, '--yes', '--expect', '7'], env);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain(`\`tayori send --week ${WEEK} --only failed --dry-run\``);

  const { code, stdout } = await site.run([...only, '--yes', '--expect', '2', '--json'], env);
  expect(code).toBe(3); // reader3 is deferred as before, and none of this run's business
  expect(JSON.parse(stdout)).toMatchObject({
    planned: 7,
    sent: 5,
    failed: 1,
    deferred: 1,
    only: { choice: 'failed', people: 2, leftOut: [{ reason: 'bad-address', people: 1 }] },
  });
  const again = reachedBy(sink).filter((address) => !first.includes(address));
  expect(again).toEqual(['reader1@docomo.example', 'reader4@gmail.example']);
  const why = await site.run(['why', 'reader1@docomo.example'], env);
  expect(why.stdout).toMatch(/queued +by decision: --only failed/);
  expect((await site.run(['verify'], env)).code).toBe(0);
  const twice = await site.run([...only, '--yes'], env);
  expect(twice.stdout).toContain(`Nobody is left to send ${WEEK} to.`);
  await sink.close();
});

it('leaves out who left in the meantime, beside whose address is bad', async () => {
  const { site, sink, env, first } = await afterATroubledRun();
  const left = await site.run(['subscribers', 'remove', 'reader4@gmail.example'], env);
  expect(left.code, left.stderr).toBe(0);
  const only = [...send, '--only', 'failed', '--expect', '1', '--json'];
  const { stdout } = await site.run(only, env);
  expect(JSON.parse(stdout).only).toMatchObject({
    people: 1,
    leftOut: expect.arrayContaining([
      expect.objectContaining({ reason: 'left', people: 1 }),
      expect.objectContaining({ reason: 'bad-address', people: 1 }),
    ]),
  });
  expect(reachedBy(sink).filter((address) => !first.includes(address))).toEqual(['reader1@docomo.example']);
  await sink.close();
});

it('sends deferred mail now, at nobody else, and the same bytes as before', async () => {
  const { site, sink, env } = await afterATroubledRun();
  const { code, stdout } = await site.run([...send, '--only', 'deferred', '--expect', '1'], env);
  expect(code).toBe(0);
  expect(stdout).toContain('To        only 1 person whose mail is deferred, of 7');
  expect(sink.accepted).toHaveLength(4);
  expect(sink.accepted.at(-1)?.to).toContain('reader3@minato.example');
  const none = await site.run([...send, '--only', 'deferred'], env);
  expect(none.stdout).toContain(`No mail of ${WEEK} is deferred. There is nobody to send it to.`);
  await sink.close();
});

it('tries bad addresses with --force, once somebody is back on the list', async () => {
  const { site, sink, env } = await afterATroubledRun();
  await withLedger(site, async ({ subscribers }) => {
    const { id = '' } = (await subscribers.find({ address: 'reader2@yahoo.example' })) ?? {};
    await subscribers.act('confirm', id, 'wrote to us', new Date());
  });
  const plain = await site.run([...send, '--only', 'failed', '--dry-run'], env);
  expect(plain.stdout).toContain(
    '1 person: a server called the address bad; `--force` tries it all the same',
  );
  await site.run([...send, '--only', 'failed', '--force', '--expect', '3'], env);
  expect(reachedBy(sink)).toContain('reader2@yahoo.example');
  await sink.close();
});

it('adds who was confirmed since the freeze: the frozen mail, once, and they are counted', async () => {
  const site = await openMailing();
  await subscribe(site, readers(3));
  const keeper = await openKeeper();
  const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
  expect((await site.run(send, env)).code).toBe(0);
  const now = new Date();
  const consent = { source: '展示会', at: now };
  await withLedger(site, ({ subscribers }) =>
    subscribers.add(
      [
        { address: 'new@minato.example', name: undefined, categories: undefined, consent },
        { address: 'picky@minato.example', name: undefined, categories: ['technology'], consent },
        { address: 'silent@minato.example', name: undefined, categories: undefined, consent: undefined },
      ],
      now,
    ),
  );
  const plain = await site.run(send, env);
  expect(plain.stdout).toContain(`Everyone has ${WEEK} already: 3 people.`);
  const only = [...send, '--only', 'new'];
  const shown = await site.run([...only, '--dry-run'], env);
  expect(shown.stdout).toContain(
    `To        only 1 person confirmed since it was frozen (of 2); ${WEEK} has 3 planned`,
  );
  expect(shown.stdout).toContain('chose categories for which this digest was not made');
  const { code, stdout } = await site.run([...only, '--expect', '1'], env);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Planned +4$/m);
  expect(keeper.kept.map(({ to }) => to)).toHaveLength(4);
  const [first, last] = [keeper.kept[0], keeper.kept.at(-1)];
  expect(last?.to).toBe('new@minato.example');
  const [before, after] = await Promise.all(
    [first, last].map((mail) => PostalMime.parse(mail?.raw.toString() ?? '')),
  );
  expect(after?.subject).toBe(before?.subject);
  expect(after?.date).toBe(before?.date);
  const again = await site.run(only, env);
  expect(again.stdout).toContain(`Nobody is left to send ${WEEK} to.`);
  expect(keeper.kept).toHaveLength(4);
  const why = await site.run(['why', 'new@minato.example'], env);
  expect(why.stdout).toMatch(/queued +edition all; by decision: --only new/);
  expect((await site.run(['verify'], env)).code).toBe(0);
  await keeper.close();
});

it.for([
  { args: ['--only', 'everyone'], code: 2, says: '--only failed', why: 'no such choice' },
  { args: ['--force'], code: 2, says: '--only failed --force', why: 'nothing to force' },
  { args: ['--only', 'new', '--in-doubt', 'skip'], code: 2, says: 'once with each', why: 'two decisions' },
  { args: ['--only', 'failed'], code: 1, says: `tayori send --week ${WEEK}\``, why: 'nothing was sent yet' },
])('refuses $args: $why', async ({ args, code, says }) => {
  const site = await openMailing();
  await subscribe(site, readers(2));
  const refused = await site.run(['send', '--week', WEEK, '--rehearse', ...args]);
  expect(refused.code).toBe(code);
  expect(refused.stderr).toContain(says);
  expect(await site.files('.tayori/outbox')).toEqual([]);
});

it('works in the outbox, where nothing is asked', async () => {
  const site = await openMailing();
  await subscribe(site, readers(2));
  await site.run(['send', '--week', WEEK, '--rehearse']);
  const consent = { source: '展示会', at: new Date() };
  await withLedger(site, ({ subscribers }) =>
    subscribers.add(
      [{ address: 'late@minato.example', name: undefined, categories: undefined, consent }],
      new Date(),
    ),
  );
  const { code } = await site.run(['send', '--week', WEEK, '--rehearse', '--only', 'new']);
  expect(code).toBe(0);
  expect(await site.files(`.tayori/outbox/${WEEK}`)).toHaveLength(3);
});
