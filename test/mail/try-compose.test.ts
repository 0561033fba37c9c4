import { expect, it } from 'vitest';
import { slotMark } from '../../src/mail/slots.ts';
import { composeProblems } from '../../src/mail/try-compose.ts';
import { edition, mailing, sender } from './mailings.ts';

const KEYS = ['0123456789abcdef0123456789abcdef'] as const;
const leave = slotMark('unsubscribe_url');
const problems = (change: Parameters<typeof mailing>[0]) =>
  composeProblems(mailing(change), KEYS, 'Mend it.');

it('finds nothing wrong with mails that can be composed', async () => {
  expect(await problems({})).toEqual([]);
  expect(await problems({ sender: { ...sender, webUrl: undefined, unsubscribeMailto: undefined } })).toEqual(
    [],
  );
});

it.for([
  {
    change: { editions: [edition(), edition({ key: 'b', html: `<img src="${leave}">` })] },
    said: 'nowhere in the html',
    why: 'an earlier version froze a link that only a post wrote',
  },
  {
    change: {
      editions: [edition(), edition({ key: 'b', slots: { html: [{ at: 1, slot: 'address' }], text: [] } })],
    },
    said: 'not at its place',
    why: 'the places are of another text',
  },
])('names the edition that can not be composed: $why', async ({ change, said }) => {
  const found = await problems(change as Parameters<typeof mailing>[0]);
  expect(found).toMatchObject([{ code: 'mail-unsendable', hint: 'Mend it.' }]);
  expect(found[0]?.message).toContain('«b»');
  expect(found[0]?.message).toContain(said);
});

it.for([
  { change: { address: 'letter@港.example' }, why: 'a sender whose domain is not ASCII' },
  { change: { returnPath: 'nobody' }, why: 'a return path that is no address' },
  { change: { webUrl: 'https://letter.example/配信' }, why: 'a service whose link no header holds' },
])('tries the sender, the links and the envelope too: $why', async ({ change }) => {
  expect(await problems({ sender: { ...sender, ...change } })).toMatchObject([{ code: 'mail-unsendable' }]);
});
