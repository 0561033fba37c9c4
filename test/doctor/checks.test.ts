/** The checks, each with the facts that decide; and how all of them are run. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Asking } from '../../src/doctor/asking.ts';
import { checks } from '../../src/doctor/checks.ts';
import { judgeDkim } from '../../src/doctor/dkim.ts';
import { forgottenIn, judgeLedger } from '../../src/doctor/ledger.ts';
import { namesPeople, secretIn } from '../../src/doctor/private-names.ts';
import { judgeMailUrl, judgeRelay } from '../../src/doctor/relay.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { judgeAlignment, judgeFreeMail, judgeMx, judgePtr } from '../../src/doctor/sender.ts';
import { judgeOrganisation } from '../../src/doctor/sender-law.ts';
import { judgeClock, judgeOneClick, type WebAnswer } from '../../src/doctor/web.ts';
import { type DkimKey, dnsRecord } from '../../src/mail/dkim-key.ts';
import { ALL } from '../../src/mail/email.ts';
import { dnsOf, type Zone } from '../dns.ts';
import { config } from '../web/scene.ts';

const severities = (found: readonly { readonly severity: string }[]) => found.map(({ severity }) => severity);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const key = (one = privateKey): DkimKey => ({ domain: 'minato.jp', selector: 's1', key: one });
const NOW = new Date('2025-11-10T00:00:00Z');
const said = (
  status: number,
  more: Partial<Exclude<WebAnswer, { readonly failed: string }>> = {},
): WebAnswer => ({
  status,
  date: NOW,
  location: undefined,
  ...more,
});

describe('dkim', () => {
  const record = dnsRecord(key());
  it.for([
    { answer: { found: [record] }, finds: ['ok'], why: 'the key that signs' },
    {
      answer: { found: [record.replace('; p=', ';p = ').replace(/(.{90})/, '$1 ')] },
      finds: ['ok'],
      why: 'with blanks in it',
    },
    { answer: { found: [record.replace('v=DKIM1; ', '')] }, finds: ['ok'], why: 'without a version' },
    { answer: { found: [`${record}; t=y`] }, finds: ['ok', 'hint'], why: 'a test' },
    { answer: { found: [] }, finds: ['error'], why: 'none' },
    { answer: { found: ['v=spf1 -all'] }, finds: ['error'], why: 'something else' },
    { answer: { found: ['v=DKIM1; p='] }, finds: ['error'], why: 'withdrawn' },
    { answer: { found: [dnsRecord(key(weak))] }, finds: ['error'], why: 'another key' },
    { answer: { found: [record, 'v=DKIM1; p=AAAA'] }, finds: ['warning'], why: 'two' },
    { answer: { unanswered: 'ETIMEOUT' }, finds: ['unasked'], why: 'nobody answers' },
  ])('finds $finds: $why', ({ answer, finds }) => {
    expect(severities(judgeDkim(key(), answer))).toEqual(finds);
  });

  it('finds a weak key, and says so where the server signs', () => {
    expect(severities(judgeDkim(key(weak), { found: [dnsRecord(key(weak))] }))).toEqual(['warning']);
    expect(severities(judgeDkim(undefined, undefined))).toEqual(['hint']);
  });
});

describe('the sender', () => {
  const dmarc = { organisation: 'minato.jp', tags: {}, at: 'minato.jp' };
  it.for([
    { envelope: 'minato.jp', dkim: undefined, finds: ['ok'], why: 'the same domain' },
    { envelope: 'bounce.minato.jp', dkim: 'minato.jp', finds: ['ok'], why: 'below it, and signed' },
    { envelope: 'relay.jp', dkim: 'minato.jp', finds: ['hint'], why: 'by the signature alone' },
    { envelope: 'minato.jp', dkim: 'relay.jp', finds: ['warning'], why: 'by the return address alone' },
    { envelope: 'relay.jp', dkim: undefined, finds: ['error'], why: 'by neither' },
    { envelope: 'relay.jp', dkim: 'relay.jp', finds: ['error'], why: 'both of another' },
  ])('of $envelope signed by $dkim is $finds: $why', ({ envelope, dkim, finds }) => {
    expect(severities(judgeAlignment({ from: 'minato.jp', envelope, dkim, dmarc }))).toEqual(finds);
  });

  it('is not judged where there is no DMARC, and fails a strict one', () => {
    const from = { from: 'minato.jp', envelope: 'b.minato.jp', dkim: undefined };
    expect(judgeAlignment({ ...from, dmarc: { ...dmarc, at: undefined } })).toEqual([]);
    expect(severities(judgeAlignment({ ...from, dmarc: { ...dmarc, tags: { aspf: 's' } } }))).toEqual([
      'error',
    ]);
  });

  it.for([
    { from: 'gmail.com', relay: ['smtp.gmail.com'], finds: [], why: 'its own servers' },
    { from: 'gmail.com', relay: ['smtp.relay.jp'], finds: ['error'], why: 'others, which may not' },
    { from: 'yahoo.co.jp', relay: ['smtp.mail.yahoo.co.jp'], finds: [], why: 'its own servers' },
    { from: 'docomo.ne.jp', relay: ['smtp.gmail.com'], finds: ['error'], why: 'a carrier' },
    { from: 'notgmail.com', relay: ['smtp.relay.jp'], finds: [], why: 'another domain' },
    { from: 'gmail.com', relay: [], finds: [], why: 'a rehearsal' },
  ])('at $from through $relay: $why', ({ from, relay, finds }) => {
    expect(severities(judgeFreeMail(from, relay))).toEqual(finds);
  });

  it.for([
    {
      mx: { found: [{ host: 'mx.minato.jp', priority: 10 }] },
      a: { found: [] },
      finds: ['ok'],
      why: 'an MX',
    },
    { mx: { found: [{ host: '', priority: 0 }] }, a: { found: [] }, finds: ['error'], why: 'a null MX' },
    { mx: { found: [] }, a: { found: ['192.0.2.1'] }, finds: ['warning'], why: 'an address alone' },
    { mx: { found: [] }, a: { found: [] }, finds: ['error'], why: 'nothing' },
    { mx: { unanswered: 'ETIMEOUT' }, a: { found: [] }, finds: ['unasked'], why: 'nobody answers' },
  ])('takes answers: $why', ({ mx, a, finds }) => {
    expect(severities(judgeMx('minato.jp', 'bounces', mx, a))).toEqual(finds);
  });

  it.for([
    { pairs: [{ address: '192.0.2.1', names: { found: ['mx.minato.jp'] }, back: true }], finds: ['ok'] },
    { pairs: [{ address: '192.0.2.1', names: { found: ['x.jp'] }, back: false }], finds: ['warning'] },
    { pairs: [{ address: '192.0.2.1', names: { found: [] }, back: false }], finds: ['warning'] },
    { pairs: [{ address: '192.0.2.1', names: { unanswered: 'ETIMEOUT' }, back: false }], finds: ['unasked'] },
    { pairs: [], finds: ['unasked'] },
  ])('has a name for each address: $finds', ({ pairs, finds }) => {
    expect(severities(judgePtr('mx.minato.jp', pairs))).toEqual(finds);
  });

  it.for([
    { change: {}, finds: ['ok'], why: 'all there' },
    { change: { organisation: undefined }, finds: ['error'], why: 'nobody' },
    {
      change: { organisation: { name: 'TODO', address: '〒231-0000', contact: 'a@b.jp' } },
      finds: ['error'],
      why: 'a placeholder',
    },
    {
      change: { organisation: { name: 'みなと', address: '〒231-0000', contact: '編集部まで' } },
      finds: ['warning'],
      why: 'a contact that is none',
    },
    { change: { mail: {} }, finds: ['error'], why: 'no address of the sender' },
  ])('is named in each mail: $why', ({ change, finds }) => {
    const { organisation, mail } = parseConfig(config);
    const plain = {
      organisation: { ...organisation, address: '〒231-0000 横浜市中区1-2-3' },
      mail,
      ...change,
    };
    expect(severities(judgeOrganisation(plain as Parameters<typeof judgeOrganisation>[0]))).toEqual(finds);
  });
});

describe('the mail server', () => {
  const refused = (phase: 'auth' | 'tls' | 'greeting' | 'mail' | 'rcpt') =>
    ({ kind: 'refused', code: 550, enhanced: undefined, response: '550 no', phase }) as const;
  it.for([
    { reply: { kind: 'lost' } as const, finds: ['ok'], why: 'it would take the mail' },
    { reply: refused('auth'), finds: ['error'], why: 'the login' },
    { reply: refused('tls'), finds: ['error'], why: 'no encryption' },
    { reply: refused('greeting'), finds: ['error'], why: 'our name' },
    { reply: refused('mail'), finds: ['error'], why: 'the return address' },
    { reply: refused('rcpt'), finds: ['warning'], why: 'our own address' },
    {
      reply: { kind: 'unsent', reason: 'refused', phase: 'connect' } as const,
      finds: ['error'],
      why: 'away',
    },
    {
      reply: { kind: 'unsent', reason: 'hung up', phase: 'mail' } as const,
      finds: ['error'],
      why: 'broken off',
    },
  ])('finds $finds: $why', ({ reply, finds }) => {
    expect(severities(judgeRelay('smtp://x', reply, { found: ['192.0.2.1'] }))).toEqual(finds);
  });

  it.for([
    {
      reply: { ...refused('greeting'), response: '550 no (to EHLO x: `?name=` …)' },
      next: '?name=',
      why: 'our name is refused',
    },
    {
      reply: { ...refused('greeting'), response: '554 no service' },
      next: 'Ask whoever',
      why: 'it greets with a no',
    },
    {
      reply: { ...refused('greeting'), code: 421, response: '421 too many' },
      next: 'Try again',
      why: 'it greets with a not now',
    },
    {
      reply: { kind: 'unsent', reason: 'Invalid greeting. HTTP/1.1 400', phase: 'greeting' } as const,
      next: 'port 465',
      why: 'a web server',
    },
    {
      reply: { kind: 'unsent', reason: 'Connection closed unexpectedly', phase: 'greeting' } as const,
      next: 'host and port',
      why: 'it hangs up',
    },
  ])('says what helps: $why', ({ reply, next }) => {
    const [found] = judgeRelay('smtp://x', reply, { found: ['192.0.2.1'] });
    expect([found?.severity, found?.next]).toEqual(['error', expect.stringContaining(next)]);
    expect(found?.next?.includes('?name=')).toBe(next === '?name=');
  });

  it('is not asked where nobody knows its address, and is none where there is no such name', () => {
    const away = { kind: 'unsent', reason: 'EAI_AGAIN', phase: 'connect' } as const;
    expect(severities(judgeRelay('smtp://x', away, { unanswered: 'ETIMEOUT' }))).toEqual(['unasked']);
    expect(severities(judgeRelay('smtp://x', away, { found: [] }))).toEqual(['error']);
  });

  it.for([
    { url: undefined, hosts: [], finds: ['hint'] },
    { url: 'smtps://u:p@mx.jp', hosts: ['mx.jp'], finds: [] },
    { url: 'smtp://u:p@mx.jp?tls=unverified', hosts: ['mx.jp'], finds: ['warning'] },
    { url: 'smtp://localhost?tls=off', hosts: ['localhost'], finds: [] },
  ])('of MAIL_URL $url finds $finds', ({ url, hosts, finds }) => {
    expect(severities(judgeMailUrl(url, hosts))).toEqual(finds);
  });
});

describe('one click', () => {
  const there = { found: ['192.0.2.1'] };
  it.for([
    { url: 'https://l.jp', genuine: said(200), forged: said(400), finds: ['ok'], why: 'it works' },
    { url: 'http://l.jp', genuine: said(200), forged: said(400), finds: ['error', 'ok'], why: 'not https' },
    {
      url: 'https://l.jp',
      genuine: said(302, { location: 'https://l.jp/login' }),
      forged: said(302),
      finds: ['error'],
      why: 'a login',
    },
    { url: 'https://l.jp', genuine: said(403), forged: said(403), finds: ['error'], why: 'a firewall' },
    { url: 'https://l.jp', genuine: said(405), forged: said(405), finds: ['error'], why: 'a static host' },
    { url: 'https://l.jp', genuine: said(400), forged: said(400), finds: ['error'], why: 'another key' },
    { url: 'https://l.jp', genuine: said(200), forged: said(200), finds: ['error'], why: 'a parked domain' },
    {
      url: 'https://l.jp',
      genuine: { failed: 'ECONNREFUSED' },
      forged: { failed: 'ECONNREFUSED' },
      finds: ['error'],
      why: 'nobody there',
    },
  ])('finds $finds: $why', ({ url, genuine, forged, finds }) => {
    expect(severities(judgeOneClick({ url, addresses: there, genuine, forged }))).toEqual(finds);
  });

  it('finds a name without an address, and what can not be asked', () => {
    const click = { url: 'https://l.jp', genuine: { failed: 'x' }, forged: { failed: 'x' } };
    expect(severities(judgeOneClick({ ...click, addresses: { found: [] } }))).toEqual(['error']);
    expect(severities(judgeOneClick({ ...click, addresses: { unanswered: 'EAI_AGAIN' } }))).toEqual([
      'unasked',
    ]);
  });
});

it.for([
  { apart: 0, finds: ['ok'] },
  { apart: 29, finds: ['ok'] },
  { apart: -31, finds: ['warning'] },
  { apart: 400, finds: ['error'] },
  { apart: -400, finds: ['error'] },
])('a clock that is $apart s apart is $finds', ({ apart, finds }) => {
  expect(severities(judgeClock(said(200), new Date(NOW.getTime() + apart * 1000)))).toEqual(finds);
});

it.for([
  { path: '.env', what: 'secrets' },
  { path: 'out/.env.production', what: 'secrets' },
  { path: '.env.example', what: undefined },
  { path: '.tayori/ledger.db', what: 'the ledger, or what lies beside it' },
  { path: 'backup/2025.db', what: 'a ledger or a backup' },
  { path: 'ledger.sqlite-wal', what: 'a ledger or a backup' },
  { path: 'out/x.eml', what: 'mails to single people' },
  { path: 'keys/dkim.pem', what: 'a private key' },
  { path: 'out/rss.xml', what: undefined },
  { path: 'posts/2025-11-03-environment.md', what: undefined },
])('$path holds $what', ({ path, what }) => {
  expect(secretIn(path)).toBe(what);
});

it.for([
  { text: 'email\na@x.jp\nb@x.jp', names: true },
  { text: 'name,price\nfish,3', names: false },
  { text: 'by a@x.jp', names: false },
])('$text names people: $names', ({ text, names }) => {
  expect(namesPeople(text)).toBe(names);
});

it('says what waits, what failed and what is damaged in a ledger', () => {
  const none = { planned: 0, sent: 0, failed: 0, skipped: 0, uncertain: 0, deferred: 0, queued: 0 };
  const whole = {
    damage: [],
    confirmed: 3,
    unconfirmed: 0,
    singles: none,
    forgotten: { people: 0, slugs: [] },
  };
  expect(severities(judgeLedger(whole))).toEqual(['ok']);
  expect(severities(judgeLedger({ ...whole, confirmed: 0 }))).toEqual(['ok', 'hint']);
  expect(severities(judgeLedger({ ...whole, singles: { ...none, failed: 1, queued: 2 } }))).toEqual([
    'warning',
    'hint',
  ]);
  expect(severities(judgeLedger({ ...whole, damage: ['page 3'] }))).toEqual(['error']);
  const [forgotten] = judgeLedger({ ...whole, forgotten: { people: 2, slugs: ['old'] } });
  expect([forgotten?.severity, forgotten?.message]).toEqual([
    'warning',
    '2 confirmed readers chose only categories that the config no longer has (old): no digest is for them, and nobody tells them.',
  ]);
});

it.for([
  { known: ['tech', 'life'], people: 0, slugs: [], why: 'everyone has a category that is there' },
  { known: ['tech'], people: 2, slugs: ['life'], why: 'one category is gone' },
  { known: ['other'], people: 6, slugs: ['life', 'tech'], why: 'all that anybody chose are gone' },
  { known: [], people: 0, slugs: [], why: 'there is nothing to choose' },
])('of readers with tech, life, both and all, $people are forgotten: $why', ({ known, people, slugs }) => {
  const sets = [['tech'], ['life'], ['life', 'tech']];
  const editions = { tech: 3, life: 2, 'life+tech': 1, [ALL]: 9 };
  expect(forgottenIn({ sets, editions }, known)).toEqual({ people, slugs });
});

describe('all of them', () => {
  const real = parseConfig({
    ...config,
    site: { ...config.site, url: 'https://minato.jp' },
    mail: { from: { name: '週刊みなと', address: 'letter@minato.jp' } },
    web: { url: 'https://letter.minato.jp' },
  });
  const asking = (zone: Zone, ask: Asking['ask']): Asking => ({
    root: '/nowhere',
    settings: real,
    env: { SIGNING_KEY: '0123456789abcdef0123456789abcdef' },
    dns: dnsOf(zone),
    ask,
    askTls: async () => ({ none: 'unreachable', said: 'not in this test' }),
    transport: undefined,
    ledger: undefined,
    digest: '2025-W45',
    now: NOW,
  });

  it('find nothing wrong where all is right', async () => {
    const zone = {
      'TXT minato.jp': ['v=spf1 include:relay.jp ~all'],
      'TXT relay.jp': ['v=spf1 ip4:192.0.2.0/24 -all'],
      'TXT _dmarc.minato.jp': ['v=DMARC1; p=quarantine; rua=mailto:d@minato.jp'],
      'MX minato.jp': ['10 mx.minato.jp'],
      'A letter.minato.jp': ['192.0.2.9'],
    };
    const results = await runChecks(
      asking(zone, async (url) =>
        url.includes('/unsubscribe') && url.endsWith('AAAA') ? said(400) : said(200),
      ),
    );
    const bad = results.flatMap(({ check, findings }) =>
      findings
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map((one) => ({ check, ...one })),
    );
    expect(bad).toEqual([expect.objectContaining({ check: 'sender' })]); // the fixture's address is a sample
  });

  it('call nothing a fault on a machine that is offline', async () => {
    const zone = Object.fromEntries(
      ['TXT minato.jp', 'TXT _dmarc.minato.jp', 'MX minato.jp', 'A minato.jp', 'A letter.minato.jp'].map(
        (name) => [name, ['TIMEOUT']],
      ),
    );
    const results = await runChecks(
      asking(zone, async () => ({ failed: 'getaddrinfo EAI_AGAIN minato.jp' })),
    );
    const found = results.flatMap(({ check, findings }) =>
      findings.map(({ severity }) => `${check} ${severity}`),
    );
    expect(found.filter((one) => /error|warning/.test(one) && !one.startsWith('sender'))).toEqual([]);
    for (const name of ['spf', 'dmarc', 'mx', 'unsubscribe', 'site', 'clock'])
      expect(found).toContain(`${name} unasked`);
  });

  it('end in time, and go on where one fails', async () => {
    const never = { name: 'never', about: 'x', run: () => new Promise<never>(() => {}) };
    const broken = { name: 'broken', about: 'x', run: async () => Promise.reject(new Error('oops')) };
    const results = await runChecks(
      asking({}, async () => ({ failed: 'x' })),
      [never, broken],
      20,
    );
    expect(results.map(({ findings }) => findings[0]?.severity)).toEqual(['unasked', 'error']);
  });

  it('say what to do about a server that never answers', async () => {
    const silent = checks
      .filter(({ late }) => late !== undefined)
      .map((row) => ({ ...row, run: () => new Promise<never>(() => {}) }));
    const results = await runChecks(
      asking({}, async () => ({ failed: 'x' })),
      silent,
      20,
    );
    expect(results.map(({ check, findings }) => [check, findings[0]?.severity, findings[0]?.next])).toEqual([
      ['mail server', 'unasked', expect.stringContaining('host and port in MAIL_URL')],
      ['mailbox', 'unasked', expect.stringContaining('host and port in IMAP_URL')],
    ]);
  });

  it('have names of their own', () => {
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  });
});
