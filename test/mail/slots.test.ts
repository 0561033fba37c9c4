import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/mail/email.ts';
import { oldSlotPlaces } from '../../src/mail/old-slots.ts';
import { fillParts, type Part, putTogether, slotMark, slotNames, takeApart } from '../../src/mail/slots.ts';
import { frozenEdition } from '../../src/sending/plan/frozen-edition.ts';

const [address, leave, choose] = slotNames.map((name) => slotMark(name)) as [string, string, string];

describe('slots by their places', () => {
  it('are the same after a text was put together and taken apart, whatever the text looks like', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(address, leave, choose),
      fc.constantFrom<Part>(...slotNames.map((slot) => ({ slot }))),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { text, places } = putTogether(parts);
        const again = takeApart(text, places);
        const values = { address: address, unsubscribe_url: '\ufdd0', preferences_url: leave };
        expect(fillParts(again, values, (value) => `<${value}>`)).toBe(
          fillParts(parts, values, (value) => `<${value}>`),
        );
        expect(putTogether(again)).toEqual({ text, places });
      }),
    );
  });

  it.for([
    { text: `x${leave}`, at: 0, why: 'the text was changed before it' },
    { text: leave, at: 1, why: 'it begins inside' },
    { text: '', at: 0, why: 'the text is gone' },
    { text: leave, at: -1, why: 'no place' },
  ])('that are not there are an error: $why', ({ text, at }) => {
    expect(() => takeApart(text, [{ at, slot: 'unsubscribe_url' }])).toThrow('not at its place');
  });

  it('that lie in one another are an error', () => {
    const twice = [0, 0].map((at) => ({ at, slot: 'address' as const }));
    expect(() => takeApart(address, twice)).toThrow('not at its place');
  });
});

describe('an edition of an earlier version', () => {
  const link = `<a href="${leave}">x</a>`;

  it.for([
    { html: `${link}<p>${address} 様</p>`, filled: 2, why: 'a whole link, and words' },
    { html: `${link}<a class="m" href='${choose}'>x</a>`, filled: 2, why: 'single quotes' },
    { html: `${link}<a href="mailto:${address}">x</a>`, filled: 2, why: 'a mail address' },
    { html: `${link}<p>停止：${leave}。</p>`, filled: 2, why: 'words without a space' },
    { html: `${link}<img src="${leave}">`, filled: 1, why: 'a picture is fetched when the mail is opened' },
    {
      html: `${link}<img src="https://o.example/?a=${address}&amp;u=${leave}">`,
      filled: 1,
      why: 'a picture',
    },
    { html: `${link}<a href="https://s.test/a/${address}">x</a>`, filled: 1, why: 'a permalink' },
    { html: `${link}<a href="https://s.test/?u=${leave}">x</a>`, filled: 1, why: 'a part of a link' },
    { html: `${link}<a href="${leave}/x">x</a>`, filled: 1, why: 'a longer link' },
    { html: `${link}<p>https://s.test/?u=${leave}</p>`, filled: 1, why: 'a link that is shown' },
    { html: `${link}<p>${leave}?x=1</p>`, filled: 1, why: 'a longer link that is shown' },
    { html: `${link}<td background="${leave}">`, filled: 1, why: 'another attribute' },
    { html: `${link}<td style="background:url(${leave})">`, filled: 1, why: 'a style' },
    { html: `${link}<img src="https://tayori-slots.invalid/a.png">`, filled: 1, why: 'no such slot' },
    { html: '<p>港</p>', filled: 0, why: 'none' },
  ])('fills in HTML what a template wrote: $why', ({ html, filled }) => {
    expect(oldSlotPlaces(html, 'html')).toHaveLength(filled);
  });

  it.for([
    { text: `配信を停止する：\n${leave}\n`, filled: 1, why: 'a line of its own' },
    { text: `停止: ${leave} 設定: ${choose}`, filled: 2, why: 'between words' },
    { text: `停止：${leave}`, filled: 1, why: 'after a full-width colon' },
    { text: `${leave}\nhttps://s.test/a/${address}\n`, filled: 1, why: 'a permalink' },
    { text: `${leave}\nhttps://s.test/${'x'.repeat(9000)}${address}\n`, filled: 1, why: 'a very long one' },
  ])('fills in text what a template wrote: $why', ({ text, filled }) => {
    expect(oldSlotPlaces(text, 'text')).toHaveLength(filled);
  });

  it('of which nobody could leave is not sent', () => {
    expect(() => oldSlotPlaces(`<img src="${leave}">`, 'html')).toThrow('nowhere in the html');
  });

  it('has the hash that it was frozen with', () => {
    const old = { key: 'all', subject: 's', html: link, text: leave };
    const { hash, slots } = frozenEdition(old);
    expect(hash).toBe(createHash('sha256').update(`s\n${link}\n${leave}`).digest('hex'));
    expect(slots).toBeUndefined();
    expect(partsOf(old).html).toEqual(['<a href="', { slot: 'unsubscribe_url' }, '">x</a>']);
  });

  it('with places is another one, with another hash', () => {
    const slots = { html: [{ at: 9, slot: 'unsubscribe_url' as const }], text: [] };
    const edition = { key: 'all', subject: 's', html: link, text: leave };
    const placed = frozenEdition({ ...edition, slots });
    expect(placed.hash).not.toBe(frozenEdition(edition).hash);
    expect(frozenEdition(placed)).toEqual(placed);
    expect(partsOf(placed).text).toEqual([leave]);
  });
});
