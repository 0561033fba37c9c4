/**
 * Serves the digests and feeds in `out/`, which are public anyway. Each has a strong ETag: a client that already has the
 * newest version gets 304 and no body. Answers are compressed if the client accepts that. No path leads out of `out/`.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readWhole } from '../disk/files.ts';
import { sizeInside } from '../disk/links-on-disk.ts';
import { stampOf } from '../disk/scan-files.ts';
import { commonHeaders } from './answer.ts';
import { policyOfPublished } from './content-security-policy.ts';
import { says } from './pages/page.ts';
import { baseOf, type Route } from './service.ts';

/** What is served, by the end of the name. A new kind is a row here. */
const types: readonly (readonly [end: string, type: string])[] = [
  ['rss.xml', 'application/rss+xml; charset=utf-8'],
  ['atom.xml', 'application/atom+xml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.xml', 'application/xml; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.opml', 'text/x-opml; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.svg', 'image/svg+xml'],
  ['.webp', 'image/webp'],
  ['.ico', 'image/x-icon'],
];

/** A path of one or more names, none of them hidden (`.git`): `digests/2025-W45/index.html`. */
const NAMES = /^(?:[^./\\\p{Cc}][^/\\\p{Cc}]*\/)*[^./\\\p{Cc}][^/\\\p{Cc}]*$/u;

function isServed(path: string): boolean {
  return NAMES.test(path) && typeOf(path) !== undefined;
}

function typeOf(path: string): string | undefined {
  return types.find(([end]) => path.endsWith(end))?.[1];
}

type File = {
  /** When it was last looked at, in ms. */
  looked: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly stamp: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly packed: Map<string, Uint8Array<ArrayBuffer>>;
};

/** The most files that are kept in memory, each until it changes on disk. */
const MOST_FILES = 200;
/** For so long, in ms, a file is answered without a look at the disk: the look costs more than the rest of an answer. */
const FRESH = 1_000;

export function openPublished(): Route {
  const files = new Map<string, File>();
  return async ({ request, path: asked }, service) => {
    const base = baseOf(service);
    const path = pathOf(asked, base);
    const out = join(service.root, 'out');
    const wanted = path === '' || path?.endsWith('/') ? `${path}index.html` : path;
    const known = wanted === undefined ? undefined : files.get(wanted);
    const now = service.clock().getTime();
    if (known !== undefined && Math.abs(now - known.looked) < FRESH)
      return answerOf(request, known, wanted ?? '');
    if (wanted === undefined || !isServed(wanted) || sizeInside(out, wanted, isServed) === undefined) {
      const isFolder =
        wanted !== undefined && sizeInside(out, `${wanted}/index.html`, isServed) !== undefined;
      return isFolder ? toFolder(`${base}/${wanted}/`) : says(service, service.words.faults.missing, 404);
    }
    const file = readFile(files, out, wanted, now);
    if (file === undefined) return says(service, service.words.faults.missing, 404);
    return answerOf(request, file, wanted);
  };
}

function answerOf(request: Request, file: File, path: string): Response {
  const coding = isWorth(file, path) ? codingFor(request.headers.get('accept-encoding') ?? '') : undefined;
  // A strong ETag promises the same bytes: what is compressed gets a weak one (RFC 9110, 8.8.3.3).
  const headers = coding === undefined ? file.headers : { ...file.headers, etag: `W/${file.etag}` };
  if (isKnown(request, file)) return new Response(null, { status: 304, headers });
  if (coding === undefined) return new Response(file.bytes, { status: 200, headers });
  return new Response(packed(file, coding), {
    status: 200,
    headers: { ...headers, 'content-encoding': coding },
  });
}

/** @returns the path below the service, decoded; `undefined` if it can not be decoded, as `/%ff` */
function pathOf(asked: string, base: string): string | undefined {
  try {
    return decodeURIComponent(asked.slice(base.length)).replace(/^\//, '');
  } catch {
    return undefined;
  }
}

function toFolder(location: string): Response {
  return new Response(null, { status: 308, headers: { ...commonHeaders, location: encodeURI(location) } });
}

/** @param name as it was asked for and checked: `a/../b` is a name that is never served, though its path is that of `b` */
function readFile(files: Map<string, File>, out: string, name: string, now: number): File | undefined {
  const path = join(out, name);
  const stamp = JSON.stringify(stampOf(path) ?? null);
  const known = files.get(name);
  if (known?.stamp === stamp) {
    known.looked = now;
    return known;
  }
  const read = readWhole(path);
  if (read === undefined) return undefined;
  const bytes = new Uint8Array(read);
  const etag = `"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`;
  const headers = headersOf(name, etag, policyOfPublished(path, read));
  const file = { looked: now, headers, stamp, bytes, etag, packed: new Map() };
  if (files.size >= MOST_FILES) files.delete(files.keys().next().value ?? '');
  files.set(name, file);
  return file;
}

function headersOf(path: string, etag: string, policy: string): Readonly<Record<string, string>> {
  return {
    ...commonHeaders,
    'content-type': typeOf(path) ?? 'application/octet-stream',
    'content-security-policy': policy,
    'cache-control': 'public, max-age=300',
    etag,
    vary: 'accept-encoding',
    // Readers in a browser ask from other sites.
    ...(/\.(?:xml|json|opml)$/.test(path) ? { 'access-control-allow-origin': '*' } : {}),
  };
}

/** RFC 9110, 13.1.2. Some proxies turn our ETag into a weak one (`W/"…"`): it still names the same file. */
function isKnown(request: Request, { etag }: File): boolean {
  const tags = request.headers.get('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** Files shorter than this, in bytes, are not compressed: it gains nothing. Nor are pictures, which already are. */
const WORTH = 1_000;

function isWorth({ bytes }: File, path: string): boolean {
  return bytes.length >= WORTH && !/\.(?:png|jpg|webp|ico)$/.test(path);
}

/** The codings that we have, the shortest result first. */
const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

/**
 * @param accepted the header Accept-Encoding (RFC 9110, 12.5.3): `gzip;q=0.5, BR`. `*` is every coding that it does not
 *   name; nothing says that the client can read a coding that it does not name, so `*` alone gets the file as it is
 */
function codingFor(accepted: string): Coding | undefined {
  if (accepted === '') return undefined;
  const named = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.replace(/[\t ]/g, '')));
  const wanted = named.filter(([, ...more]) => !more.some((part) => /^q=0(?:\.0*)?$/.test(part)));
  return codings.find((coding) => wanted.some(([name]) => name === coding));
}

function packed({ bytes, packed: kept }: File, coding: Coding): Uint8Array<ArrayBuffer> {
  const known = kept.get(coding);
  const body =
    known ?? new Uint8Array(coding === 'br' ? brotliCompressSync(bytes, QUALITY) : gzipSync(bytes));
  kept.set(coding, body);
  return body;
}

/** Made once for each file and version: a good ratio in some ten milliseconds. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
