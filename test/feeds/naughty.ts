/** Strings that break feeds elsewhere: fragments of markup, entities, ends of CDATA, every Unicode category. */
import fc from 'fast-check';

const fragments = [
  ']]>',
  ']]>]]>',
  '<![CDATA[',
  '<b>太字</b>',
  '</title></item><item>',
  '</content></entry>',
  '<script>alert(1)</script>',
  '<!-- -->',
  '<?xml version="1.0"?>',
  '&amp;',
  '&amp;amp;',
  '&lt;b&gt;',
  '&#x26;',
  '&#0;',
  '&nbsp;',
  '&unknown;',
  '&',
  '<',
  '>',
  '"',
  "'",
  'slot:0:',
  'slot:99999:',
  '<![CDATA[slot:1:]]>',
  '="slot:1:"',
  '$&',
  "$'",
  '%s',
  '{{ title }}',
  '\\u0000',
  '「強調」',
  '株式会社ﾐﾅﾄ',
  '👨‍👩‍👧‍👦',
  '神塚',
  '\u3000',
  'は\u309a',
  '\u202e',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\u0000',
  '\u0008',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ud800',
  '\udc00',
  '\u{1fffe}',
  '\u{10ffff}',
  '\r\n',
  '\t',
] as const;

/** Any code point, lone surrogates included: every Unicode category is in it. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

export const naughtyText = fc
  .array(fc.oneof(fc.constantFrom(...fragments), anyCharacter, fc.string({ maxLength: 8 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

/** A title is never empty: a post without one is not published. */
export const naughtyTitle = naughtyText.map((text) => `題${text}名`);
