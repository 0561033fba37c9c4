import { expect, it } from 'vitest';
import { askDmarc, isAligned, judgeDmarc, namesAbove } from '../../src/doctor/dmarc.ts';
import { dnsOf, type Zone } from '../dns.ts';

const own = (record: string): Zone => ({ 'TXT _dmarc.minato.jp': [record] });

it.for<{ zone: Zone; from?: string; finds: readonly string[]; why: string }>([
  { zone: own('v=DMARC1; p=reject; rua=mailto:d@minato.jp'), finds: ['ok'], why: 'all that there can be' },
  { zone: own('v=DMARC1; p=quarantine; rua=mailto:d@minato.jp'), finds: ['ok'], why: 'quarantine' },
  {
    zone: own('v=DMARC1;p=none;rua=mailto:d@minato.jp;'),
    finds: ['ok', 'hint'],
    why: 'none, without blanks',
  },
  {
    zone: own('v = DMARC1 ; p = reject ; rua = mailto:d@minato.jp'),
    finds: ['ok'],
    why: 'blanks everywhere',
  },
  { zone: own('v=DMARC1; p=reject'), finds: ['ok', 'hint'], why: 'no reports' },
  { zone: own('v=DMARC1; p=reject; rua=d@minato.jp'), finds: ['warning'], why: 'reports to no URL' },
  { zone: own('v=DMARC1; p=reject; t=y; rua=mailto:d@minato.jp'), finds: ['ok', 'hint'], why: 'a test' },
  {
    zone: own('v=DMARC1; p=reject; pct=50; rua=mailto:d@minato.jp'),
    finds: ['ok', 'hint'],
    why: 'what RFC 9989 took out',
  },
  { zone: own('v=DMARC1; rua=mailto:d@minato.jp'), finds: ['warning'], why: 'no policy' },
  { zone: own('v=DMARC1; p=block; rua=mailto:d@minato.jp'), finds: ['error'], why: 'a policy that is none' },
  { zone: own('p=reject; v=DMARC1'), finds: ['error', 'error'], why: 'the version is not the first' },
  { zone: own('v=dmarc1; p=reject'), finds: ['error', 'error'], why: 'the version in small letters' },
  {
    zone: own('"v=DMARC1; p=reject"'),
    finds: ['error', 'error'],
    why: 'quotes that belong to the form of a provider',
  },
  {
    zone: { 'TXT _dmarc.minato.jp': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
    finds: ['error', 'error'],
    why: 'two',
  },
  { zone: { 'TXT _dmarc.minato.jp': ['some other text'] }, finds: ['error'], why: 'something else' },
  { zone: {}, finds: ['error'], why: 'none' },
  { zone: { 'TXT minato.jp': ['v=DMARC1; p=reject'] }, finds: ['error'], why: 'one at the wrong name' },
  { zone: { 'TXT _dmarc.minato.jp': ['TIMEOUT'] }, finds: ['unasked'], why: 'nobody answers' },
  {
    zone: own('v=DMARC1; p=reject; rua=mailto:d@minato.jp'),
    from: 'news.minato.jp',
    finds: ['ok'],
    why: 'that of the domain above',
  },
  {
    zone: own('v=DMARC1; p=reject; sp=none; rua=mailto:d@minato.jp'),
    from: 'news.minato.jp',
    finds: ['ok', 'hint'],
    why: 'another policy for what is below',
  },
  {
    zone: {
      ...own('v=DMARC1; p=none'),
      'TXT _dmarc.news.minato.jp': ['v=DMARC1; p=reject; rua=mailto:d@minato.jp'],
    },
    from: 'news.minato.jp',
    finds: ['ok'],
    why: 'its own goes first',
  },
])('finds $finds: $why', async ({ zone, from = 'minato.jp', finds }) => {
  const found = judgeDmarc(await askDmarc(from, dnsOf(zone)));
  expect(found.map(({ severity }) => severity)).toEqual(finds);
});

it.for([
  {
    zone: {},
    organisation: 'a.news.minato.jp',
    at: undefined,
    why: 'without a record each name stands alone',
  },
  { zone: own('v=DMARC1; p=none'), organisation: 'minato.jp', at: 'minato.jp', why: 'the topmost record' },
  {
    zone: { ...own('v=DMARC1; p=none'), 'TXT _dmarc.news.minato.jp': ['v=DMARC1; p=none; psd=n'] },
    organisation: 'news.minato.jp',
    at: 'news.minato.jp',
    why: 'a record that says: here it ends',
  },
  {
    zone: { 'TXT _dmarc.minato.jp': ['v=DMARC1; p=reject; psd=y'] },
    organisation: 'news.minato.jp',
    at: 'minato.jp',
    why: 'a public suffix: the organisation is one below',
  },
])('finds the organisation $organisation: $why', async ({ zone, organisation, at }) => {
  expect(await askDmarc('a.news.minato.jp', dnsOf(zone))).toMatchObject({ organisation, at });
});

it.for([
  { domain: 'minato.jp', names: ['minato.jp', 'jp'], why: 'two' },
  { domain: 'jp', names: ['jp'], why: 'one' },
  {
    domain: 'a.b.c.d.e.f.g.h.i.jp',
    names: [
      'a.b.c.d.e.f.g.h.i.jp',
      'd.e.f.g.h.i.jp',
      'e.f.g.h.i.jp',
      'f.g.h.i.jp',
      'g.h.i.jp',
      'h.i.jp',
      'i.jp',
      'jp',
    ],
    why: 'of a long name seven labels are the second: eight queries in all',
  },
])('asks $why', ({ domain, names }) => {
  expect(namesAbove(domain)).toEqual(names);
});

it.for([
  { from: 'minato.jp', other: 'minato.jp', mode: 's', aligned: true },
  { from: 'minato.jp', other: 'bounce.minato.jp', mode: undefined, aligned: true },
  { from: 'news.minato.jp', other: 'bounce.minato.jp', mode: 'r', aligned: true },
  { from: 'minato.jp', other: 'bounce.minato.jp', mode: 's', aligned: false },
  { from: 'minato.jp', other: 'relay.example', mode: undefined, aligned: false },
  { from: 'minato.jp', other: 'notminato.jp', mode: undefined, aligned: false },
])('$from and $other are aligned ($mode): $aligned', ({ from, other, mode, aligned }) => {
  expect(isAligned(from, other, 'minato.jp', mode)).toBe(aligned);
});
