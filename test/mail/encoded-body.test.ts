import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Lines, type Encoded, prebuildBody } from '../../src/mail/encoded-body.ts';
import { fillParts, type Part, slotMark } from '../../src/mail/slots.ts';

const identity = (value: string) => value;
const lettersOf = (parts: readonly Encoded[]) => parts.map((part) => part.toString('latin1')).join('');
const slotText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('港', '経済ニュース\r\n'.repeat(30), 'x'.repeat(113), 'y'.repeat(114), 'z'.repeat(115)),
      // What looks like a slot, and is none.
      fc.constantFrom(slotMark('address'), slotMark('unsubscribe_url'), slotMark('preferences_url')),
      fc.constantFrom<Part>({ slot: 'address' }, { slot: 'unsubscribe_url' }, { slot: 'preferences_url' }),
    ),
    { maxLength: 12 },
  )
  .map((parts): readonly Part[] => parts);
const values = fc.record({
  address: fc.string({ maxLength: 80 }),
  unsubscribe_url: fc.string({ unit: 'binary', maxLength: 200 }),
  preferences_url: fc.constantFrom('', 'https://a.example/p?t=1'),
});

describe('prebuildBody', () => {
  it('decodes to exactly the filled text, whatever stands around the slots', () => {
    fc.assert(
      fc.property(slotText, values, values, (text, first, second) => {
        const body = prebuildBody(text, identity);
        for (const slots of [first, second, first]) {
          const encoded = lettersOf(body(slots));
          expect(Buffer.from(encoded, 'base64')).toEqual(Buffer.from(fillParts(text, slots, identity)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('writes lines of at most 76 letters, with padding at the end only, each ended by CRLF', () => {
    fc.assert(
      fc.property(slotText, values, (text, slots) => {
        const encoded = lettersOf(prebuildBody(text, identity)(slots));
        const lines = encoded.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const [index, line] of lines.entries()) {
          expect(line).toMatch(
            index === lines.length - 1 ? /^[A-Za-z0-9+/]{1,76}={0,2}$/ : /^[A-Za-z0-9+/]{1,76}$/,
          );
          expect(line.length).toBeLessThanOrEqual(76);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never reads a value as a slot', () => {
    const body = prebuildBody(
      ['a ', { slot: 'address' }, ` ${slotMark('preferences_url')} `, { slot: 'unsubscribe_url' }],
      identity,
    );
    const encoded = lettersOf(
      body({ address: slotMark('unsubscribe_url'), unsubscribe_url: 'secret', preferences_url: '' }),
    );
    expect(Buffer.from(encoded, 'base64').toString()).toBe(
      `a ${slotMark('unsubscribe_url')} ${slotMark('preferences_url')} secret`,
    );
  });
});

describe('base64Lines', () => {
  it.for([
    { bytes: 0, lines: 0, why: 'nothing makes no line' },
    { bytes: 57, lines: 1, why: 'a whole line' },
    { bytes: 58, lines: 2, why: 'one byte more' },
  ])('$bytes bytes take $lines lines: $why', ({ bytes, lines }) => {
    expect(base64Lines('\0'.repeat(bytes)).match(/\r\n/g)?.length ?? 0).toBe(lines);
  });
});
