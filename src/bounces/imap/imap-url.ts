/**
 * Reads IMAP_URL: `imaps://USER:PASSWORD@HOST/FOLDER`, or `imap://` for a server that encrypts after the greeting. Only
 * user, host and folder are ever shown.
 */
import { isLoopback } from '../../mail/smtp/connection-options.ts';
import { type Problem, ProblemError } from '../../problem.ts';

export type ImapPlace = {
  readonly host: string;
  readonly port: number;
  /** `true`: TLS from the first byte. `false`: TLS begins after the greeting, and before the login. */
  readonly secure: boolean;
  readonly tls: 'required' | 'unverified' | 'off';
  readonly user: string;
  readonly password: string;
  /** Whether the login uses an access token in place of a password. */
  readonly byToken: boolean;
  readonly folder: string;
};

const PORTS = { 'imap:': 143, 'imaps:': 993 } as const;
const OPTIONS: readonly string[] = ['auth', 'tls'];

/** @throws ProblemError (imap-url): it says what is wrong and never shows the URL, which may hold a password */
export function readImapUrl(text: string): ImapPlace {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'imap:' && url.protocol !== 'imaps:') || url.hostname === '')
    throw wrong('is no URL of an IMAP server');
  const secure = url.protocol === 'imaps:';
  const query = Object.fromEntries(url.searchParams);
  const unknown = Object.keys(query).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw wrong(`has an option \`${unknown}\` that there is not`);
  const byToken = query['auth'] === 'xoauth2';
  if (query['auth'] !== undefined && !byToken) throw wrong('has an `auth` that is not `xoauth2`');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tls = query['tls'] ?? (!secure && isLoopback(host) ? 'off' : 'required');
  if (tls !== 'required' && tls !== 'unverified' && tls !== 'off')
    throw wrong('has a `tls` that is not `required`, `unverified` or `off`');
  const [user, password, folder] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (user === undefined || password === undefined || folder === undefined)
    throw wrong('has a `%` that stands for nothing: write `%25` for it');
  if (user === '' || (password === '' && !byToken)) throw wrong('has no user or no password in it');
  return {
    ...{ host, secure, tls, user, password, byToken },
    port: url.port === '' ? PORTS[url.protocol] : Number(url.port),
    folder: folder === '' ? 'INBOX' : folder,
  };
}

/** A name for people: `letter@mail.example.jp/INBOX`. */
export function mailboxName({ user, host, folder }: ImapPlace): string {
  return `${user.includes('@') ? `${user} at ${host}` : `${user}@${host}`}/${folder}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function wrong(what: string): ProblemError {
  const problem: Problem = {
    code: 'imap-url',
    message: `IMAP_URL ${what}.`,
    hint: 'Write it like `IMAP_URL=imaps://USER:PASSWORD@HOST/INBOX`; `%40` stands for an @ in the user or the password.',
  };
  return new ProblemError([problem]);
}
