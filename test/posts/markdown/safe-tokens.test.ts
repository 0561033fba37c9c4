import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { bareUrls } from '../../../src/posts/markdown/bare-urls.ts';
import { kramdown } from '../../../src/posts/markdown/kramdown/kramdown.ts';
import { NORMAL_LINK, renderMarkdown } from '../../../src/posts/markdown/markdown.ts';
import { mathematics } from '../../../src/posts/markdown/mathematics.ts';
import { secure } from '../../../src/posts/markdown/safe-tokens.ts';
import { sanitize } from '../../../src/posts/markdown/sanitize.ts';
import { tagsAsText } from '../../../src/posts/markdown/tags-as-text.ts';

const BASE = 'https://minato.example/2025/11/08/shiranami/';

/** The long way: Markdown as its own renderer writes it, parsed and sanitised. */
const plain = new MarkdownIt({ html: true, linkify: true });
plain.use(kramdown).use(mathematics).use(bareUrls).use(tagsAsText);
plain.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
plain.linkify.add('//', null);
// A comment that is never closed is text: a parser would take it for the rest of the post.
plain.renderer.rules['html_block'] = (tokens, index) => {
  const [closed = '', open = ''] =
    /^([\s\S]*-->)?([\s\S]*)$/.exec(tokens[index]?.content ?? '')?.slice(1) ?? [];
  return closed + open.replaceAll('<!--', '&lt;!--');
};

function isSecured(text: string): boolean {
  return secure(plain.parse(text, {}), BASE);
}

describe('safe without a parser', () => {
  it.for([
    {
      text: '**港**の[株価](/a?b=1&c=2 "表 & \'裏\'")',
      html: 'href="https://minato.example/a?b=1&amp;c=2" title="表 &amp; \'裏\'"',
      why: 'a link of the site',
    },
    { text: '[港]()', html: `<a href="${BASE}">`, why: 'a link to nothing is one to the post' },
    { text: '[港](http://[bad)', html: '<p><a>港</a></p>', why: 'what is no URL goes' },
    {
      text: '![a "b" <c>](x.png)',
      html: 'src="https://minato.example/2025/11/08/shiranami/x.png" alt="a &quot;b&quot; &lt;c&gt;" />',
      why: 'a picture, with what it shows',
    },
    { text: '![](x.png)', html: 'x.png" alt="" />', why: 'a picture that says nothing' },
    { text: '|港|\n|-:|\n|1|', html: '<td align="right">1</td>', why: 'how a cell is aligned' },
    { text: '3. 港', html: '<ol start="3">', why: 'where a list begins' },
    {
      text: '```a"<b> c\n"<&\n```',
      html: '<code class="language-a&quot;&lt;b&gt;">"&lt;&amp;\n',
      why: 'the language of code',
    },
    { text: '    "<&', html: '<pre><code>"&lt;&amp;\n', why: 'code by its indentation' },
    { text: '`"<&`', html: '<code>"&lt;&amp;</code>', why: 'code in a line' },
    { text: '港  \n湾\n\n---', html: '港<br />\n湾</p>\n<hr />', why: 'tags that hold nothing' },
  ])('$why: $text', ({ text, html }) => {
    expect(isSecured(text)).toBe(true);
    expect(renderMarkdown(text, BASE, false).html).toContain(html);
    expect(renderMarkdown(text, BASE, false).html).toBe(sanitize(plain.render(text), BASE));
  });
});

describe('left to the parser', () => {
  it.for([
    {
      text: '[<https://a.example>](b "t")',
      html: `<p><a href="${BASE}b" title="t"></a><a href="https://a.example/">https://a.example</a></p>\n`,
      why: 'HTML knows no link in a link',
    },
    { text: '<script>alert(1)</script>', html: '', why: 'a block of HTML' },
    {
      text: '港<img src=x onerror=alert(1)>',
      html: '<p>港<img src="https://minato.example/2025/11/08/shiranami/x" /></p>\n',
      why: 'HTML in a line',
    },
    { text: '[港](irc://a.example)', html: '<p><a>港</a></p>\n', why: 'a scheme that sanitising drops' },
    {
      text: '![港](mailto:a@b.example)',
      html: '<p><img alt="港" /></p>\n',
      why: 'a scheme that no picture has',
    },
  ])('$why: $text', ({ text, html }) => {
    const tokens = plain.parse(text, {});
    const before = structuredClone(tokens);
    expect(secure(tokens, BASE)).toBe(false);
    expect(structuredClone(tokens)).toEqual(before);
    expect(renderMarkdown(text, BASE, false).html).toBe(html);
  });
});

/** No Japanese, which does without the line breaks between its letters. */
const pieces = fc.constantFrom(
  ...[
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```',
    '~~~',
    '    ',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '7) ',
    '# ',
    '---',
    '===',
  ],
  ...[
    '[',
    '](',
    ')',
    '!',
    '![',
    '<',
    '>',
    '"',
    "'",
    '&',
    '&amp;',
    '&lt;',
    '&#60;',
    '&copy',
    '\\',
    '|',
    '|-|:-:|-:|',
  ],
  ...[
    'https://a.example/?a=1&b=<',
    'HTTP://A.example',
    'mailto:a@b.example',
    'javascript:alert(1)',
    'data:image/png;base64,a',
  ],
  ...[
    '//b.example',
    '/c d',
    '#é',
    '?x',
    'ftp://a',
    'tel:1',
    '<b>',
    '</b>',
    '<a href="javascript:x">',
    '<!-- -->',
    '<https://a.example>',
  ],
  ...['[a]: /b "c"\n', '[a]', 'js', 'é', 'a', ' ', '  \n', '\t', '\u00a0', '😀', '\u0000', ' "t")', '(1)'],
);

it.for(['<!---', 'a\n\n<!-- b\n\nc', '<!-- a --> <!-- b'])('a comment without an end is text: %j', (text) => {
  expect(renderMarkdown(text, BASE, false).html).toBe(sanitize(plain.render(text), BASE));
  expect(renderMarkdown(text, BASE, false).html).toContain('&lt;!--');
});

it('writes what parsing and sanitising would leave, whatever the text is', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
      const text = parts.join('');
      expect(renderMarkdown(text, BASE, false).html).toBe(sanitize(plain.render(text), BASE));
    }),
    { numRuns: 2000 },
  );
});

it('asks nobody about a link that is normal as it stands', () => {
  fc.assert(
    fc.property(fc.stringMatching(NORMAL_LINK), (url) => {
      expect(plain.normalizeLink(url)).toBe(url);
    }),
  );
});
