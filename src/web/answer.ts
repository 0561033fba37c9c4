/** Answers: pages and short texts. Their headers forbid browsers to frame them, to cache them, and to load anything. */
import type { Html } from '../feeds/formats/html.ts';
import { NOTHING_ALLOWED } from './content-security-policy.ts';
import type { PageLook } from './pages/style.ts';

/** On everything that this service answers. */
export const commonHeaders = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** For pages, which may show something about a person: no cache keeps them, no search engine lists them. */
const personal = {
  ...commonHeaders,
  'content-security-policy': NOTHING_ALLOWED,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'x-frame-options': 'DENY',
} as const;

type Looks = { readonly look: PageLook };

export function htmlAnswer(looks: Looks, status: number, page: Html): Response {
  return new Response(page.html, { status, headers: headersOf(looks) });
}

/** The same for a page that is already encoded as UTF-8. */
export function bytesAnswer(looks: Looks, status: number, page: Uint8Array<ArrayBuffer>): Response {
  return new Response(page, { status, headers: headersOf(looks) });
}

/** The headers of every page with this look: put together once, since each click to leave is answered with a page. */
function headersOf({ look }: Looks): Readonly<Record<string, string>> {
  const headers = made.get(look) ?? {
    ...personal,
    'content-security-policy': look.policy,
    'content-type': 'text/html; charset=utf-8',
  };
  made.set(look, headers);
  return headers;
}

const made = new WeakMap<PageLook, Readonly<Record<string, string>>>();

export function textAnswer(
  status: number,
  text: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(text, {
    status,
    headers: { ...personal, 'content-type': 'text/plain; charset=utf-8', ...more },
  });
}

/** A file to keep, in JSON. */
export function fileAnswer(name: string, value: unknown): Response {
  return new Response(`${JSON.stringify(value, undefined, 2)}\n`, {
    status: 200,
    headers: {
      ...personal,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
