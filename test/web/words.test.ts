/** What stands beside the routes: masked addresses, networks, tokens, and the mails in each language. */
import { expect, it } from 'vitest';
import { clientOf, networkOf, proxyList } from '../../src/web/client-network.ts';
import { withoutAddresses } from '../../src/web/mails/loop.ts';
import { masked } from '../../src/web/pages/masked.ts';
import { hashOfToken, newCode, newToken } from '../../src/web/tokens.ts';
import { linkIn, openScene } from './scene.ts';

it.for([
  { address: 'taro@example.jp', shown: 't***@e***.jp', why: 'enough for its owner' },
  { address: 'ab@x.jp', shown: '***@***.jp', why: 'a short name would be told by its first letter' },
  { address: 'a..b@docomo.ne.jp', shown: 'a***@d***.jp', why: 'an old form of a carrier' },
  { address: '山田太郎@example.jp', shown: '山***@e***.jp', why: 'beyond ASCII' },
])('$address is shown as $shown: $why', ({ address, shown }) => {
  expect(masked(address)).toBe(shown);
});

it.for([
  { address: '203.0.113.7', network: '203.0.113.0/24', why: 'IPv4' },
  { address: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2::/64', why: 'IPv6' },
  { address: '2001:db8::5', network: '2001:db8:0:0::/64', why: 'zeros that are left out' },
  { address: '2001:0DB8:0001::5', network: '2001:db8:1:0::/64', why: 'zeros that stand there' },
  { address: undefined, network: 'unknown', why: 'nobody knows it' },
  { address: 'nonsense', network: 'unknown', why: 'no address' },
])('$address is of $network: $why', ({ address, network }) => {
  expect(networkOf(address)).toBe(network);
});

it.for([
  { peer: '127.0.0.1', forwarded: '198.51.100.9', client: '198.51.100.9', why: 'our proxy says it' },
  {
    peer: '::ffff:127.0.0.1',
    forwarded: '198.51.100.9',
    client: '198.51.100.9',
    why: 'in the clothes of IPv6',
  },
  { peer: '127.0.0.1', forwarded: '198.51.100.9:4711', client: '198.51.100.9', why: 'with its port' },
  { peer: '127.0.0.1', forwarded: '"[2001:db8::1]:443"', client: '2001:db8::1', why: 'IPv6 with its port' },
  { peer: '127.0.0.1', forwarded: '198.51.100.9, ', client: '198.51.100.9', why: 'with an empty entry' },
  { peer: '127.0.0.1', forwarded: '', client: '127.0.0.1', why: 'an empty header' },
  { peer: '127.0.0.1', forwarded: 'unknown', client: undefined, why: 'the proxy does not say' },
  {
    peer: '127.0.0.1',
    forwarded: '1.2.3.4, 198.51.100.9',
    client: '198.51.100.9',
    why: 'what the visitor wrote before',
  },
  { peer: '127.0.0.1', forwarded: '198.51.100.9, 10.0.0.2', client: '198.51.100.9', why: 'two proxies' },
  { peer: '203.0.113.5', forwarded: '198.51.100.9', client: '203.0.113.5', why: 'nobody whom we believe' },
  { peer: '127.0.0.1', forwarded: null, client: '127.0.0.1', why: 'no proxy at all' },
  { peer: '127.0.0.1', forwarded: 'unknown', client: undefined, why: 'a proxy that says nothing' },
  { peer: undefined, forwarded: '198.51.100.9', client: undefined, why: 'a connection that is gone' },
])('the visitor is $client: $why', ({ peer, forwarded, client }) => {
  expect(clientOf(peer, forwarded, proxyList(['127.0.0.0/8', '::1', '10.0.0.0/8']))).toBe(client);
});

it('knows a token in one spelling only', () => {
  const token = newToken((bytes) => Buffer.alloc(bytes, 0xa5));
  expect(token).toHaveLength(22);
  const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
    (letter) => hashOfToken(token.slice(0, -1) + letter) !== undefined,
  );
  expect(others).toHaveLength(4); // of 64 last letters those that carry no bit too many
  expect(hashOfToken(`${token}=`)).toBeUndefined();
});

it('makes codes of six digits, small numbers too', () => {
  expect(newCode((bytes) => Buffer.alloc(bytes))).toBe('000000');
  expect(newCode((bytes) => Buffer.alloc(bytes, 0xff))).toMatch(/^\d{6}$/);
});

it('leaves the address out of what a mail server says', () => {
  expect(withoutAddresses('550 5.1.1 <hana@example.jp>: unknown')).toBe('550 5.1.1 <(an address)>: unknown');
  expect(withoutAddresses('550 <"a..b"@docomo.ne.jp>: unknown')).toBe('550 <(an address)>: unknown');
  expect(withoutAddresses('see https://x.example/?a=hana%40example.jp')).not.toContain('hana');
});

it.for(['ja', 'en'])('in %s every mail has its words, links and sender', async (language) => {
  await using scene = await openScene({ site: { language } });
  await scene.post('/subscribe', { email: 'hana@example.jp' });
  const [confirm] = await scene.mails();
  await scene.post(linkIn(confirm, 'confirm'));
  const [welcome] = await scene.mails();
  await scene.post('/link', { email: 'hana@example.jp' });
  const [links] = await scene.mails();
  await scene.post(linkIn(links, 'preferences'), { do: 'move', email: 'hana@new.example' });
  const [move] = await scene.mails();
  await scene.post(linkIn(move, 'confirm'));
  const [moved] = await scene.mails();
  await scene.post(linkIn(welcome, 'unsubscribe'));
  const [goodbye] = await scene.mails();
  for (const mail of [confirm, welcome, links, move, moved, goodbye]) {
    expect(mail?.subject).toContain('週刊みなと');
    for (const body of [mail?.html, mail?.text]) {
      expect(body).toContain('株式会社みなと');
      expect(body).toContain('横浜市中区見本町1-2-3');
      expect(body).not.toMatch(/\{\{|\ufdd0|\ufdd1|undefined/);
    }
    expect(mail?.html).toContain(`lang="${language}"`);
    expect(mail?.html).not.toMatch(/src="http/);
  }
  expect(linkIn(goodbye, 'undo')).not.toBe('');
});
