/** What tells one ledger from another, for the two notes that a run over SMTP leaves. */
import { expect, it } from 'vitest';
import { markerEnd } from '../../src/sending/sent-marker.ts';
import { printOf } from '../../src/sending/sent-record.ts';

const SERVER = 'postgres://tayori:one@db.example:5432/letter';

it.for([
  { url: 'postgres://tayori:two@db.example:5432/letter', same: true, why: 'a new password' },
  { url: 'postgres://other:one@db.example:5432/letter', same: true, why: 'another user' },
  { url: 'postgres://tayori:one@db.example:5432/test', same: false, why: 'another database' },
  { url: 'postgres://tayori:one@spare.example:5432/letter', same: false, why: 'another server' },
  { url: 'sqlite:.tayori/ledger.db', same: false, why: 'a file' },
])('$url, $why: the same ledger is $same', ({ url, same }) => {
  expect(printOf(url) === printOf(SERVER)).toBe(same);
  expect(markerEnd(url) === markerEnd(SERVER)).toBe(same);
});

const SOCKET = 'postgres:///letter?host=/run/postgresql';

it.for([
  { url: 'postgres:///test?host=/run/postgresql', same: false, why: 'another database' },
  { url: 'postgres:///letter?host=/srv/run', same: false, why: 'another server' },
  { url: `${SOCKET}&user=tayori&password=two`, same: true, why: 'another password' },
  { url: SOCKET.replace('postgres:', 'POSTGRES:'), same: true, why: 'a scheme has no case' },
])('over a socket $url, $why: the same ledger is $same', ({ url, same }) => {
  expect(printOf(url) === printOf(SOCKET)).toBe(same);
  expect(markerEnd(url) === markerEnd(SOCKET)).toBe(same);
});

it('a marker keeps the name that it had', () => {
  expect(markerEnd('sqlite:.tayori/ledger.db')).toBe('.633770aa.json');
  expect(markerEnd(SERVER)).toBe('.9a3643ba.json');
});
