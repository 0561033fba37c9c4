import { expect, it } from 'vitest';
import { unbalancedTag } from '../../src/digest/unclosed-tags.ts';

it.for([
  { html: '<p>港<br>の<img src="a>b"></p>', tag: undefined, why: 'void tags, and > in an attribute' },
  { html: '<div><p></div>', tag: 'div', why: 'closed across' },
  { html: '<table><tr></tr>', tag: 'table', why: 'never closed' },
  { html: '</b>', tag: 'b', why: 'never opened' },
  { html: '<p><a href="<b>x</b></p>', tag: 'a', why: 'a quote that swallows the next tag' },
  { html: '<!--[if mso]><table><![endif]--><p></p>', tag: undefined, why: 'what Outlook alone reads' },
  { html: '<style>a>b{}</style>', tag: undefined, why: 'styles are no tags' },
  { html: '1 < 2 の港', tag: undefined, why: 'a bare sign is no tag' },
])('$html: $why', ({ html, tag }) => {
  expect(unbalancedTag(html)).toBe(tag);
});
