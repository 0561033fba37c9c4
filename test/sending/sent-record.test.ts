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

it('a marker of a file keeps the name that it had', () => {
  expect(markerEnd('sqlite:.tayori/ledger.db')).toBe('.633770aa.json');
});
