/** Quotation marks, dashes and dots. The values are those of kramdown 2.4, as Jekyll 4.3.1 runs it. */
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/posts/markdown/markdown.ts';

const html = (text: string) => renderMarkdown(text, 'https://minato.example/a/', false).html.trim();

describe('as kramdown sets them', () => {
  it.for([
    { text: '"a" \'b\'', html: '“a” ‘b’', why: 'quotations' },
    { text: "it's the '90s, rock 'n' roll", html: 'it’s the ’90s, rock ‘n’ roll', why: 'apostrophes' },
    { text: 'He said, "She said, \'x.\'"', html: 'He said, “She said, ‘x.’”', why: 'one inside the other' },
    { text: '"\'a\'"', html: '“‘a’”', why: 'both at once' },
    { text: '5\'10" and 6" x 4"', html: '5’10” and 6” x 4”', why: 'feet and inches' },
    { text: 'a "b\nc" d', html: 'a “b\nc” d', why: 'over a line break' },
    { text: '("a") ["a"]', html: '(“a”) [“a”]', why: 'in brackets' },
    { text: '{"a": "b"}', html: '{“a”: “b”}', why: 'in braces' },
    { text: '**"a"** b', html: '<strong>“a”</strong> b', why: 'inside emphasis' },
    { text: '"*a*" and *"a"*', html: '“<em>a</em>” and <em>“a”</em>', why: 'around emphasis' },
    { text: '"[a](https://a.example/)"', html: '“<a href="https://a.example/">a</a>”', why: 'around a link' },
    { text: '"`a`"', html: '“<code>a</code>”', why: 'around code' },
    { text: 'a -- b --- c---d', html: 'a – b — c—d', why: 'dashes' },
    { text: 'a----b', html: 'a—-b', why: 'four hyphens' },
    { text: 'a...b....', html: 'a…b….', why: 'dots' },
    { text: '<< a >> <<b>>', html: '«\u00a0a\u00a0» «b»', why: 'angles' },
    { text: '--"a" "--b"', html: '–“a” “–b”', why: 'beside a dash' },
    { text: '"日本" "語"', html: '“日本” “語”', why: 'Japanese words with blanks between them' },
    { text: 'a "$1" "-b"', html: 'a “$1” “-b”', why: 'before a sign' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('left as they are', () => {
  it.for([
    { text: '\\"a\\" b\\-\\-c', html: '"a" b--c', why: 'escaped' },
    { text: '&quot;a&quot;', html: '"a"', why: 'entities' },
    { text: '`"a" -- b`', html: '<code>"a" -- b</code>', why: 'code' },
    { text: '$$a--b$$ c', html: '\\(a--b\\) c', why: 'mathematics' },
    {
      text: 'https://a.example/b--c',
      html: '<a href="https://a.example/b--c">https://a.example/b--c</a>',
      why: 'an address that kramdown would show with another letter',
    },
    {
      text: '<https://a.example/b--c>',
      html: '<a href="https://a.example/b--c">https://a.example/b--c</a>',
      why: 'the same in angles',
    },
    {
      text: '[a--b](/c--d "it\'s")',
      html: '<a href="https://minato.example/c--d" title="it\'s">a–b</a>',
      why: 'the address and the title of a link',
    },
    { text: '2020-2021 a->b', html: '2020-2021 a-&gt;b', why: 'one hyphen' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('behind a Japanese letter, where kramdown closes each of them', () => {
  it.for([
    { text: 'これは"重要"です', html: 'これは“重要”です', why: 'opened, then closed' },
    { text: '「"甲"」、"乙"。', html: '「“甲”」、“乙”。', why: 'behind marks' },
    { text: '港"A"と"B"', html: '港“A”と“B”', why: 'two of them' },
    { text: '港"。', html: '港”。', why: 'an end without a beginning' },
    { text: "港's", html: '港’s', why: 'an apostrophe' },
  ])('$text: $why', ({ text, html: expected }) => {
    expect(html(text)).toBe(`<p>${expected}</p>`);
  });
});

describe('as the options of kramdown want it', () => {
  const options = { hardWrap: false, smartQuotes: true, symbols: true, parseBlockHtml: false };
  it.for([
    { wanted: { smartQuotes: false }, html: '"a" – b…\nc', why: 'straight quotation marks' },
    { wanted: { symbols: false }, html: '“a” -- b...\nc', why: 'dashes and dots as typed' },
    { wanted: { hardWrap: true }, html: '“a” – b…<br />\nc', why: 'every line break' },
  ])('$why', ({ wanted, html: expected }) => {
    const made = renderMarkdown('"a" -- b...\nc', 'https://minato.example/a/', false, {
      ...options,
      ...wanted,
    });
    expect(made.html.trim()).toBe(`<p>${expected}</p>`);
  });

  it('also between Japanese letters, where a line break is nothing else', () => {
    const made = renderMarkdown('次\nの', 'https://minato.example/a/', false, { ...options, hardWrap: true });
    expect(made.html.trim()).toBe('<p>次<br />\nの</p>');
  });
});
