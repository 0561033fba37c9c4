/**
 * Who may ask: a page on this machine that knows the token, and no other. The name of the host is checked, so that a
 * domain which is made to point to this machine gets nothing (DNS rebinding); the origin, so that another page can
 * not act; and the token stands in the path, so that no cookie is sent along by itself.
 */
import { timingSafeEqual } from 'node:crypto';

const BYTES = 24;

/** @param random bytes from the world */
export function newToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(BYTES)).toString('base64url');
}

/** On every answer: nothing of it is kept, sent on as a referrer, or taken for another type. */
export const commonHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** Where it may be reached; browsers leave the port out that http has anyway. */
export function hostsOf(port: number): readonly string[] {
  return ['127.0.0.1', 'localhost'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}

/** Who asks, as browsers say it (Sec-Fetch-Site): the page itself, or a person who typed the address. */
const OWN: ReadonlySet<string> = new Set(['same-origin', 'none']);
/** The page, to which a link may lead, and heights, which frames without an origin tell. */
const OPEN = /^(?:$|height\/)/;

/**
 * @returns why the request is refused; `undefined` where it may go on
 */
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

/** The page itself: only its own files act on it, and it may be in no frame. */
export function shellPolicy(base: string): string {
  return [
    "default-src 'none'",
    `script-src ${base}app/`,
    `style-src ${base}app/`,
    `connect-src ${base}`,
    `frame-src ${base}frame/`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/**
 * What was written by others: no script runs, nothing is sent, nothing loaded but pictures of the hosts that are
 * named. The sandbox holds also where the address is opened by itself.
 */
export function framePolicy(base: string, pictures: readonly string[]): string {
  return [
    'sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src ${[`${base}height/`, 'data:', ...pictures].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${new URL(base).origin}`,
  ].join('; ');
}
