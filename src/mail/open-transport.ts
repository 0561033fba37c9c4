/** Opens the transport that `MAIL_URL` names. A new one is a file here and a row below. */
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { domainToASCII } from 'node:url';
import { leadsInto } from '../files.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Environment } from '../secrets.ts';
import { openOutbox } from './outbox.ts';
import { tokensFrom } from './smtp/access-tokens.ts';
import type { Login } from './smtp/login.ts';
import { openRelays } from './smtp/relays.ts';
import { isLoopback, openSmtp, type TlsMode, tlsModes } from './smtp/smtp.ts';
import type { Transport } from './transport.ts';

/** If nothing is configured, mail goes into files, so that nobody gets a mail by accident. */
export const DEFAULT_MAIL_URL = 'outbox:.tayori/outbox';

/** Many relays end a session after a hundred mails; nodemailer's own pool uses the same number. */
const MESSAGES_PER_CONNECTION = 100;

type Options = {
  readonly messagesPerConnection: number;
  /** The environment, which may hold access tokens. */
  readonly env?: Environment;
  /** The address in `From:`. Its domain is our name in EHLO if the machine has no full name. */
  readonly from?: string | undefined;
  /** The name of the machine. */
  readonly machine?: string;
};
type Driver = (url: URL, root: string, options: Options) => Transport;

const drivers: Readonly<Record<string, Driver>> = {
  'smtp:': (url, _, options) => smtp(url, false, options),
  'smtps:': (url, _, options) => smtp(url, true, options),
  'outbox:': (url, root) => openOutbox(outboxFolder(url, root), `outbox:${url.pathname}`),
};

/** @throws ProblemError (mail-url) if the folder is public, so that every mail would be on the web */
function outboxFolder(url: URL, root: string): string {
  const folder = resolve(root, decode(url.pathname));
  if (!leadsInto(join(root, 'out'), folder)) return folder;
  throw wrong(
    'MAIL_URL names an outbox in `out/`, the public folder: every mail would be on the web.',
    `Write \`MAIL_URL=${DEFAULT_MAIL_URL}\`.`,
  );
}

/**
 * @param address a URL such as `smtps://user:password@mail.example.jp?connections=5`; only host and port of it are ever
 * printed
 * @param root the folder from which a relative outbox is found
 * @throws ProblemError (mail-url)
 */
export function openTransport(
  address: string | undefined,
  root: string,
  options: Options = { messagesPerConnection: MESSAGES_PER_CONNECTION },
): Transport {
  const [first = '', ...others] = urlsIn(address ?? DEFAULT_MAIL_URL);
  if (others.length > 0 || /[?&]perSecond=/.test(first)) return several([first, ...others], options);
  const url = URL.parse(first);
  const driver = url === null ? undefined : drivers[url.protocol];
  if (url === null || driver === undefined) {
    throw wrong(
      'MAIL_URL names no way to send mail.',
      'Set it to `smtps://USER:PASSWORD@HOST`, `smtp://USER:PASSWORD@HOST:587` or `outbox:.tayori/outbox`; `%40` stands for an @ in a password, `%23` for a #.',
    );
  }
  return driver(url, root, options);
}

/** URLs are separated by blanks, or by a comma before a scheme. A comma in a password does not separate. */
function urlsIn(text: string): string[] {
  return text.split(/\s*,\s*(?=[a-z]+:)|\s+/i).filter((part) => part !== '');
}

/** Relays share the mails by weight; if one fails, the others go on. */
function several(addresses: readonly string[], options: Options): Transport {
  const urls = addresses.map((each) => URL.parse(each));
  const relays = urls.map((url) => {
    if (url === null || !/^smtps?:$/.test(url.protocol) || url.host === '')
      throw wrong(
        'MAIL_URL names several ways to send mail, and one of them is no mail server.',
        'Write `smtps://…` or `smtp://…` for each, with a blank between them.',
      );
    return { url, name: url.host, weight: weightOf(url), perSecond: rateOf(url) };
  });
  const twice = relays.find(({ name }, index) => relays.findIndex((each) => each.name === name) !== index);
  if (twice !== undefined)
    throw wrong(
      `MAIL_URL names ${twice.name} twice.`,
      'Name each mail server once; `?weight=2` gives it more.',
    );
  return openRelays(
    relays.map(({ url, ...relay }) => ({
      ...relay,
      transport: smtp(url, url.protocol === 'smtps:', options),
    })),
  );
}

function weightOf({ searchParams }: URL): number {
  const text = searchParams.get('weight') ?? '1';
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw wrong('MAIL_URL gives a relay no sensible weight.', 'Write `weight=1` to `weight=999`.');
}

function rateOf({ searchParams }: URL): number | undefined {
  const text = searchParams.get('perSecond');
  if (text === null) return undefined;
  if (/^\d{1,5}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return Number(text);
  throw wrong('MAIL_URL gives a relay no sensible pace.', 'Write `perSecond=10`, mails a second.');
}

const optionNames: readonly string[] = ['connections', 'tls', 'auth', 'name', 'weight', 'perSecond'];
const CONNECTIONS = 5;
const MOST_CONNECTIONS = 100;

function smtp(url: URL, secure: boolean, options: Options): Transport {
  const { messagesPerConnection, env = {} } = options;
  const unknown = [...url.searchParams.keys()].find((key) => !optionNames.includes(key));
  if (unknown !== undefined) {
    throw wrong(
      // Shown only if it looks like a word: else it may be the end of a password with an unescaped `?`.
      `MAIL_URL has no ${/^[\w-]{1,20}$/.test(unknown) ? `option \`${unknown}\`` : 'such option'}.`,
      'It knows `connections=N`, `tls=required|unverified|off`, `auth=xoauth2`, `name=OUR.HOST.NAME`, and for several relays `weight=N` and `perSecond=N`.',
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw wrong('MAIL_URL names no host.', 'Write `smtps://USER:PASSWORD@HOST`.');
  const tls = tlsOf(url.searchParams.get('tls'));
  if (tls === 'off' && (url.password !== '' || url.searchParams.has('auth')) && !isLoopback(host)) {
    throw wrong('MAIL_URL would send the password in clear text.', 'Leave out `tls=off`, or the login.');
  }
  return openSmtp({
    name: `${url.protocol}//${url.host}`,
    relay: url.host,
    host,
    port: url.port === '' ? undefined : Number(url.port),
    secure,
    tls,
    login: loginOf(url, env),
    ehlo: ehloName(url.searchParams.get('name'), options),
    connections: connectionsOf(url.searchParams.get('connections')),
    messagesPerConnection,
  });
}

/**
 * Our name in EHLO: the name in MAIL_URL, else the full name of the machine, else the domain of the From address. An IP
 * address is a bad name: Google answers 421 to it, and spam filters count it against us.
 */
function ehloName(given: string | null, { from, machine = hostname() }: Options): string | undefined {
  if (given !== null && !/^(\[[\d.:a-zA-Z]+\]|[a-z\d]([a-z\d.-]{0,251}[a-z\d])?)$/i.test(given))
    throw wrong('MAIL_URL gives a name that no machine can have.', 'Write `name=mail.example.jp`.');
  return given ?? (isFullName(machine) ? machine : from === undefined ? undefined : domainOf(from));
}

/** Whether other networks can know this name: `mac.local` is known only in its own network. */
function isFullName(name: string): boolean {
  const isLocal = /\.(local|localdomain|localhost|lan|home|internal|intranet|corp|invalid|test)$/i.test(name);
  return /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z][a-z\d-]+$/i.test(name) && !isLocal;
}

function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1));
}

function loginOf(url: URL, env: Environment): Login | undefined {
  const [user, pass] = [decode(url.username), decode(url.password)];
  const auth = url.searchParams.get('auth');
  if (auth === null) return user === '' ? undefined : { user, pass };
  if (auth === 'xoauth2' && user !== '' && pass === '') return { user, tokens: tokensFrom(env) };
  throw wrong(
    'MAIL_URL asks for a way to log in that it does not name.',
    'Write `smtps://USER@HOST?auth=xoauth2`, with no password: the token comes from the environment.',
  );
}

function connectionsOf(text: string | null): number {
  if (text === null) return CONNECTIONS;
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_CONNECTIONS) return count;
  throw wrong(
    'MAIL_URL asks for no sensible number of connections.',
    `Write \`connections=1\` to \`${MOST_CONNECTIONS}\`.`,
  );
}

function tlsOf(text: string | null): TlsMode | undefined {
  const mode = tlsModes.find((known) => known === text);
  if (text === null || mode !== undefined) return mode;
  throw wrong(
    'MAIL_URL asks for a way of encryption that does not exist.',
    `Write one of: ${tlsModes.join(', ')}.`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('MAIL_URL has a stray `%`.', 'Write `%25` for a `%`, such as one in a password.');
  }
}

function wrong(message: string, hint: string): ProblemError {
  const problem: Problem = { code: 'mail-url', message, hint };
  return new ProblemError([problem]);
}
