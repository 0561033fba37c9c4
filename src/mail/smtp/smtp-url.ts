/**
 * Reads one URL of a mail server in `MAIL_URL`, with its options:
 *
 *     smtps://USER:PASSWORD@HOST?connections=5&tls=required&name=mail.example.jp
 */
import { hostname } from 'node:os';
import { domainToASCII } from 'node:url';
import { type Problem, ProblemError } from '../../problem.ts';
import type { Environment } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import { domainOf } from '../mailbox.ts';
import { tokensFrom } from './access-tokens.ts';
import { isLoopback, type TlsMode, tlsModes } from './connection-options.ts';
import type { Login } from './login.ts';
import type { SmtpSettings } from './smtp.ts';

export type SmtpOptions = {
  readonly messagesPerConnection: number;
  /** The environment, which may hold access tokens. */
  readonly env?: Environment;
  /** The address in `From:`. Its domain is our name in EHLO if the machine has no full name. */
  readonly from?: string | undefined;
  /** The name of the machine. */
  readonly machine?: string;
};

/** What the config and the environment say for every way to send: the same for a digest and for a confirmation. */
export function smtpOptionsOf({ mail }: Pick<Settings, 'mail'>, env: Environment): SmtpOptions {
  return { messagesPerConnection: mail.pace.messagesPerConnection, env, from: mail.from?.address };
}

const optionNames: readonly string[] = ['connections', 'tls', 'auth', 'name', 'weight', 'perSecond'];
const CONNECTIONS = 5;
const MOST_CONNECTIONS = 100;

/** @throws ProblemError (mail-url), which never shows the URL: it may hold a password */
export function readSmtpUrl(url: URL, options: SmtpOptions): SmtpSettings {
  const { messagesPerConnection, env = {} } = options;
  const unknown = [...url.searchParams.keys()].find((key) => !optionNames.includes(key));
  if (unknown !== undefined) {
    throw wrongUrl(
      // Shown only if it looks like a word: else it may be the end of a password with an unescaped `?`.
      `MAIL_URL has no ${/^[\w-]{1,20}$/.test(unknown) ? `option \`${unknown}\`` : 'such option'}.`,
      'It knows `connections=N`, `tls=required|unverified|off`, `auth=xoauth2`, `name=OUR.HOST.NAME`, and for several relays `weight=N` and `perSecond=N`.',
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw wrongUrl('MAIL_URL names no host.', 'Write `smtps://USER:PASSWORD@HOST`.');
  const tls = tlsOf(url.searchParams.get('tls'));
  if (tls === 'off' && (url.password !== '' || url.searchParams.has('auth')) && !isLoopback(host)) {
    throw wrongUrl('MAIL_URL would send the password in clear text.', 'Leave out `tls=off`, or the login.');
  }
  return {
    name: `${url.protocol}//${url.host}`,
    relay: url.host,
    host,
    port: url.port === '' ? undefined : Number(url.port),
    secure: url.protocol === 'smtps:',
    tls,
    login: loginOf(url, env),
    ehlo: ehloName(url.searchParams.get('name'), options),
    connections: connectionsOf(url.searchParams.get('connections')),
    messagesPerConnection,
  };
}

/**
 * Our name in EHLO: the name in MAIL_URL, else the full name of the machine, else the domain of the From address. An IP
 * address is a bad name: Google answers 421 to it, and spam filters count it against us.
 */
function ehloName(given: string | null, { from, machine = hostname() }: SmtpOptions): string | undefined {
  if (given !== null && !/^(\[[\d.:a-zA-Z]+\]|[a-z\d]([a-z\d.-]{0,251}[a-z\d])?)$/i.test(given))
    throw wrongUrl('MAIL_URL gives a name that no machine can have.', 'Write `name=mail.example.jp`.');
  return (
    given ?? (isFullName(machine) ? machine : from === undefined ? undefined : domainToASCII(domainOf(from)))
  );
}

/** Whether other networks can know this name: `mac.local` is known only in its own network. */
function isFullName(name: string): boolean {
  const isLocal = /\.(local|localdomain|localhost|lan|home|internal|intranet|corp|invalid|test)$/i.test(name);
  return /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z][a-z\d-]+$/i.test(name) && !isLocal;
}

function loginOf(url: URL, env: Environment): Login | undefined {
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  const auth = url.searchParams.get('auth');
  if (auth === null) return user === '' ? undefined : { user, pass };
  if (auth === 'xoauth2' && user !== '' && pass === '') return { user, tokens: tokensFrom(env) };
  throw wrongUrl(
    'MAIL_URL asks for a way to log in that it does not name.',
    'Write `smtps://USER@HOST?auth=xoauth2`, with no password: the token comes from the environment.',
  );
}

function connectionsOf(text: string | null): number {
  if (text === null) return CONNECTIONS;
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_CONNECTIONS) return count;
  throw wrongUrl(
    'MAIL_URL asks for no sensible number of connections.',
    `Write \`connections=1\` to \`${MOST_CONNECTIONS}\`.`,
  );
}

function tlsOf(text: string | null): TlsMode | undefined {
  const mode = tlsModes.find((known) => known === text);
  if (text === null || mode !== undefined) return mode;
  throw wrongUrl(
    'MAIL_URL asks for a way of encryption that does not exist.',
    `Write one of: ${tlsModes.join(', ')}.`,
  );
}

/** The share of the mails, if `MAIL_URL` names several servers. */
export function weightOf({ searchParams }: URL): number {
  const text = searchParams.get('weight') ?? '1';
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw wrongUrl('MAIL_URL gives a relay no sensible weight.', 'Write `weight=1` to `weight=999`.');
}

/** Mails a second; `undefined`: no limit. */
export function rateOf({ searchParams }: URL): number | undefined {
  const text = searchParams.get('perSecond');
  if (text === null) return undefined;
  if (/^\d{1,5}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return Number(text);
  throw wrongUrl('MAIL_URL gives a relay no sensible pace.', 'Write `perSecond=10`, mails a second.');
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrongUrl('MAIL_URL has a stray `%`.', 'Write `%25` for a `%`, such as one in a password.');
  }
}

export function wrongUrl(message: string, hint: string): ProblemError {
  const problem: Problem = { code: 'mail-url', message, hint };
  return new ProblemError([problem]);
}
