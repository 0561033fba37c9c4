/**
 * A mail server that goes away, will not talk, is not who it should be, or does not take the login: what the
 * run says, how it ends, and that nobody is lost, failed or mailed twice by it.
 */
import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../authority.ts';
import { tayori } from '../cli/program.ts';
import { openKeeper, openSink, type SinkSettings } from '../smtp.ts';
import { KEY, openMailing, readers, subscribe, WEEK } from './mailing.ts';
import type { Site } from './site.ts';

const PEOPLE = 30;
const expired = selfSigned('localhost', '2020-01-01', '2020-01-02');
const elsewhere = selfSigned('elsewhere.example');

const trusted = getCACertificates();
afterAll(() => setDefaultCACertificates(trusted)); // the process is that of other tests too

let site: Site;
beforeAll(async () => {
  // Both are trusted, so that what is left to object to is the time and the name.
  setDefaultCACertificates([...trusted, expired.cert, elsewhere.cert]);
  site = await openMailing();
  await subscribe(site, readers(PEOPLE));
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A ledger of its own for each run. Enough connections for ten failures at once: else they lie seconds apart. */
async function sendTo(url: string, options = '', connections = 20) {
  const ledger = `.tayori/${randomBytes(4).toString('hex')}.db`;
  await copyFile(join(site.root, '.tayori/ledger.db'), join(site.root, ledger));
  const env = {
    MAIL_URL: `${url}?connections=${connections}${options}`,
    SIGNING_KEY: KEY,
    LEDGER_URL: `sqlite:${ledger}`,
  };
  const args = [
    'send',
    '--week',
    WEEK,
    '--yes',
    '--expect',
    `${PEOPLE}`,
    '--wait',
    '5',
    '--first-run',
    '--json',
  ];
  const run = () =>
    tayori(site.root, args, { env, clock: () => new Date(), random: (bytes) => randomBytes(bytes) });
  return { first: await run(), again: run };
}

async function sink(settings: SinkSettings): Promise<string> {
  const server = await openSink(settings);
  closers.push(server.close);
  return server.url;
}

async function keeper(server: SMTPServerOptions): Promise<number> {
  const { port, close } = await openKeeper({ server });
  closers.push(close);
  return port;
}

const says = (at: string, words: string) => () => sink({ act: (step) => (step === at ? words : undefined) });
const withTls = (certificate: object, secure: boolean) =>
  keeper({ ...certificate, secure, disabledCommands: ['AUTH'] });
/** Takes no login, or wants one where none is given. */
const refusing = (responseCode: number, words: string) =>
  keeper({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_login, _session, callback) => callback(Object.assign(new Error(words), { responseCode })),
  });

describe('a server with which no mail can begin: the run ends with 3, and everyone is still queued', () => {
  const failed = 'The connection to the mail server failed ten times in a row: ';
  const login = 'The mail server did not accept our login: ';
  it.for<{ url: () => Promise<string>; options?: string; words: string; why: string }>([
    {
      url: says('banner', '554 5.3.2 no service'),
      words: `${failed}554 5.3.2 no service.`,
      why: '554 to us',
    },
    { url: says('banner', '421 4.3.2 too busy'), words: `${failed}421 4.3.2 too busy.`, why: '421 to us' },
    { url: says('banner', 'SSH-2.0-x'), words: 'Invalid greeting', why: 'a port of something else' },
    {
      url: () => sink({ act: (step) => (step === 'banner' ? { drop: true } : undefined) }),
      words: `${failed}greeting: Connection closed unexpectedly.`,
      why: 'hangs up before it says a word',
    },
    { url: says('EHLO', '550 5.7.1 who are you'), words: failed, why: 'EHLO refused, and HELO as well' },
    {
      url: says('EHLO', '421 4.3.2 closing'),
      words: `${failed}421 4.3.2 closing (to EHLO `,
      why: '421 to EHLO',
    },
    {
      url: async () => `smtps://localhost:${await withTls(expired, true)}`,
      options: '&tls=required',
      words: `${failed}tls: certificate has expired.`,
      why: 'a certificate whose time is over',
    },
    {
      url: async () => `smtp://localhost:${await withTls(expired, false)}`,
      options: '&tls=required',
      words: `${failed}tls: certificate has expired.`,
      why: 'the same after STARTTLS',
    },
    {
      url: async () => `smtps://localhost:${await withTls(elsewhere, true)}`,
      options: '&tls=required',
      words: "Host: localhost. is not in the cert's altnames: DNS:elsewhere.example.",
      why: 'the certificate of another host',
    },
    {
      url: () => sink({ extensions: [] }),
      options: '&tls=required',
      words: '(to STARTTLS, without which nothing is sent).',
      why: 'STARTTLS taken out on the way',
    },
    {
      url: async () => (await sink({})).replace('smtp:', 'smtps:'),
      words: 'the server answered without TLS, so its port is one for `smtp:`, not for `smtps:`.',
      why: 'TLS spoken to a port that has none',
    },
    {
      url: async () => `smtp://u:h1mitsu@localhost:${await refusing(535, '5.7.8 wrong password')}`,
      words: `${login}535 5.7.8 wrong password.`,
      why: 'a wrong password',
    },
    {
      url: async () => `smtp://u:h1mitsu@localhost:${await refusing(454, '4.7.0 try later')}`,
      words: `${failed}454 4.7.0 try later.`,
      why: 'logins are out of order for now: no reason to change the password',
    },
    {
      url: async () => `smtp://localhost:${await refusing(535, 'never asked')}`,
      words: `${login}530 `,
      why: 'a login is wanted, and MAIL_URL has none',
    },
    {
      url: async () => (await sink({ extensions: [] })).replace('//', '//u:h1mitsu@'),
      words: login,
      why: 'a server that knows no logins',
    },
  ])('$why', async ({ url, options, words }) => {
    const { first } = await sendTo(await url(), options);
    expect(first.stderr).toContain(words);
    expect(first.stderr).toContain('[send-stopped]');
    expect(first.stderr).toContain(`run \`tayori send --week ${WEEK}\` again: it goes on where it stopped.`);
    expect(first.stderr).not.toContain('h1mitsu');
    expect(first.code).toBe(3);
    const nobody = { planned: PEOPLE, queued: PEOPLE, sent: 0, failed: 0, uncertain: 0, deferred: 0 };
    expect(JSON.parse(first.stdout)).toMatchObject(nobody);
  });

  it('a server that knows only HELO gets its mail', async () => {
    const only = await openKeeper({
      server: { disabledCommands: ['EHLO', 'AUTH', 'STARTTLS'] },
    });
    closers.push(only.close);
    const { first } = await sendTo(only.url);
    expect(first.code).toBe(0);
    expect(only.kept).toHaveLength(PEOPLE);
  });
});

describe('a server that goes away in the middle of a run', () => {
  /** Takes `most` mails, then drops every line with what is on it, and refuses new ones until it is `back`. */
  async function vanishing(most: number, backAfter: number | undefined) {
    let taken = 0;
    let gone = 0;
    const away = () => taken >= most && (backAfter === undefined || gone < backAfter);
    const server = await openSink({
      act: (step) => {
        if (step === 'banner' && away()) gone += 1;
        if (away()) return { drop: true };
        if (step === 'dot') taken += 1;
        return undefined;
      },
    });
    closers.push(server.close);
    return server;
  }

  it('and does not come back: 4 where somebody is in doubt, ten attempts, and nobody twice later', async () => {
    const server = await vanishing(10, undefined);
    const { first, again } = await sendTo(server.url);
    const report = JSON.parse(first.stdout);
    expect(first.stderr).toContain('The connection to the mail server failed ten times in a row');
    expect(report.sent + report.uncertain + report.queued + report.deferred).toBe(PEOPLE);
    expect(report.sent).toBe(10);
    expect(report.failed).toBe(0);
    expect(first.code).toBe(report.uncertain > 0 ? 4 : 3);
    const second = JSON.parse((await again()).stdout);
    expect(second).toMatchObject({ sent: 10, uncertain: report.uncertain, failed: 0 });
    expect(server.accepted).toHaveLength(10);
  });

  it('and comes back before ten attempts are over: the same run goes on to the end', async () => {
    const server = await vanishing(10, 4);
    const { first } = await sendTo(server.url, '', 5);
    const report = JSON.parse(first.stdout);
    expect(first.stderr).not.toContain('[send-stopped]');
    expect(report).toMatchObject({ queued: 0, deferred: 0, failed: 0 });
    expect(report.sent).toBe(server.accepted.length);
    expect(report.sent + report.uncertain).toBe(PEOPLE);
    expect(new Set(server.accepted.map(({ to }) => to)).size).toBe(report.sent);
  });
});
