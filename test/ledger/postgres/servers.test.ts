/** Which servers LEDGER_URL names, and what of it may be shown. */
import { expect, it } from 'vitest';
import { placeOf, serversIn } from '../../../src/ledger/postgres/servers.ts';
import { ProblemError } from '../../../src/problem.ts';

const primary = { standby: false, readOnly: false };
const standby = { standby: true, readOnly: true };
const full = { standby: false, readOnly: true };

it.for([
  { url: 'postgres://u:p@one/db', urls: ['postgres://u:p@one/db'], why: 'one, as it stands' },
  {
    url: 'postgres://u:p@one,two:5433/db?sslmode=disable',
    urls: ['postgres://u:p@one/db?sslmode=disable', 'postgres://u:p@two:5433/db?sslmode=disable'],
    why: 'two, each with its own port',
  },
  {
    url: 'postgresql://u@[::1]:5432,[fd00::2]:5432/db',
    urls: ['postgresql://u@[::1]:5432/db', 'postgresql://u@[fd00::2]:5432/db'],
    why: 'IPv6',
  },
  {
    url: 'postgres://u@one,two/db?target_session_attrs=read-write&sslmode=disable',
    urls: ['postgres://u@one/db?sslmode=disable', 'postgres://u@two/db?sslmode=disable'],
    why: 'what libpq is asked for is not for pg',
  },
  { url: 'postgres://u:p@/db?host=/run', urls: ['postgres://u:p@/db?host=/run'], why: 'a socket' },
  {
    url: 'postgres:///db?host=/run&target_session_attrs=primary',
    urls: ['postgres:///db?host=/run'],
    why: 'a socket, and what libpq is asked for',
  },
])('$url names $urls: $why', ({ url, urls }) => {
  const plain = (text: string) => text.replace(/[?&]$/, '');
  expect(serversIn(url).urls.map(plain)).toEqual(urls);
});

it.for([
  { query: '', to: 'write', takes: [primary], why: 'a change goes where changes are taken' },
  { query: '', to: 'read', takes: [primary, standby, full], why: 'to read, anything will do in the end' },
  { query: '?target_session_attrs=read-write', to: 'read', takes: [primary], why: 'as it is asked for' },
  { query: '?target_session_attrs=primary', to: 'write', takes: [primary, full], why: 'full, and no copy' },
  { query: '?target_session_attrs=standby', to: 'read', takes: [standby], why: 'to spare the other' },
  { query: '?target_session_attrs=read-only', to: 'read', takes: [standby, full], why: 'by what it takes' },
  {
    query: '?target_session_attrs=any',
    to: 'write',
    takes: [primary, standby, full],
    why: 'libpq’s own default',
  },
] as const)('of two servers with «$query» to $to: $why', ({ query, to, takes }) => {
  const wishes = serversIn(`postgres://u@one,two/db${query}`).wishes(to);
  const taken = [primary, standby, full].filter((session) => wishes.some((wish) => wish(session)));
  expect(taken).toEqual(takes);
});

it.for([
  { to: 'read', query: '', first: primary },
  { to: 'read', query: '?target_session_attrs=prefer-standby', first: standby },
] as const)('prefers, to $to with «$query»', ({ to, query, first }) => {
  const [best] = serversIn(`postgres://u@one,two/db${query}`).wishes(to);
  expect([primary, standby].filter((session) => best?.(session))).toEqual([first]);
});

it('refuses a wish that libpq does not know, and names those that it does', () => {
  const open = () => serversIn('postgres://u:secret@one/db?target_session_attrs=master');
  expect(open).toThrow(ProblemError);
  expect(open).toThrow(/none of any, read-write, read-only, primary, standby, prefer-standby/);
});

it.for([
  { url: 'postgres://u:secret@one,two:5433/db?x=secret', place: 'postgres://one,two:5433/db' },
  { url: 'postgres://one/db', place: 'postgres://one/db' },
  { url: 'postgres://u:se/secret@one/db', place: 'PostgreSQL' },
  { url: 'postgres://u:se?secret@one/db', place: 'PostgreSQL' },
  { url: 'postgres://u:12?secret@one/db', place: 'PostgreSQL' },
  { url: 'postgres://u:12#secret@one/db', place: 'PostgreSQL' },
  { url: 'postgres://u:a@secret@one/db', place: 'postgres://one/db' },
  { url: 'postgres://u:secret@/db?host=/run', place: 'PostgreSQL' },
])('shows of $url only $place', ({ url, place }) => {
  expect(placeOf(url)).toBe(place);
});
