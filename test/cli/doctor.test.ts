/** `tayori doctor` as a command: against a real DNS server and a real mail server on loopback, and Git. */
import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDns } from '../../src/mail/dns.ts';
import { selfSigned } from '../authority.ts';
import { openDnsServer } from '../dns.ts';
import { openPost } from '../imap.ts';
import { CONFIG, openSite } from '../journeys/site.ts';
import { type Keeper, openKeeper } from '../smtp.ts';

const REAL = CONFIG.replaceAll('minato.example', 'minato-post.jp').replaceAll('見本町', '港町');
const KEY = '0123456789abcdef0123456789abcdef';

let keeper: Keeper;
let dns: Awaited<ReturnType<typeof openDnsServer>>;
beforeEach(async () => {
  keeper = await openKeeper();
  dns = await openDnsServer({
    'TXT minato-post.jp': ['v=spf1 ip4:192.0.2.1 ~all', 'x'.repeat(500)],
    'TXT _dmarc.minato-post.jp': ['v=DMARC1; p=reject; rua=mailto:d@minato-post.jp'],
    'A a.root-servers.net': ['198.41.0.4'],
    'MX minato-post.jp': ['10 mx.minato-post.jp', '5 first.minato-post.jp'],
  });
});
afterEach(async () => {
  dns.close();
  await keeper.close();
});

it('asks the DNS and the mail server, sends nothing, and says what to do next', async () => {
  const site = await openSite({ 'tayori.config.ts': REAL });
  const only = ['--only', 'sender,key,mail server,spf,dmarc,mx,unsubscribe,templates,ledger'];
  const env = { MAIL_URL: keeper.url, SIGNING_KEY: KEY };
  const { code, stdout } = await site.run(['doctor', '--dns', dns.address, ...only, '--json'], env);
  const { healthy, findings } = JSON.parse(stdout);
  const bad = findings.filter(({ severity }: { severity: string }) => !['ok', 'hint'].includes(severity));
  expect([code, healthy, bad]).toEqual([0, true, []]);
  const told = findings.map(({ check, severity }: Record<string, string>) => `${check} ${severity}`);
  expect(told).toEqual(expect.arrayContaining(['mail server ok', 'spf ok', 'dmarc ok', 'mx ok', 'key ok']));
  expect(findings.find(({ check }: { check: string }) => check === 'mx').message).toContain(
    'first.minato-post.jp',
  );
  expect(keeper.kept).toEqual([]);
  expect(await site.files('.tayori')).toEqual([]);
});

it('ends with 1 where there is an error, and names each with its next step', async () => {
  const site = await openSite({ 'tayori.config.ts': REAL });
  const { code, stdout } = await site.run(['doctor', '--only', 'key,mail server'], {
    MAIL_URL: keeper.url,
    SIGNING_KEY: 'short',
  });
  expect(code).toBe(1);
  expect(stdout).toContain(
    'error      key: SIGNING_KEY has fewer than 32 characters: links in mails can not be signed.',
  );
  expect(stdout).toContain('-> Make one with `openssl rand -hex 32`');
});

it('says once that a name is one for examples, with all checks that it concerns', async () => {
  const config = REAL.replaceAll('minato-post.jp', 'example.com').replace(
    'mail: {',
    "web: { url: 'https://example.com' },\n  mail: {",
  );
  const site = await openSite({ 'tayori.config.ts': config });
  const only = ['--only', 'spf,dmarc,mx,unsubscribe,site,clock'];
  const { stdout } = await site.run(['doctor', ...only], { SIGNING_KEY: KEY });
  expect(stdout.split('\n').filter((line) => line.includes('name for examples'))).toEqual([
    'hint       spf, dmarc, mx, unsubscribe, site, clock: example.com is a name for examples: nobody can be asked about it.',
  ]);
  expect(stdout).toContain('0 errors, 0 warnings, 1 hint');
  const { findings } = JSON.parse(
    (await site.run(['doctor', ...only, '--json'], { SIGNING_KEY: KEY })).stdout,
  );
  expect(findings.map(({ check }: { check: string }) => check)).toEqual(only[1]?.split(','));
});

it('asks the mailbox, reads nothing, and never shows its password', async () => {
  const post = await openPost();
  post.comes('Subject: x\n\nx\n');
  const site = await openSite({ 'tayori.config.ts': REAL });
  const asked = async (url: string) => {
    const { stdout } = await site.run(['doctor', '--only', 'mailbox', '--json'], { IMAP_URL: url });
    expect(stdout).not.toContain('sesame');
    return JSON.parse(stdout).findings.map(({ severity }: { severity: string }) => severity);
  };
  expect(await asked(post.url)).toEqual(['ok']);
  expect(await asked(post.url.replace('INBOX', 'Nowhere'))).toEqual(['error']);
  expect(await asked(post.url.replace('sesame', 'other'))).toEqual(['error']);
  expect(post.mails()).toEqual([{ subject: 'x', seen: false }]);
  await post.close();
  expect(await asked(post.url)).toEqual(['error']);
});

it.for([
  {
    url: (port: number) => `smtps://u:hunter2@localhost:${port}?tls=required`,
    says: /^error {6}mail server: localhost:\d+ shows a certificate that it signed itself/m,
    why: 'a certificate that nobody trusts',
  },
  {
    url: (port: number) => `smtp://u:hunter2@localhost:${port}?tls=required`,
    says: /^error {6}mail server: localhost:\d+ begins with encryption, and MAIL_URL says `smtp`/m,
    why: 'a port of the other kind, which says nothing for ever',
  },
])('says once what is wrong with the encryption of the mail server: $why', async ({ url, says }) => {
  const secure = await openKeeper({ server: { ...selfSigned('localhost'), secure: true } });
  const site = await openSite({ 'tayori.config.ts': REAL });
  const env = { MAIL_URL: url(secure.port), SIGNING_KEY: KEY };
  const { code, stdout } = await site.run(['doctor', '--only', 'mail server'], env);
  expect([code, stdout]).toEqual([1, expect.stringMatching(says)]);
  expect(stdout).toContain('1 error, 0 warnings, 0 hints');
  expect(stdout).not.toContain('hunter2');
  await secure.close();
});

it('says what is wrong with MAIL_URL, and never the password', async () => {
  const site = await openSite({ 'tayori.config.ts': REAL });
  const { code, stdout, stderr } = await site.run(['doctor', '--only', 'key,mail server'], {
    MAIL_URL: 'smtp://u:hunter2@mx.jp?color=red',
    SIGNING_KEY: KEY,
  });
  expect([code, stdout]).toEqual([1, expect.stringContaining('MAIL_URL has no option `color`.')]);
  expect(stdout + stderr).not.toContain('hunter2');
});

it('says what is wrong with LEDGER_URL beside its other findings, and never the password', async () => {
  const site = await openSite({ 'tayori.config.ts': REAL });
  const { code, stdout } = await site.run(['doctor', '--only', 'key,ledger', '--json'], {
    LEDGER_URL: 'postgres://u:secret@127.0.0.1:1/db?sslmode=verify-ca',
    SIGNING_KEY: KEY,
  });
  const { findings } = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(findings).toMatchObject([
    { check: 'ledger', severity: 'error', next: expect.stringContaining('sslrootcert=') },
    { check: 'key', severity: 'ok' },
  ]);
  expect(stdout).not.toContain('secret');
});

it('finds what lies where it should not: in out/, in _site/ and in Git', async () => {
  const site = await openSite({
    'tayori.config.ts': REAL,
    '.env': 'SIGNING_KEY=x',
    'out/list.csv': 'email\na@x.jp\nb@x.jp\n',
    'out/rss.xml': '<rss/>',
    '_site/backup.db': 'x',
    'data/prices.csv': 'fish,3',
    'data/readers.csv': 'a@x.jp\nb@x.jp',
  });
  await chmod(`${site.root}/.env`, 0o644);
  execFileSync('git', ['-C', site.root, 'init', '-q']);
  execFileSync('git', ['-C', site.root, 'add', '-A', '-f']);
  const { code, stdout } = await site.run(['doctor', '--only', 'files', '--json'], {});
  const told = JSON.parse(stdout).findings.map(({ message }: { message: string }) => message);
  expect(code).toBe(1);
  expect(told.toSorted()).toEqual([
    '.env can be read by others on this machine.',
    '.env lies in Git, and holds secrets.',
    '_site/backup.db lies in Git, and holds a ledger or a backup.',
    '_site/backup.db lies in _site/, and holds a ledger or a backup.',
    'data/readers.csv lies in Git, and holds a list of people.',
    'out/list.csv lies in Git, and holds a list of people.',
    'out/list.csv lies in out/, and holds a list of people.',
  ]);
});

it('takes a resolver that knows no name at all for none', async () => {
  const empty = await openDnsServer({});
  const site = await openSite({ 'tayori.config.ts': REAL });
  const only = ['--only', 'spf,dmarc,mx,ptr,unsubscribe', '--dns', empty.address, '--json'];
  const { code, stdout } = await site.run(['doctor', ...only]);
  const told = JSON.parse(stdout).findings.map(({ severity }: { severity: string }) => severity);
  expect([code, new Set(told)]).toEqual([0, new Set(['hint', 'unasked'])]);
  empty.close();
});

it('refuses a check that there is not', async () => {
  const site = await openSite();
  const { code, stderr } = await site.run(['doctor', '--only', 'spf,horoscope']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('There is no check `horoscope`.')]);
});

it('reads the DNS as it answers: several strings, no such name, nobody there', async () => {
  const asked = openDns(200, [dns.address]);
  const texts = await asked.txt('minato-post.jp');
  expect(texts).toEqual({ found: expect.arrayContaining(['x'.repeat(500), 'v=spf1 ip4:192.0.2.1 ~all']) });
  expect(await asked.txt('gone.minato-post.jp')).toEqual({ found: [] });
  expect(await asked.mx('_dmarc.minato-post.jp')).toEqual({ found: [] });
  expect(await asked.addresses('192.0.2.7')).toEqual({ found: ['192.0.2.7'] });
  const silent = await openDnsServer({ 'TXT slow.jp': ['TIMEOUT'] });
  expect(await openDns(100, [silent.address]).txt('slow.jp')).toEqual({ unanswered: 'ETIMEOUT' });
  silent.close();
});

it.for([
  { config: 'title: t\n', code: 0, said: [], why: 'nothing of ours is copied' },
  {
    config: 'title: t\ninclude: [.tayori]\n',
    code: 1,
    said: ['_config.yml:2: Jekyll publishes .tayori/', '-> Take `.tayori` out of `include:`'],
    why: 'the ledger is included',
  },
  {
    config: '\ufefftitle: t\nexclude: [readers.csv]\n',
    code: 0,
    said: ['begins with a byte order mark', '-> Save it as UTF-8 without BOM'],
    why: 'a mark, with which Jekyll reads one key',
  },
])('a Jekyll site with $config: $why', async ({ config, code, said }) => {
  const site = await openSite({ 'tayori.config.ts': REAL, '_config.yml': config });
  const done = await site.run(['doctor', '--only', 'files']);
  expect(done.code).toBe(code);
  for (const words of said) expect(done.stdout).toContain(words);
  if (said.length === 0) expect(done.stdout).not.toContain('Jekyll');
});

it('names private files that Jekyll would copy', async () => {
  const site = await openSite({
    'tayori.config.ts': REAL,
    '_config.yml': 'title: t\nexclude: [hidden/]\n',
    'readers.csv': 'email\na@minato-post.jp\nb@minato-post.jp\n',
    'data/list.db': 'x',
    'hidden/list.db': 'x',
    'vendor/key.txt': 'x',
  });
  const { code, stdout } = await site.run(['doctor', '--only', 'files']);
  expect(code).toBe(1);
  expect(stdout).toContain('readers.csv lies in the folder from which Jekyll makes the site');
  expect(stdout).toContain('data/list.db lies in');
  expect(stdout).not.toContain('hidden/');
});
