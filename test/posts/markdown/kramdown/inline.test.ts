/** Emphasis, code and links of a line. The values are those of kramdown 2.4, as Jekyll 4.3.1 runs it, but for the last table. */
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/posts/markdown/markdown.ts';

const BASE = 'https://minato.example/a/';
const html = (text: string) => renderMarkdown(text, BASE, false).html.trim();
const link = (text: string, href = 'b', title = '') =>
  `<a href="${BASE}${href}"${title === '' ? '' : ` title="${title}"`}>${text}</a>`;

describe('emphasis', () => {
  it.for([
    { text: '**「港」**は', html: '<strong>「港」</strong>は', why: 'around a bracket' },
    { text: '**港。**は', html: '<strong>港。</strong>は', why: 'behind a full stop' },
    { text: '**a:**b', html: '<strong>a:</strong>b', why: 'behind a colon, before a letter' },
    { text: '**`a`**b', html: '<strong><code>a</code></strong>b', why: 'around code' },
    { text: '**[a](b)**c', html: `<strong>${link('a')}</strong>c`, why: 'around a link' },
    { text: '**<b>a</b>**c', html: '<strong><b>a</b></strong>c', why: 'around HTML' },
    { text: 'a*(b)*c', html: 'a<em>(b)</em>c', why: 'inside a word' },
    { text: '** x **', html: '** x **', why: 'blanks inside: it is none' },
    { text: '**　港　**は', html: '<strong>　港　</strong>は', why: 'a Japanese blank is a letter' },
    { text: 'a ** b ** c', html: 'a ** b ** c', why: 'blanks on both sides' },
    { text: '***a***', html: '<strong><em>a</em></strong>', why: 'both' },
    { text: '*a **b** c*', html: '<em>a <strong>b</strong> c</em>', why: 'one in the other' },
    { text: '**a****b**', html: '<strong>a</strong><strong>b</strong>', why: 'one beside the other' },
    { text: '**a*b**c*', html: '<em>*a</em>b<em>*c</em>', why: 'crossed' },
    { text: '**a', html: '**a', why: 'no end' },
    { text: 'snake_case_name', html: 'snake_case_name', why: 'inside a word' },
    { text: '日本_語_です', html: '日本_語_です', why: 'inside a word without blanks' },
    { text: '__init__.py', html: '<strong>init</strong>.py', why: 'before a mark' },
    { text: '2*3*4', html: '2<em>3</em>4', why: 'arithmetic, as kramdown shows it' },
    { text: '~~a~~ ~~ b ~~ ~c~', html: '<del>a</del> ~~ b ~~ ~c~', why: 'struck out' },
    { text: '*a*{: .x} b', html: '<em>a</em> b', why: 'attributes' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('code and backslashes', () => {
  it.for([
    { text: '`a``b`', html: '<code>a</code><code>b</code>', why: 'the next backtick ends it' },
    { text: '`` a`b ``', html: '<code>a`b</code>', why: 'a backtick inside' },
    { text: '`a ` b', html: '<code>a </code> b', why: 'its blanks stay' },
    { text: '`\\`', html: '<code>\\</code>', why: 'a backslash in it is one' },
    { text: 'a ` b', html: 'a ` b', why: 'a backtick alone' },
    { text: 'a ` b `c` d', html: 'a ` b <code>c</code> d', why: 'a backtick between blanks begins nothing' },
    { text: '\\*a\\* \\[b\\] \\|', html: '*a* [b] |', why: 'marks' },
    {
      text: 'C:\\temp \\/ \\% \\&amp;',
      html: 'C:\\temp \\/ \\% \\&amp;',
      why: 'letters that mean nothing keep it',
    },
    { text: 'a\\\nb', html: 'a<br />\nb', why: 'at the end of a line' },
    { text: 'a\\\\\nb', html: 'a<br />\nb', why: 'two of them, kramdown’s own form' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('links', () => {
  it.for([
    { text: '[a](b c)', html: link('a', 'b%20c'), why: 'a blank in the address' },
    { text: '![a](b c.png)', html: `<img src="${BASE}b%20c.png" alt="a" />`, why: 'the same of a picture' },
    { text: '[a](<b c>)', html: link('a', 'b%20c'), why: 'in angles' },
    { text: '[a](b(c)d)', html: link('a', 'b(c)d'), why: 'brackets in the address' },
    { text: '[a]\n\n[a]: b\n\n[A]: c', html: link('a', 'c'), why: 'of two definitions the last one' },
    { text: '[a]\n\n[a]: b)\n[c]: d', html: link('a', 'b)'), why: 'a bracket too many in a definition' },
    {
      text: '[a](b "c "d" e")',
      html: link('a', 'b', 'c &quot;d&quot; e'),
      why: 'quotation marks in the title',
    },
    { text: "[a](b 'c')", html: link('a', 'b', 'c'), why: 'a title in single ones' },
    { text: '[a](b "c | d")', html: link('a', 'b', 'c | d'), why: 'a stroke in the title' },
    { text: '[a | b](b)', html: link('a | b'), why: 'a stroke in the text' },
    { text: '[a [b] c](b)', html: link('a [b] c'), why: 'brackets in the text' },
    { text: '[![a](b)](b)', html: link(`<img src="${BASE}b" alt="a" />`), why: 'a picture' },
    { text: '[a][1]\n\n[1]: b "t"', html: link('a', 'b', 't'), why: 'a definition' },
    { text: '[a] [1]\n\n[1]: b', html: link('a'), why: 'a blank before its name' },
    { text: '[a][]\n\n[a]: b', html: link('a'), why: 'without a name' },
    { text: '[a] [b]\n\n[a]: b', html: `${link('a')} [b]`, why: 'the second one is no name' },
    { text: '[a][x] b', html: '[a][x] b', why: 'a name that is not defined' },
    { text: '[^note a]', html: '[^note a]', why: 'no footnote, and no link' },
    { text: '[a](b "c)', html: '[a](b “c)', why: 'a title without an end' },
    { text: '[a](javascript:x)', html: '<a>a</a>', why: 'an address that runs: its words stay' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('where kramdown shows marks that nobody meant', () => {
  it.for([
    { text: '[a*](b)*', html: `${link('a*')}*`, why: 'a link wins over emphasis' },
    { text: 'a ` b ` c', html: 'a <code>b</code> c', why: 'code with blanks on both sides' },
    { text: '[a](b\\_c)', html: link('a', 'b_c'), why: 'a backslash in an address' },
    { text: '[a](b\\)c)', html: link('a', 'b)c'), why: 'an escaped bracket closes nothing' },
    { text: '[a](b_(c\\))', html: link('a', 'b_(c)'), why: 'but the bracket that the author opened' },
    { text: '[a](b_(c)', html: '[a](b_(c)', why: 'a bracket that stays open is no address' },
    {
      text: 'https://a.example/',
      html: '<a href="https://a.example/">https://a.example/</a>',
      why: 'an address alone',
    },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});
