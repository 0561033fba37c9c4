import { describe, expect, it } from 'vitest';
import { translateMarks } from '../../../src/posts/generator-marks/generator-marks.ts';
import { unchanged } from '../../../src/posts/mapped-lines.ts';
import type { GeneratorName } from '../../../src/settings/generators.ts';

const POSTS: Readonly<Record<string, string>> = { 'b.md': 'https://x.example/b/', b: 'https://x.example/b/' };
const PAGE = { url: 'https://x.example/a/', urlOf: (name: string) => POSTS[name] };

function translated(text: string, generator: GeneratorName, file = 'posts/a.md') {
  return translateMarks(unchanged(text, 1), file, generator, PAGE);
}

type Row = {
  readonly generator: GeneratorName;
  readonly text: string;
  readonly shown: string;
  readonly file?: string;
  readonly why: string;
};

const rows: readonly Row[] = [
  {
    generator: 'astro',
    file: 'a.mdx',
    text: "export const a = {\n  b: 'it{',\n\n  c: 2,\n};\n\nText.\n\nexport default ({ b }) => <A>don't</A>;\n\nEnd.",
    shown: '\n\nText.\n\n\n\nEnd.',
    why: 'an object with an empty line in it is whole',
  },
  {
    generator: 'zola',
    text: '[b](@/b.md#top), [c](@/c.md), `[b](@/b.md)`\n\n[d]: @/b.md',
    shown: '[b](https://x.example/b/#top), [c](unknown-address:), `[b](@/b.md)`\n\n[d]: https://x.example/b/',
    why: 'links to files',
  },
  {
    generator: 'pelican',
    text: '[b]({filename}b.md#top) ![q](|static|/q.png) `{static}/q.png`',
    shown: '[b](https://x.example/b/#top) ![q](/q.png) `{static}/q.png`',
    why: 'a part of a page, the older marks, and an example in code',
  },
  {
    generator: 'hugo',
    text: '{{< figure src="q.png" alt="Quay" caption="The \\"old\\" quay" >}}',
    shown: '<figure><img src="q.png" alt="Quay"><figcaption>The &#34;old&#34; quay</figcaption></figure>',
    why: 'a picture with words',
  },
  {
    generator: 'hugo',
    text: '{{< figure\n  src="q.png"\n  link="/b/" >}}',
    shown: '<a href="/b/"><img src="q.png" alt=""></a>',
    why: 'over several lines',
  },
  {
    generator: 'hugo',
    text: '{{< youtube w7Ft2ymGmfc >}} {{< vimeo id="1" >}}',
    shown: '<https://www.youtube.com/watch?v=w7Ft2ymGmfc> <https://vimeo.com/1>',
    why: 'films',
  },
  {
    generator: 'hugo',
    text: '{{< x user="minato" id="12" >}}',
    shown: '<https://x.com/minato/status/12>',
    why: 'a message',
  },
  {
    generator: 'hugo',
    text: '[b]({{< ref "posts/b.md#c" >}}) [c]({{% relref "c.md" %}})',
    shown: '[b](https://x.example/b/#c) [c](unknown-address:)',
    why: 'other posts',
  },
  {
    generator: 'hugo',
    text: '{{< highlight go "linenos=table" >}}\na\n{{< /highlight >}}',
    shown: '````go\na\n````',
    why: 'code',
  },
  {
    generator: 'hugo',
    text: 'Write {{</* figure src="a" */>}}.',
    shown: 'Write {{< figure src="a" >}}.',
    why: 'about a shortcode',
  },
  {
    generator: 'hugo',
    text: 'a\n{{< comment >}}\n{{< x 1 >}}\n{{< /comment >}}\nb',
    shown: 'a\n\nb',
    why: 'a comment',
  },
  {
    generator: 'hugo',
    text: '{{< box >}}\ntext\n{{< /box >}}',
    shown: '\ntext\n',
    why: 'around a text: the text stays',
  },
  {
    generator: 'hugo',
    text: '`{{< box >}}` {{ .Title }}',
    shown: '`{{< box >}}` {{ .Title }}',
    why: 'code, and braces of a template',
  },
  {
    generator: 'hexo',
    text: '{% asset_img wide q.png 300 200 The quay %}',
    shown: '<img src="https://x.example/a/q.png" alt="The quay">',
    why: 'a picture beside the post',
  },
  {
    generator: 'hexo',
    text: '[q]({% asset_path q.pdf %}) {% post_link b "On b" %} {% post_link c %}',
    shown: '[q](https://x.example/a/q.pdf) <a href="https://x.example/b/">On b</a> c',
    why: 'files and posts',
  },
  {
    generator: 'hexo',
    text: '{% codeblock lang:js %}\na\n{% endcodeblock %}',
    shown: '````js\na\n````',
    why: 'code',
  },
  {
    generator: 'hexo',
    text: '{% blockquote Mori Ogai %}\na\n{% endblockquote %}',
    shown: '<blockquote>\n\n\na\n\n\n— Mori Ogai\n\n</blockquote>',
    why: 'a quotation and its author',
  },
  {
    generator: 'hexo',
    text: '{% note info %}\ntext\n{% endnote %}\n{% raw %}{{ a }}{% endraw %}',
    shown: '\ntext\n\n{% raw %}{{ a }}{% endraw %}',
    why: 'of a plugin; raw is Liquid’s',
  },
  {
    generator: 'hexo',
    text: '```\n{% codeblock %}\n```',
    shown: '```\n{% codeblock %}\n```',
    why: 'in code',
  },
  {
    generator: 'eleventy',
    text: '{% callout "tip" %}\ntext\n{% endcallout %}',
    shown: '\ntext\n',
    why: 'a tag of the site',
  },
  {
    generator: 'zola',
    text: '{{ youtube(id="ab", autoplay=true) }}\n{% info() %}\ntext\n{% end %}\n{{ figure(src="a.svg") }}',
    shown: '<https://www.youtube.com/watch?v=ab>\n\ntext\n\n',
    why: 'films, and those of a site',
  },
  {
    generator: 'zenn',
    text: ':::message alert\ntext\n:::\nafter',
    shown: '\n> text\n\nafter',
    why: 'a box without a title',
  },
  {
    generator: 'zenn',
    text: ':::details Prices\n- a\n:::',
    shown: '\n> **Prices**\n>\n> - a\n',
    why: 'a fold with a title',
  },
  {
    generator: 'zenn',
    text: '@[card](https://x.example/c) @[youtube](ab) ![a](/images/a.png =250x)',
    shown: '<https://x.example/c> <https://www.youtube.com/watch?v=ab> [a](<https://x.example/a/>)',
    why: 'cards, films and pictures',
  },
  { generator: 'qiita', text: ':::note warn\ntext\n:::', shown: '\n> text\n', why: 'a box of Qiita' },
  {
    generator: 'docusaurus',
    text: ':::tip[Read this]\n\ntext\n\n:::',
    shown: '\n> **Read this**\n>\n>\n> text\n>\n',
    why: 'a box with a title',
  },
  {
    generator: 'docusaurus',
    text: '::::note\n\na\n\n:::info\n\nb\n\n:::\n\n::::',
    shown: '\n> **Note**\n>\n>\n> a\n>\n>\n> > **Info**\n> >\n> >\n> > b\n> >\n>\n>\n',
    why: 'a box in a box',
  },
  {
    generator: 'vitepress',
    text: '::: warning\ntext\n:::',
    shown: '\n> **Warning**\n>\n> text\n',
    why: 'a box with the name of its kind',
  },
  {
    generator: 'quarto',
    text: '::: {.callout-note title="A"}\na\n:::\n::: {.column-margin}\nb\n:::',
    shown: '\n> **A**\n>\n> a\n\n\nb\n',
    why: 'a box, and a place on the page',
  },
  { generator: 'docusaurus', text: '```\n:::tip\n```', shown: '```\n:::tip\n```', why: 'a box in code' },
  {
    generator: 'astro',
    file: 'a.mdx',
    text: "import A from '../a.astro'\nimport {\n  B,\n} from 'b';\n\n# T\n\n{/* no */}a{' '}b <div style={{ a: '}' }} id=\"c\">d</div>",
    shown: '\n\n\n# T\n\na b <div id="c">d</div>',
    why: 'JavaScript in MDX',
  },
  {
    generator: 'astro',
    file: 'a.mdx',
    text: 'a\n\nexport const a = {\n  b: 1,\n}\n\nc\n\n```js\nimport a from "b"\n```',
    shown: 'a\n\n\n\nc\n\n```js\nimport a from "b"\n```',
    why: 'exports; code stays',
  },
  { generator: 'astro', file: 'a.md', text: "import a from 'b'", shown: "import a from 'b'", why: 'no MDX' },
  {
    generator: 'gatsby',
    text: '![Quay](./q.png "t") ![](../p/r.jpg) ![b](/s.png) `![](a.png)`',
    shown: '[Quay](<https://x.example/a/>) [r.jpg](<https://x.example/a/>) ![b](/s.png) `![](a.png)`',
    why: 'pictures that get another name',
  },
  {
    generator: 'hugo',
    text: '![Quay](q.png)',
    shown: '![Quay](q.png)',
    why: 'a picture that keeps its name',
  },
  {
    generator: 'pelican',
    text: '![a]({static}/images/a.png) [b]({filename}../b.md)',
    shown: '![a](/images/a.png) [b](https://x.example/b/)',
    why: 'addresses of Pelican',
  },
  {
    generator: 'hatena',
    text: '[https://x.example/a:embed:cite] [https://x.example/b:title=B] [:contents][f:id:mori:20231231123456j:plain] `[:contents]`',
    shown:
      '<https://x.example/a> [B](<https://x.example/b>) ![](https://cdn-ak.f.st-hatena.com/images/fotolife/m/mori/20231231/20231231123456.jpg) `[:contents]`',
    why: 'cards, titles, pictures and the table of contents',
  },
  {
    generator: 'jekyll',
    text: ':::tip\n{{< x >}} @[card](https://x.example)',
    shown: ':::tip\n{{< x >}} @[card](https://x.example)',
    why: 'nothing for Jekyll',
  },
];

it.for(rows)('$generator: $why', ({ generator, text, shown, file }) => {
  expect(translated(text, generator, file).text).toBe(shown);
});

describe('what is not known', () => {
  it.for([
    {
      generator: 'hugo' as const,
      text: 'a\n\n{{< chart >}}',
      left: ['3:1 The shortcode `{{< chart >}}` of the site is not known here: it is left out.'],
      missing: [],
      why: 'alone',
    },
    {
      generator: 'hugo' as const,
      text: '{{< b >}}x{{< /b >}}',
      left: [
        '1:1 The shortcode `{{< b >}}` of the site is not known here: it is left out, and the text inside stays.',
      ],
      missing: [],
      why: 'around a text',
    },
    {
      generator: 'hugo' as const,
      text: 'It costs {{< price >}}.',
      left: [],
      missing: ['1:10 The shortcode `{{< price >}}` of the site is not known here.'],
      why: 'a sentence has a hole without it',
    },
    {
      generator: 'zola' as const,
      text: 'It costs {{ price(a="b") }}.',
      left: [],
      missing: ['1:10 The shortcode `price()` of the site is not known here.'],
      why: 'the same in Zola',
    },
    {
      generator: 'gatsby' as const,
      text: '![](a.png)',
      left: [
        '1:1 The address that the site gives `a.png` is not known here; a link to the post stands for the picture.',
      ],
      missing: [],
      why: 'a picture',
    },
  ])('$generator: $why', ({ generator, text, left, missing }) => {
    const { leftOut, missing: holes } = translated(text, generator);
    const shown = (all: typeof leftOut) =>
      all.map(({ line, column, message }) => `${line}:${column} ${message}`);
    expect([shown(leftOut), shown(holes)]).toEqual([left, missing]);
  });

  it('keeps the lines of the file', () => {
    const { text, lines } = translated(':::details A\nb\n:::\nc', 'zenn');
    expect(text.split('\n').map((line, index) => `${lines[index]} ${line}`)).toEqual([
      '1 ',
      '1 > **A**',
      '1 >',
      '2 > b',
      '3 ',
      '4 c',
    ]);
  });

  it.for([
    { text: '{{< a '.repeat(20_000), generator: 'hugo' as const },
    { text: '{%a '.repeat(20_000), generator: 'hexo' as const },
    { text: '{{ a(('.repeat(20_000), generator: 'zola' as const },
    { text: '![a](b =1'.repeat(20_000), generator: 'zenn' as const },
    { text: ' a={'.repeat(20_000), generator: 'nextjs' as const },
    { text: '![]('.repeat(20_000), generator: 'astro' as const },
    { text: ':::a\n'.repeat(20_000), generator: 'docusaurus' as const },
  ])('is done with marks that never end: $generator', ({ text, generator }) => {
    const { length } = translated(text, generator).text;
    expect([length > 0, length < 30 * text.length]).toEqual([true, true]);
  });
});
