/** `{% include %}` in posts: run as Jekyll runs it; left out where no sentence needs it; nothing from outside of the site. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, readArticle } from '../../../src/posts/article/read-article.ts';
import type { Post } from '../../../src/posts/post.ts';
import { readCollection } from '../../../src/posts/read-posts.ts';
import { ProblemError } from '../../../src/problem.ts';
import { file, NOW, settingsWith } from '../settings.ts';

const settings = settingsWith();
const POST = 'posts/2025-11-07-a.md';

function site(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'tayori-includes-'));
  for (const [name, content] of Object.entries(files)) put(root, name, content);
  return root;
}

function put(root: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

async function postOf(root: string): Promise<Post> {
  const { posts } = await readCollection(root, settings, NOW);
  const post = posts.find((one) => one.file === POST);
  if (post === undefined) throw new Error('the head of a test must be good');
  return post;
}

/** The HTML of a post, and what was left out. */
async function shown(root: string): Promise<{ html: string; said: readonly string[] }> {
  try {
    const { html, repairs } = await readArticle(root, await postOf(root), settings);
    return {
      html: html.replace(/>\s*\n\s*</g, '><'),
      said: repairs.map(({ code, message, at }) => `${at.line} ${code} ${message}`),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return {
      html: '',
      said: error.problems.map(({ code, message, at }) => `${at?.line} ${code} ${message}`),
    };
  }
}

const FIGURE =
  '<figure>\n  <img src="{{ include.src }}" alt="{{ include.alt }}">\n\n  {% if include.caption %}<figcaption>{{ include.caption | markdownify }}</figcaption>{% endif %}\n</figure>\n';

describe('an include', () => {
  it.for([
    {
      body: '甲\n\n{% include figure.html src="/a.png" alt="港" caption="**船**の絵" %}\n\n乙',
      includes: { 'figure.html': FIGURE },
      html: '<p>甲</p><figure><img src="https://minato.example/a.png" alt="港" /><figcaption><p><strong>船</strong>の絵</p></figcaption></figure><p>乙</p>',
      why: 'a picture with its words',
    },
    {
      body: '{% include figure.html src="/a.png" %}',
      includes: { 'figure.html': FIGURE },
      html: '<figure><img src="https://minato.example/a.png" alt="" /></figure>',
      why: 'a parameter that is not given is nothing',
    },
    {
      body: '相場は{% include unit.html n=3 word=page.title %}です。',
      includes: { 'unit.html': '{{ include.n | plus: 1 }}円（{{ include.word }}）' },
      html: '<p>相場は4円（白波ロボティクス、新工場を発表）です。</p>',
      why: 'a number and a variable, within a sentence',
    },
    {
      body: '{% include a.html x="外" %}',
      includes: {
        'a.html': '{{ include.x }}{% include sub/b.html %}{% include sub/b.html x="内" %}',
        'sub/b.html': '[{{ include.x }}]',
      },
      html: '<p>外[外][内]</p>',
      why: 'an include in an include sees the outer parameters',
    },
    {
      body: '{% assign name = "note" %}{% include {{ name }}.md %}',
      includes: { 'note.md': '**注意**\n' },
      html: '<p><strong>注意</strong></p>',
      why: 'a name that is computed',
    },
    {
      body: '{% include note.md kind=\'"株"\' %}',
      includes: { 'note.md': '> {{ include.kind }}の情報です。\r\n' },
      html: '<blockquote><p>“株”の情報です。</p></blockquote>',
      why: 'quotation marks, and Markdown',
    },
    {
      body: '{% capture text %}{% include zh.md %}{% endcapture %}\n<div>\n    {{ text | markdownify }}\n</div>',
      includes: { 'zh.md': '# 題\n\n`a_b` *強*\n\n```\nx\n\n  y\n```\n' },
      html: '<div><h1>題</h1> <p><code>a_b</code> <em>強</em></p> <pre><code>x\n\n  y\n</code></pre></div>',
      why: 'a whole text in an element',
    },
    {
      body: 'AGUの話と[図][1]。\n\n{% include glossary.md %}\n',
      includes: { 'glossary.md': '*[AGU]: Address Unit\n\n[1]: /a.png\n' },
      html: '<p><abbr title="Address Unit">AGU</abbr>の話と<a href="https://minato.example/a.png">図</a>。</p>',
      why: 'abbreviations and addresses, which only other text shows',
    },
    {
      body: '{% include_relative parts/b.txt %}',
      beside: { 'parts/b.txt': '隣の文。' },
      html: '<p>隣の文。</p>',
      why: 'a file beside the post',
    },
    {
      body: '{% include code.html %}\n\n乙{{ set }}',
      includes: { 'code.html': '{% assign set = "丙" %}{% highlight ruby %}\nputs 1\n{% endhighlight %}' },
      html: '<figure><pre><code class="language-ruby">puts 1</code></pre></figure><p>乙丙</p>',
      why: 'other tags, and what it sets',
    },
  ])('shows $body: $why', async ({ body, includes = {}, beside = {}, html }) => {
    const root = site({ [POST]: file(body) });
    for (const [name, text] of Object.entries(includes)) put(root, `_includes/${name}`, text);
    for (const [name, text] of Object.entries(beside)) put(root, `posts/${name}`, text);
    expect(await shown(root)).toEqual({ html, said: [] });
  });

  const alone = (tag: string) => `甲\n\n{% ${tag} %}\n\n乙`;
  it.for([
    { tag: 'include ads.html', says: '`{% include ads.html %}` shows readers nothing.', why: 'a script' },
    {
      tag: 'include none.html',
      says: '`{% include none.html %}` is not known here, and left out.',
      why: 'no such file',
    },
    {
      tag: 'include toc.html',
      says: '`{% include toc.html %}`: `content` is not known here (_includes/toc.html:2), and left out.',
      why: 'what only a layout knows',
    },
    {
      tag: 'include site.html',
      says: '`{% include site.html %}`: `site.analytics` is not known here, and left out.',
      why: 'a value of the site that is not known',
    },
    {
      tag: 'include loop.html',
      says: '`{% include loop.html %}` includes itself, and left out.',
      why: 'itself',
    },
    {
      tag: 'include ../x.md',
      says: '`{% include ../x.md %}` is not known here, and left out.',
      why: 'a way out',
    },
    {
      tag: 'include .env',
      says: '`{% include .env %}` is not known here, and left out.',
      why: 'a hidden file',
    },
    {
      tag: 'include link.md',
      says: '`{% include link.md %}` is not known here, and left out.',
      why: 'a link out',
    },
    {
      tag: 'include bytes.md',
      says: '`{% include bytes.md %}`: _includes/bytes.md can not be read: it is not UTF-8 text, and left out.',
      why: 'other bytes',
    },
    {
      tag: 'include note.md a=',
      says: 'The parameters of `{% include note.md a= %}` can not be read, and left out.',
      why: 'a slip in the tag',
    },
  ])('that stands alone is left out and named: $why', async ({ tag, says }) => {
    const outside = site({ 'secret.md': '秘密' });
    const root = site({
      [POST]: file(alone(tag)),
      'x.md': '秘密',
      '_includes/.env': '秘密',
      '_includes/ads.html': '<script>var a = "秘密";</script>\n<ins class="ads"></ins>\n',
      '_includes/toc.html': '目次\n{{ content }}',
      '_includes/site.html': '{{ site.analytics }}',
      '_includes/loop.html': '{% include loop.html %}',
      '_includes/note.md': '注意',
      '_includes/bytes.md': Uint8Array.of(0x93, 0xfa),
    });
    symlinkSync(join(outside, 'secret.md'), join(root, '_includes/link.md'));
    expect(await shown(root)).toEqual({ html: '<p>甲</p><p>乙</p>', said: [`8 post-include ${says}`] });
  });

  it.for([
    { value: 'sample', says: '`sample` is not known here', why: 'a text without its quotation marks' },
    { value: 'site.data.none', says: '`site.data.none` is not known here', why: 'data that are not there' },
    { value: 'page.caption', says: undefined, why: 'a key that this post does not have' },
    { value: 'nil', says: undefined, why: 'a word for nothing' },
    { value: 'site.data.d.v', says: undefined, why: 'data that are there' },
  ])('shows the rest of an include whose parameter is $value: $why', async ({ value, says }) => {
    const tag = `{% include figure.html src="/a.png" caption=${value} %}`;
    const root = site({ [POST]: file(tag), '_includes/figure.html': FIGURE, '_data/d.yml': 'v: ""\n' });
    const { html, said } = await shown(root);
    expect(html).toMatch(/^<figure><img src="[^"]*" alt="" \/>/);
    const rest = 'so `caption` is nothing; a text needs quotation marks.';
    expect(said).toEqual(says === undefined ? [] : [`6 post-include \`${tag}\`: ${says}, ${rest}`]);
  });

  it.for([
    { body: '相場は{% include none.html %}です。', says: '`{% include none.html %}` is not known here.' },
    {
      body: '相場は{% include toc.html %}です。',
      says: '`{% include toc.html %}`: `content` is not known here (_includes/toc.html:1).',
    },
  ])('within a sentence refuses the post where it can not be run: $body', async ({ body, says }) => {
    const root = site({ [POST]: file(body), '_includes/toc.html': '{{ content }}' });
    expect(await shown(root)).toEqual({ html: '', said: [`6 post-liquid ${says}`] });
  });
});

it.for([
  { body: '{% include a.html %}', changes: '_includes/a.html', why: 'the include' },
  { body: '{% include a.html %}', changes: '_includes/b.html', why: 'an include in it' },
  { body: '{% include a.html %}', changes: '_data/d.yml', why: 'the data of that' },
  {
    body: '{% include {{ page.x }}.html %}',
    changes: '_includes/c.html',
    why: 'any, where the name is computed',
  },
  { body: '{% include_relative p.txt %}', changes: 'posts/p.txt', why: 'the file beside it' },
])('is rendered again when $changes changes: $why', async ({ body, changes }) => {
  const root = site({
    [POST]: file(body),
    '_includes/a.html': '{% include b.html %}',
    '_includes/b.html': '{{ site.data.d.v }}',
    '_includes/c.html': '丙',
    '_data/d.yml': 'v: 一',
    'posts/p.txt': '文',
  });
  const post = await postOf(root);
  const before = fingerprintOf(root, post, settings);
  put(root, '_includes/other.html', '他'.repeat(body.includes('{{') ? 0 : 1));
  if (!body.includes('{{')) expect(fingerprintOf(root, post, settings)).toBe(before);
  put(root, changes, '変わる');
  expect(fingerprintOf(root, post, settings)).not.toBe(before);
});
