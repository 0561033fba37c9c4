import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../src/posts/article/render-article.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import type { Article } from '../../../src/posts/post.ts';
import { ProblemError, ruleCodes } from '../../../src/problem.ts';
import type { Settings } from '../../../src/settings.ts';
import { file, settingsWith } from '../settings.ts';

function article(body: string, front = '', settings: Settings = settingsWith()): Article {
  const source = file(body, front);
  const { post } = readHead('posts/2025-11-07-shiranami.md', source, settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(source, post, settings);
}

describe('Markdown for Japanese', () => {
  it.for([
    {
      body: 'これは**「強調」**の例。',
      html: '<p>これは<strong>「強調」</strong>の例。</p>',
      why: 'emphasis beside brackets',
    },
    {
      body: '港の\n電力は\n*AI*が\n決める。',
      html: '<p>港の電力は\n<em>AI</em>が決める。</p>',
      why: 'no blank between Japanese lines',
    },
    { body: 'port of\nYokohama', html: '<p>port of\nYokohama</p>', why: 'a blank between Latin lines' },
    {
      body: '変わる。\n**港**も',
      html: '<p>変わる。<strong>港</strong>も</p>',
      why: 'a line that begins with emphasis',
    },
    {
      body: '詳細はhttps://a.example/b、または',
      html: '<p>詳細は<a href="https://a.example/b">https://a.example/b</a>、または</p>',
      why: 'a bare URL ends before 、',
    },
    { body: 'a.jpや3.5です', html: '<p>a.jpや3.5です</p>', why: 'what only looks like an address' },
    { body: '"そのまま" -- ...', html: '<p>“そのまま” – …</p>', why: 'marks as Jekyll sets them' },
    { body: '~~旧~~新', html: '<p><del>旧</del>新</p>', why: 'strikethrough' },
    {
      body: '|港|額|\n|-|-:|\n|甲|1|',
      html: '<table>\n<thead>\n<tr>\n<th>港</th>\n<th align="right">額</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>甲</td>\n<td align="right">1</td>\n</tr>\n</tbody>\n</table>',
      why: 'a table',
    },
    {
      body: '```js\nlet a = "**";\n```',
      html: '<pre><code class="language-js">let a = "**";\n</code></pre>',
      why: 'code, as it is',
    },
    {
      body: '次に、**熟練',
      html: '<p>次に、**熟練</p>',
      why: 'a mark without a partner, as its author sees it',
    },
    {
      body: '次の**[港の\n案内](https://a.example/)を読む**。',
      html: '<p>次の<strong><a href="https://a.example/">港の案内</a>を読む</strong>。</p>',
      why: 'emphasis around a link of two lines',
    },
    {
      body: '<br>\n**港の一日。**  \n船が来た。',
      html: '<p><br />\n<strong>港の一日。</strong><br />\n船が来た。</p>',
      why: 'an element of a line begins a paragraph',
    },
    {
      body: '2**10は1024、\\*\\*は記号',
      html: '<p>2**10は1024、**は記号</p>',
      why: 'arithmetic and escapes stay',
    },
    {
      body: '**港の未来**\n\n本文。\n\n---END---\n\n次の文。',
      html: '<h2>港の未来</h2>\n<p>本文。</p>\n<p>次の文。</p>',
      why: 'a bold line is a heading where a program left a marker',
    },
    {
      body: '**港の未来**\n\n本文。',
      html: '<p><strong>港の未来</strong></p>\n<p>本文。</p>',
      why: 'a bold line of a person is bold',
    },
  ])('$why', ({ body, html }) => {
    expect(article(body).html).toBe(html);
  });
});

describe('HTML that may leave the house', () => {
  const URL_OF_POST = 'https://minato.example/2025/11/08/shiranami/';
  it.for([
    { body: '<script>alert(1)</script>本文', html: '本文', why: 'scripts, with what they hold' },
    { body: '<style>p{}</style>\n\n本文', html: '<p>本文</p>', why: 'styles' },
    {
      body: '<iframe src="https://a.example"></iframe>本文',
      html: '<a href="https://a.example/">https://a.example/</a><p>本文</p>',
      why: 'frames leave a link, and the text behind it is a paragraph, as in kramdown',
    },
    { body: '<form action="/x"><input name="q">検索</form>', html: '<div>検索</div>', why: 'forms' },
    {
      body: '<header>港</header><aside>湾</aside><address>東京</address><center>船</center>',
      html: '<div>港</div><div>湾</div><div>東京</div><div>船</div>',
      why: 'the names of blocks, and nothing runs together',
    },
    { body: '<menu><li>港</li></menu>', html: '<ul><li>港</li></ul>', why: 'an old list' },
    {
      body: '<p>甲<bdi>a</bdi><bdo dir="rtl">b</bdo></p>',
      html: '<p>甲<bdi>a</bdi><bdo dir="rtl">b</bdo></p>',
      why: 'no direction of writing',
    },
    {
      body: '<p onclick="x()" style="color:red" class="c" id="i">本文</p>',
      html: '<p>本文</p>',
      why: 'handlers, styles, classes, ids',
    },
    { body: '<a href="javascript:alert(1)">港</a>', html: '<p><a>港</a></p>', why: 'a script as a link' },
    {
      body: '<a href=" java&#10;script:alert(1)">港</a>',
      html: '<p><a>港</a></p>',
      why: 'a script in disguise',
    },
    { body: '<a href="data:text/html,x">港</a>', html: '<p><a>港</a></p>', why: 'data' },
    { body: '<a href="http://[bad">港</a>', html: '<p><a>港</a></p>', why: 'a malformed URL' },
    {
      body: '<img src="data:image/svg+xml,x" alt="港">',
      html: '<p><img alt="港" /></p>',
      why: 'a picture as data',
    },
    {
      body: '[港](/a/b)',
      html: '<p><a href="https://minato.example/a/b">港</a></p>',
      why: 'a path of the site',
    },
    {
      body: '[港](c.html)',
      html: `<p><a href="${URL_OF_POST}c.html">港</a></p>`,
      why: 'a path beside the post',
    },
    {
      body: '[港](#yokohama)',
      html: `<p><a href="${URL_OF_POST}#yokohama">港</a></p>`,
      why: 'a fragment of the post',
    },
    {
      body: '[港](//cdn.example/x)',
      html: '<p><a href="https://cdn.example/x">港</a></p>',
      why: 'a URL without a scheme',
    },
    { body: '[港](mailto:a@b.example)', html: '<p><a href="mailto:a@b.example">港</a></p>', why: 'mail' },
    {
      body: '<img src="/a.png" srcset="/a.png 1x, b.png 2x, http://[bad 3x">',
      html: `<p><img src="https://minato.example/a.png" srcset="https://minato.example/a.png 1x, ${URL_OF_POST}b.png 2x" /></p>`,
      why: 'all pictures of a set',
    },
    {
      body: '<video poster="/p.png" src="v.mp4" autoplay></video>',
      html: `<p><video poster="https://minato.example/p.png" src="${URL_OF_POST}v.mp4"></video></p>`,
      why: 'films and their posters',
    },
    { body: '<b>開いたまま', html: '<p><b>開いたまま</b></p>', why: 'tags that were never closed' },
    {
      body: '<code class="language-js evil">x</code>',
      html: '<p><code class="language-js">x</code></p>',
      why: 'only the class that names a language',
    },
  ])('$why', ({ body, html }) => {
    expect(
      article(body)
        .html.replaceAll('\n', '')
        .replace(/<p><\/p>/g, ''),
    ).toBe(html.replaceAll('\n', ''));
  });
});

describe('plain text', () => {
  it.for([
    {
      body: '## 見出し\n本文。\n\n次の段落。',
      text: '見出し\n\n本文。\n\n次の段落。',
      why: 'paragraphs apart by a blank line',
    },
    { body: '- 速い\n- 安い', text: '・速い\n・安い', why: 'items' },
    { body: 'A&amp;Bは`a < b`', text: 'A&Bはa < b', why: 'entities' },
    { body: '&amp;lt;', text: '&lt;', why: 'entities once only' },
    { body: '|港|額|\n|-|-|\n|甲|1|', text: '港　額\n\n甲　1', why: 'a table' },
    {
      body: '<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>',
      text: '港',
      why: 'the letters, not how to read them',
    },
    { body: '一行目  \n二行目', text: '一行目\n二行目', why: 'a hard break' },
  ])('$why', ({ body, text }) => {
    expect(article(body).text).toBe(text);
  });
});

describe('excerpt and reading time', () => {
  const SENTENCE = '港の電力は、船を待つあいだも要る。';
  it.for([
    { body: `## 序\n\n${SENTENCE}二つ目の文。`, excerpt: `${SENTENCE}二つ目の文。`, why: 'no heading in it' },
    {
      body: '「変わるのか？」と問う。',
      excerpt: '「変わるのか？」と問う。',
      why: 'brackets behind the mark',
    },
    { body: SENTENCE.repeat(20), excerpt: SENTENCE.repeat(7), why: 'whole sentences, about 120 letters' },
    { body: `- ${SENTENCE}`, excerpt: SENTENCE, why: 'no bullet' },
    { body: '港'.repeat(300), excerpt: `${'港'.repeat(120)}…`, why: 'a long sentence is cut' },
    {
      body: `${'港'.repeat(119)}👨‍👩‍👧${'港'.repeat(99)}`,
      excerpt: `${'港'.repeat(119)}…`,
      why: 'no half of a letter',
    },
    { body: '## 見出しだけ', excerpt: '見出しだけ', why: 'nothing but a heading' },
    { body: '', excerpt: '', why: 'nothing' },
  ])('$why', ({ body, excerpt }) => {
    expect(article(body).excerpt).toBe(excerpt);
  });

  it.for([
    {
      front: 'excerpt: "編集部の**要約**。"\n',
      excerpt: '編集部の要約。',
      why: "the author's, without marks",
    },
    {
      front: 'excerpt: "新工場について詳細に分析します。"\n',
      excerpt: '本文の一文。',
      why: 'boilerplate is replaced',
    },
    {
      front: 'excerpt: "白波ロボティクス、新工場を発表"\n',
      excerpt: '本文の一文。',
      why: 'the title says nothing new',
    },
    { front: 'description: "説明。"\n', excerpt: '説明。', why: 'a description will do' },
  ])('$why', ({ front, excerpt }) => {
    expect(article('本文の一文。', front).excerpt).toBe(excerpt);
  });

  it.for([
    { letters: 1, front: '', minutes: 1, why: 'never less than a minute' },
    { letters: 1700, front: '', minutes: 3, why: '500 letters a minute' },
    { letters: 1700, front: 'reading_time: 8\n', minutes: 8, why: "the author's number" },
    { letters: 1700, front: 'reading_time: 8分\n', minutes: 8, why: 'with its unit' },
    { letters: 1700, front: 'reading_time: 0\n', minutes: 3, why: 'zero is no time' },
    { letters: 1700, front: 'reading_time: すぐ\n', minutes: 3, why: 'a word is no number' },
  ])('$why', ({ letters, front, minutes }) => {
    expect(article('港'.repeat(letters), front).readingMinutes).toBe(minutes);
  });
});

const SCARRED = [
  '白波ロボティクス、新工場を発表',
  '投資家には柔軟',
  '---END---',
  'な戦略が要る。',
  '**第二章**',
  '次に、**熟練の\ufffd',
].join('\n\n');

it('mends every scar, names each by its line in the file, and can leave each alone', () => {
  const { html, repairs } = article(SCARRED);
  expect(html).toBe('<p>投資家には柔軟な戦略が要る。</p>\n<h2>第二章</h2>\n<p>次に、熟練の</p>');
  expect(repairs.map(({ code, at }) => `${at.line}:${at.column} ${code}`)).toEqual([
    '6:1 post-repeated-title',
    '10:1 post-marker',
    '10:1 post-cut-joined',
    '14:1 post-bold-heading',
    '16:1 post-stray-emphasis',
    '16:9 post-replacement-character',
  ]);
  const off = Object.fromEntries(ruleCodes.map((code) => [code, 'off' as const]));
  const untouched = article(SCARRED, '', settingsWith({ check: { rules: off } }));
  expect(untouched.repairs).toEqual([]);
  expect(untouched.text).toContain('—END—');
  expect(untouched.text).toContain('**熟練の');
});

/** Liquid that can not be run is a fault of the post; anything else that is thrown is ours. */
function articleOrFault(body: string): Pick<Article, 'html' | 'text' | 'excerpt'> {
  try {
    return article(body);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'post-liquid') throw error;
    return { html: '', text: '', excerpt: '' };
  }
}

it('throws nothing but faults of Liquid, and never shows a control character, a marker, a stray mark or a tag that runs', () => {
  const word = fc.oneof(
    fc.constantFrom('**', '*', '---END---', '\n\n', '\n', '# ', '- ', '> ', '|', '```\n', '`', '<b>', '</b>'),
    fc.constantFrom(
      '<script>',
      '<a href="',
      'javascript:',
      '](',
      '![',
      '{{',
      '}}',
      '{%',
      '%}',
      '{:',
      '}',
      '\\',
    ),
    fc.constantFrom(
      '港',
      'の',
      '。',
      '「',
      '」',
      'AI',
      ' ',
      '\u0000',
      '\ufffd',
      '\ud83d',
      'か\u3099',
      '&',
      '<',
      '>',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const body = words.join('');
      const { html, text, excerpt } = articleOrFault(body);
      // In code and in quotation marks a marker is spoken of, and stays.
      const maySpeak = /[`「」"\t]| {4}/.test(body);
      for (const output of [html, text, excerpt]) {
        expect(output).not.toMatch(/[^\P{Cc}\t\n]|\p{Cs}|\p{Noncharacter_Code_Point}/u);
        if (!maySpeak) expect(output).not.toMatch(/---END---|—END—/);
      }
      expect(html).not.toMatch(/\p{L}\ufffd|\ufffd\p{L}/u);
      expect(html).not.toMatch(/<(script|style|iframe|form)|<[^>]*\s(on\w+=|(href|src)="\s*javascript:)/i);
    }),
    { numRuns: 300 },
  );
});

it('shows no ** from emphasis in a post of the pipeline, whatever Japanese stands around it', () => {
  const word = fc.constantFrom(
    '**',
    '港',
    'の',
    '「',
    '」',
    '。',
    '、',
    ' ',
    '（',
    '）',
    '\n',
    'を',
    '％',
    '・',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      // Four spaces at the start of a line make code of it, which shows its stars.
      const body = words.join('').replace(/ {2,}/g, ' ');
      expect(article(`港の話。\n\n---END---\n\n${body}`).text).not.toContain('**');
    }),
    { numRuns: 500 },
  );
});

it('renders the same text to the same bytes', () => {
  expect(article(SCARRED)).toEqual(article(SCARRED));
  expect(article(SCARRED.replaceAll('\n', '\r\n')).html).toBe(article(SCARRED).html);
});
