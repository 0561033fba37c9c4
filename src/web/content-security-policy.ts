/**
 * The `Content-Security-Policy` of everything that the public service answers: pages of its own, files of `out/`, and
 * all the rest. Nothing is loaded and nothing runs but what is named here.
 */
import { hash } from 'node:crypto';

/** For what is no page: texts, feeds, pictures. */
export const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

/** For a page of the service: only its style acts on it, and its forms lead nowhere else. */
export function policyOfPage(style: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A page that we made may contain a script, such as the button that copies an address: only that script may run. */
export function policyOfPublished(path: string, read: Buffer): string {
  if (!path.endsWith('.html')) return NOTHING_ALLOWED;
  const scripts = [...read.toString('utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'${hashOf(script)}'`,
  );
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src https: http: data:',
    ...(scripts.length === 0 ? [] : [`script-src ${scripts.join(' ')}`]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}
