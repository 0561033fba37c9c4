/** Lists, headings, quotations, tables and HTML. The values are those of kramdown 2.4, as Jekyll 4.3.1 runs it, but for the last tables. */
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/posts/markdown/markdown.ts';

const html = (text: string) =>
  renderMarkdown(text, 'https://minato.example/a/', false)
    .html.replace(/>\n+</g, '><')
    .replace(/\n<(ul|ol|blockquote|p)>/g, '<$1>')
    .trim();

type Row = { readonly text: string; readonly html: string; readonly why: string };

function rows(name: string, table: readonly Row[]): void {
  describe(name, () => {
    it.for(table)('$why', ({ text, html: expected }) => {
      expect(html(text)).toBe(expected);
    });
  });
}

rows('lists', [
  { text: 'a\n- b\n- c', html: '<p>a</p><ul><li>b</li><li>c</li></ul>', why: 'directly below a paragraph' },
  {
    text: 'a\n2. b\n3. c',
    html: '<p>a</p><ol start="2"><li>b</li><li>c</li></ol>',
    why: 'so with any number',
  },
  { text: '1) a\n2) b', html: '<p>1) a\n2) b</p>', why: 'no list with brackets' },
  {
    text: '* a\n+ b\n- c',
    html: '<ul><li>a</li><li>b</li><li>c</li></ul>',
    why: 'one list, whatever its marks',
  },
  {
    text: '1. a\n- b\n2. c',
    html: '<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>',
    why: 'another kind without an indent',
  },
  { text: '- a\n1. b', html: '<ul><li>a<ol><li>b</li></ol></li></ul>', why: 'the other way round' },
  {
    text: '1. a\n  - b',
    html: '<ol><li>a<ul><li>b</li></ul></li></ol>',
    why: 'an indent of two below a number',
  },
  { text: '- a\n - b', html: '<ul><li>a</li><li>b</li></ul>', why: 'an indent of one is none' },
  {
    text: '- a\n  - b\n    - c',
    html: '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>',
    why: 'indents of two',
  },
  {
    text: '- a\n    - b\n        - c',
    html: '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>',
    why: 'indents of four',
  },
  { text: '-\ta\n\t- b', html: '<ul><li>a<ul><li>b</li></ul></li></ul>', why: 'tabs' },
  { text: '-     a', html: '<ul><li>a</li></ul>', why: 'many blanks behind the mark are no code' },
  {
    text: '- a\n\n- b\n- c',
    html: '<ul><li><p>a</p></li><li>b</li><li>c</li></ul>',
    why: 'a paragraph only before a blank line',
  },
  {
    text: '- a\n- b\n\n- c',
    html: '<ul><li>a</li><li><p>b</p></li><li>c</li></ul>',
    why: 'the same in the middle',
  },
  {
    text: '- a\n\n- b',
    html: '<ul><li><p>a</p></li><li><p>b</p></li></ul>',
    why: 'the last one as those before it',
  },
  { text: '- a\n\n  b', html: '<ul><li><p>a</p><p>b</p></li></ul>', why: 'two paragraphs' },
  {
    text: '- a\n  - b\n\n  c',
    html: '<ul><li>a<ul><li>b</li></ul><p>c</p></li></ul>',
    why: 'text behind a nested list',
  },
  { text: '- a\nb', html: '<ul><li>a\nb</li></ul>', why: 'text that goes on' },
  { text: '- a\n\nb', html: '<ul><li>a</li></ul><p>b</p>', why: 'text behind a blank line' },
  {
    text: '- a\n```\nb\n```',
    html: '<ul><li>a<pre><code>b\n</code></pre></li></ul>',
    why: 'code that goes on',
  },
  {
    text: '1. a\n\n```\nb\n```\n\n2. c',
    html: '<ol><li>a</li></ol><pre><code>b\n</code></pre><ol start="2"><li>c</li></ol>',
    why: 'code between two',
  },
  {
    text: '- a\n> b',
    html: '<ul><li>a<blockquote><p>b</p></blockquote></li></ul>',
    why: 'a quotation that goes on',
  },
  { text: '-\n- a', html: '<p>-</p><ul><li>a</li></ul>', why: 'a mark alone is a letter' },
  { text: '- a\n^\n- b', html: '<ul><li>a</li></ul><ul><li>b</li></ul>', why: 'a mark between two lists' },
  { text: '- {: .x} a\n- b', html: '<ul><li>a</li><li>b</li></ul>', why: 'attributes of an item' },
  { text: '1986. a', html: '<ol start="1986"><li>a</li></ol>', why: 'a year is a number' },
  { text: '-a\n1.b', html: '<p>-a\n1.b</p>', why: 'no blank, no list' },
]);

rows('paragraphs, headings, quotations', [
  { text: 'a\n# b', html: '<p>a</p><h1>b</h1>', why: 'a heading below a paragraph' },
  { text: '#a', html: '<p>#a</p>', why: 'no blank, no heading' },
  { text: 'a\n    # b', html: '<p>a\n# b</p>', why: 'an indent of four' },
  { text: 'a\n---\nb', html: '<h2>a</h2><p>b</p>', why: 'underlined' },
  { text: 'a\n===', html: '<h1>a</h1>', why: 'underlined twice' },
  { text: 'a\nb\n===', html: '<p>a\nb\n===</p>', why: 'two lines are no heading' },
  { text: 'a\n    b', html: '<p>a\nb</p>', why: 'an indent below text' },
  { text: '> a\nb', html: '<blockquote><p>a\nb</p></blockquote>', why: 'a quotation that goes on' },
  {
    text: '> a\n- b\n- c',
    html: '<blockquote><p>a</p><ul><li>b</li><li>c</li></ul></blockquote>',
    why: 'a list in it without a mark',
  },
  {
    text: '> a\n\n> b',
    html: '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>',
    why: 'a blank line between two',
  },
  { text: '> a\n>\n> b', html: '<blockquote><p>a</p><p>b</p></blockquote>', why: 'a blank line inside' },
  {
    text: '> a\n>> b',
    html: '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>',
    why: 'one in the other',
  },
  { text: '>\ta\n> \tb', html: '<blockquote><p>a\nb</p></blockquote>', why: 'tabs behind the mark' },
  { text: 'a\n> b', html: '<p>a</p><blockquote><p>b</p></blockquote>', why: 'below a paragraph' },
]);

const cells = (...texts: readonly string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
const head = (...texts: readonly string[]) =>
  `<thead><tr>${texts.map((text) => `<th>${text}</th>`).join('')}</tr></thead>`;
const table = (...lines: readonly string[]) => `<table><tbody>${lines.join('')}</tbody></table>`;

rows('tables', [
  { text: 'a | b', html: table(cells('a', 'b')), why: 'one line, no strokes outside' },
  { text: 'a | b\nc | d', html: table(cells('a', 'b'), cells('c', 'd')), why: 'two of them' },
  { text: '|甲|\n|乙|', html: table(cells('甲'), cells('乙')), why: 'one cell a row' },
  {
    text: '| a | *b* |\n| 1 | 2\\|3 |',
    html: table(cells('a', '<em>b</em>'), cells('1', '2|3')),
    why: 'an escaped stroke',
  },
  { text: '| a | b |\n| c |', html: table(cells('a', 'b'), cells('c', '')), why: 'a row that is short' },
  {
    text: '|a|b|\n|-|-|\n|c|d|',
    html: `<table>${head('a', 'b')}<tbody>${cells('c', 'd')}</tbody></table>`,
    why: 'a head',
  },
  {
    text: '|---|---|\n|a|b|\n|---|---|\n|c|d|',
    html: `<table>${head('a', 'b')}<tbody>${cells('c', 'd')}</tbody></table>`,
    why: 'a line above the head',
  },
  {
    text: '|a|b|\n|-|\n|c|d|',
    html: `<table>${head('a', 'b')}<tbody>${cells('c', 'd')}</tbody></table>`,
    why: 'a line that is short',
  },
  {
    text: '|a|b|\n|-|-|\n|`x|y`|d|',
    html: `<table>${head('a', 'b')}<tbody>${cells('<code>x|y</code>', 'd')}</tbody></table>`,
    why: 'a stroke in code',
  },
  { text: 'a `x|y` b', html: '<p>a <code>x|y</code> b</p>', why: 'in code alone it makes no table' },
  { text: '- a | b', html: `<ul><li>${table(cells('a', 'b'))}</li></ul>`, why: 'in a list' },
  { text: '> a | b', html: `<blockquote>${table(cells('a', 'b'))}</blockquote>`, why: 'in a quotation' },
  { text: '# a | b', html: '<h1>a | b</h1>', why: 'no stroke in a heading' },
  { text: '| a | b |\n本文', html: '<p>| a | b |\n本文</p>', why: 'text below' },
  { text: '# a\nb | c', html: '<h1>a</h1><p>b | c</p>', why: 'directly below a heading' },
  {
    text: '- a | b\n  - c',
    html: `<ul><li>${table(cells('a', 'b'))}<ul><li>c</li></ul></li></ul>`,
    why: 'before a list inside an item',
  },
  { text: '本文\n| a | b |', html: '<p>本文\n| a | b |</p>', why: 'text above' },
  { text: 'a \\| b', html: '<p>a | b</p>', why: 'escaped' },
  { text: 'A||B', html: table(cells('A', '', 'B')), why: 'two strokes' },
  { text: '|a ($1)|b ($2)|', html: table(cells('a ($1)', 'b ($2)')), why: 'prices are no formula' },
]);

rows('tables that kramdown cuts or shows as text', [
  {
    text: '[a | b](https://a.example/)',
    html: '<p><a href="https://a.example/">a | b</a></p>',
    why: 'a stroke in a link',
  },
  {
    text: '- [a | b](https://a.example/ "c | d")',
    html: '<ul><li><a href="https://a.example/" title="c | d">a | b</a></li></ul>',
    why: 'in its title, in a list',
  },
  { text: '<span title="a|b">c</span>', html: '<p><span title="a|b">c</span></p>', why: 'in a tag' },
  { text: '確率$P(A|B)$と$$|x|$$', html: '<p>確率$P(A|B)$と\\(|x|\\)</p>', why: 'in formulas' },
  {
    text: '本文\n|a|b|\n|-|-|\n|c|d|',
    html: `<p>本文</p><table>${head('a', 'b')}<tbody>${cells('c', 'd')}</tbody></table>`,
    why: 'a table with a head, below text',
  },
  {
    text: '|a|b|\n|-|-|\n|c|d|\n本文',
    html: `<table>${head('a', 'b')}<tbody>${cells('c', 'd')}</tbody></table><p>本文</p>`,
    why: 'the same, above text',
  },
]);

rows('blocks that kramdown joins or shows as text', [
  { text: 'a\nb\n---\nc', html: '<p>a\nb</p><hr /><p>c</p>', why: 'a rule below two lines of text' },
  { text: 'a\n***', html: '<p>a</p><hr />', why: 'a rule of stars' },
  { text: '   # a', html: '<h1>a</h1>', why: 'a heading with an indent' },
  { text: '- a\n# b', html: '<ul><li>a</li></ul><h1>b</h1>', why: 'a heading ends a list' },
  { text: '- a\n---', html: '<ul><li>a</li></ul><hr />', why: 'so does a rule' },
  { text: '> a\n# b', html: '<blockquote><p>a</p></blockquote><h1>b</h1>', why: 'and a quotation' },
  {
    text: '- [ ] a\n- [x] b',
    html: '<ul><li>☐ a</li><li>☑ b</li></ul>',
    why: 'boxes, which no feed may have, as letters',
  },
]);

rows('HTML', [
  {
    text: '<div>a</div>\n**b**',
    html: '<div>a</div><p><strong>b</strong></p>',
    why: 'Markdown goes on behind an element',
  },
  { text: '<p>a</p> **b**', html: '<p>a</p><p><strong>b</strong></p>', why: 'also on the same line' },
  { text: '<h2>a</h2>\nb', html: '<h2>a</h2><p>b</p>', why: 'behind a heading' },
  { text: '<hr>\na', html: '<hr /><p>a</p>', why: 'behind a rule' },
  { text: '<div>\n**a**\n</div>', html: '<div>\n**a**\n</div>', why: 'an element is left alone' },
  {
    text: '<div>\n\n**a**\n\n</div>\nb',
    html: '<div><p><strong>a</strong></p></div><p>b</p>',
    why: 'with blank lines it holds Markdown',
  },
  {
    text: '<div markdown="1">a *b*</div>',
    html: '<div><p>a <em>b</em></p></div>',
    why: 'on one line, asked for',
  },
  { text: '<p>a\n\nb</p>', html: '<p>a\n\nb</p>', why: 'a paragraph is one' },
  { text: '<p>a</p><p>b</p>', html: '<p>a</p><p>b</p>', why: 'two on a line' },
  { text: '<!-- a --> b', html: '<p>b</p>', why: 'text behind a comment' },
  { text: '<!-- a\n\n**b** -->\n\nc', html: '<p>c</p>', why: 'a comment over blank lines' },
  { text: 'a\n<!-- b -->\nc', html: '<p>a\n\nc</p>', why: 'a comment inside a paragraph' },
  { text: '<br>\n**a**', html: '<p><br /><strong>a</strong></p>', why: 'an element of a line' },
]);

rows('parse_block_html', [
  {
    text: '{::options parse_block_html="true" /}\n\n<div>**a**\nb</div>',
    html: '<div><p><strong>a</strong>\nb</p></div>',
    why: 'Markdown in every element, from the letter behind its tag',
  },
  {
    text: '<div>*a*</div>\n\n{::options parse_block_html="true" /}\n\n<p>*b*</p>',
    html: '<div>*a*</div><p><em>b</em></p>',
    why: 'from its line on',
  },
  {
    text: '{::options parse_block_html="true" /}\n\n<div>\n<section>\n*a*\n</section>\n</div>',
    html: '<div><div><p><em>a</em></p></div></div>',
    why: 'an element inside another one',
  },
  {
    text: '{::options parse_block_html="true" /}\n\n<ul>\n<li>*a*</li>\n</ul>',
    html: '<ul><li>*a*</li></ul>',
    why: 'a list can hold only elements',
  },
  {
    text: '{::options parse_block_html="true" /}\n\n<div markdown="0">*a*</div>',
    html: '<div>*a*</div>',
    why: 'the word of an element wins',
  },
  {
    text: '{::options parse_block_html="true" /}\n\n> <div>\n> *a*\n> </div>',
    html: '<blockquote><div><p><em>a</em></p></div></blockquote>',
    why: 'in a quotation',
  },
  {
    text: '{::options parse_block_html="true" /}\n{::options parse_block_html="false" /}\n\n<div>*a*</div>',
    html: '<div>*a*</div>',
    why: 'and off again',
  },
]);

it('parse_block_html of the config counts for the whole text', () => {
  const options = { hardWrap: false, smartQuotes: true, symbols: true, parseBlockHtml: true };
  const made = renderMarkdown('<div>*a*</div>', 'https://minato.example/a/', false, options).html;
  expect(made.replace(/\n/g, '')).toBe('<div><p><em>a</em></p></div>');
});

rows('headings', [
  { text: '## مرحبا {#تعلم-قول-لا}', html: '<h2>مرحبا</h2>', why: 'a name in letters of any script' },
  { text: '## 題 {#はじめに}', html: '<h2>題</h2>', why: 'in Japanese' },
  { text: '## a {#1x}', html: '<h2>a {#1x}</h2>', why: 'a name begins with a letter' },
]);

rows('otherwise than kramdown: headings', [
  { text: '####\n\na', html: '<p>a</p>', why: 'marks without text: the page shows ####' },
]);

rows('definitions of links', [
  {
    text: '[a][1] b\n\n[1]: javascript:alert(1)',
    html: '<p><a>a</a> b</p>',
    why: 'an address that no feed may have: the words stay, and the definition is none of the text',
  },
]);

rows('Markdown inside of HTML that is left alone', [
  {
    text: '<table>\n<tr><th markdown="span">**a**</th>\n<td>**b**</td></tr>\n</table>',
    html: '<table><tr><th><strong>a</strong></th><td>**b**</td></tr></table>',
    why: 'a cell that asks for it',
  },
  {
    text: '<table>\n<tr><td markdown="1">\n- a\n- b\n</td></tr>\n</table>\n*c*',
    html: '<table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table><p><em>c</em></p>',
    why: 'blocks in a cell',
  },
  {
    text: '<div>\na <span markdown="1">*b*</span> c\n</div>',
    html: '<div>\na <span><em>b</em></span> c\n</div>',
    why: 'an element of a line',
  },
  {
    text: '<figure>\n  <img src="/a.png">\n  <figcaption markdown="1">\n    *a*\n  </figcaption>\n</figure>',
    html: '<figure>\n  <img src="https://minato.example/a.png" />\n  <figcaption><p><em>a</em></p></figcaption></figure>',
    why: 'with an indent',
  },
]);

rows('what is no tag of kramdown’s is text', [
  { text: 'a <?php b(); ?> c', html: '<p>a &lt;?php b(); ?&gt; c</p>', why: 'an instruction' },
  { text: 'a <!DOCTYPE html> b', html: '<p>a &lt;!DOCTYPE html&gt; b</p>', why: 'a declaration' },
  { text: 'a <![CDATA[ b ]]> c', html: '<p>a &lt;![CDATA[ b ]]&gt; c</p>', why: 'a section' },
  { text: '<?php\nb();\n?>', html: '<p>&lt;?php\nb();\n?&gt;</p>', why: 'a block of its own' },
  {
    text: '<?xml version="1.0"?>\n\na',
    html: '<p>a</p>',
    why: 'otherwise than kramdown: it came with a drawing',
  },
  { text: 'a <!-- b --> c', html: '<p>a  c</p>', why: 'a comment stays one' },
]);

rows('in a block of HTML, a type is text', [
  {
    text: '<pre>\n#include <stdio.h>\nstd::vector<const char*> a; Map<K, V> b; <b>c</b>\n\n<T extends B> d\n</pre>',
    html: '<pre>\n#include &lt;stdio.h&gt;\nstd::vector&lt;const char*&gt; a; Map&lt;K, V&gt; b; <b>c</b>\n\n&lt;T extends B&gt; d\n</pre>',
    why: 'in code that is no Markdown',
  },
  {
    text: '<table><tr><td>Map<K, V></td></tr></table>',
    html: '<table><tr><td>Map&lt;K, V&gt;</td></tr></table>',
    why: 'in a cell',
  },
  { text: '<div>\n<toc>\n</div>', html: '<div></div>', why: 'alone on its line it is a mark' },
  { text: '<div>a <x>b</x> <y z="1"> c</div>', html: '<div>a b  c</div>', why: 'an element is none' },
]);

rows('a tag may go over the end of a line', [
  {
    text: '<table><tr> <td>\na</td>\n\n</tr> <tr>\n <td>b</td> <td><p style="text-align:\n right">\nc</p></td></tr></table>\n\n*d*',
    html: '<table><tr> <td>\na</td></tr><tr><td>b</td><td><p>c</p></td></tr></table><p><em>d</em></p>',
    why: 'behind another element; the cell was lost',
  },
]);

rows('an address at the beginning of a line', [
  {
    text: '> a\n<https://a.example/b>',
    html: '<blockquote><p>a</p></blockquote><p><a href="https://a.example/b">https://a.example/b</a></p>',
    why: 'ends a quotation: it is its source',
  },
  {
    text: '- a\n<https://a.example/b>',
    html: '<ul><li>a</li></ul><p><a href="https://a.example/b">https://a.example/b</a></p>',
    why: 'ends a list',
  },
  {
    text: 'a\n<https://a.example/b>\nc',
    html: '<p>a\n<a href="https://a.example/b">https://a.example/b</a>\nc</p>',
    why: 'but no paragraph',
  },
]);

rows('tags of XML', [
  { text: 'a <o:p>b</o:p> c', html: '<p>a b c</p>', why: 'in a line: kramdown takes them for tags' },
  { text: 'a <o:p /> b', html: '<p>a  b</p>', why: 'one that ends at once' },
  {
    text: 'a\n\n<typo:code lang="ruby">b **c**</typo:code>\n\nd',
    html: '<p>a</p>\nb **c**<p>d</p>',
    why: 'at the beginning of a block nothing in it is Markdown',
  },
  {
    text: 'a <em:maxVersion> b',
    html: '<p>a &lt;em:maxVersion&gt; b</p>',
    why: 'otherwise than kramdown: one alone is its subject',
  },
  {
    text: 'https://<user:token>@a.example',
    html: '<p>https://&lt;user:token&gt;@a.example</p>',
    why: 'what a reader shall fill in',
  },
  {
    text: '<mailto:a@b.example>',
    html: '<p><a href="mailto:a@b.example">a@b.example</a></p>',
    why: 'an address',
  },
]);

rows('names of definitions', [
  {
    text: '[a\\_b][] [c][a\\_b]\n\n[a_b]: /d',
    html: '<p><a href="https://minato.example/d">a_b</a> <a href="https://minato.example/d">c</a></p>',
    why: 'an escaped letter',
  },
]);

rows('pictures', [
  {
    text: 'a ![b][1]\n\n[1]: file:///c.png',
    html: '<p>a b</p>',
    why: 'a picture of the author’s own machine: its words',
  },
]);

rows('cells that HTML aligns', [
  {
    text: '<table><tr><td style="color: red; text-align: right">1</td></tr></table>',
    html: '<table><tr><td align="right">1</td></tr></table>',
    why: 'a style of the author',
  },
]);

rows('definition lists', [
  { text: 'a\n: b\n: c', html: '<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>', why: 'two definitions' },
  { text: 'a\nb\n: c', html: '<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>', why: 'two terms' },
  {
    text: 'a\n: b\n\nc\n: d',
    html: '<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>',
    why: 'two of them are one list',
  },
  { text: 'a\n\n: b', html: '<dl><dt>a</dt><dd><p>b</p></dd></dl>', why: 'a blank line before' },
  { text: 'a\n: b\n\n  c', html: '<dl><dt>a</dt><dd>b<p>c</p></dd></dl>', why: 'a paragraph behind' },
  { text: 'a\n: b\nc', html: '<dl><dt>a</dt><dd>b\nc</dd></dl>', why: 'text that goes on' },
  { text: 'a\n:b', html: '<p>a\n:b</p>', why: 'no blank, no definition' },
  { text: ': a', html: '<p>: a</p>', why: 'no term, no definition' },
]);

rows('frames, videos and drawings end at their end tag', [
  {
    text: '<iframe src="https://a.example/x"></iframe>\n*甲*',
    html: '<a href="https://a.example/x">https://a.example/x</a><p><em>甲</em></p>',
    why: 'the line below a frame is Markdown: often the words of a film',
  },
  {
    text: '<iframe src="https://a.example/x"></iframe> *甲*',
    html: '<a href="https://a.example/x">https://a.example/x</a><p><em>甲</em></p>',
    why: 'also on the same line',
  },
  {
    text: '<iframe src="https://a.example/x"></iframe>\n* 甲\n* 乙',
    html: '<a href="https://a.example/x">https://a.example/x</a><ul><li>甲</li><li>乙</li></ul>',
    why: 'a list below it',
  },
  {
    text: '甲\n<video src="https://a.example/a.mp4"></video>\n**乙**',
    html: '<p>甲</p><p><video src="https://a.example/a.mp4"></video></p><p><strong>乙</strong></p>',
    why: 'a film ends the paragraph above it',
  },
  {
    text: '<svg>\n\n    <text>甲</text>\n\n</svg>\n*乙*',
    html: '<a href="https://minato.example/a/">SVG</a><p><em>乙</em></p>',
    why: 'blank lines and indents in a drawing are no code',
  },
]);

rows('a formula at the beginning of a paragraph', [
  { text: '\\$$x$$', html: '<p>\\(x\\)</p>', why: 'a backslash makes it one of a line of text' },
  {
    text: '甲\n\n\\$$x\ny$$\n乙',
    html: '<p>甲</p><p>\\(x\ny\\)\n乙</p>',
    why: 'of several lines, with text below',
  },
  { text: '- \\$$x$$', html: '<ul><li>\\(x\\)</li></ul>', why: 'in a list' },
  {
    text: '\\$$x$$ 甲',
    html: '<p>$$x$$ 甲</p>',
    why: 'with text behind it, the backslash is one of a dollar',
  },
]);

rows('alerts of GitHub', [
  {
    text: '> [!NOTE]\n> 甲と*乙*',
    html: '<blockquote><p><strong>Note</strong></p><p>甲と<em>乙</em></p></blockquote>',
    why: 'the word is the title of the quotation',
  },
  {
    text: '> [!warning]  \n>\n> 甲\n> - 乙',
    html: '<blockquote><p><strong>Warning</strong></p><p>甲</p><ul><li>乙</li></ul></blockquote>',
    why: 'small letters, and a paragraph of its own',
  },
  {
    text: '- 甲\n\n  > [!TIP]\n  > 乙',
    html: '<ul><li><p>甲</p><blockquote><p><strong>Tip</strong></p><p>乙</p></blockquote></li></ul>',
    why: 'in a list',
  },
  {
    text: '> [!NOTE] 甲\n> 乙',
    html: '<blockquote><p>[!NOTE] 甲乙</p></blockquote>',
    why: 'with text behind it, GitHub takes it for text',
  },
  { text: '> [!memo]\n> 甲', html: '<blockquote><p>[!memo]\n甲</p></blockquote>', why: 'another word' },
  { text: '[!NOTE]\n甲', html: '<p>[!NOTE]\n甲</p>', why: 'no quotation' },
  {
    text: '> 甲\n>\n> [!NOTE]\n> 乙',
    html: '<blockquote><p>甲</p><p>[!NOTE]\n乙</p></blockquote>',
    why: 'not at its beginning',
  },
]);
