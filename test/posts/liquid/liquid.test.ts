/** Liquid in posts: run where everything is known, refused where not, left alone in code that Jekyll could not run. */
import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../src/posts/article/render-article.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { NO_OTHER_FILES } from '../../../src/posts/liquid/other-files.ts';
import type { Article } from '../../../src/posts/post.ts';
import { ProblemError } from '../../../src/problem.ts';
import { file, settingsWith } from '../settings.ts';

const settings = (unresolved: 'error' | 'excerpt' = 'error') =>
  settingsWith({
    site: {
      title: '週刊みなと経済',
      url: 'https://minato.example/blog',
      values: { repository: 'https://git.example/minato', beta: true },
      unresolved,
    },
  });

const urlOf = (name: string) =>
  name.endsWith('2025-11-02-fune') || name.endsWith('2025-11-02-fune.md')
    ? 'https://minato.example/blog/fune/'
    : undefined;

function article(body: string, front = '', more: 'error' | 'excerpt' = 'error'): Article {
  const { post } = readHead('posts/2025-11-07-minato.md', file(body, front), settings(more));
  if (post === undefined) throw new Error('the head of a test must be good');
  return renderArticle(file(body, front), post, settings(more), { ...NO_OTHER_FILES, urlOf });
}

it('a fault has the place of its tag, or of the name in it', () => {
  const body = '甲\n{% capture x %}{% include ad.html %}{% endcapture %}乙{{ nobody }}';
  expect(() => article(body)).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ at: { file: expect.any(String), line: 7, column: 16 } }),
        expect.objectContaining({ at: { file: expect.any(String), line: 7, column: 57 } }),
      ],
    }),
  );
});

/** What it says, and where. */
function faultsOf(body: string): string[] {
  try {
    article(body);
  } catch (error) {
    if (error instanceof ProblemError)
      return error.problems.map(({ at, code, message }) => `${at?.line} ${code} ${message}`);
    throw error;
  }
  return [];
}

function hintOf(body: string): string {
  try {
    article(body);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.hint ?? '';
    throw error;
  }
  return '';
}

describe('render_with_liquid', () => {
  it.for([
    {
      front: 'render_with_liquid: false\n',
      html: '<p>{{ site.title }} {% x %}</p>',
      why: 'braces stay text',
    },
    { front: 'render_with_liquid: no\n', html: '<p>{{ site.title }} {% x %}</p>', why: 'in other words' },
  ])('$front: $why', ({ front, html }) => {
    expect(article('{{ site.title }} {% x %}', front).html).toBe(html);
  });

  it('is true where nobody says otherwise', () => {
    expect(article('{{ site.title }}', 'render_with_liquid: true\n').html).toBe('<p>週刊みなと経済</p>');
  });
});

describe('Liquid that is known is run', () => {
  it.for([
    {
      body: '甲{% comment %}\n一\n\n二\n\n三{% endcomment %}乙',
      html: '<p>甲乙</p>',
      why: 'a comment of any length',
    },
    {
      body: '甲\n\n{% comment %}\n一\n\n二\n\n{% endcomment %}\n\n乙',
      html: '<p>甲</p><p>乙</p>',
      why: 'a comment on its own',
    },
    { body: '{% if site.beta %}甲{% else %}乙{% endif %}', html: '<p>甲</p>', why: 'one branch' },
    { body: '{% unless page.draft %}甲{% endunless %}', html: '<p>甲</p>', why: 'what a post does not say' },
    {
      body: '{% if page.lang == "en" %}A{% elsif page.rank > 2 %}乙{% endif %}',
      front: 'rank: 3\n',
      html: '<p>乙</p>',
      why: 'numbers of the front matter',
    },
    {
      body: '{% for i in (1..3) %}\n- 項{{ i }}\n{% endfor %}',
      text: '・項1\n\n・項2\n\n・項3',
      why: 'a loop',
    },
    {
      body: '{% assign a = "港" %}{{ a }}と{{ page.nickname | default: "船" }}',
      html: '<p>港と船</p>',
      why: 'a name',
    },
    {
      body: '{% capture a %}**港**{% endcapture %}{{ a }}と船',
      html: '<p><strong>港</strong>と船</p>',
      why: 'a captured text',
    },
    {
      body: '{{ site.title }} {{ site.repository }}/1',
      text: '週刊みなと経済 https://git.example/minato/1',
      why: 'values of the site',
    },
    {
      body: '{{ "2025-03-05 17:08:09 +0900" | date: "%F %T %R %D %x %X %r %%F" }}',
      text: '2025-03-05 17:08:09 17:08 03/05/25 03/05/25 17:08:09 05:08:09 PM %F',
      why: 'short forms of a date, as Ruby has them',
    },
    { body: '甲{%- raw -%}{{ a }}{%- endraw -%} 乙', text: '甲{{ a }}乙', why: 'raw whose tags eat blanks' },
    {
      body: '1. 甲\n\n    {% highlight python %}\n    def f():\n        return "{{ x }}"\n    {% endhighlight %}\n\n2. 乙',
      text: '・甲\n\ndef f():\n    return "{{ x }}"\n\n・乙',
      why: 'highlighted code in a list, four blanks in, with a name that is not known',
    },
    {
      body: '<code>甲\n\n<pre>{{ x }}</pre>',
      text: '甲\n\n{{ x }}',
      why: 'code behind a tag that is never closed',
    },
    {
      body: '{{ page.title }}は{{ page.date | date: "%Y年%-m月%-d日" }}',
      text: '白波ロボティクス、新工場を発表は2025年11月8日',
      why: 'values of the post',
    },
    {
      body: '{{ "a b" | upcase }} {{ 3 | plus: 4 }} {{ page.date | date_to_string }}',
      text: 'A B 7 08 Nov 2025',
      why: 'filters',
    },
    {
      body: '{{ page.categories | array_to_sentence_string: "と" }}',
      text: '投資分析',
      why: "Jekyll's filters",
    },
    {
      body: '[船]({% post_url 2025-11-02-fune %})',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'another post',
    },
    {
      body: '[船][a]\n\n[a]: {% link _posts/2025-11-02-fune.md %}',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'in a definition',
    },
    {
      body: '[船]({{ site.url }}{% post_url 2025-11-02-fune %}#a)',
      html: '<p><a href="https://minato.example/blog/fune/#a">船</a></p>',
      why: 'another post, with the host before it',
    },
    {
      body: '[船]({{ site.baseurl }}{% post_url 2025-11-02-fune %})',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'as authors of Jekyll 3 and GitHub Pages write it, whose tag has no baseurl',
    },
    {
      body: '[船][a]\n\n[a]: {{site.url}}{{ site.baseurl }}{% link _posts/2025-11-02-fune.md %}',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'the same with the host, in a definition',
    },
    {
      body: '[船]({% link _posts/2025-11-02-{{ "fune" }}.md %})',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'a name with a variable in it',
    },
    {
      body: '{% capture a %}{% post_url 2025-11-02-fune %}{% endcapture %}[船]({{ a | prepend: site.url }})',
      html: '<p><a href="https://minato.example/blog/fune/">船</a></p>',
      why: 'an address in a name',
    },
    {
      body: '![]({{ site.baseurl }}/a.png)',
      html: '<p><img src="https://minato.example/blog/a.png" alt="" /></p>',
      why: 'a path below baseurl',
    },
    {
      body: '![]({{ "/a.png" | relative_url }})',
      html: '<p><img src="https://minato.example/blog/a.png" alt="" /></p>',
      why: 'by a filter',
    },
    {
      body: '![]({{ "a.png" | absolute_url }})',
      html: '<p><img src="https://minato.example/blog/a.png" alt="" /></p>',
      why: 'an absolute one',
    },
    {
      body: '<img src="{{ site.url }}{{ site.baseurl }}/a.png">',
      html: '<p><img src="https://minato.example/blog/a.png" /></p>',
      why: 'in HTML',
    },
    { body: '`{% raw %}{{ a }}{% endraw %}`', html: '<p><code>{{ a }}</code></p>', why: 'raw in code' },
    { body: '{% raw %}{{ a }}{% endraw %}です', html: '<p>{{ a }}です</p>', why: 'raw in text' },
    {
      body: '{% raw %}\n一 {{ x }}\n\n二 {% if %}\n{% endraw %}',
      html: '<p>一 {{ x }}</p><p>二 {% if %}</p>',
      why: 'raw over paragraphs',
    },
    {
      body: '{% raw %}\n```html\n<a href="{{ url }}">\n```\n{% endraw %}',
      html: '<pre><code class="language-html">&lt;a href="{{ url }}"&gt;</code></pre>',
      why: 'raw around code',
    },
    { body: '{%- assign a = 1 -%}\n\n甲', html: '<p>甲</p>', why: 'white space control' },
  ])('$why: $body', ({ body, front, html, text }) => {
    const made = article(body, front);
    if (html !== undefined) expect(made.html.replaceAll('\n', '').replaceAll('</p></p>', '</p>')).toBe(html);
    if (text !== undefined) expect(made.text).toBe(text);
  });
});

describe('highlighted code', () => {
  it.for([
    {
      body: '{% highlight ruby %}\nx < 1 && "y"\n\n**a**\n{% endhighlight %}',
      code: 'x &lt; 1 &amp;&amp; "y"\n\n**a**',
      language: 'ruby',
      why: 'marks of Markdown, blank lines',
    },
    {
      body: '{% highlight c linenos %}\nint x = a % b; /* 100% } */\n{% endhighlight %}',
      code: 'int x = a % b; /* 100% } */',
      language: 'c',
      why: 'braces and percents',
    },
    {
      body: '{% highlight vue %}\n{{ name }}\n{% endhighlight %}',
      code: '{{ name }}',
      language: 'vue',
      why: 'braces that Liquid does not know',
    },
  ])('$why', ({ body, code, language }) => {
    expect(article(`甲\n\n${body}\n\n乙`).html).toBe(
      `<p>甲</p>\n<figure><pre><code class="language-${language}">${code}</code></pre></figure>\n<p>乙</p>`,
    );
  });

  it('stays in its item, and the list goes on', () => {
    const body =
      '1. 甲\n\n   {% highlight sh %}\n   $ cat <a>\n     b\n\n   c\n   {% endhighlight %}\n\n2. 乙\n\n終わり。';
    expect(article(body).html.replace(/>\n+</g, '><')).toBe(
      '<ol><li><p>甲</p><figure><pre><code class="language-sh">$ cat &lt;a&gt;\n  b\n\nc</code></pre></figure></li><li><p>乙</p></li></ol><p>終わり。</p>',
    );
  });
});

describe('highlighted code loses what is put before its lines', () => {
  it.for([
    {
      body: '> {% highlight sh %}\n> a\n>   b\n> {% endhighlight %}',
      html: '<blockquote><figure><pre><code class="language-sh">a\n  b</code></pre></figure></blockquote>',
      why: 'in a quotation',
    },
    {
      body: '- 甲\n\n\t{% highlight sh %}\n\ta\n\t\tb\n\t{% endhighlight %}',
      html: '<ul><li><p>甲</p><figure><pre><code class="language-sh">a\n\tb</code></pre></figure></li></ul>',
      why: 'by tabs',
    },
    {
      body: '- 甲\n\n  {% highlight sh %}\na\n b\n  {% endhighlight %}',
      html: '<ul><li><p>甲</p><figure><pre><code class="language-sh">a\nb</code></pre></figure></li></ul>',
      why: 'with no more than there is',
    },
    {
      body: '甲\n\n    {% highlight sh %}\n    a\n      b\n    {% endhighlight %}\n\n乙',
      html: '<p>甲</p><figure><pre><code class="language-sh">a\n  b</code></pre></figure><p>乙</p>',
      why: 'four blanks, and it is no code that shows the tags of the code',
    },
    {
      body: '- 甲\n\n      {% highlight sh %}\n      a\n      {% endhighlight %}\n\n- 乙',
      html: '<ul><li><p>甲</p><figure><pre><code class="language-sh">a</code></pre></figure></li><li><p>乙</p></li></ul>',
      why: 'four blanks behind the text of a list',
    },
    {
      body: '- 甲\n\n乙\n\n\t{% highlight sh %}\n\ta\n\t{% endhighlight %}',
      html: '<ul><li>甲</li></ul><p>乙</p><figure><pre><code class="language-sh">a</code></pre></figure>',
      why: 'a tab behind a list that is over',
    },
  ])('$why', ({ body, html }) => {
    expect(article(body).html.replace(/>\s+</g, '><')).toBe(html);
  });
});

describe('code that Jekyll could not run stays as it is', () => {
  it.for([
    {
      body: '`{{ value }}`と`{% if %}`',
      html: '<p><code>{{ value }}</code>と<code>{% if %}</code></p>',
      why: 'spans',
    },
    { body: '```\n{% if %}\n```', html: '<pre><code>{% if %}\n</code></pre>', why: 'a fence' },
    {
      body: '- 甲\n\n  ```\n  {% if %}\n  ```',
      html: '<ul><li><p>甲</p><pre><code>{% if %}\n</code></pre></li></ul>',
      why: 'a fence in a list',
    },
    {
      body: '甲\n\n    {% if x %}\n\n    {{ y }}',
      html: '<p>甲</p><pre><code>{% if x %}\n\n{{ y }}\n</code></pre>',
      why: 'indented',
    },
    { body: '<pre>{{ a }}</pre>', html: '<pre>{{ a }}</pre>', why: 'HTML' },
    {
      body: '`{{ x }}`と{{ site.title }}',
      html: '<p><code>{{ x }}</code>と週刊みなと経済</p>',
      why: 'beside Liquid that runs',
    },
    {
      body: '`{% highlight x %}`の後',
      html: '<p><code>{% highlight x %}</code>の後</p>',
      why: 'a tag that never ends',
    },
    { body: '{ "a": 1 }', html: '<p>{ “a”: 1 }</p>', why: 'braces of another kind' },
  ])('$why', ({ body, html }) => {
    expect(article(body).html.replace(/>\n+</g, '><')).toBe(html.replace(/>\n+</g, '><'));
  });
});

describe('what is not known here', () => {
  it.for([
    { body: '今日は{{ site.data.x }}です。', fault: '6 post-liquid `site.data` is not known here.' },
    { body: '甲{% include ad.html %}', fault: '6 post-liquid `{% include ad.html %}` is not known here.' },
    {
      body: '甲\n\n{% if site.github %}a{% else %}b{% endif %}',
      fault: '8 post-liquid `site.github` is not known here.',
    },
    {
      body: '{% for p in site.posts %}a{% endfor %}',
      fault: '6 post-liquid `site.posts` is not known here.',
    },
    { body: '甲\n{{ nobody }}', fault: '7 post-liquid `nobody` is not known here.' },
    { body: '{{ page.subtitle }}', fault: '6 post-liquid `page.subtitle` is not known here.' },
    { body: '{{ site.title | shout }}', fault: '6 post-liquid There is no filter `shout` here.' },
    { body: '{% tweet 1 %}', fault: '6 post-liquid The tag `{% tweet %}` is not known here.' },
    {
      body: '{% render "a" %}{% layout "b" %}',
      fault: '6 post-liquid The tag `{% render %}` is not known here.',
    },
    { body: 'See {% link about.md %}', fault: '6 post-liquid No post is called `about.md`.' },
    { body: '{% if a %}甲', fault: '6 post-liquid The Liquid can not be run: tag {% if a %} not closed.' },
    { body: '甲 {{ 乙', fault: '6 post-liquid The Liquid can not be run: output "{{ 乙" not closed.' },
    {
      body: '甲\n\n{{< figure\n  src="a.png" >}}',
      fault: "8 post-liquid `{{< figure >}}` is a shortcode of Hugo, and only Jekyll's tags are known here.",
    },
    {
      body: '{{% note %}}\n乙\n{{% /note %}}',
      fault: "6 post-liquid `{{% note %}}` is a shortcode of Hugo, and only Jekyll's tags are known here.",
    },
    { body: '{{ a }} < {{ b', fault: '6 post-liquid The Liquid can not be run: output "{{ b" not closed.' },
  ])('$body is a fault of the post', ({ body, fault }) => {
    expect(faultsOf(body)[0]).toBe(fault);
  });

  it.for([
    { body: '{{ "/a" | relativ_url }}', near: 'relative_url', why: 'a filter' },
    { body: '{% hilight ruby %}a{% endhilight %}', near: 'highlight', why: 'a tag' },
    { body: '{{ site.titel }}', near: 'site.title', why: 'a value of the site' },
  ])('names what was meant by $body: $why', ({ body, near }) => {
    expect(hintOf(body)).toContain(`Did you mean \`${near}\`?`);
  });

  it('offers nothing where nothing is near', () => {
    expect(hintOf('{% tweet 1 %}')).not.toContain('Did you mean');
  });

  it('is a link without its address, and named', () => {
    const { html, repairs } = article('甲\n\n[概要]({% link about.md %})です');
    expect(html).toBe('<p>甲</p>\n<p><a>概要</a>です</p>');
    expect(repairs).toMatchObject([{ code: 'post-address', at: { line: 8 } }]);
  });

  it('cuts the post to its beginning, where the config says so', () => {
    const { html, repairs } = article('甲。\n\n乙{{ site.x }}。\n\n丙。', '', 'excerpt');
    expect(html).toContain('<p>甲。</p>\n<p><a href="https://minato.example/blog/2025/11/08/minato/">');
    expect(html).not.toMatch(/乙|丙|\{\{/);
    expect(repairs).toMatchObject([{ code: 'post-excerpted', at: { line: 8 } }]);
  });
});

it('leaves out an include that stands alone, and names it', () => {
  const { html, repairs } = article('甲\n\n{% include ad.html id="x" %}\n\n乙');
  expect(html).toBe('<p>甲</p>\n<p>乙</p>');
  expect(repairs).toMatchObject([{ code: 'post-include', at: { line: 8 } }]);
  expect(article('{% include a.html %}').repairs.map(({ code }) => code)).toEqual([
    'post-include',
    'post-empty',
  ]);
});

it('links to a gist', () => {
  expect(article('{% gist minato/1f %}').text).toBe('https://gist.github.com/minato/1f');
});

describe('Liquid without an end', () => {
  it.for([
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% assign a = "x" %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    '{% for i in (1..3000) %}{% for j in (1..3000) %}xxxxxxxxxx{% endfor %}{% endfor %}',
    '{% for i in (1..2000) %}{% for j in (1..2000) %}{% endfor %}{% endfor %}',
  ])('%s is stopped', (body) => {
    expect(faultsOf(body)[0]).toMatch(/post-liquid The Liquid can not be run/);
  });
});

it('names repairs by the line of the file, also behind Liquid', () => {
  const { repairs } = article(
    '{% comment %}\n\n\n{% endcomment %}\n\n甲\n\n{% if site.beta %}\n乙\n{% endif %}\n\n丙の\ufffd',
  );
  expect(repairs).toMatchObject([{ code: 'post-replacement-character', at: { line: 17 } }]);
});

it.for([
  {
    body: '{% assign release = site.releases | first %}\n\n{{ release.date }}と{{ release.url.zip }}。',
    says: ['6 post-liquid `site.releases` is not known here.'],
    why: 'a name of it',
  },
  {
    body: '{% assign all = site.releases %}{% assign one = all | first %}{{ one.date }}',
    says: ['6 post-liquid `site.releases` is not known here.'],
    why: 'a name of a name of it',
  },
  {
    body: '{% for one in site.releases %}{{ one.date }}{% endfor %}\n\n{{ one.date }}',
    says: ['6 post-liquid `site.releases` is not known here.'],
    why: 'each of a list of it',
  },
  {
    body: '{% assign a = site.releases %}\n\n{{ a.b }} {{ c.d }}',
    says: ['6 post-liquid `site.releases` is not known here.', '8 post-liquid `c` is not known here.'],
    why: 'another name is another fault',
  },
])('what follows from an unknown value is not reported again: $why', ({ body, says }) => {
  expect(faultsOf(body)).toEqual(says);
});
