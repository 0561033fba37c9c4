/**
 * The servers that LEDGER_URL names, in the form of libpq (`postgres://USER@ONE:5432,TWO:5433/DATABASE`), and which of
 * them a session may use. The package pg knows only one host.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
import { unreadableUrl } from '../database-problems.ts';

/** What a session can be used for. */
export type ServerSession = {
  /** Its server copies another one, and takes no changes. */
  readonly standby: boolean;
  /** It takes no changes: its server is a standby, or is set to read only. */
  readonly readOnly: boolean;
};

export type SessionPurpose = 'read' | 'write';
export type Wish = (session: ServerSession) => boolean;

export type Servers = {
  /** A URL for each server, in the order of LEDGER_URL. */
  readonly urls: readonly string[];
  /** Which sessions are suitable, the best first. */
  readonly wishes: (purpose: SessionPurpose) => readonly Wish[];
};

const any: Wish = () => true;
const writable: Wish = ({ readOnly }) => !readOnly;

/** libpq's `target_session_attrs`. */
const attributes: Readonly<Record<string, readonly Wish[]>> = {
  any: [any],
  'read-write': [writable],
  'read-only': [({ readOnly }) => readOnly],
  primary: [({ standby }) => !standby],
  standby: [({ standby }) => standby],
  'prefer-standby': [({ standby }) => standby, any],
};

/** If LEDGER_URL asks for nothing: changes need a server that takes them, and for reading a standby is enough. */
const byPurpose = { read: [writable, any], write: [writable] } as const;

/** The beginning with the user, the hosts, and the rest. */
const PARTS = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s;

type UrlParts = {
  /** The protocol, and who connects. */
  readonly start: string;
  readonly hosts: string;
  /** The database, with the slash before it. */
  readonly path: string;
  /** What is asked for behind the `?`. */
  readonly query: string;
};

export function splitUrl(url: string): UrlParts {
  const [, start = '', hosts = '', end = ''] = PARTS.exec(url) ?? [];
  const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(end) ?? [];
  return { start, hosts, path, query };
}

const ASKED = /([?&])target_session_attrs=([^&#]*)(?:&|$)/;

/** @throws ProblemError (ledger-url) if `target_session_attrs` has a value that libpq does not know */
export function serversIn(url: string): Servers {
  const [, start = '', hosts = '', end = ''] = PARTS.exec(url) ?? [];
  const asked = ASKED.exec(end)?.[2];
  const named = hosts.split(',').filter((host) => host !== '');
  if (named.length < 2 && asked === undefined) return { urls: [url], wishes: () => [any] };
  const rest = end.replace(ASKED, '$1');
  const wishes = asked === undefined ? undefined : wishesOf(asked);
  return {
    // A URL may name no host: then `host` behind the `?` does, or PGHOST.
    urls: (named.length === 0 ? [''] : named).map((host) => `${start}${host}${rest}`),
    wishes: (purpose) => wishes ?? byPurpose[purpose],
  };
}

function wishesOf(asked: string): readonly Wish[] {
  const known = Object.hasOwn(attributes, asked) ? attributes[asked] : undefined;
  if (known !== undefined) return known;
  throw unreadableUrl(
    undefined,
    `\`target_session_attrs\` in LEDGER_URL is none of ${Object.keys(attributes).join(', ')}.`,
  );
}

const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d+)?$/i;

/**
 * Hosts and database. The rest of the URL may be secret, and also what looks like a host before an `@`: in
 * `postgres://USER:12?34@HOST/DATABASE`, `12?34` is meant as the password.
 */
export function placeOf(url: string): string {
  const { start, hosts, path } = splitUrl(url);
  const plain = hosts.split(',').every((host) => HOST.test(host)) && !url.slice(start.length).includes('@');
  return plain ? `postgres://${hosts}${path}` : 'PostgreSQL';
}
