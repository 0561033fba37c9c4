import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { maskOpaque, OPAQUE } from '../../src/posts/prose.ts';
import { expectOnePass } from '../growth.ts';
import { inTwoBytes } from '../two-bytes.ts';

/** What a repair sees, each span that is no prose as one `~`. */
const seen = (text: string) => maskOpaque(text).replaceAll(new RegExp(`${OPAQUE}+`, 'g'), '~');

describe('what is no prose is masked', () => {
  it.for([
    { text: '値は`a ** b`です', shows: '値は~です', why: 'a code span' },
    { text: '値は`` ` ``と`b', shows: '値は~と`b', why: 'a span of two backticks, and one never closed' },
    { text: '[図 - 港](/a.png "題。 - 港")の話', shows: '~の話', why: 'a link with its title' },
    { text: '![図。 - 港](/a(1).png)の図', shows: '~の図', why: 'a picture with brackets in its address' },
    { text: '[港][1]と[船][]と[帆]', shows: '~と~と[帆]', why: 'links by name' },
    { text: '[![図](/a.png)](/b)です', shows: '~です', why: 'a picture in a link' },
    { text: '見て<https://a.example/>。', shows: '見て~。', why: 'an address in brackets' },
    { text: '見てhttps://a.example/b。', shows: '見て~。', why: 'an address that ends before 。' },
    { text: '<a title="題。 - 港" href="/">港</a>へ', shows: '~へ', why: 'an element that is a link' },
    { text: '<code>**nil</code>と<b>太字</b>', shows: '~と~太字~', why: 'code in HTML; bold text is text' },
    { text: '1 < 2 と 3 > 2', shows: '1 < 2 と 3 > 2', why: 'signs of arithmetic' },
    { text: '{{ x }}と{% y %}と{: .z}', shows: '~と~と~', why: 'tags of Jekyll' },
    { text: '$$a ** b$$です', shows: '~です', why: 'a formula' },
    { text: 'ただの文。', shows: 'ただの文。', why: 'prose' },
  ])('$why: $text', ({ text, shows }) => {
    expect(seen(text)).toBe(shows);
    expect(maskOpaque(text)).toHaveLength(text.length);
  });

  it.for([
    { unit: '[a](b ', why: 'links, never closed' },
    { unit: '[a](b "', why: 'titles, never closed' },
    { unit: '`', why: 'backticks' },
    { unit: '` `` ', why: 'code spans of two kinds' },
    { unit: '<a ', why: 'tags, never closed' },
    { unit: '<a>', why: 'links of HTML, never closed' },
    { unit: '][', why: 'names, never closed' },
    { unit: '{{', why: 'tags of Jekyll, never closed' },
    { unit: '<aaaa', why: 'names of tags, never closed' },
  ])('takes a paragraph of 200 KB of $why in one pass', ({ unit }) => {
    const mask = (text: string) => expect(maskOpaque(text)).toHaveLength(text.length);
    expectOnePass(mask, (letters) => inTwoBytes(unit.repeat(letters / unit.length)), 200_000);
  });
});

describe('a body as blocks', () => {
  it.for([
    { body: '段落。\n- 甲\n- 乙', kinds: 'prose item', why: 'a list right below its introduction' },
    { body: '## 見出し\n本文。', kinds: 'heading prose', why: 'a text right below its heading' },
    { body: '本文\n---', kinds: 'heading', why: 'a heading that is underlined' },
    {
      body: '1. 手順\n\n    ```\n    a\n\n    b\n    ```\n\n2. 次',
      kinds: 'item code item',
      why: 'code in a list',
    },
    { body: '文。\n\n    a\n\n    b', kinds: 'prose code', why: 'code that is indented' },
    { body: '<pre>\na\n\nb\n</pre>\n\n文。', kinds: 'html prose', why: '<pre> with an empty line' },
    {
      body: '<div>\n\n文。\n\n</div>\n\n後。',
      kinds: 'html prose',
      why: 'an element over several paragraphs',
    },
    { body: '<div>\n\n文。', kinds: 'html prose', why: 'an element that is never closed' },
    { body: '|a|b|\n|-|-|\n|1|2|', kinds: 'table', why: 'a table' },
    { body: '> 引用\n> 文', kinds: 'quote', why: 'a quotation' },
    { body: '文。\n\n[1]: https://a.example "題"', kinds: 'prose definition', why: 'addresses of links' },
    {
      body: '{% highlight js %}\na\n\nb\n{% endhighlight %}\n\n文。',
      kinds: 'liquid prose',
      why: 'code between two tags of Jekyll',
    },
  ])('$why', ({ body, kinds }) => {
    const blocks = splitBlocks(body, 1);
    expect(blocks.map(({ kind }) => kind).join(' ')).toBe(kinds);
    expect(joinBlocks(blocks)).toBe(body);
  });
});
