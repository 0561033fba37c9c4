/**
 * How connections to PostgreSQL are encrypted: what LEDGER_URL says in `sslmode`, `sslrootcert`, `sslcert`, `sslkey` and
 * `sslnegotiation`, in the meaning of libpq. The package pg alone takes `require` for `verify-full`.
 * https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { unreadableUrl } from '../database-problems.ts';
import { splitUrl } from './servers.ts';

/** `false`: without encryption. `undefined`: as PGSSLMODE says, which the package pg reads. */
export type Encrypted = ConnectionOptions | false | undefined;

export type Encryption = {
  /** The URL without what is said here, for the package pg. */
  readonly url: string;
  /** How to connect, the best way first. The next way is tried if the server or TLS refuses this one. */
  readonly ways: readonly Encrypted[];
  /** Whether TLS begins at once, as PostgreSQL 17 and newer allow, without asking the server first. */
  readonly direct: boolean;
};

/** The connection is encrypted, and whoever answers is believed to be the server. */
const UNVERIFIED: ConnectionOptions = { rejectUnauthorized: false };
const ANY_NAME: ConnectionOptions = { checkServerIdentity: () => undefined };

type Mode = (tls: ConnectionOptions) => readonly Encrypted[];

const modes: Readonly<Record<string, Mode>> = {
  disable: () => [false],
  allow: (tls) => [false, { ...tls, ...UNVERIFIED }],
  prefer: (tls) => [{ ...tls, ...UNVERIFIED }, false],
  // libpq: with the certificate of an authority, `require` verifies as `verify-ca` does.
  require: (tls) => [{ ...tls, ...(tls.ca === undefined ? UNVERIFIED : ANY_NAME) }],
  'no-verify': (tls) => [{ ...tls, ...UNVERIFIED }], // a word of the package pg
  'verify-ca': (tls) => [{ ...tls, ...ANY_NAME }],
  'verify-full': (tls) => [tls],
};
const WEAK = ['disable', 'allow', 'prefer'];

/** `sslrootcert=system` names the authorities that everybody trusts. */
const SYSTEM = 'system';

const NAMES = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'uselibpqcompat'];

/**
 * @param folder where relative paths of certificates begin
 * @param environment whether PGSSLMODE asks for encryption; it counts if the URL does not say
 * @throws ProblemError (ledger-url) if a value is unknown, contradicts another, or names a file that can not be read
 */
export function encryptionIn(url: string, folder: string, environment: boolean): Encryption {
  const { start, hosts, path, query } = splitUrl(url);
  const said = new URLSearchParams(query);
  const value = (name: string) => said.getAll(name).at(-1); // the last one counts, as for libpq
  const rest = new URLSearchParams([...said].filter(([name]) => !NAMES.includes(name)));
  const direct = value('sslnegotiation') === 'direct';
  const found = { url: rest.size === said.size ? url : `${start}${hosts}${path}?${rest}`, direct };
  const asked =
    askedIn(value('sslmode'), value('ssl')) ?? (value('sslrootcert') === SYSTEM ? 'verify-full' : undefined);
  // A socket file is on this machine: libpq ignores `sslmode` there.
  if (isSocket(hosts, value('host'))) return { ...found, direct: false, ways: [false] };
  if (asked === undefined && environment) return { ...found, ways: [undefined] };
  const mode = asked ?? (direct ? 'require' : 'prefer');
  const ways = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (ways === undefined)
    throw wrong(
      `\`${value('sslmode') === undefined ? 'ssl' : 'sslmode'}\` in LEDGER_URL is none of ${Object.keys(modes).join(', ')}.`,
    );
  if (direct && WEAK.includes(mode))
    throw wrong(`\`sslnegotiation=direct\` in LEDGER_URL always encrypts, and \`sslmode=${mode}\` does not.`);
  return { ...found, ways: ways(mode === 'disable' ? {} : certificatesOf(value, mode, folder)) };
}

/** @throws ProblemError if one of the two words needs encryption, and the other one does without */
function askedIn(sslmode: string | undefined, ssl: string | undefined): string | undefined {
  const mode = modeOf(ssl);
  if (sslmode === undefined || mode === undefined) return sslmode ?? mode;
  if (WEAK.includes(sslmode) === WEAK.includes(mode)) return sslmode;
  throw wrong(
    `\`sslmode=${sslmode}\` and \`ssl=${ssl}\` in LEDGER_URL contradict each other.`,
    'Leave out `ssl`: `sslmode` says all of it.',
  );
}

/** libpq takes `ssl=true` of JDBC for `sslmode=require`. */
function modeOf(ssl: string | undefined): string | undefined {
  if (ssl === undefined) return undefined;
  if (ssl === 'true' || ssl === '1') return 'require';
  return ssl === 'false' || ssl === '0' ? 'disable' : ssl;
}

function certificatesOf(
  value: (name: string) => string | undefined,
  mode: string,
  folder: string,
): ConnectionOptions {
  const roots = value('sslrootcert');
  if (roots === SYSTEM && mode !== 'verify-full')
    throw wrong(
      `\`sslrootcert=system\` in LEDGER_URL trusts whom everybody trusts, so \`sslmode=${mode}\` would take the certificate of anybody.`,
      'Write `sslmode=verify-full`.',
    );
  if (mode === 'verify-ca' && roots === undefined)
    throw wrong(
      '`sslmode=verify-ca` in LEDGER_URL does not say whose certificates to believe: with all that everybody trusts, it would take the certificate of anybody.',
      'Name the certificate of the authority, `sslrootcert=/etc/authority.pem`, or write `sslmode=verify-full`.',
    );
  const text = (name: string) => textOf(name, value(name), folder);
  const ca = roots === SYSTEM ? undefined : text('sslrootcert');
  const [cert, key] = [text('sslcert'), text('sslkey')];
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function textOf(name: string, path: string | undefined, folder: string): string | undefined {
  if (path === undefined || path === '') return undefined;
  const file = resolve(folder, path);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw wrong(
      `The file that \`${name}\` in LEDGER_URL names can not be read: ${file} (${reason}).`,
      `Write the path of a file in PEM that this user may read, from / on or from the site folder: \`${name}=/etc/authority.pem\`.`,
      error,
    );
  }
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(text)) return text;
  throw wrong(
    `The file that \`${name}\` in LEDGER_URL names is no certificate or key in PEM: ${file}.`,
    'It begins with `-----BEGIN`. A binary one (DER) becomes such a file with `openssl x509 -inform der -in FILE -out FILE.pem`.',
  );
}

function isSocket(hosts: string, host: string | undefined): boolean {
  return host === undefined ? /^(?:%2f|\/)/i.test(hosts) : host.startsWith('/');
}

function wrong(message: string, hint = 'Leave it out, or write `sslmode=verify-full`.', cause?: unknown) {
  return unreadableUrl(cause, message, hint);
}
