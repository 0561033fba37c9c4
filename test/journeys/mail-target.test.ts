/** Where the mail of a run goes: the `.env` of the site, the environment, a rehearsal; and no server at all. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeeper } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from './mailing.ts';
import { finish, openSite, post, type Site } from './site.ts';

const PROGRAM = join(import.meta.dirname, '../../bin/tayori.mjs');
const send = ['send', '--week', WEEK];

let keeper: Awaited<ReturnType<typeof openKeeper>>;
beforeEach(async () => {
  keeper = await openKeeper();
});
afterEach(() => keeper.close());

async function openReaders(): Promise<Site> {
  const site = await openMailing();
  await subscribe(site, readers(2));
  return site;
}

/** The command in a folder that has a `.env` of its own, which is not the site's. */
async function elsewhere(site: Site, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tayori-elsewhere-'));
  await writeFile(join(folder, '.env'), 'MAIL_URL=outbox:wrong\n');
  return finish(process.execPath, [PROGRAM, ...args, '--root', site.root], folder, env);
}

describe('the .env of the site', () => {
  it.for([
    { begin: '', why: 'written by an editor' },
    { begin: '\ufeff', why: 'written by Notepad' },
  ])('counts wherever the command runs, and is named: $why', async ({ begin }) => {
    const site = await openReaders();
    await site.write('.env', `${begin}MAIL_URL=${keeper.url}\nSIGNING_KEY=${KEY}\n`);
    const { code, stderr } = await elsewhere(site, [...send, '--yes', '--expect', '2']);
    expect(stderr).toContain(`Mail: ${keeper.url} (MAIL_URL in ${site.root}/.env).`);
    expect(code).toBe(0);
    expect(keeper.kept).toHaveLength(2);
  });

  it('is named shortly where the person stands in the site', async () => {
    const site = await openReaders();
    await site.write('.env', `MAIL_URL=${keeper.url}\nSIGNING_KEY=${KEY}\n`);
    const { stderr } = await site.run([...send, '--dry-run']);
    expect(stderr).toContain(`Mail: ${keeper.url} (MAIL_URL in .env).\n`);
  });

  it('gives way to the environment', async () => {
    const site = await openReaders();
    await site.write('.env', `MAIL_URL=smtp://127.0.0.1:1\nSIGNING_KEY=${KEY}\n`);
    const { code, stderr } = await elsewhere(site, [...send, '--yes'], { MAIL_URL: keeper.url });
    expect(stderr).toContain(`Mail: ${keeper.url} (MAIL_URL in the environment).`);
    expect([code, keeper.kept.length]).toEqual([0, 2]);
  });

  it('gives way to an environment that says: none', async () => {
    const site = await openReaders();
    await site.write('.env', `MAIL_URL=${keeper.url}\nSIGNING_KEY=${KEY}\n`);
    const { code, stderr } = await elsewhere(site, [...send, '--yes'], { MAIL_URL: '' });
    expect([code, stderr]).toEqual([1, expect.stringContaining('[mail-unset]')]);
    expect(keeper.kept).toEqual([]);
  });

  it('is asked about a name that is nearly right', async () => {
    const site = await openReaders();
    await site.write('.env', `MAILURL=${keeper.url}\nSIGNING_KEY=${KEY}\nTITLE=港\n`);
    const { code, stderr } = await site.run([...send, '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('.env: `MAILURL` is set, and nothing reads it. [env-name]');
    expect(stderr).toContain('Did you mean `MAIL_URL`?');
    expect(stderr).not.toContain('TITLE');
  });

  it('is named with its line where it is no NAME=value, or is cut', async () => {
    const site = await openReaders();
    await site.write('.env', `# ours\nMAIL_URL: ${keeper.url}\nSIGNING_KEY=${KEY}#more\n`);
    const { code, stderr } = await site.run([...send, '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('.env:2: This line about MAIL_URL is passed over');
    expect(stderr).toContain('-> Write `MAIL_URL=…`');
    expect(stderr).toContain('.env:3: The value of SIGNING_KEY is cut at its first `#`');
    expect(stderr).toContain('[env-line]');
    expect(stderr).not.toContain(KEY);
  });

  it('is there for the config too', async () => {
    const site = await openSite({
      'tayori.config.ts':
        "export default { site: { title: process.env.TITLE, url: 'https://a.example' } };\n",
      'posts/2025-11-07-port.md': post('港', '2025-11-07 09:00:00 +0900', '港の本文。'),
      '.env': 'TITLE=みなと\n',
    });
    await elsewhere(site, ['build']);
    expect(await site.read('out/rss.xml')).toContain('<title>みなと</title>');
  });
});

describe('no mail server', () => {
  it.for([
    { args: ['--yes'], env: {}, why: 'a line of cron' },
    { args: [], env: {}, why: 'nobody looks on' },
    { args: ['--yes'], env: { MAIL_URL: '' }, why: 'a secret of the runner that is not set' },
  ])('is refused, and nothing is written: $args, $why', async ({ args, env }) => {
    const site = await openReaders();
    const { code, stdout, stderr } = await site.run([...send, ...args], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'MAIL_URL names no mail server, so nobody would get the mail: nothing was sent.',
    );
    expect(await site.files('.tayori/outbox')).toEqual([]);
  });

  it.for([
    {
      args: ['--rehearse'],
      url: undefined,
      said: 'Mail: outbox:.tayori/outbox (--rehearse).',
      folder: '.tayori/outbox',
    },
    { args: ['--rehearse', '--yes'], url: 'smtp', said: '(--rehearse).', folder: '.tayori/outbox' },
    {
      args: ['--rehearse'],
      url: 'outbox:mails',
      said: 'Mail: outbox:mails (MAIL_URL in the environment).',
      folder: 'mails',
    },
    {
      args: ['--yes'],
      url: 'outbox:mails',
      said: 'Mail: outbox:mails (MAIL_URL in the environment).',
      folder: 'mails',
    },
  ])('is what a rehearsal wants: $args with $url', async ({ args, url, said, folder }) => {
    const site = await openReaders();
    const env = url === undefined ? {} : { MAIL_URL: url === 'smtp' ? keeper.url : url };
    const { code, stderr } = await site.run([...send, ...args], { ...env, SIGNING_KEY: KEY });
    expect(stderr).toContain(`${said} Nothing leaves this machine.`);
    expect([code, keeper.kept]).toEqual([0, []]);
    expect(await site.files(folder)).toHaveLength(2);
  });
});

describe('a week without posts', () => {
  it('is over quietly: for the digest, and for the send after it', async () => {
    const site = await openReaders();
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    expect(await site.run(['digest', '--week', '2025-W40'])).toMatchObject({ code: 0, stderr: '' });
    const sent = await site.run(['send', '--week', '2025-W40', '--yes', '--expect', '2'], env);
    expect(sent.code).toBe(0);
    expect(sent.stdout).toBe('There are no posts in 2025-W40 (Asia/Tokyo), so there is nothing to send.\n');
    const json = await site.run(['send', '--week', '2025-W40', '--yes', '--json'], env);
    expect(JSON.parse(json.stdout)).toMatchObject({ id: '2025-W40', planned: 0, sent: 0, queued: 0 });
    expect(keeper.kept).toEqual([]);
  });

  it('is a fault where a post that can not be published may belong to it', async () => {
    const site = await openReaders();
    await site.write('posts/2025-10-02-broken.md', 'no front matter\n');
    const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
    const { code, stderr } = await site.run(['send', '--week', '2025-W40', '--yes'], env);
    expect([code, stderr]).toEqual([1, expect.stringContaining('[send-digest]')]);
  });
});
