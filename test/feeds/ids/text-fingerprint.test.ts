import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, sketchOf, sketchOfStart } from '../../../src/feeds/ids/text-fingerprint.ts';

describe('the sketch of a file', () => {
  it.for([
    { head: '---\ntitle: 港\n---\n', why: 'the front matter is no part of the text' },
    { head: '', why: 'a file may have no front matter' },
  ])('is that of its body: $why', ({ head }) => {
    const body =
      '潮見電池は量産の開始を二年早めると発表しました。\n\nThe next line is in English, and long enough.\n';
    expect(sketchOfStart(Buffer.from(head + body))).toEqual(sketchOf(body));
  });

  it('is the same read as bytes and read as letters', () => {
    const letters = fc.constantFrom(
      ...'潮見電池は、。！？!?\n\t 　\u00a0\u2003aé©𠮷ーABCDEFGHIJ'.normalize('NFC'),
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 3000 }), (text) => {
        const body = text.toWellFormed();
        expect(sketchOfStart(Buffer.from(body))).toEqual(sketchOf(body));
      }),
    );
  });

  it('of two versions of a text shares what the texts share', () => {
    const a = 'これは最初の長い一文です、どうぞよろしく。これは次の長い一文です、変わりません。';
    const b = 'これは書き直した別の一文です、さようなら。これは次の長い一文です、変わりません。';
    expect(likeness(sketchOf(a), sketchOf(b))).toBe(0.5);
  });
});
