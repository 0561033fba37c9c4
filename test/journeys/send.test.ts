import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { send as command } from '../../src/cli/send/send.ts';
import { tayori } from '../cli/program.ts';
import { freePort } from '../free-port.ts';
import { openKeeper, openSink } from '../smtp.ts';
import { ENTRY } from './installed.ts';
import { ended, KEY, openMailing, readers, startSend, subscribe, WEEK, withLedger } from './mailing.ts';
import { CONFIG, finish, openSite, type Site } from './site.ts';

const send = ['send', '--week', WEEK];
const rehearse = [...send, '--rehearse'];

describe('into the outbox', () => {
  it('writes one mail for each subscriber, asks nothing, and does it once', async () => {
    const site = await openMailing();
    await subscribe(site, readers(12));
    const first = await site.run(rehearse);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('To        12 people, all still to be sent');
    expect(first.stdout).toMatch(/^Planned +12$/m);
    expect(first.stderr).toContain('Nothing leaves this machine.');
    const files = await site.files(`.tayori/outbox/${WEEK}`);
    expect(files).toHaveLength(12);
    const mail = await PostalMime.parse(await readFile(join(site.root, files[0] ?? '')));
    expect(mail.from?.name).toBe('週刊みなと');
    expect(mail.subject).toContain('港の倉庫が検査場に変わる日');
    expect(mail.html).toContain('mailto:leave@minato.example');
    expect(mail.html).not.toContain('tayori-slot');
    expect(mail.text).not.toContain('tayori-slot');

    const again = await site.run(rehearse);
    expect(again).toMatchObject({ code: 0, stdout: `Everyone has ${WEEK} already: 12 people.\n` });
  });

  it('sends each their own edition, and nothing where their categories have no post', async () => {
    const site = await openMailing();
    await subscribe(site, readers(10)); // the tenth chose technology only
    const { stdout } = await site.run([...rehearse, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ planned: 10, sent: 10 });
    const [everything, technology] = await Promise.all(
      ['reader0@gmail.example', 'reader9@docomo.example'].map(async (address) =>
        PostalMime.parse(await readFile(join(site.root, `.tayori/outbox/${WEEK}/${address}.eml`))),
      ),
    );
    expect(everything?.text).toContain('変わる日 1');
    expect(technology?.text).not.toContain('変わる日 1');
    expect(technology?.text).toContain('変わる日 2');
  });

  it('is a rehearsal: a run over SMTP afterwards still sends to everyone', async () => {
    const site = await openMailing();
    await subscribe(site, readers(3));
    await site.run(rehearse);
    const keeper = await openKeeper();
    const real = await site.run([...send, '--yes', '--expect', '3'], {
      MAIL_URL: keeper.url,
      SIGNING_KEY: KEY,
    });
    expect(real.code).toBe(0);
    expect(keeper.kept.map(({ to }) => to).toSorted()).toEqual(readers(3).toSorted());
    await keeper.close();
  });
});

describe('a digest that was made again after its rehearsal', () => {
  const POST = 'posts/2025-11-03-port-1.md';
  const change = async (site: Site) => {
    const text = await site.read(POST);
    await site.write(POST, text.replace('港の倉庫が検査場に変わる日 1', '別の見出し'));
    return await site.run(['digest', '--week', WEEK, '--again']);
  };

  it('is rehearsed anew, once, and the history keeps both', async () => {
    const site = await openMailing();
    await subscribe(site, readers(2));
    const mail = async () =>
      (await PostalMime.parse(await site.read(`.tayori/outbox/${WEEK}/reader0@gmail.example.eml`))).text;
    expect((await site.run(rehearse)).stderr).not.toContain('was made again');
    expect(await mail()).toContain('検査場に変わる日 1');
    expect((await change(site)).code).toBe(0);

    expect((await site.run([...send, '--dry-run'])).stdout).toContain('2 people, all still to be sent');
    expect(await mail()).toContain('検査場に変わる日 1');
    const anew = await site.run([...rehearse, '--json']);
    expect(anew.stderr).toContain('was made again since it was rehearsed: this rehearsal begins anew');
    expect(anew.code).toBe(0);
    expect(JSON.parse(anew.stdout)).toMatchObject({ planned: 2, sent: 2 });
    expect(await mail()).toContain('別の見出し');
    expect(await mail()).not.toContain('検査場に変わる日 1');
    expect((await site.run(rehearse)).stdout).toBe(`Everyone has ${WEEK} already: 2 people.\n`);

    const { stdout } = await site.run(['why', 'reader0@gmail.example', '--json']);
    const told = JSON.parse(stdout).events.filter(
      ({ mailing }: { mailing: string | null }) => mailing !== null,
    );
    const once = ['queued', 'claimed', 'sending', 'sent'];
    expect(told.map(({ what }: { what: string }) => what)).toEqual([...once, 'laid-aside', ...once]);
    expect(told.map(({ attempt }: { attempt: number | null }) => attempt).at(-1)).toBe(1);
    expect(told[4]).toMatchObject({ channel: 'rehearsal', detail: 'the digest was made again' });
    expect((await site.run(['verify'])).code).toBe(0);
  });

  it('goes over SMTP as it was frozen, however often it is made again', async () => {
    const site = await openMailing();
    await subscribe(site, readers(4));
    let refusing = true;
    const sink = await openSink({
      act: (step, line) =>
        step === 'RCPT' && refusing && !line.includes('gmail') ? '450 4.2.1 later' : undefined,
    });
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    expect((await site.run([...send, '--yes', '--wait', '0'], env)).code).toBe(3);
    expect((await change(site)).code).toBe(0);
    refusing = false;
    const inAnHour = () => new Date(Date.now() + 3_600_000);
    const rest = await tayori(site.root, [...send, '--yes', '--wait', '0'], {
      env,
      random: randomBytes,
      clock: inAnHour,
    });
    expect(rest.code).toBe(0);
    await site.run([...send, '--yes', '--wait', '0'], { ...env, MAIL_URL: 'outbox:.tayori/outbox' });
    const subjects = await withLedger(site, async ({ deliveries }) =>
      (await deliveries.mailings()).map(({ channel, subject }) => [channel, subject]),
    );
    expect(subjects).toHaveLength(2);
    const frozen = await withLedger(site, ({ deliveries }) => deliveries.mailing(WEEK, 'mail'));
    expect(frozen?.editions[0]?.text).toContain('検査場に変わる日 1');
    expect(sink.accepted).toHaveLength(4);
    for (const { mail } of sink.accepted)
      expect((await PostalMime.parse(mail)).text).toContain('検査場に変わる日 1');
    await sink.close();
  });
});

describe('before anything is sent', () => {
  it('makes no ledger where it only looks', async () => {
    const site = await openMailing();
    const { code, stderr } = await site.run([...send, '--dry-run']);
    expect(code).toBe(1);
    expect(stderr).toContain('The ledger has no confirmed subscriber');
    expect(await site.files('.tayori')).not.toContain('.tayori/ledger.db');
  });

  it('goes on with the key that a digest was frozen with, and refuses to do so with another', async () => {
    const site = await openMailing();
    await subscribe(site, readers(4));
    const sink = await openSink({
      act: (step, line) => (step === 'RCPT' && line.includes('reader3') ? '450 4.2.1 later' : undefined),
    });
    const MAIL_URL = sink.url;
    const other = 'fedcba9876543210fedcba9876543210';
    const first = await site.run([...send, '--yes', '--wait', '0'], { MAIL_URL, SIGNING_KEY: KEY });
    expect(first.code).toBe(3);
    const refused = await site.run([...send, '--yes'], { MAIL_URL, SIGNING_KEY: other });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${WEEK} was frozen with another SIGNING_KEY`);
    expect(refused.stderr).toContain('SIGNING_KEY=NEW,OLD');
    const both = await site.run([...send, '--yes', '--wait', '0'], {
      MAIL_URL,
      SIGNING_KEY: `${other},${KEY}`,
    });
    expect(both.code).toBe(3);
    await sink.close();
  });

  it('names everything that is missing at once, with what makes it', async () => {
    const site = await openSite({
      'tayori.config.ts':
        "export default { site: { title: '週刊みなと', url: 'https://minato.example' } };\n",
    });
    const { code, stderr } = await site.run(send, { MAIL_URL: 'smtp://127.0.0.1:9' });
    expect(code).toBe(1);
    for (const words of [
      'tayori.config.ts: mail.from',
      'tayori.config.ts: organisation',
      '[send-key]',
      'openssl rand -hex 32',
      '[send-unsubscribe]',
      '[send-digest]',
      `tayori digest --week ${WEEK}`,
      '[send-recipients]',
      'tayori subscribers import FILE.csv --already-confirmed SOURCE',
    ]) {
      expect(stderr).toContain(words);
    }
  });

  it('shows only the plan where nobody is at a terminal to confirm, and with --dry-run', async () => {
    const keeper = await openKeeper();
    const site = await openMailing();
    await subscribe(site, readers(7));
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const plain = await site.run(send, env);
    expect(plain.code).toBe(1);
    expect(plain.stderr).toContain('Nobody is at a terminal to confirm, so nothing was sent.');
    expect(plain.stderr).toContain(`\`tayori send --week ${WEEK} --yes --expect 7\``);
    const shaped = ['--in-doubt', 'skip', '--wait', '5', '--at', '2031-01-01 07:00', '--not-after', '23:59'];
    expect((await site.run([...send, ...shaped], env)).stderr).toContain(
      '--yes --expect 7 --in-doubt skip --wait 5 --at "2031-01-01 07:00" --not-after 23:59`',
    );
    expect(plain.stderr).not.toContain('[send-changed]');
    await site.write(
      'posts/2025-11-03-port-1.md',
      '---\ntitle: 直した記事\ndate: 2025-11-03 09:00:00 +0900\n---\n\n直した本文。\n',
    );
    const changed = await site.run(send, env);
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain('«直した記事»');
    expect(changed.stderr).toContain(`run \`tayori digest --week ${WEEK}\` first.`);
    const dry = await site.run([...send, '--dry-run', '--yes', '--json'], env);
    expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, planned: 7, queued: 7, sent: 0 });
    expect(keeper.kept).toEqual([]);
    await keeper.close();
  });

  it('takes --dry-run from npm, which keeps it for itself', async () => {
    const scripts = { send: `"${process.execPath}" "${ENTRY}" send` };
    const site = await openMailing({
      'package.json': JSON.stringify({ name: 'site', type: 'module', scripts }),
    });
    await subscribe(site, readers(2));
    const dry = await finish('npm', ['run', 'send', '--dry-run', '--', '--week', WEEK], site.root, {});
    expect(dry.stderr).toContain('A dry run: nothing was sent.');
    expect(await site.files('.tayori/outbox')).toEqual([]);
    const day = await finish('npm', ['run', 'send', '--day', '2025-11-07'], site.root, {});
    expect([day.code, day.stderr.includes('--yes')]).toEqual([2, false]);
    expect(day.stderr).toContain('Write `npm run send -- --day 2025-11-07`');
    const real = await finish('npm', ['run', 'send', '--', '--week', WEEK, '--rehearse'], site.root, {});
    expect(real.code).toBe(0);
    expect(await site.files('.tayori/outbox')).toHaveLength(2);
  });

  it.for([
    { expect: '3', code: 0, why: 'the number' },
    { expect: '2-4', code: 0, why: 'a range for cron' },
    { expect: '4', code: 1, why: 'one too few' },
    { expect: '5-9', code: 1, why: 'out of the range' },
    { expect: 'many', code: 2, why: 'no number' },
  ])('--expect $expect: $why', async ({ expect: wanted, code }) => {
    const keeper = await openKeeper();
    const site = await openMailing();
    await subscribe(site, readers(3));
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const { code: ended, stderr } = await site.run([...send, '--yes', '--expect', wanted], env);
    expect(ended).toBe(code);
    expect(keeper.kept).toHaveLength(code === 0 ? 3 : 0);
    if (code === 1) expect(stderr).toContain('[send-expect]');
    await keeper.close();
  });

  it('refuses an empty ledger for a list that is older than it, unless that is meant', async () => {
    const keeper = await openKeeper();
    const site = await openMailing();
    await withLedger(site, (ledger) =>
      ledger.subscribers.add(
        [
          {
            address: 'a@minato.example',
            name: undefined,
            categories: undefined,
            consent: { source: 'old', at: new Date('2024-04-01T00:00:00Z') },
          },
        ],
        new Date(),
      ),
    );
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const refused = await site.run([...send, '--yes', '--expect', '1'], env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('[send-first-run]');
    expect(refused.stderr).toContain('--first-run');
    expect(keeper.kept).toEqual([]);
    const meant = await site.run([...send, '--yes', '--expect', '1', '--first-run'], env);
    expect(meant.code).toBe(0);
    expect(keeper.kept).toHaveLength(1);
    await keeper.close();
  });
});

describe('at a terminal', () => {
  /** The command as it runs at a terminal where somebody types an answer. */
  async function answering(site: Site, mailUrl: string, answer: string | undefined) {
    const asked: string[] = [];
    const said: string[] = [];
    const code = await run(
      { send: async () => command },
      {
        argv: ['send', '--week', WEEK, '--root', site.root],
        adopt: () => {},
        cwd: site.root,
        env: { MAIL_URL: mailUrl, SIGNING_KEY: KEY },
        streams: {
          stdout: (text) => void said.push(text),
          stderr: (text) => void said.push(text),
          columns: 80,
          width: 80,
          color: false,
          question: async (text) => {
            asked.push(text);
            return answer;
          },
        },
        clock: () => new Date(),
        random: (bytes) => randomBytes(bytes),
        signal: new AbortController().signal,
        version: '0.0.0',
      },
    );
    return { code, asked, said: said.join('') };
  }

  it.for([
    { answer: '3', sent: 3, code: 0, why: 'the number' },
    { answer: ' ３ ', sent: 3, code: 0, why: 'the number, typed in full width' },
    { answer: 'yes', sent: 0, code: 1, why: 'anything else' },
    { answer: '2', sent: 0, code: 1, why: 'another number' },
    { answer: undefined, sent: 0, code: 1, why: 'no answer' },
  ])('sends to $sent after $answer: $why', async ({ answer, sent, code }) => {
    const keeper = await openKeeper();
    const site = await openMailing();
    await subscribe(site, readers(3));
    const result = await answering(site, keeper.url, answer);
    expect(result.asked).toEqual([`Type 3 to send ${WEEK} to 3 people: `]);
    expect(result.code).toBe(code);
    expect(result.said.includes('Nothing was sent.')).toBe(sent === 0);
    expect(result.said.includes('and 3 was expected')).toBe(sent === 0);
    expect(keeper.kept).toHaveLength(sent);
    await keeper.close();
  });
});

describe('whoever failed in an earlier run', () => {
  it('is still spoken of, with the command that names them, and no reason to fail', async () => {
    const site = await openMailing();
    await subscribe(site, readers(3));
    const sink = await openSink({
      act: (step, line) => (step === 'RCPT' && line.includes('reader1') ? '550 5.2.0 no' : undefined),
    });
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    const first = await site.run([...send, '--yes'], env);
    expect(first.code).toBe(3);
    expect(first.stdout).toContain('reader1@docomo.example');
    const second = await site.run([...send, '--yes'], env);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain(
      `1 person failed in earlier runs: \`tayori status --week ${WEEK}\` names them.`,
    );
    await sink.close();
  });
});

describe('a test mail', () => {
  it('goes to one address, is marked, and leaves the ledger alone', async () => {
    const site = await openMailing();
    await subscribe(site, readers(3));
    const keeper = await openKeeper();
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const { code } = await site.run([...send, '--test', 'editor@minato.example'], env);
    expect(code).toBe(0);
    expect(keeper.kept.map(({ to }) => to)).toEqual(['editor@minato.example']);
    const mail = await PostalMime.parse(keeper.kept[0]?.raw ?? '');
    expect(mail.subject).toMatch(/^\[テスト\] 港の倉庫/);
    expect(await withLedger(site, ({ deliveries }) => deliveries.mailings())).toEqual([]);
    expect((await site.run([...send, '--test', 'nobody'], env)).code).toBe(2);
    await keeper.close();
  });
});

describe('test mails', () => {
  it('go to each of several addresses, one mail each', async () => {
    const site = await openMailing();
    const keeper = await openKeeper();
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const { code, stdout } = await site.run(
      [...send, '--json', '--test', 'a@minato.example,b@minato.example, a@MINATO.example'],
      env,
    );
    expect(code).toBe(0);
    expect(keeper.kept.map(({ to }) => to)).toEqual(['a@minato.example', 'b@minato.example']);
    expect(JSON.parse(stdout)).toMatchObject({
      test: ['a@minato.example', 'b@minato.example'],
      edition: 'all',
      sent: 2,
      replies: [
        { address: 'a@minato.example', reply: { kind: 'accepted' } },
        { address: 'b@minato.example' },
      ],
    });
    await keeper.close();
  });

  it('say so where one of them is not taken', async () => {
    const site = await openMailing();
    const sink = await openSink({
      act: (step, line) => (step === 'RCPT' && line.includes('b@') ? '550 5.1.1 no such user' : undefined),
    });
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    const { code, stdout } = await site.run([...send, '--test', 'a@minato.example,b@minato.example'], env);
    expect(code).toBe(3);
    expect(stdout).toContain('Sent to a@minato.example');
    expect(stdout).toContain('Not sent to b@minato.example through smtp://');
    await sink.close();
  });

  it('show the edition that somebody with some categories gets', async () => {
    const site = await openMailing();
    const keeper = await openKeeper();
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const test = [...send, '--test', 'editor@minato.example', '--edition'];
    expect((await site.run([...test, 'technology'], env)).code).toBe(0);
    const mail = await PostalMime.parse(keeper.kept[0]?.raw ?? '');
    expect(mail.text).toContain('変わる日 2');
    expect(mail.text).not.toContain('変わる日 1');
    const unknown = await site.run([...test, 'gardening'], env);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('No category has the slug gardening.');
    expect(unknown.stderr).toContain('`technology`');
    expect((await site.run([...send, '--edition', 'technology'], env)).code).toBe(2);
    expect(keeper.kept).toHaveLength(1);
    await keeper.close();
  });

  it.for([
    { key: 'tayori-demonstration-key-that-protects-nothing', why: 'everybody knows' },
    { key: `${KEY},tayori-demonstration-key-that-protects-nothing`, why: 'as an older key' },
    { key: 'x'.repeat(40), why: 'one letter' },
  ])('are refused over SMTP with a key that protects nothing: $why', async ({ key }) => {
    const site = await openMailing();
    const env = { MAIL_URL: 'smtp://127.0.0.1:9', SIGNING_KEY: key };
    const { code, stderr } = await site.run([...send, '--test', 'editor@minato.example'], env);
    expect(code).toBe(1);
    expect(stderr).toContain('[send-key]');
    expect(stderr).not.toContain(key);
  });
});

describe('what was approved is what is sent', () => {
  it('resumes with the same bytes after posts, config and digest changed', async () => {
    const site = await openMailing();
    await subscribe(site, readers(30));
    let refusing = true;
    const sink = await openSink({
      act: (step, line) =>
        step === 'RCPT' && refusing && !line.includes('gmail') ? '450 4.2.1 later' : undefined,
    });
    const env = { MAIL_URL: sink.url, SIGNING_KEY: KEY };
    const first = await site.run([...send, '--yes', '--expect', '30', '--wait', '0', '--json'], env);
    expect(first.code).toBe(3);
    expect(JSON.parse(first.stdout)).toMatchObject({
      planned: 30,
      sent: 8,
      deferred: 22,
      queued: 0,
      failed: 0,
    });
    expect(first.stderr).not.toContain('[send-stopped]');

    refusing = false;
    await site.write(
      'tayori.config.ts',
      CONFIG.replace("name: '週刊みなと', address", "name: '別の名前', address"),
    );
    await site.write(
      `posts/2025-11-03-port-1.md`,
      '---\ntitle: 別の記事\ndate: 2025-11-03 09:00:00 +0900\n---\n\n別の本文。\n',
    );
    await site.write(`out/digests/${WEEK}/email.html`, '<html>別物</html>');
    await withLedger(site, async ({ deliveries }) => {
      // The retries are due at once, as if the minutes had passed.
      const due = await deliveries.claim(
        { id: WEEK, channel: 'mail' },
        'the test',
        100,
        new Date(Date.now() + 600_000),
      );
      expect(due).toHaveLength(22);
      await deliveries.recover({ id: WEEK, channel: 'mail' }, new Date());
    });
    const second = await site.run([...send, '--yes', '--expect', '30', '--json'], env);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({ planned: 30, sent: 30, deferred: 0 });

    const own = /^(To|Message-ID|List-Unsubscribe): .*\r\n/gm;
    const bodies = sink.accepted.map(({ mail }) => mail.replace(own, ''));
    const all = bodies.filter((mail) => mail.includes(':all:'));
    expect(all).toHaveLength(27);
    expect(new Set(all.map((mail) => mail.split('\r\n\r\n')[0])).size).toBe(1);
    const texts = await Promise.all(
      sink.accepted.map(async ({ mail }) => (await PostalMime.parse(mail)).text ?? ''),
    );
    for (const text of texts) expect(text).not.toContain('別の');
    await sink.close();
  });
});

describe('an interruption', () => {
  it('lets what is in flight end after the first Ctrl-C: nobody is in doubt', async () => {
    const keeper = await openKeeper({ holdFrom: 10 });
    const site = await openMailing();
    await subscribe(site, readers(150));
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const child = startSend(site, ['--yes', '--expect', '150'], env);
    await keeper.held(); // mail is in flight when the signal comes
    child.kill('SIGINT');
    keeper.release();
    expect(await ended(child)).toBe(130);
    const tally = await withLedger(site, ({ deliveries }) => deliveries.tally({ id: WEEK, channel: 'mail' }));
    expect(tally).toMatchObject({ planned: 150, uncertain: 0, failed: 0 });
    expect(tally.sent).toBe(keeper.kept.length);
    expect(tally.queued).toBe(150 - keeper.kept.length);
    const rest = await site.run([...send, '--yes', '--expect', '150'], env);
    expect(rest.code).toBe(0);
    expect(new Set(keeper.kept.map(({ to }) => to)).size).toBe(150);
    expect(keeper.kept).toHaveLength(150);
    await keeper.close();
  });

  it('lets no second sender in, and says so', async () => {
    const keeper = await openKeeper({ holdFrom: 10 });
    const site = await openMailing();
    await subscribe(site, readers(200));
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const child = startSend(site, ['--yes', '--expect', '200'], env);
    await keeper.held(); // the first can not end until the second has come and gone
    const second = await site.run([...send, '--yes', '--expect', '200'], env);
    keeper.release();
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('[send-busy]');
    expect(await ended(child)).toBe(0);
    expect(keeper.kept).toHaveLength(200);
    await keeper.close();
  });
});

describe('a server that is away', () => {
  it('is named also where too few people are left to fail ten times', async () => {
    const site = await openMailing();
    await subscribe(site, readers(1));
    const env = { MAIL_URL: `smtp://127.0.0.1:${await freePort()}`, SIGNING_KEY: KEY };
    const { code, stderr } = await site.run([...send, '--yes', '--expect', '1', '--wait', '0'], env);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /The mail server could not be reached: .*ECONNREFUSED[\s\S]*Check MAIL_URL and the server \(`tayori doctor`/,
    );
  });

  it.for([
    {
      drops: 1,
      people: 1,
      says: undefined,
      why: 'nobody is left to send to: the doubt is all there is to say',
    },
    { drops: 2, people: 2, says: 'A connection to the mail server broke: rcpt: ', why: 'it was reached' },
  ])('breaks a connection in use, $people left: $why', async ({ drops, people, says }) => {
    const at = says === undefined ? 'dot' : 'RCPT';
    let left = drops;
    const sink = await openSink({
      act: (step) => {
        if (step !== at || left === 0) return undefined;
        left -= 1;
        return { drop: true };
      },
    });
    const site = await openMailing();
    await subscribe(site, readers(people));
    const env = { MAIL_URL: `${sink.url}?connections=1`, SIGNING_KEY: KEY };
    const { code, stderr } = await site.run([...send, '--yes', '--wait', '0'], env);
    expect(code).toBe(says === undefined ? 4 : 3);
    if (says === undefined) expect(stderr).not.toContain('send-stopped');
    else expect(stderr).toContain(says);
    await sink.close();
  });

  it('ends the run after ten failures in a row, says why, and loses nobody', async () => {
    const sink = await openSink();
    await sink.close();
    const site = await openMailing();
    await subscribe(site, readers(50));
    const env = { MAIL_URL: `${sink.url}?connections=20`, SIGNING_KEY: KEY }; // ten fail at once: no pause between
    const { code, stdout, stderr } = await site.run([...send, '--yes', '--expect', '50', '--json'], env);
    expect(code).toBe(3);
    expect(stderr).toContain('The connection to the mail server failed ten times in a row');
    expect(JSON.parse(stdout)).toMatchObject({ planned: 50, queued: 50, sent: 0, uncertain: 0 });
  });
});

describe('who is in doubt', () => {
  it.for([
    { policy: 'resend', sent: 4, skipped: 0, mails: 5, why: 'sent again, with the same Message-ID' },
    { policy: 'skip', sent: 3, skipped: 1, mails: 4, why: 'let be' },
  ])(
    'is named, held by default, and settled by --in-doubt $policy: $why',
    async ({ policy, sent, skipped, mails }) => {
      let dropped = false;
      const seen: string[] = [];
      const sink = await openSink({
        act: (step) => {
          if (step !== 'dot' || dropped) return undefined;
          dropped = true;
          return { drop: true };
        },
      });
      const site = await openMailing();
      await subscribe(site, readers(4));
      const env = { MAIL_URL: `${sink.url}?connections=1`, SIGNING_KEY: KEY };
      const first = await site.run([...send, '--yes', '--json'], env);
      expect(first.code).toBe(4);
      const report = JSON.parse(first.stdout);
      expect(report).toMatchObject({ planned: 4, sent: 3, uncertain: 1 });
      seen.push(...report.inDoubt);
      expect(first.stderr).toContain('[send-doubt]');
      expect(first.stderr).toContain(seen[0]);
      expect((await site.run([...send, '--yes'], env)).code).toBe(4);
      expect(sink.accepted).toHaveLength(3);

      const settled = await site.run([...send, '--yes', '--in-doubt', policy, '--json'], env);
      expect(JSON.parse(settled.stdout)).toMatchObject({
        planned: 4,
        sent,
        skipped,
        failed: 0,
        uncertain: 0,
      });
      expect(sink.accepted).toHaveLength(sent);
      expect(sink.commands.filter((line) => line === 'DATA')).toHaveLength(mails);
      await sink.close();
    },
  );
});
