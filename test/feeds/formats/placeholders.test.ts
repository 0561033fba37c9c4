import { expect, it } from 'vitest';
import { openSlots } from '../../../src/feeds/formats/placeholders.ts';

it.for([
  { value: 'slot:0:', filled: '<t>slot:0:</t>', why: 'a value that looks like its own mark' },
  { value: '$& $1 $$', filled: '<t>$&amp; $1 $$</t>', why: 'a value with replacement patterns' },
  { value: '港 & <b>', filled: '<t>港 &amp; &lt;b&gt;</t>', why: 'markup in text' },
])('puts $value in once and never scans it: $why', ({ value, filled }) => {
  const slots = openSlots();
  expect(slots.fill(`<t>${slots.text(value)}</t>`)).toBe(filled);
});

it('escapes by the place where the mark stands', () => {
  const slots = openSlots((text) => `(${text})`);
  const [text, uri, markup] = [
    slots.text('a"\n'),
    slots.uri('https://a.example/?b&c'),
    slots.markup('<p>]]></p>'),
  ];
  expect(slots.fill(`<a b="${text}">${text}${uri}<![CDATA[${markup}]]></a>`)).toBe(
    '<a b="a&quot;&#10;">(a"\n)https://a.example/?b&amp;c<![CDATA[<p>]]]]><![CDATA[></p>]]></a>',
  );
});

it('refuses a mark that no value belongs to', () => {
  expect(() => openSlots().fill('slot:7:')).toThrow('no value belongs to');
});
