import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lettersAndDigits } from '../../src/posts/letters-and-digits.ts';

it.for([
  { text: '港の電力は、3割増。', kept: '港の電力は3割増', why: 'Japanese with its marks' },
  { text: 'Don’t “stop” — 50 %', kept: 'Dontstop50', why: 'English' },
  { text: '𠮷野家の🍜、𝟛杯', kept: '𠮷野家の𝟛杯', why: 'letters and digits beyond U+FFFF, and a picture' },
  { text: 'あ\ud842い', kept: 'あい', why: 'half of a letter' },
  { text: 'e\u0301', kept: 'e', why: 'a mark that stands by itself is no letter' },
  { text: '', kept: '', why: 'nothing' },
])('keeps $why', ({ text, kept }) => expect(lettersAndDigits(text)).toBe(kept));

it('is what the expression says, of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(lettersAndDigits(text)).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''));
    }),
    { numRuns: 2000 },
  );
});
