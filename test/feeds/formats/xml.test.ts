import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/feeds/formats/parse-xml.ts';
import { allowedText, cdata, escapeAttribute, escapeText } from '../../../src/feeds/formats/xml.ts';
import { naughtyText } from '../naughty.ts';

const document = (body: string) => `<?xml version="1.0" encoding="utf-8"?>\n${body}`;

describe('reading XML strictly', () => {
  it.for([
    { body: '<a><b></a></b>', reason: '</a> closes something else', why: 'elements must nest' },
    { body: '<a>', reason: '<a> is not closed', why: 'every element ends' },
    { body: '<a/><b/>', reason: 'exactly one root', why: 'one root only' },
    { body: '<a>株 & 債券</a>', reason: '`&` stands alone', why: 'an ampersand is escaped' },
    { body: '<a>&nbsp;</a>', reason: 'there is no entity &nbsp;', why: 'HTML entities are not XML' },
    { body: '<a>]]></a>', reason: '`]]>` stands in text', why: 'XML 1.0, section 2.4' },
    { body: '<a b="<"/>', reason: 'this is no tag', why: '`<` never stands in an attribute' },
    { body: '<a b="1" b="2"/>', reason: 'the attribute b is there twice', why: 'attributes are unique' },
    { body: '<a b=1/>', reason: 'this is no tag', why: 'attributes are quoted' },
    { body: '<a>\u0008</a>', reason: 'a character stands here', why: 'controls are not XML' },
    { body: '<a>&#8;</a>', reason: 'a character stands here', why: 'not as references either' },
    {
      body: '<a><![CDATA[\ud800]]></a>',
      reason: 'a character stands here',
      why: 'a lone surrogate is no character',
    },
    { body: '<a><![CDATA[x</a>', reason: 'a CDATA section is not closed', why: 'sections end' },
    { body: '</a>', reason: 'closes something else', why: 'what is closed was opened' },
    { body: '<!-- x --><a/>', reason: 'this is no tag', why: 'we write no comments' },
  ])('refuses $body: $why', ({ body, reason }) => {
    expect(() => parseXml(document(body))).toThrow(reason);
  });

  it('names the line', () => {
    expect(() => parseXml(document('<a>\n<b>\n&\n</b></a>'))).toThrow(/^line 3: /);
  });

  it('refuses a document without a declaration', () => {
    expect(() => parseXml('<a/>')).toThrow('there is no XML declaration');
  });

  it('reads elements, attributes, text, sections and references', () => {
    expect(parseXml(document('<a x="&quot;&#10;"><b:c/>港&#x26;<![CDATA[<i>&amp;]]></a>'))).toEqual({
      name: 'a',
      attributes: { x: '"\n' },
      children: [{ name: 'b:c', attributes: {}, children: [], text: '' }],
      text: '港&<i>&amp;',
    });
  });
});

it('writes text, attributes and sections that read back as they were', () => {
  fc.assert(
    fc.property(naughtyText.map(allowedText), (text) => {
      const body = `<a b="${escapeAttribute(text)}"><c>${escapeText(text)}</c><d>${cdata(text)}</d></a>`;
      const { attributes, children } = parseXml(document(body));
      expect([attributes['b'], children[0]?.text, children[1]?.text]).toEqual([text, text, text]);
    }),
  );
});

it.for([
  { text: '利益\u0008率', clean: '利益率', why: 'a control character' },
  { text: '利益\ud83d率', clean: '利益率', why: 'half a surrogate pair' },
  { text: '📈神', clean: '📈神', why: 'emoji and rare kanji stay' },
  { text: 'a\ufffeb\uffffc', clean: 'abc', why: 'noncharacters that XML forbids' },
  { text: 'a\u0085b\u009fc', clean: 'abc', why: 'C1 controls' },
  { text: '行\n\t列', clean: '行\n\t列', why: 'white space stays' },
])('keeps only what XML can hold: $why', ({ text, clean }) => {
  expect(allowedText(text)).toBe(clean);
});
