/** The `Content-Security-Policy` of the editors' page and of its frames, and whose pictures a frame may load. */
import type { Settings } from '../settings.ts';

/** The content security policy of the page itself: only its own scripts and styles run, and no site may frame it. */
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
 * The content security policy of a frame, which shows text of others: no script runs, no form is sent, and nothing is
 * loaded but pictures of the named hosts. `sandbox` protects even if somebody opens the frame's address in a tab.
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

/** The origins whose pictures a frame may load: the site, the logos of the brand, and `preview.pictures`. */
export function pictureHosts({ site, brand, preview }: Settings): readonly string[] {
  const own = [site.url, brand.logo, brand.logoDark].flatMap((url) =>
    url === undefined ? [] : [new URL(url).origin],
  );
  return [...new Set([...own, ...preview.pictures])];
}
