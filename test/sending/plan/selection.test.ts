import { expect, it } from 'vitest';
import type { Candidate } from '../../../src/ledger/ledger.ts';
import { type Only, reasonAgainst } from '../../../src/sending/plan/selection.ts';

const editions = [{ key: 'all', subject: '港の一週間', html: '', text: '', hash: '' }];
const failed: Only = { choice: 'failed', force: false };
const forced: Only = { choice: 'failed', force: true };
const fresh: Only = { choice: 'new', force: false };
const candidate: Candidate = {
  subscriber: 'AAAAAAAAAAAAAAAA',
  address: 'hanako@example.jp',
  edition: 'all',
  categories: undefined,
  status: 'confirmed',
  response: '550 5.2.0 no',
};

it.for<[Partial<Candidate>, Only, string | undefined, string]>([
  [{}, failed, undefined, 'a refusal that says nothing about the address'],
  [{ response: '550 5.7.1 blocked' }, failed, undefined, 'it was about us'],
  [{ response: '552 5.2.2 full' }, failed, undefined, 'a mailbox may have room again'],
  [{ response: 'expired: 450 4.2.1 later' }, failed, undefined, 'time ran out'],
  [{ response: undefined }, failed, undefined, 'nothing was said'],
  [{ response: '550 5.1.1 no such user' }, failed, 'bad-address', 'there is no such mailbox'],
  [{ response: '553 5.1.3 No mail address: "田@x"' }, failed, 'bad-address', 'we can not write it'],
  [{ response: '550 5.1.1 no such user' }, forced, undefined, 'the editor knows better'],
  [{ status: 'bounced', response: '550 5.1.1 gone' }, forced, 'left', 'nobody who left, by no force'],
  [{ status: 'unsubscribed' }, failed, 'left', 'nobody who left'],
  [{ status: undefined }, failed, 'left', 'gone from the list'],
  [{ edition: undefined }, fresh, undefined, 'all categories'],
  [{ edition: undefined, categories: ['ai'] }, fresh, 'no-edition', 'no mail was made for that set'],
])('%o: %o is %s, %s', ([change, only, reason]) => {
  expect(reasonAgainst({ ...candidate, ...change }, only, { editions })).toBe(reason);
});
