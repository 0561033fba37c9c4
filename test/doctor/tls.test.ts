/** Encryption and certificates, seen on real servers: what `doctor` finds, and what it says to do. */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { openAskTls } from '../../src/doctor/tls/ask-tls.ts';
import { judgeTls } from '../../src/doctor/tls/judge-tls.ts';
import { mailboxUses, relayUses, webUses } from '../../src/doctor/tls/tls-uses.ts';
import { type Authority, newAuthority, type Signed, selfSigned } from '../authority.ts';
import { openKeeper } from '../smtp.ts';

const NOW = new Date('2025-11-10T00:00:00Z');
const [FROM, UNTIL] = ['2025-09-01', '2026-02-01'];
/** OpenSSL looks at the clock of the machine, and says of a certificate that is over nothing else. */
const EVER = '2119-01-01';

const trusted = getCACertificates();
afterAll(() => setDefaultCACertificates(trusted)); // the process is that of other tests too

let root: Authority;
let stranger: Authority;
let middle: Authority;
let old: Authority;
let earlier: Authority;
let over2025: Authority;
beforeAll(() => {
  root = newAuthority('Test Root');
  stranger = newAuthority('Root of a stranger');
  middle = root.below('Test Middle', FROM, EVER);
  old = root.below('Old Middle', '2020-01-01', '2025-11-01');
  earlier = newAuthority('Earlier Root');
  over2025 = newAuthority('Forgotten Root', '2020-01-01', '2025-11-01');
  setDefaultCACertificates([...trusted, root.cert, over2025.cert]);
});

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const ending = new AbortController();
const ask = openAskTls(20_000, ending.signal);

async function listening(server: Server, serve?: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve?.(socket);
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** It sends these and no others: a server that knows authorities would add the one that signed. */
const over = (one: Signed, ...chain: readonly Signed[]) => {
  const cert = [one, ...chain].map((each) => each.cert).join('');
  return listening(createTlsServer({ key: one.key, cert, ca: [] }));
};
const saying = (serve: (socket: Socket) => void) => listening(createServer(), serve);

const relay = async (url: string, now = NOW): Promise<Diagnosis[]> => {
  const [use] = relayUses([new URL(url)]);
  if (use === undefined) return [];
  return judgeTls(use, await ask(use.place), now);
};
const web = async (url: string, now = NOW): Promise<Diagnosis[]> => {
  const [use] = webUses('web.url', url, 'nobody can leave by its links');
  return use === undefined ? [] : judgeTls(use, await ask(use.place), now);
};
const told = (found: readonly Diagnosis[]) =>
  found.map(({ severity, message }) => `${severity} ${message.replace(/:\d{4,5}\b/g, ':PORT')}`);

describe('certificates', () => {
  const good = (from = FROM, until = UNTIL) => root.sign('localhost', from, until);
  it.for<{ serve: () => Promise<number>; says: string[]; next?: string; now?: Date; why: string }>([
    {
      serve: () => over(good()),
      says: ['ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2026-02-01.'],
      why: 'all as it should be',
    },
    {
      serve: () => over(middle.sign('localhost', FROM, UNTIL), middle),
      says: ['ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2026-02-01.'],
      why: 'a whole chain',
    },
    {
      serve: () => over(good(FROM, '2025-11-01')),
      says: ['error The certificate of localhost:PORT ended on 2025-11-01: nobody can leave by its links.'],
      next: 'certbot renew',
      why: 'its time is over',
    },
    {
      serve: () => over(good('2025-11-11')),
      says: [
        'error The certificate of localhost:PORT counts only from 2025-11-11 on, and here it is 2025-11-10: nobody can leave by its links.',
      ],
      next: 'Look at the clock of this machine.',
      why: 'its time has not come',
    },
    {
      serve: () => over(good(FROM, '2025-11-23T23:59:59Z')),
      says: [
        'warning The certificate of localhost:PORT ends on 2025-11-23, in 13 days; then nobody can leave by its links.',
      ],
      next: 'why it was not renewed',
      why: 'it ends within 14 days',
    },
    {
      serve: () => over(good(FROM, '2025-11-10T12:00Z')),
      says: [
        'warning The certificate of localhost:PORT ends on 2025-11-10, within a day; then nobody can leave by its links.',
      ],
      why: 'it ends today',
    },
    {
      serve: () => over(good(FROM, '2025-11-24T00:00:01Z')),
      says: ['ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2025-11-24.'],
      why: 'it ends a second after 14 days',
    },
    {
      serve: () => over(root.sign('mail.minato.example', FROM, UNTIL)),
      says: [
        'error localhost:PORT shows a certificate for mail.minato.example, and not for localhost: nobody can leave by its links.',
      ],
      next: 'let the server have one for localhost',
      why: 'another name',
    },
    {
      serve: () => over(selfSigned('localhost')),
      says: [
        'error localhost:PORT shows a certificate that it signed itself, which proves nothing: nobody can leave by its links.',
      ],
      next: 'NODE_EXTRA_CA_CERTS',
      why: 'signed by nobody',
    },
    {
      serve: () => over(middle.sign('localhost', FROM, EVER)),
      says: [
        'error localhost:PORT shows a certificate of «Test Middle», and no certificate that leads from there to an authority that is known here: nobody can leave by its links.',
      ],
      next: 'fullchain.pem',
      why: 'the middle is missing',
    },
    {
      serve: () => over(stranger.sign('localhost', FROM, EVER), stranger),
      says: [
        'error localhost:PORT shows a certificate of «Root of a stranger», an authority that is not known here: nobody can leave by its links.',
      ],
      next: 'NODE_EXTRA_CA_CERTS',
      why: 'an authority that nobody knows',
    },
    {
      serve: () => over(good(FROM, EVER), earlier.vouchFor(root, '2020-01-01', '2025-11-01')),
      says: [
        'warning localhost:PORT sends with its own a certificate of «Test Root» that ended on 2025-11-01. It is trusted here without that; older programs refuse it.',
      ],
      next: 'the chain that the authority gives now',
      why: 'an old way to an authority that is known by itself',
    },
    {
      serve: () => over(old.sign('localhost', FROM, UNTIL), old),
      says: [
        'error The certificate of «Old Middle», which localhost:PORT sends with its own, ended on 2025-11-01: nobody can leave by its links.',
      ],
      next: 'the chain that the authority gives now',
      why: 'the middle is over',
    },
    {
      serve: () => over(root.sign('other.example', FROM, '2025-11-01')),
      says: [
        'error The certificate of localhost:PORT ended on 2025-11-01: nobody can leave by its links.',
        'error localhost:PORT shows a certificate for other.example, and not for localhost: nobody can leave by its links.',
      ],
      why: 'two things at once',
    },
    {
      serve: () => over(root.sign('*.minato.example', FROM, EVER)),
      says: [
        'error localhost:PORT shows a certificate for *.minato.example, and not for localhost: nobody can leave by its links.',
      ],
      next: 'Write a name that the certificate is for',
      why: 'a wildcard for other names',
    },
    {
      serve: () => over(middle.sign('localhost', FROM, EVER), root, middle),
      says: ['ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2119-01-01.'],
      why: 'a chain in the wrong order, and the root with it',
    },
    {
      serve: () => {
        const below = stranger.below('Middle of a stranger', FROM, EVER);
        return over(below.sign('localhost', FROM, EVER), stranger, below);
      },
      says: [
        'error localhost:PORT shows a certificate of «Root of a stranger», an authority that is not known here: nobody can leave by its links.',
      ],
      why: 'a chain in the wrong order, to an authority that nobody knows',
    },
    {
      serve: () => over(middle.sign('localhost', FROM, EVER), stranger),
      says: [
        'error localhost:PORT shows a certificate of «Test Middle», and no certificate that leads from there to an authority that is known here: nobody can leave by its links.',
      ],
      next: 'fullchain.pem',
      why: 'the middle of somebody else in place of its own',
    },
    {
      serve: () => over(good(FROM, EVER), old),
      says: ['ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2119-01-01.'],
      why: 'a certificate that is over and has nothing to do with it',
    },
    {
      serve: () => over(over2025.sign('localhost', FROM, EVER)),
      says: [
        'error The certificate of «Forgotten Root», an authority known here that localhost:PORT needs, ended on 2025-11-01: nobody can leave by its links.',
      ],
      next: 'NODE_EXTRA_CA_CERTS',
      why: 'the authority is over, and the server does not send it',
    },
    {
      serve: () => over(over2025.sign('localhost', FROM, EVER), over2025),
      says: [
        'error The certificate of «Forgotten Root», which localhost:PORT sends with its own, ended on 2025-11-01: nobody can leave by its links.',
      ],
      why: 'the authority is over, and the server sends it',
    },
    {
      serve: () => over(root.signCommonName('localhost', FROM, EVER)),
      says: [
        'error localhost:PORT shows a certificate that names localhost in the old way only (CN, without subjectAltName), which browsers and mail services refuse: nobody can leave by its links.',
      ],
      next: 'subjectAltName',
      why: 'a common name alone',
    },
    {
      serve: () => over(root.signCommonName('minato.example', FROM, EVER)),
      says: [
        'error localhost:PORT shows a certificate for minato.example (CN), and not for localhost: nobody can leave by its links.',
      ],
      why: 'the common name of another',
    },
    {
      serve: () => over(good()),
      now: new Date('2024-01-01T00:00:00Z'),
      says: [
        'error The certificate of localhost:PORT counts only from 2025-09-01 on, and here it is 2024-01-01: nobody can leave by its links.',
      ],
      next: 'Look at the clock',
      why: 'a clock that stopped',
    },
  ])('$why', async ({ serve, says, next, now }) => {
    const found = await web(`https://localhost:${await serve()}`, now);
    expect(told(found)).toEqual(says);
    expect(found[0]?.next ?? '').toContain(next ?? '');
  });

  it('that are bad stop nobody who takes any: a warning, in the same words', async () => {
    const port = await over(selfSigned('localhost'));
    const found = await relay(`smtps://localhost:${port}?tls=unverified`);
    expect(found).toMatchObject([{ severity: 'warning', message: expect.stringContaining('signed itself') }]);
  });

  it('with a common name alone are taken by this program, and a warning says that others refuse them', async () => {
    const port = await over(root.signCommonName('localhost', FROM, EVER));
    expect(told(await relay(`smtps://localhost:${port}?tls=required`))).toEqual([
      'warning localhost:PORT shows a certificate that names localhost in the old way only (CN, without subjectAltName), which newer programs refuse.',
    ]);
  });

  it('may be for an address', async () => {
    const port = await over(root.sign('127.0.0.1', FROM, EVER));
    expect(told(await relay(`smtps://127.0.0.1:${port}?tls=required`))).toEqual([
      'ok 127.0.0.1:PORT encrypts (TLSv1.3), and its certificate is good until 2119-01-01.',
    ]);
  });

  it('are for names: an address is not one', async () => {
    const port = await over(good());
    const [found] = await relay(`smtps://127.0.0.1:${port}?tls=required`);
    expect(found?.message).toContain('for localhost, and not for 127.0.0.1: no mail leaves');
  });
});

describe('encryption', () => {
  it('that begins after the greeting is followed through', async () => {
    const own = root.sign('localhost', FROM, UNTIL);
    const keeper = await openKeeper({ server: { ...own, disabledCommands: ['AUTH'] } });
    closers.push(() => keeper.close());
    expect(told(await relay(`smtp://localhost:${keeper.port}?tls=required`))).toEqual([
      'ok localhost:PORT encrypts (TLSv1.3), and its certificate is good until 2026-02-01.',
    ]);
  });

  /** Says the first of these at once, and one more for each line that comes. */
  const talking =
    (...words: readonly string[]) =>
    (socket: Socket) => {
      let at = 0;
      const say = () => void (at < words.length && socket.write(words[at++] ?? ''));
      socket.on('data', say);
      say();
    };
  const tls12 = (socket: Socket) => socket.once('data', () => socket.write(ALERT_VERSION));
  /** What a server before TLS 1.2 answers: alert, fatal, protocol version (RFC 8446, 6.2). */
  const ALERT_VERSION = Buffer.from([0x15, 3, 1, 0, 2, 2, 70]);
  const offering = '250-mx.example\r\n250 STARTTLS\r\n';

  it.for([
    {
      scheme: 'smtp',
      serve: talking('220 mx.example\r\n', '250 mx.example\r\n'),
      says: 'offers no encryption (STARTTLS), without which nothing is sent: no mail leaves.',
      next: 'Try `smtps://localhost:465`',
      why: 'STARTTLS is missing',
    },
    {
      scheme: 'smtp',
      serve: talking('220 ************\r\n', '250-mx.example\r\n250-SIZE 1\r\n250 XXXXXXXA\r\n'),
      says: 'crosses out the offer of encryption (250 XXXXXXXA)',
      next: 'a firewall',
      why: 'STARTTLS is crossed out on the way',
    },
    {
      scheme: 'smtp',
      serve: talking('220-one\r\n220 two\r\n', offering, '454 4.7.0 TLS not available\r\n'),
      says: 'offers encryption, and then breaks off (454 4.7.0 TLS not available): no mail leaves.',
      next: 'Look into the log of the server',
      why: 'STARTTLS is offered, and refused',
    },
    {
      scheme: 'smtp',
      serve: talking('220 mx.example\r\n', offering, '220 go on\r\n', 'what?\r\n'),
      says: 'does not begin with encryption',
      next: '',
      why: 'STARTTLS is taken, and words follow',
    },
    {
      scheme: 'smtp',
      serve: (socket: Socket) => {
        let lines = 0;
        socket.write('220 mx.example\r\n');
        socket.on('data', () => {
          lines += 1;
          if (lines === 1) socket.write(offering);
          else if (lines === 2) socket.write('220 go on\r\n');
          else socket.destroy();
        });
      },
      says: 'offers encryption, and then breaks off (',
      next: 'Look into the log of the server',
      why: 'it hangs up in the middle',
    },
    {
      scheme: 'smtps',
      serve: talking('220 mx.example\r\n'),
      says: 'does not begin with encryption, and MAIL_URL says `smtps`: no mail leaves.',
      next: 'Write `smtp://localhost:PORT`',
      why: 'a port for STARTTLS, called smtps',
    },
    {
      scheme: 'smtps',
      serve: tls12,
      says: 'knows only versions of TLS that are no longer safe (before 1.2): no mail leaves.',
      next: 'TLS 1.2 and 1.3',
      why: 'an old server',
    },
    {
      scheme: 'smtp',
      serve: talking('HTTP/1.1 400 Bad Request\r\n\r\n'),
      says: 'speaks another language: «HTTP/1.1 400 Bad Request»',
      next: '`smtps` goes with 465',
      why: 'a web server',
    },
    {
      scheme: 'smtp',
      serve: (socket: Socket) => socket.end('554 no service for you\r\n'),
      says: undefined,
      next: '',
      why: 'turned away before: another check says so',
    },
    {
      scheme: 'smtp',
      serve: (socket: Socket) => socket.end(),
      says: undefined,
      next: '',
      why: 'closed without a word: another check says so',
    },
    {
      scheme: 'smtp',
      serve: (socket: Socket) => {
        socket.write('220 mx.example\r\n');
        socket.once('data', () => socket.end());
      },
      says: undefined,
      next: '',
      why: 'closed after our name: another check says so',
    },
    {
      scheme: 'smtp',
      serve: talking('220 mx.example\r\n', '421 4.7.0 too many connections\r\n'),
      says: undefined,
      next: '',
      why: 'turned away after our name: another check says so',
    },
    {
      scheme: 'imap',
      serve: (socket: Socket) => {
        socket.write('* OK ready\r\n');
        socket.once('data', () => socket.end('* BYE too many\r\n'));
      },
      says: undefined,
      next: '',
      why: 'a mailbox that says goodbye: another check says so',
    },
    {
      scheme: 'imap',
      serve: talking('* OK ready\r\n', '* CAPABILITY IMAP4rev1\r\na1 OK done\r\n'),
      says: 'offers no encryption (STARTTLS), without which nothing is sent: answers and bounces are not read.',
      next: 'Try `imaps://localhost:993`',
      why: 'a mailbox without STARTTLS',
    },
    {
      scheme: 'imap',
      serve: talking(
        '* OK ready\r\n',
        '* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n',
        'a2 NO later\r\n',
      ),
      says: 'offers encryption, and then breaks off (a2 NO later)',
      next: 'log of the server',
      why: 'a mailbox that breaks its word',
    },
    {
      scheme: 'imaps',
      serve: talking('* OK ready\r\n'),
      says: 'does not begin with encryption, and IMAP_URL says `imaps`',
      next: 'Write `imap://localhost:PORT`',
      why: 'a port for STARTTLS, called imaps',
    },
    {
      scheme: 'https',
      serve: (socket: Socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      says: 'does not begin with encryption, and `web.url` says `https`',
      next: 'let the proxy bring TLS',
      why: 'a web server without TLS',
    },
  ])('$scheme: $why', async ({ scheme, serve, says, next }) => {
    const port = await saying(serve);
    const found = await seen(scheme, port);
    if (says === undefined) expect(found).toEqual([]);
    else {
      expect(found).toMatchObject([{ severity: 'error' }]);
      expect(told(found)[0]).toContain(says);
      expect(found[0]?.next?.replace(/:\d{4,5}\b/g, ':PORT')).toContain(next);
    }
  });

  it('that knows no TLS 1.2 is too old', async () => {
    const own = root.sign('localhost', FROM, UNTIL);
    const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const port = await listening(createTlsServer({ ...own, ...versions }));
    expect(told(await web(`https://localhost:${port}`))).toEqual([
      'error localhost:PORT knows only versions of TLS that are no longer safe (before 1.2): nobody can leave by its links.',
    ]);
  });

  async function seen(scheme: string, port: number, asked = ask): Promise<Diagnosis[]> {
    const url = `${scheme}://localhost:${port}`;
    const place = { host: 'localhost', port, user: 'u', password: 'p', byToken: false, folder: 'INBOX' };
    const uses = scheme.startsWith('smtp')
      ? relayUses([new URL(`${url}?tls=required`)])
      : scheme.startsWith('imap')
        ? mailboxUses({ ...place, secure: scheme === 'imaps', tls: 'required' })
        : webUses('web.url', url, 'nobody can leave by its links');
    return (await Promise.all(uses.map(async (use) => judgeTls(use, await asked(use.place), NOW)))).flat();
  }

  it.for([
    { scheme: 'smtp', next: 'Write `smtps://localhost:PORT`. Or `smtp://localhost:587`.' },
    { scheme: 'imap', next: 'Write `imaps://localhost:PORT`. Or `imap://localhost:143`.' },
  ])('that begins at once, where $scheme:// waits for a word', async ({ scheme, next }) => {
    const port = await over(root.sign('localhost', FROM, UNTIL));
    const found = await seen(scheme, port, openAskTls(10_000, ending.signal));
    expect(told(found)[0]).toMatch(/begins with encryption, and \w+ says `\w+`: both wait for the other/);
    expect(found[0]?.next?.replace(/:\d{4,5}\b/g, ':PORT')).toBe(next);
  });

  it.for([
    { serve: () => {}, why: 'says nothing' },
    { serve: (socket: Socket) => socket.write('220 mx.example\r\n'), why: 'falls silent after its greeting' },
    { serve: (socket: Socket) => socket.write('220-'.repeat(50_000)), why: 'never ends its line' },
    {
      serve: (socket: Socket) => {
        const flood = () => void (socket.destroyed || socket.write('220-more\r\n'.repeat(1000), flood));
        flood();
      },
      why: 'never ends its greeting',
    },
  ])('is not waited for without end: a server that $why', async ({ serve }) => {
    const port = await saying(serve);
    let found: Diagnosis[] = [];
    // A busy machine may need more than 400 ms to connect: then nothing was asked, and it is asked again.
    while (found.length === 0) found = await seen('smtp', port, openAskTls(400, ending.signal));
    expect(found.map(({ severity }) => severity)).toEqual(['unasked']);
  });

  it('is not asked for on this machine, with tls=off, and at an address without https', () => {
    const urls = ['smtp://localhost', 'smtps://127.0.0.1:465', 'smtp://relay.jp?tls=off'];
    expect(relayUses(urls.map((url) => new URL(url)))).toEqual([]);
    expect(webUses('web.url', 'http://l.jp', 'x')).toEqual([]);
  });

  it('has the ports that are usual, where none is named', () => {
    const places = ['smtp://relay.jp', 'smtps://relay.jp', 'smtps://[2001:db8::1]:2465'];
    expect(relayUses(places.map((url) => new URL(url))).map(({ place }) => place)).toEqual([
      { host: 'relay.jp', port: 587, begins: 'smtp' },
      { host: 'relay.jp', port: 465, begins: 'at once' },
      { host: '2001:db8::1', port: 2465, begins: 'at once' },
    ]);
  });
});
