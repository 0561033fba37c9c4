/** A ledger that is missing, or was put back from a backup, while its mail has left: refused, with the way out. */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tayori } from '../cli/program.ts';
import { type Keeper, openKeeper, openSink } from '../smtp.ts';
import { until } from '../until.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from './mailing.ts';
import { startSender } from './sender.ts';
import { CONFIG, type Site } from './site.ts';

let site: Site;
let keeper: Keeper;
const data = (name: string) => join(site.root, '.tayori', name);
const send = (ledger = 'sqlite:.tayori/ledger.db', ...more: readonly string[]) =>
  tayori(site.root, ['send', '--week', WEEK, '--yes', '--json', ...more], {
    env: { MAIL_URL: keeper.url, SIGNING_KEY: KEY, LEDGER_URL: ledger },
  });

beforeAll(async () => {
  keeper = await openKeeper();
  site = await openMailing();
  await subscribe(site, readers(20));
  await copyFile(data('ledger.db'), data('before.db'));
  expect((await send()).code).toBe(0);
  expect(keeper.kept).toHaveLength(20);
  await copyFile(data('ledger.db'), data('after.db'));
});
afterAll(() => keeper.close());

it('leaves a record with the posts that names nobody, no number and no ledger', async () => {
  const record = JSON.parse(await site.read('posts/.tayori-sent.json')) as unknown;
  expect(record).toEqual({
    [WEEK]: { first: expect.stringMatching(/^20\d\d-/), ledgers: [expect.stringMatching(/^[0-9a-f]{8}$/)] },
  });
});

it('leaves a trace that names nobody', async () => {
  const [trace = ''] = await site.files('.tayori/sent');
  expect(trace).toMatch(/^\.tayori\/sent\/2025-W45\.[0-9a-f]{8}\.json$/);
  expect(JSON.parse(await site.read(trace))).toEqual({ id: WEEK, sent: 20 });
});

it.for([
  { what: [], why: 'really' },
  { what: ['--dry-run'], why: 'only to look' },
])('refuses a backup from before the send, $why: nobody is mailed twice', async ({ what }) => {
  await copyFile(data('before.db'), data('ledger.db'));
  const { code, stderr } = await send(undefined, ...what);
  expect(stderr).toContain('2025-W45 was sent to 20 people from here, and this ledger knows nothing of it');
  expect(stderr).toContain('[ledger-older]');
  expect(stderr).toContain('delete .tayori/sent/2025-W45.');
  expect(stderr).toContain('the line of 2025-W45 in posts/.tayori-sent.json');
  expect(code).toBe(1);
  expect(keeper.kept).toHaveLength(20);
});

it('refuses a ledger that is gone, and is made anew with the list', async () => {
  await rm(data('ledger.db'));
  await subscribe(site, readers(20));
  const { code, stderr } = await send();
  expect(stderr).toContain('[ledger-older]');
  expect(code).toBe(1);
  expect(keeper.kept).toHaveLength(20);
});

it('goes on with the newer one once it is put back', async () => {
  await copyFile(data('after.db'), data('ledger.db'));
  expect((await send()).code).toBe(0);
  expect(keeper.kept).toHaveLength(20);
});

it('asks once about another ledger that has sent nothing yet: the list may have moved to it', async () => {
  await copyFile(data('before.db'), data('trial.db'));
  const { code, stderr } = await send('sqlite:.tayori/trial.db');
  expect(stderr).toMatch(
    /was sent by mail \(20\d\d-\d\d-\d\d\) from another ledger, and this one has never sent/,
  );
  expect(stderr).toContain('add `--first-run` once');
  expect(code).toBe(1);
  expect(keeper.kept).toHaveLength(20);
  expect((await send('sqlite:.tayori/trial.db', '--first-run')).code).toBe(0);
  expect(keeper.kept).toHaveLength(40);
});

it('sends all the same where no trace can be kept, and says so', async () => {
  await copyFile(data('before.db'), data('other.db'));
  await rm(data('sent'), { recursive: true });
  await site.write('.tayori/sent', 'a file in the way');
  await rm(join(site.root, 'posts/.tayori-sent.json'));
  const { code, stdout, stderr } = await send('sqlite:.tayori/other.db');
  expect(stderr).toContain('a ledger older than this run would not be noticed. The file can not be');
  expect(JSON.parse(stdout)).toMatchObject({ sent: 20 });
  expect(code).toBe(0);
  expect(keeper.kept).toHaveLength(60);
});

it('believes whoever deletes the trace', async () => {
  await copyFile(data('before.db'), data('ledger.db'));
  await rm(data('sent'), { recursive: true });
  await rm(join(site.root, 'posts/.tayori-sent.json'));
  expect((await send()).code).toBe(0);
  expect(keeper.kept).toHaveLength(80);
});

it('stops at a record that a merge left broken, and says how to get it back', async () => {
  await copyFile(data('before.db'), data('ledger.db'));
  await rm(data('sent'), { recursive: true });
  await site.write('posts/.tayori-sent.json', '{\n<<<<<<< HEAD\n');
  const { code, stderr } = await send();
  expect(stderr).toContain(
    'posts/.tayori-sent.json: The record of the digests that were sent can not be read',
  );
  expect(stderr).toContain('git checkout -- posts/.tayori-sent.json');
  expect(code).toBe(1);
  expect(keeper.kept).toHaveLength(80);
});

it('erases again whoever was erased since the backup that is put back, before anybody is mailed', async () => {
  const other = await openMailing();
  await subscribe(other, readers(4));
  const ledger = join(other.root, '.tayori/ledger.db');
  const run = (...args: readonly string[]) =>
    tayori(other.root, args, { env: { MAIL_URL: keeper.url, SIGNING_KEY: KEY } });
  expect((await run('backup', join(other.root, 'before.db'))).code).toBe(0);
  const [erased = ''] = readers(1);
  expect((await run('subscribers', 'erase', erased, '--yes')).code).toBe(0);
  expect(await other.read('.tayori/erased.txt')).not.toContain('reader0');
  for (const end of ['', '-wal', '-shm']) await rm(`${ledger}${end}`, { force: true });
  await copyFile(join(other.root, 'before.db'), ledger);
  const before = keeper.kept.length;
  const { code, stderr } = await run('send', '--week', WEEK, '--yes');
  expect(stderr).toContain('1 person who had been erased was in this ledger again');
  expect(code).toBe(0);
  expect(
    keeper.kept
      .slice(before)
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(readers(4).slice(1).toSorted());
  expect((await run('subscribers', 'list')).stdout).not.toContain(erased);
});

it('refuses a backup from the middle of a send that was killed later: the run had said how far it was', async () => {
  const TAKEN = 10;
  let answered = 0;
  const sink = await openSink({
    act: (step) => {
      if (step === 'dot') answered += 1;
      return answered > TAKEN ? { stall: true } : undefined;
    },
  });
  const other = await openMailing({
    'tayori.config.ts': CONFIG.replace('mail: {', 'ledger: { lease: 2 }, mail: {'),
  });
  await subscribe(other, readers(20));
  const { child, finished } = startSender(other.root, `${sink.url}?connections=1`);
  const trace = await until('the count of a run that still sends', async () => {
    const [file = ''] = await other.files('.tayori/sent');
    return file !== '' && (JSON.parse(await other.read(file)) as { sent: number }).sent === TAKEN && file;
  });
  child.kill('SIGKILL');
  await finished;
  const database = new DatabaseSync(join(other.root, '.tayori/ledger.db'));
  database.exec(`update deliveries set state = 'queued', due = 0 where number > 4;
    delete from tallies where state = 'sending'; update tallies set n = 4 where state = 'sent'`);
  database.close();
  const again = await startSender(other.root, keeper.url).finished;
  expect(again.stderr).toContain(`sent to ${TAKEN} people from here, and this ledger knows of 4 people`);
  expect(again.stderr).toContain(trace);
  expect(again.code).toBe(1);
  await sink.close();
});

it('settles a backup from the middle of a send, also where the log leaves somebody out', async () => {
  const other = await openMailing();
  await subscribe(other, readers(6));
  const run = (...args: readonly string[]) =>
    tayori(other.root, args, { env: { MAIL_URL: keeper.url, SIGNING_KEY: KEY } });
  const sending = () => run('send', '--week', WEEK, '--yes');
  const before = keeper.kept.length;
  expect((await sending()).code).toBe(0);
  // As a backup from the middle has it: of four people this ledger knows no more than that they wait.
  const database = new DatabaseSync(join(other.root, '.tayori/ledger.db'));
  database.exec(`update deliveries set state = 'queued', due = 0 where number > 2;
    update tallies set n = 2 where state = 'sent'`);
  database.close();
  expect((await sending()).stderr).toContain('this ledger knows of 2 people who have it');
  const [last = ''] = readers(6).slice(5);
  const kept = keeper.kept.slice(before).filter(({ to }) => to !== last);
  const lines = kept.flatMap(({ messageId, to }, n) => [
    `mx postfix/cleanup[9]: 4B${n}: message-id=${messageId}`,
    `mx postfix/smtp[6]: 4B${n}: to=<${to}>, status=sent (ok)`,
  ]);
  await other.write('mail.log', lines.join('\n'));
  const log = join(other.root, 'mail.log');
  const settled = await run('settle', '--week', WEEK, '--lost-ledger', 'a backup', '--log', log, '--yes');
  expect(settled.stdout).toContain('4 people in doubt');
  expect(settled.stdout).toContain('Settled as sent: 3 people.');
  expect((await sending()).code).toBe(4); // and not refused any more
  expect((await run('settle', '--week', WEEK, '--as', 'sent', '--reason', 'asked', '--yes')).code).toBe(0);
  expect((await sending()).code).toBe(0);
  expect(keeper.kept.length).toBe(before + 6);
  expect((await run('verify')).code).toBe(0);
});
