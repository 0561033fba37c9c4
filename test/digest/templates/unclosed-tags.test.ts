import { expect, it } from 'vitest';
import { firstUnbalanced, unbalancedTag } from '../../../src/digest/templates/unclosed-tags.ts';

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

it.for([
  { html: '<div><p></div>', tag: '<p>', fault: '</div> comes before it is closed' },
  { html: '<div></p></div>', tag: '</p>', fault: 'nothing is open that it closes' },
  { html: '<mj-text><b></b>', tag: '<mj-text>', fault: 'it is never closed' },
  { html: '<p><a href="x></p>', tag: '<a>', fault: 'it is no whole tag' },
])('$html: $tag, $fault', ({ html, tag, fault }) => {
  expect(firstUnbalanced(html)).toMatchObject({ tag, fault });
});
