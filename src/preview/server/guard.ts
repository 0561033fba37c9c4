/**
 * Who may use the preview: only a page on this machine that knows the token. Three things are checked. The `Host`
 * header, because a foreign domain may be made to point to this machine (DNS rebinding). The `Origin` header, so that a
 * page of another site cannot act. The token, which is in the path and not in a cookie, because browsers send cookies
 * along with the requests of other sites.
 */
import { timingSafeEqual } from 'node:crypto';

const BYTES = 24;

/** @param random bytes from the world */
export function newToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(BYTES)).toString('base64url');
}

/** The `Host` headers that are served. Browsers leave out port 80. */
export function hostsOf(port: number): readonly string[] {
  return ['127.0.0.1', 'localhost'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}

/** Values of `Sec-Fetch-Site` that may ask for everything: the page itself, or a person who typed the address. */
const OWN: ReadonlySet<string> = new Set(['same-origin', 'none']);
/** Paths that any value may ask for: the page, because a link may lead to it, and heights, which frames report. */
const OPEN = /^(?:$|height\/)/;

/** @returns why the request is refused; `undefined` if it is allowed */
export function refusal(request: Request, port: number, token: string): string | undefined {
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (!hostsOf(port).includes(host)) return 'this host is not served';
  if (origin !== null && origin !== new URL(`http://${host}`).origin) return 'another origin asks';
  const [, given = '', ...rest] = url.pathname.split('/');
  if (!isToken(given, token)) return 'the address lacks its token';
  if (site !== null && !OWN.has(site) && !OPEN.test(rest.join('/'))) return 'another page asks';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (origin === null || (site !== null && site !== 'same-origin')) return 'only its own page may act';
  if (request.headers.get('content-type') !== 'application/json') return 'only JSON is read';
  return undefined;
}

function isToken(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
