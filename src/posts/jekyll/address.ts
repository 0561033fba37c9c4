/** Finds the address of a Jekyll site. */
import { textAt, type YamlMap } from './yaml-map.ts';

/**
 * The `url` of the site; else the address that GitHub Pages makes from CNAME or from `repository`.
 *
 * @returns also the place where it was found, and what is wrong with it
 */
export function addressOf(data: YamlMap, cname: string | undefined) {
  const base = textAt(data, 'baseurl');
  const written = textAt(data, 'url');
  const candidates = [
    { key: base === undefined ? 'url' : 'url, baseurl', url: written && joined(written, base) },
    { key: 'CNAME', url: cname && joined(`https://${cname}`, base) },
    { key: 'repository', url: pagesUrl(textAt(data, 'repository'), base) },
  ];
  const found = candidates.find(({ url }) => url !== undefined);
  return found === undefined
    ? { key: 'url', url: written, fault: 'it is no address' }
    : { ...found, fault: undefined };
}

/** `minato/keizai` is served at `https://minato.github.io/keizai`, and `minato/minato.github.io` above it. */
function pagesUrl(repository: string | undefined, base: string | undefined): string | undefined {
  const written = /^(?:https:\/\/github\.com\/)?([\w-]+)\/([\w.-]+?)(?:\.git)?$/.exec(repository ?? '');
  if (written === null) return undefined;
  const [, owner = '', name = ''] = written;
  const host = `${owner}.github.io`.toLowerCase();
  return joined(`https://${host}`, base ?? (name.toLowerCase() === host ? '' : name));
}

/** `undefined` if readers cannot reach it as a web address. */
function joined(url: string, base = ''): string | undefined {
  const parsed = URL.parse(`${withScheme(url).replace(/(?<!\/)\/+$/, '')}/${base.replace(/^\/+/, '')}`);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  // Some sites name their test address, and replace it when they are published.
  return /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(parsed.hostname)
    ? undefined
    : parsed.href.replace(/(?<!\/)\/+$/, '');
}

/** `minato.example` and `//minato.example`: the address is known, and only how it is reached is not. */
function withScheme(url: string): string {
  return /^(?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/:]|$)/u.test(url)
    ? `https://${url.replace(/^\/\//, '')}`
    : url;
}
