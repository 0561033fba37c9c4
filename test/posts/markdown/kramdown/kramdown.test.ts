/** What kramdown reads beyond CommonMark, and mathematics. */
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../../src/posts/article/render-article.ts';
import { readHead } from '../../../../src/posts/head/read-head.ts';
import { renderMarkdown } from '../../../../src/posts/markdown/markdown.ts';
import { file, settingsWith } from '../../settings.ts';

const settings = settingsWith();
const PAGE = 'https://minato.example/2025/11/08/minato/';

function html(body: string): string {
  const { post } = readHead('posts/2025-11-07-minato.md', file(body), settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(file(body), post, settings).html.replace(/>\s*\n\s*</g, '><');
}

const note = (text: string, name: string) => `<li><p>${text} <a href="${PAGE}#fnref:${name}">↩</a></p></li>`;
const mark = (number: number, name: string) => `<sup><a href="${PAGE}#fn:${name}">${number}</a></sup>`;

describe('kramdown', () => {
  it.for([
    {
      body: '港[^1]\n\n[^1]: 注',
      html: `<p>港${mark(1, '1')}</p><ol>${note('注', '1')}</ol>`,
      why: 'a footnote of one word',
    },
    {
      body: '港[^a]と船[^b]\n\n[^b]: 船の注\n[^a]: 港の注',
      html: `<p>港${mark(1, 'a')}と船${mark(2, 'b')}</p><ol>${note('港の注', 'a')}${note('船の注', 'b')}</ol>`,
      why: 'footnotes in the order of the text',
    },
    {
      body: '[^A-Za-z0-9_]と[^a-z_]',
      html: '<p>[^A-Za-z0-9_]と[^a-z_]</p>',
      why: 'a mark without a note is text, and its strokes are no emphasis',
    },
    { body: '2^[3]', html: '<p>2^[3]</p>', why: 'no footnotes inside the line' },
    {
      body: '港\n: 船の着く所\n: 街',
      html: '<dl><dt>港</dt><dd>船の着く所</dd><dd>街</dd></dl>',
      why: 'definitions',
    },
    {
      body: 'The HTML spec.\n\n*[HTML]: Hyper Text',
      html: '<p>The <abbr title="Hyper Text">HTML</abbr> spec.</p>',
      why: 'abbreviations',
    },
    {
      body: 'これはHTMLです。XHTMLでもHTML5でもない、HTML。日銀は動いた。\n\n*[HTML]: Hyper Text\n*[日銀]: 日本銀行',
      html: '<p>これは<abbr title="Hyper Text">HTML</abbr>です。XHTMLでもHTML5でもない、<abbr title="Hyper Text">HTML</abbr>。<abbr title="日本銀行">日銀</abbr>は動いた。</p>',
      why: 'Japanese letters around a word are not part of it',
    },
    {
      body: 'W3C HTML and ABC\n\n*[HTML]: Hyper\n*[W3C HTML]: all of it\n*[ABC]:',
      html: '<p><abbr title="all of it">W3C HTML</abbr> and <abbr>ABC</abbr></p>',
      why: 'the longest counts, and a meaning may be missing',
    },
    {
      body: '[HTML](/a) `HTML` **HTML**\n\n*[HTML]: Hyper',
      html: '<p><a href="https://minato.example/a"><abbr title="Hyper">HTML</abbr></a> <code>HTML</code> <strong><abbr title="Hyper">HTML</abbr></strong></p>',
      why: 'in a link and in emphasis, and not in code',
    },
    {
      body: '港\n: {:.x} 船の着く所',
      html: '<dl><dt>港</dt><dd>船の着く所</dd></dl>',
      why: 'attributes of a definition',
    },
    {
      body: '<p markdown="1">**甲**</p>\n\n<div markdown="span">*乙*\n丙</div>',
      html: '<p><strong>甲</strong></p><div><em>乙</em>丙</div>',
      why: 'Markdown in an element that holds one line of text',
    },
    {
      body: '<p>甲\n<div>乙</div>\n</p>',
      html: '<p>甲\n</p><div>乙</div>',
      why: 'no empty paragraph is left over',
    },
    {
      body: '甲<!-- 秘密\n\n秘密 -->乙',
      html: '<p>甲乙</p>',
      why: 'a comment over two paragraphs hides both',
    },
    {
      body: '<div><!-- 秘密\n\n秘密 --></div>\n\n乙',
      html: '<div></div><p>乙</p>',
      why: 'in an element too, and what follows stays',
    },
    {
      body: '<div><!-- 甲</div>\n\n乙',
      html: '<div>&lt;!-- 甲</div><p>乙</p>',
      why: 'a comment without an end hides nothing',
    },
    {
      body: '```\n<!-- 甲\n\n乙 -->\n```',
      html: '<pre><code>&lt;!-- 甲\n\n乙 --&gt;\n</code></pre>',
      why: 'a comment in code is code',
    },
    {
      body: '{::comment}\n秘密\n\n{::comment}秘密{:/comment}\n\n秘密\n{:/comment}\n\n乙',
      html: '<p>乙</p>',
      why: 'a comment in a comment does not end it',
    },
    { body: '{::comment}\n秘密 {:/comment}\n\n乙', html: '<p>乙</p>', why: 'but the only end does' },
    {
      body: '{::comment}\n`秘密\n{:/comment}\n`甲`と乙。\n\n丙',
      html: '<p><code>甲</code>と乙。</p><p>丙</p>',
      why: 'nor does a backtick in it hide its end, and the rest of the post',
    },
    {
      body: '甲{::comment}`秘{:/comment}乙と`丙`',
      html: '<p>甲乙と<code>丙</code></p>',
      why: 'the same on one line',
    },
    { body: '段落。\n{: .lead}', html: '<p>段落。</p>', why: 'attributes of a paragraph' },
    {
      body: '## 題 {#dai}\n\n[題へ](#dai)',
      html: `<h2>題</h2><p><a href="${PAGE}#dai">題へ</a></p>`,
      why: 'an id of a heading',
    },
    { body: '## 題\n{: #dai .no_toc}\n\n文', html: '<h2>題</h2><p>文</p>', why: 'attributes of a heading' },
    { body: '* 甲\n{:.x}\n\n乙', html: '<ul><li>甲</li></ul><p>乙</p>', why: 'attributes of a list' },
    { body: '{: .x}\n段落', html: '<p>段落</p>', why: 'attributes before' },
    { body: '{:dai: .x #y}\n\n段落', html: '<p>段落</p>', why: 'a definition of attributes' },
    {
      body: '[港](/a){:target="_blank"}と',
      html: '<p><a href="https://minato.example/a">港</a>と</p>',
      why: 'attributes of a link',
    },
    {
      body: '[港](/a "元"){: title="新 \'港\' & \\"船\\"" .x}と*船*{: lang=\'en\' onclick="x"}',
      html: '<p><a href="https://minato.example/a" title="新 \'港\' &amp; &quot;船&quot;">港</a>と<em lang="en">船</em></p>',
      why: 'the title of a link, the language of words',
    },
    {
      body: '[**港**{: title="内"}](/a){: title="外"}',
      html: '<p><a href="https://minato.example/a" title="外"><strong title="内">港</strong></a></p>',
      why: 'each has its own',
    },
    {
      body: '![港](/a.png){: width="300" .c}',
      html: '<p><img src="https://minato.example/a.png" alt="港" width="300" /></p>',
      why: 'the width of a picture',
    },
    {
      body: '![港](/a.png){: .c\nwidth="300"}は港',
      html: '<p><img src="https://minato.example/a.png" alt="港" width="300" />は港</p>',
      why: 'attributes in two lines',
    },
    { body: '港{: .x}', html: '<p>港{: .x}</p>', why: 'behind text it is text, as in kramdown' },
    { body: '* TOC\n{:toc}\n\n本文', html: '<p>本文</p>', why: 'a table of contents' },
    { body: '1. 目次\n{:toc .x}\n\n## 本文', html: '<h2>本文</h2>', why: 'a numbered one' },
    {
      body: '- 甲\n\n^\n\n- 乙',
      html: '<ul><li><p>甲</p></li></ul><ul><li>乙</li></ul>',
      why: 'the end of a block',
    },
    { body: '2^\n3', html: '<p>2^\n3</p>', why: 'a circumflex that ends nothing' },
    { body: '甲{::comment}一\n\n二{:/comment}乙', html: '<p>甲乙</p>', why: 'a comment over paragraphs' },
    { body: '甲{::comment}一{:/}乙', html: '<p>甲乙</p>', why: 'a comment in a line' },
    {
      body: '甲{::comment}一\n\n乙',
      html: '<p>甲{::comment}一</p><p>乙</p>',
      why: 'in a line it needs its end',
    },
    { body: '\\{::comment}甲\\{:/}', html: '<p>{::comment}甲{:/}</p>', why: 'an escaped one' },
    { body: '{::comment}\n一\n\n二\n{:/}\n\n乙', html: '<p>乙</p>', why: 'closed by its short form' },
    {
      body: '{::nomarkdown}\n<p>甲</p>\n{:/nomarkdown}\n\n{::options parse_block_html="true" /}\n\n乙',
      html: '<p>甲</p><p>乙</p>',
      why: 'tags around HTML',
    },
    {
      body: '甲{::nomarkdown}<b>**a** _b_ `c`</b>{:/}乙',
      html: '<p>甲<b>**a** _b_ `c`</b>乙</p>',
      why: 'text in which nothing is Markdown',
    },
    {
      body: '甲\n\n{::nomarkdown}\n<div>\n\n    # 一\n\n* 二\n</div>\n{:/nomarkdown}\n乙',
      html: '<p>甲</p><div>\n# 一\n* 二\n</div><p>乙</p>',
      why: 'HTML with a blank line, an indent and marks',
    },
    {
      body: '甲{::nomarkdown type="latex"}\\emph{x}{:/}乙',
      html: '<p>甲乙</p>',
      why: 'text for another format',
    },
    {
      body: '`{::nomarkdown}`と`{:/}`',
      html: '<p><code>{::nomarkdown}</code>と<code>{:/}</code></p>',
      why: 'code that speaks of it',
    },
    {
      body: '甲{::nomarkdown}`一{:/}乙と`丙`',
      html: '<p>甲`一乙と<code>丙</code></p>',
      why: 'a backtick in it begins no code outside of it',
    },
    {
      body: '**注意**\n本文**強調**\n続き  \n**次**\n港',
      html: '<p><strong>注意</strong>\n本文<strong>強調</strong>続き<br /><strong>次</strong>\n港</p>',
      why: 'a line in bold stays apart from the one below',
    },
    {
      body: '**港の祭り**\nが開かれます。',
      html: '<p><strong>港の祭り</strong>が開かれます。</p>',
      why: 'but a sentence goes on',
    },
    {
      body: '**港は静かだ。**\n町も静かだ。',
      html: '<p><strong>港は静かだ。</strong>町も静かだ。</p>',
      why: 'and after a whole sentence the next one follows',
    },
    {
      body: '**性能**: 高い\n**用途**: 港と\n**船**の話',
      html: '<p><strong>性能</strong>: 高い\n<strong>用途</strong>: 港と<strong>船</strong>の話</p>',
      why: 'lines with labels, which stay apart',
    },
    {
      body: '`{::comment}`と`{:toc}`',
      html: '<p><code>{::comment}</code>と<code>{:toc}</code></p>',
      why: 'code',
    },
    {
      body: '```\n{: .x}\n{::comment}\n```',
      html: '<pre><code>{: .x}\n{::comment}\n</code></pre>',
      why: 'a fence',
    },
    {
      body: '<div>\n    <p>一</p>\n\n    <ul>\n        <li>二</li>\n    </ul>\n</div>\n\n三',
      html: '<div><p>一</p><ul><li>二</li></ul></div><p>三</p>',
      why: 'HTML with a blank line and an indent',
    },
    {
      body: '<table>\n  <tr>\n\n    <td>一</td>\n  </tr>\n</table>',
      html: '<table><tr><td>一</td></tr></table>',
      why: 'a table of HTML',
    },
    {
      body: '<div markdown="1">\n**太字**\n</div>',
      html: '<div><p><strong>太字</strong></p></div>',
      why: 'Markdown in HTML',
    },
    {
      body: '<div class="n" markdown="1">\n\n## 題\n\n- 甲\n\n</div>\n\n乙',
      html: '<div><h2>題</h2><ul><li>甲</li></ul></div><p>乙</p>',
      why: 'with blank lines',
    },
    {
      body: '<details><summary>題</summary>\n\n*中*\n\n</details>',
      html: '<details><summary>題</summary><p><em>中</em></p></details>',
      why: 'as on GitHub',
    },
    {
      body: '|a|b|\n|---|---|\n|1|2|\n|===|===|\n|3|4|',
      html: '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody><tfoot><tr><td>3</td><td>4</td></tr></tfoot></table>',
      why: 'a row between body and foot',
    },
  ])('$why', ({ body, html: made }) => {
    expect(html(body)).toBe(made);
  });
});

describe('an element of code is no Markdown', () => {
  it.for([
    { body: '<code>`a`</code>と**b**', html: '<p><code>`a`</code>と<strong>b</strong></p>' },
    { body: '<kbd>*a*</kbd><var>x_1_</var>', html: '<p><kbd>*a*</kbd><var>x_1_</var></p>' },
    { body: '<code>*a*', html: '<p><code><em>a</em></code></p>' },
    { body: '<kbd>\\<leader\\>i</kbd>', html: '<p><kbd>\\&lt;leader\\&gt;i</kbd></p>' },
    { body: '<code>List<String></code>', html: '<p><code>List&lt;String&gt;</code></p>' },
    { body: '<kbd><kbd>Ctrl</kbd></kbd>', html: '<p><kbd><kbd>Ctrl</kbd></kbd></p>' },
    { body: '<code>a <b class="x">c</b><br/>d</code>', html: '<p><code>a <b>c</b><br />d</code></p>' },
    { body: '<samp>a < b</samp>', html: '<p><samp>a &lt; b</samp></p>' },
  ])('$body', ({ body, html: made }) => {
    expect(html(body)).toBe(made);
  });
});

it.for([
  { text: '<div>\n<pre>a\n\n_b_ c_\n</pre>\n</div>', has: '_b_ c_', why: 'a blank line in code' },
  { text: '<details>\n      <pre>a\n\n_b_</pre>\n</details>', has: '_b_', why: 'that is set in' },
  { text: '<div>\n<pre>a</pre>\n\n_b_\n</div>', has: '<em>b</em>', why: 'a blank line behind code' },
])('Markdown in an element is known by a blank line outside of code: $why', ({ text, has }) => {
  expect(renderMarkdown(text, 'https://minato.example/a/', false).html).toContain(has);
});

describe('mathematics stays TeX', () => {
  it.for([
    {
      body: '式 $$a_1 + b_2 * c_3 * d$$ です',
      html: '<p>式 \\(a_1 + b_2 * c_3 * d\\) です</p>',
      why: 'in a line',
    },
    {
      body: '$$\na \\\\\nb_{x}^{*} + c_{y}^{*} \\\\\n$$',
      html: '<p>\\[\na \\\\\nb_{x}^{*} + c_{y}^{*} \\\\\n\\]</p>',
      why: 'as a block',
    },
    {
      body: String.raw`$\Sigma = \\{0, 1\\}$ と $\{a\}$`,
      html: String.raw`<p>$\Sigma = \{0, 1\}$ と $\{a\}$</p>`,
      why: 'two backslashes before a mark are one, as one is',
    },
    { body: '$$ x < y $$', html: '<p>\\[ x &lt; y \\]</p>', why: 'a block in one line' },
    {
      body: '$a*b*c$と$x_{1}$と$\\{a\\}$',
      html: '<p>$a*b*c$と$x_{1}$と$\\{a\\}$</p>',
      why: 'between single dollars',
    },
    { body: '\\\\( y*z*w \\\\)', html: '<p>\\( y*z*w \\)</p>', why: 'in brackets' },
    { body: '\\\\( y&#94;2 \\\\)', html: '<p>\\( y^2 \\)</p>', why: 'a reference, which MathJax never sees' },
    {
      body: '\\\\(x\\_i \\\\{y\\\\}\\\\)と$\\|a\\_b\\|$',
      html: '<p>\\(x_i \\{y\\}\\)と$|a_b|$</p>',
      why: 'backslashes that Markdown takes away',
    },
    { body: '$5 と *強調* と $6', html: '<p>$5 と <em>強調</em> と $6</p>', why: 'prices' },
    { body: 'US$5*2と US$6*2', html: '<p>US$5<em>2と US$6</em>2</p>', why: 'prices with stars are as ever' },
    { body: '`$$a*b*c$$`', html: '<p><code>$$a*b*c$$</code></p>', why: 'code' },
    { body: '\\$a*b*c$', html: '<p>$a<em>b</em>c$</p>', why: 'an escaped dollar' },
    { body: '$$', html: '<p>$$</p>', why: 'dollars alone' },
  ])('$why: $body', ({ body, html: made }) => {
    expect(html(body)).toBe(made);
  });
});

describe('the number with which attributes let a list begin', () => {
  it.for([
    { body: '1. 甲\n2. 乙\n{: start="5"}', start: 5, why: 'in the line below' },
    { body: '{: .x start="7" #id}\n1. 甲', start: 7, why: 'in the line above, among others' },
    {
      body: '甲\n\n```\nx\n```\n\n{:start="2"}\n1. 乙',
      start: 2,
      why: 'behind the code that ended the list',
    },
    { body: '> 1. 甲\n> {: start="3"}', start: 3, why: 'in a quotation' },
    { body: '- 甲\n  1. 乙\n  {: start="4"}', start: 4, why: 'in another list' },
    { body: '段落\n{: start="5"}\n1. 甲', start: undefined, why: 'they are those of the paragraph' },
    { body: '1. 甲\n\n{: start="5"}\n\n乙', start: undefined, why: 'they are those of the next block' },
    { body: '- 甲\n{: start="5"}', start: undefined, why: 'no numbers' },
    { body: '1. 甲\n{: start="x"}', start: undefined, why: 'no number' },
  ])('$why: $body', ({ body, start }) => {
    expect(/<ol start="(\d+)">/.exec(html(body))?.[1]).toBe(start === undefined ? undefined : String(start));
  });
});

describe('what cannot be embedded leaves a link, and a lazy picture is shown', () => {
  it.for([
    {
      body: '<iframe src="https://www.youtube.com/embed/ab-c?rel=0"></iframe>',
      html: '<a href="https://www.youtube.com/watch?v=ab-c">https://www.youtube.com/watch?v=ab-c</a>',
      why: 'a film',
    },
    {
      body: '<div><iframe src="//player.vimeo.com/video/12"></iframe></div>',
      html: '<div><a href="https://vimeo.com/12">https://vimeo.com/12</a></div>',
      why: 'another',
    },
    {
      body: '<iframe src="https://player.vimeo.com/video/12?h=a1b2&amp;title=0"></iframe>',
      html: '<a href="https://vimeo.com/12/a1b2">https://vimeo.com/12/a1b2</a>',
      why: 'one that is not listed, with its key',
    },
    {
      body: '<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>',
      html: '<a href="https://www.youtube.com/playlist?list=PL1">https://www.youtube.com/playlist?list=PL1</a>',
      why: 'a list of films',
    },
    {
      body: '<iframe src="https://www.youtube.com/embed/abc?rel=0&amp;start=45"></iframe>',
      html: '<a href="https://www.youtube.com/watch?v=abc&amp;t=45s">https://www.youtube.com/watch?v=abc&amp;t=45s</a>',
      why: 'a video from its 45th second',
    },
    {
      body: '<iframe src="https://www.youtube-nocookie.com/embed?listType=playlist&amp;list=PL1"></iframe>',
      html: '<a href="https://www.youtube.com/playlist?list=PL1">https://www.youtube.com/playlist?list=PL1</a>',
      why: 'in another form',
    },
    {
      body: '<iframe src="https://www.youtube.com/embed/live_stream?channel=UC1"></iframe>',
      html: '<a href="https://www.youtube.com/channel/UC1/live">https://www.youtube.com/channel/UC1/live</a>',
      why: 'what a channel shows now',
    },
    {
      body: '<script async class="speakerdeck-embed" data-id="0a1b" src="//speakerdeck.com/assets/embed.js"></script>',
      html: '<a href="https://speakerdeck.com/player/0a1b">https://speakerdeck.com/player/0a1b</a>',
      why: 'slides',
    },
    {
      body: '<iframe title="港の地図" src="/map/"></iframe>',
      html: '<a href="https://minato.example/map/">港の地図</a>',
      why: 'by its title',
    },
    {
      body: '<object data="/a.pdf">代わり</object>',
      html: '<p><a href="https://minato.example/a.pdf">https://minato.example/a.pdf</a></p>',
      why: 'an object',
    },
    {
      body: '<svg width="10"><circle r="5"/></svg>',
      html: `<p><a href="${PAGE}">SVG</a></p>`,
      why: 'a drawing',
    },
    {
      body: '<script src="https://gist.github.com/u/1.js"></script>',
      html: '<a href="https://gist.github.com/u/1">https://gist.github.com/u/1</a>',
      why: 'a gist',
    },
    { body: '<script src="https://a.example/x.js"></script>甲', html: '甲', why: 'no other script' },
    { body: '<iframe src="javascript:alert(1)"></iframe>甲', html: '<p>甲</p>', why: 'no frame that runs' },
    { body: '<iframe srcdoc="<b>x</b>"></iframe>甲', html: '甲', why: 'no frame without an address' },
    {
      body: '<img src="/wait.gif" data-src="/a.jpg" alt="港">',
      html: '<p><img alt="港" src="https://minato.example/a.jpg" /></p>',
      why: 'a lazy picture',
    },
    {
      body: '<img src="/wait.gif" data-echo="/a.jpg"> <img src="/wait.gif" data-lazy="/b.jpg">',
      html: '<p><img src="https://minato.example/a.jpg" /> <img src="https://minato.example/b.jpg" /></p>',
      why: 'by other names',
    },
    {
      body: '<img src="/a.jpg" data-lazy="true"> <img src="/b.jpg" data-src="javascript:alert(1)">',
      html: '<p><img src="https://minato.example/a.jpg" /> <img src="https://minato.example/b.jpg" /></p>',
      why: 'what is no address changes nothing',
    },
    {
      body: '<img src="data:image/gif;base64,R0" data-srcset="/a.jpg 1x">',
      html: '<p><img srcset="https://minato.example/a.jpg 1x" src="https://minato.example/a.jpg" /></p>',
      why: 'a lazy set',
    },
    {
      body: '![港](/wait.gif){: data-src="/a.jpg" .lazy}',
      html: '<p><img alt="港" src="https://minato.example/a.jpg" /></p>',
      why: 'a lazy picture of Markdown',
    },
    {
      body: '<video data-src="/a.mp4" controls></video>',
      html: '<p><video controls src="https://minato.example/a.mp4"></video></p>',
      why: 'a lazy video',
    },
    {
      body: '<img srcset="/a.jpg 1x, /b.jpg 2x">',
      html: '<p><img srcset="https://minato.example/a.jpg 1x, https://minato.example/b.jpg 2x" src="https://minato.example/a.jpg" /></p>',
      why: 'a set alone: mail programs know no sets',
    },
    {
      body: '<picture><source data-srcset="/a.webp"><img src="" alt="港"></picture>',
      html: '<p><picture><source srcset="https://minato.example/a.webp" /><img alt="港" /></picture></p>',
      why: 'an empty address is not the page',
    },
    {
      body: '甲は<math><mi>x</mi> <mo>=</mo> <mn>1</mn></math>。',
      html: '<p>甲はx = 1。</p>',
      why: 'a formula of MathML leaves its letters',
    },
    {
      body: '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>です。',
      html: '<p>\\(x^2\\)です。</p>',
      why: 'or the TeX that it was made from',
    },
    {
      body: '<p><strike>甲</strike> <tt>a*b</tt> <acronym title="Minato">M</acronym></p>',
      html: '<p><s>甲</s> <code>a*b</code> <abbr title="Minato">M</abbr></p>',
      why: 'old tags by their new names',
    },
    {
      body: '<noscript><img src="/b.jpg" alt="船"></noscript>',
      html: '<p><img src="https://minato.example/b.jpg" alt="船" /></p>',
      why: 'what stands for a script',
    },
    {
      body: '<img data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
      html: '<p><img src="https://minato.example/a.jpg" /></p>',
      why: 'but not twice',
    },
    { body: '`<iframe src="/x">`', html: '<p><code>&lt;iframe src="/x"&gt;</code></p>', why: 'code' },
  ])('$why', ({ body, html: made }) => {
    expect(html(body)).toBe(made);
  });
});

describe('a fence that is never closed is text, as in kramdown', () => {
  it.for([
    {
      body: '前。\n\n```js\nlet a;\n``\n\n後。',
      html: '<p>前。</p><p>```js\nlet a;\n``</p><p>後。</p>',
      why: 'what follows is read as ever',
    },
    { body: '前。\n```\na', html: '<p>前。\n```\na</p>', why: 'it ends no paragraph' },
    {
      body: '- 甲\n  ```\n  a\n\n後。\n\n```\nb\n```',
      html: '<ul><li>甲\n```\na</li></ul><p>後。</p><pre><code>b\n</code></pre>',
      why: 'a fence outside the list closes none in it',
    },
    {
      body: '````\n```\na\n````',
      html: '<pre><code>```\na\n</code></pre>',
      why: 'a shorter one closes none',
    },
    {
      body: '~~~ruby\na\n~~~~~',
      html: '<pre><code class="language-ruby">a\n</code></pre>',
      why: 'a longer one does',
    },
    {
      body: '1. 甲\n   ```sh\n     a\n   ```\n   乙',
      html: '<ol><li>甲<pre><code class="language-sh">  a\n</code></pre><p>乙</p></li></ol>',
      why: 'in a list, with its indent',
    },
  ])('$why', ({ body, html: made }) => {
    expect(html(body)).toBe(made);
  });
});
