/**
 * From which network a request comes: /24 of IPv4, /64 of IPv6, since one address costs an attacker nothing. A
 * proxy's word for it is taken only where the settings name the proxy.
 */
import { BlockList, isIP } from 'node:net';

/** @param proxies addresses or networks, as `web.proxies` */
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
 * The visitor's own address: of what proxies have written behind one another, the last that is no proxy of ours.
 *
 * @param peer who is connected
 * @param forwarded the `X-Forwarded-For` header
 */
export function clientOf(
  peer: string | undefined,
  forwarded: string | null,
  proxies: BlockList,
): string | undefined {
  const way = [...(forwarded?.split(',').map((part) => part.trim()) ?? []), peer ?? ''].map(plain);
  for (const address of way.toReversed()) {
    const family = familyOf(address);
    if (family === undefined) return undefined;
    if (!proxies.check(address, family)) return address;
  }
  return way[0];
}

/** `203.0.113.0/24`; who can not be told apart is one network. */
export function networkOf(address: string | undefined): string {
  const family = familyOf(address ?? '');
  if (address === undefined || family === undefined) return 'unknown';
  if (family === 'ipv4') return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** An IPv4 address that came in IPv6's clothes is one. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
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
