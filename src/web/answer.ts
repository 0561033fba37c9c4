/** Answers: pages and short texts, each with the headers that keep it from being framed, kept, or sent anywhere. */
import { createHash } from 'node:crypto';
import type { Html } from '../feeds/formats/html.ts';
import { STYLE } from './pages/style.ts';

/** Only the page's own style acts on it, and its forms lead nowhere else. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On everything that this service answers. */
export const commonHeaders = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Pages may name a person, and none is worth keeping. */
const personal = {
  ...commonHeaders,
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'x-frame-options': 'DENY',
} as const;

export function htmlAnswer(status: number, page: Html): Response {
  return new Response(page.html, {
    status,
    headers: { ...personal, 'content-type': 'text/html; charset=utf-8' },
  });
}

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
