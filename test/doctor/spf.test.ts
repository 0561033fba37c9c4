import { expect, it } from 'vitest';
import { askSpf, judgeSpf } from '../../src/doctor/spf.ts';
import { dnsOf, type Zone } from '../dns.ts';

const many = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`TXT s${at}.jp`, ['v=spf1 ip4:192.0.2.1 -all']]),
  );

const own = (record: string): Zone => ({ 'TXT minato.jp': [record] });

it.for<{ zone: Zone; finds: readonly string[]; why: string }>([
  { zone: own('v=spf1 ip4:192.0.2.0/24 ~all'), finds: ['ok'], why: 'addresses' },
  { zone: own('v=spf1 ip6:2001:db8::/32 -all'), finds: ['ok'], why: 'IPv6' },
  {
    zone: own('v=spf1 a mx a:mail.minato.jp/24//64 ?exists:%{i}.x.jp -all'),
    finds: ['ok'],
    why: 'all mechanisms',
  },
  { zone: own('V=SPF1 IP4:192.0.2.1 -ALL'), finds: ['ok'], why: 'capitals' },
  { zone: own('v=spf1  ip4:192.0.2.1   ~all '), finds: ['ok'], why: 'blanks' },
  { zone: own('v=spf1 ip4:192.0.2.1 ~all later=thing'), finds: ['ok'], why: 'a modifier of later days' },
  {
    zone: { ...own('v=spf1 include:relay.jp ~all'), 'TXT relay.jp': ['v=spf1 ip4:192.0.2.1 -all'] },
    finds: ['ok'],
    why: 'an include',
  },
  {
    zone: { ...own('v=spf1 redirect=relay.jp'), 'TXT relay.jp': ['v=spf1 ip4:192.0.2.1 -all'] },
    finds: ['ok'],
    why: 'a redirect',
  },
  {
    zone: { 'TXT minato.jp': ['google-site-verification=x', 'v=spf1 -all'] },
    finds: ['ok'],
    why: 'other records beside it',
  },
  { zone: {}, finds: ['error'], why: 'none' },
  {
    zone: { 'TXT minato.jp': ['spf1 ip4:192.0.2.1'] },
    finds: ['error'],
    why: 'one that does not begin as it must',
  },
  { zone: { 'TXT minato.jp': ['v=spf10 -all'] }, finds: ['error'], why: 'another version' },
  { zone: { 'TXT minato.jp': ['v=spf1 -all', 'v=spf1 ~all'] }, finds: ['error'], why: 'two' },
  { zone: own('v=spf1 ipv4:192.0.2.1 -all'), finds: ['error'], why: 'a slip of the pen' },
  { zone: own('v=spf1 ip4:999.1.1.1 -all'), finds: ['error'], why: 'an address that is none' },
  {
    zone: own('v=spf1 ip4:255.255.255.255/32 ip4:0.0.0.0/0 -all'),
    finds: ['ok'],
    why: 'the ends of the range',
  },
  { zone: own('v=spf1 ip4:192.0.2.256 -all'), finds: ['error'], why: 'one more than a number can be' },
  { zone: own('v=spf1 ip4:192.0.02.1 -all'), finds: ['error'], why: 'a nought in front (RFC 7208, 12)' },
  { zone: own('v=spf1 ip6:2001:db8:::1 -all'), finds: ['error'], why: 'an IPv6 address that is none' },
  { zone: own('v=spf1 ip6:1:2:3 -all'), finds: ['error'], why: 'half an IPv6 address' },
  { zone: own('v=spf1 ip6:2001:db8::/129 -all'), finds: ['error'], why: 'an IPv6 network that is none' },
  { zone: own('v=spf1 ip6:::ffff:192.0.2.1/128 -all'), finds: ['ok'], why: 'IPv4 inside IPv6' },
  { zone: own('v=spf1 a/33 -all'), finds: ['error'], why: 'a network that is none, of a name' },
  { zone: own('v=spf1 mx//129 -all'), finds: ['error'], why: 'the same of IPv6' },
  { zone: own('v=spf1 ip4:192.0.2.1/33 -all'), finds: ['error'], why: 'a network that is none' },
  { zone: own('v=spf1 include: -all'), finds: ['error'], why: 'an include of nothing' },
  { zone: own('v=spf1 include:gone.jp -all'), finds: ['error'], why: 'an include of what has none' },
  { zone: own('v=spf1 redirect=gone.jp'), finds: ['error', 'warning'], why: 'a redirect to what has none' },
  { zone: own('v=spf1 include:minato.jp -all'), finds: ['error'], why: 'an include of itself' },
  { zone: own('v=spf1 +all'), finds: ['error'], why: 'everybody' },
  { zone: own('v=spf1 all'), finds: ['error'], why: 'everybody, without the sign' },
  { zone: own('v=spf1 ip4:192.0.2.1 ?all'), finds: ['warning'], why: 'no word about others' },
  { zone: own('v=spf1 ip4:192.0.2.1'), finds: ['warning'], why: 'no end' },
  { zone: own('v=spf1 ptr ~all'), finds: ['warning'], why: 'ptr' },
  {
    zone: {
      ...own(`v=spf1 ${Array.from({ length: 10 }, (_, at) => `include:s${at}.jp`).join(' ')} -all`),
      ...many(10),
    },
    finds: ['ok'],
    why: 'ten queries',
  },
  {
    zone: {
      ...own(`v=spf1 ${Array.from({ length: 11 }, (_, at) => `include:s${at}.jp`).join(' ')} -all`),
      ...many(11),
    },
    finds: ['error'],
    why: 'eleven queries',
  },
  {
    zone: {
      ...own('v=spf1 include:a.jp include:b.jp -all'),
      'TXT a.jp': ['v=spf1 a mx a:x.jp mx:x.jp -all'],
      'TXT b.jp': ['v=spf1 a mx a:y.jp mx:y.jp a:z.jp -all'],
    },
    finds: ['error'],
    why: 'eleven queries, most of them below includes',
  },
  {
    zone: {
      ...own('v=spf1 include:a.jp include:b.jp -all'),
      'TXT a.jp': ['v=spf1 include:c.jp -all'],
      'TXT b.jp': ['v=spf1 include:c.jp -all'],
      'TXT c.jp': ['v=spf1 ip4:192.0.2.1 -all'],
    },
    finds: ['ok'],
    why: 'the same include by two ways is no circle',
  },
  { zone: { 'TXT minato.jp': ['TIMEOUT'] }, finds: ['unasked'], why: 'nobody answers' },
  {
    zone: { ...own('v=spf1 include:slow.jp -all'), 'TXT slow.jp': ['TIMEOUT'] },
    finds: ['unasked'],
    why: 'nobody answers below',
  },
])('finds $finds: $why', async ({ zone, finds }) => {
  const found = judgeSpf(await askSpf('minato.jp', dnsOf(zone)));
  expect(found.map(({ severity }) => severity)).toEqual(finds);
  for (const { severity, next } of found) expect(next === undefined).toBe(severity === 'ok');
});

it('names the first mistakes of many, since the others follow from them', async () => {
  const zone = own(`v=spf1 ${Array.from({ length: 30 }, (_, at) => `wrong${at}`).join(' ')} -all`);
  const found = judgeSpf(await askSpf('minato.jp', dnsOf(zone)));
  expect(found.map(({ message }) => message)).toEqual([
    'SPF: minato.jp holds `wrong0`, which is no SPF, so receivers ignore the whole record.',
    'SPF: minato.jp holds `wrong1`, which is no SPF, so receivers ignore the whole record.',
    'SPF: minato.jp holds `wrong2`, which is no SPF, so receivers ignore the whole record.',
  ]);
});

it('comes to an end on records that include each other', async () => {
  const zone: Zone = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `TXT s${at}.jp`,
      [`v=spf1 ${Array.from({ length: 40 }, (__, to) => `include:s${to}.jp`).join(' ')} -all`],
    ]),
  );
  let queries = 0;
  const { txt } = dnsOf(zone);
  const counted = (name: string) => {
    queries += 1;
    return txt(name);
  };
  const facts = await askSpf('s0.jp', { txt: counted });
  expect(judgeSpf(facts).some(({ severity }) => severity === 'error')).toBe(true);
  expect(queries).toBeLessThan(50);
});

it('does not call a long chain of includes a circle', async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`TXT s${at}.jp`, [`v=spf1 include:s${at + 1}.jp -all`]]),
  );
  const zone = { ...own('v=spf1 include:s0.jp -all'), ...chain };
  const found = judgeSpf(await askSpf('minato.jp', dnsOf(zone)));
  expect(found.map(({ severity, message }) => [severity, message])).toEqual([
    [
      'error',
      expect.stringMatching(/^SPF of minato\.jp needs 1\d queries or more, and receivers stop at 10\.$/),
    ],
  ]);
});
