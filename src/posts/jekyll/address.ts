/** Where a Jekyll site answers. */
import { textAt, type YamlMap } from './yaml-map.ts';

/**
 * The `url` of the site; failing that, what GitHub Pages makes of CNAME or of `repository`.
 *
 * @returns also where it is from, and what is wrong with it
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

/** `undefined` where it is no web address that readers can reach. */
function joined(url: string, base = ''): string | undefined {
  const parsed = URL.parse(`${url.replace(/\/+$/, '')}/${base.replace(/^\/+/, '')}`);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  // Some sites name the address of their tests, and give the true one when they are published.
  return /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(parsed.hostname)
    ? undefined
    : parsed.href.replace(/\/+$/, '');
}
