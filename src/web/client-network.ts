/**
 * The network that a request comes from: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address. Limits
 * count networks and not addresses, because an attacker gets many addresses of one network for nothing. The header
 * X-Forwarded-For is believed only if a proxy sent it that the settings name (`web.proxies`): anyone can write it.
 */
import { BlockList, isIP } from 'node:net';

/** @param proxies addresses or networks, such as `10.0.0.7` or `10.0.0.0/8`: the setting `web.proxies` */
export function proxyList(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = familyOf(address);
    if (family === undefined) continue;
    const most = family === 'ipv4' ? 32 : 128;
    list.addSubnet(address, Math.min(Number(bits ?? most), most), family);
  }
  return list;
}

/**
 * The visitor's own address. Each proxy adds the address that it was called from at the end of X-Forwarded-For, so the
 * visitor is the last one in that list which is not one of our proxies; what stands before it could be made up.
 *
 * @param peer the address at the other end of the connection
 * @param forwarded the `X-Forwarded-For` header: `203.0.113.7, 10.0.0.7`
 * @returns `undefined` if an entry that counts is not an IP address
 */
export function clientOf(
  peer: string | undefined,
  forwarded: string | null,
  proxies: BlockList,
): string | undefined {
  const named =
    forwarded
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '') ?? [];
  const way = [...named, peer ?? ''].map(plain);
  for (const address of way.toReversed()) {
    const family = familyOf(address);
    if (family === undefined) return undefined;
    if (!proxies.check(address, family)) return address;
  }
  return way[0];
}

/** `203.0.113.0/24`, for example. All visitors without a known address share one network, `unknown`. */
export function networkOf(address: string | undefined): string {
  const family = familyOf(address ?? '');
  if (address === undefined || family === undefined) return 'unknown';
  if (family === 'ipv4') return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/**
 * `::ffff:203.0.113.7` is the IPv4 address 203.0.113.7 (RFC 4291, 2.5.5.2). A zone such as `%eth0` is cut off, and so is
 * the port that some proxies write: `203.0.113.7:4711`, `"[2001:db8::1]:443"` (RFC 7239, 6).
 */
function plain(address: string): string {
  const bare = address.replace(/^"(.*)"$/, '$1').replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2');
  return bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

/** All eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [front = '', back] = address.toLowerCase().split('::');
  const [before, after] = [front, back ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = back === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [
    ...(before ?? []),
    ...Array.from({ length: Math.max(missing, 0) }, () => '0'),
    ...(after ?? []),
  ];
  return groups.map((group) => group.replace(/^0+(?=.)/, ''));
}
