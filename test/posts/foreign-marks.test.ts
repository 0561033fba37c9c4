/** Marks of other systems: each is named where readers would see it, and nowhere else. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { findForeignMarks } from '../../src/posts/rules/foreign-marks.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { settingsWith } from './settings.ts';

function found(text: string, frontMatter: Readonly<Record<string, string>> = {}): string[] {
  const head = { title: '港', published: new Date('2025-11-07T00:00:00Z'), frontMatter };
  return findForeignMarks(splitBlocks(text, 1), contextOf(head, settingsWith())).map(
    ({ line, column, message }) => `${line}:${column} ${message.split(';', 1)[0]}`,
  );
}

describe('is named', () => {
  it.for([
    {
      text: '前の文。\n\n:::message alert\n港は休みです。\n:::',
      says: ['3:1 `:::message` is a box of Zenn, Qiita, Docusaurus or Pandoc'],
      why: 'a box, once',
    },
    {
      text: '::: tip 題\n文\n:::',
      says: ['1:1 `::: tip` is a box of Zenn, Qiita, Docusaurus or Pandoc'],
      why: 'with a blank',
    },
    {
      text: '- 項\n\n  :::note warn\n  文\n  :::',
      says: ['3:3 `:::note` is a box of Zenn, Qiita, Docusaurus or Pandoc'],
      why: 'in a list',
    },
    { text: '!!! note "題"\n    文', says: ['1:1 `!!! note` is a box of MkDocs'], why: 'MkDocs' },
    { text: '> [!abstract]- 題\n> 文', says: ['1:3 `[!abstract]-` is a box of Obsidian'], why: 'folded' },
    { text: '> [!NOTE] 題\n> 文', says: ['1:3 `[!NOTE]` is a box of Obsidian'], why: 'with a title' },
    {
      text: '詳しくは[[港の歴史]]と[[minato|港]]へ。',
      says: [
        '1:5 `[[港の歴史]]` is a link of a wiki or of Obsidian',
        '1:14 `[[minato|港]]` is a link of a wiki or of Obsidian',
      ],
      why: 'links of a wiki',
    },
    { text: '![[a.png]]', says: ['1:1 `![[a.png]]` is a link of a wiki or of Obsidian'], why: 'a picture' },
    {
      text: 'これは==大事な点==です。',
      says: ['1:4 `==大事な点==` is a highlight of Obsidian or Typora'],
      why: 'a highlight',
    },
    { text: '文 %%覚え書き%% 文', says: ['1:3 `%%覚え書き%%` is a comment of Obsidian'], why: 'a comment' },
    {
      text: '@[youtube](mcL_O17QVsA)',
      says: ['1:1 `@[youtube]` is an embed of Zenn or Qiita'],
      why: 'an embed',
    },
    {
      text: '![図](https://a.example/a.png =250x)',
      says: ['1:30 `=250x` is the size of a picture, as Zenn and HackMD have it'],
      why: 'the size of a picture',
    },
    { text: '[TOC]', says: ['1:1 `[TOC]` is a place for a table of contents'], why: 'contents' },
    {
      text: '港^[東京の港。]の話。',
      says: ['1:2 `^[東京の港。]` is a footnote in the line, as Pandoc and Zenn have it'],
      why: 'a footnote',
    },
    {
      text: "import Tabs from '@theme/Tabs';\n\n文\n\n<Tabs>\n  文\n</Tabs>",
      says: ["1:1 `import Tabs from '@theme/Tabs'` is a line of MDX", '5:1 `<Tabs>` is a component of MDX'],
      why: 'MDX',
    },
    {
      text: '文\n\n<Chart data={[1, 2]} />',
      says: ['3:1 `<Chart data={[1, 2]} />` is a component of MDX'],
      why: 'a component that ends at once',
    },
    {
      text: '[caption id="a" width="300"]![](/a.png) 港[/caption]',
      says: ['1:1 `[caption id="a" width="300"]` is a shortcode of WordPress'],
      why: 'WordPress',
    },
  ])('$text: $why', ({ text, says }) => {
    expect(found(text)).toEqual(says);
  });

  it('a shortcode of Hugo, where Liquid does not run', () => {
    expect(found('{{< figure src="a.png" >}}', { render_with_liquid: 'false' })).toEqual([
      '1:1 `{{< figure` is a shortcode of Hugo',
    ]);
  });
});

describe('is nothing of the kind', () => {
  it.for([
    { text: '```\n:::message\n[[港の歴史]]\n```', why: 'code' },
    { text: '    :::message\n    ==大事==', why: 'indented code' },
    { text: '`:::message` と `==大事==` と `[[港の 歴史]]`', why: 'code in a line' },
    { text: '<pre>\n:::message\n</pre>', why: 'code in HTML' },
    { text: '> [!NOTE]\n> 文', why: 'an alert of GitHub, which is shown' },
    { text: '[[Prototype]] と [[nodiscard]]', why: 'names of ECMAScript and C++' },
    { text: '[[1]](https://a.example) [[注 1]][a]', why: 'links with brackets in their text' },
    { text: '直した。[[Bug #16908]]\n\n[Bug #16908]: https://a.example', why: 'a link in brackets' },
    { text: '[[ -f a ]] && echo b', why: 'a test of a shell' },
    { text: 'a==b&&c==d、x == y と z == w', why: 'comparisons' },
    { text: '// ==UserScript==', why: 'the head of a script' },
    { text: '題\n====\n\n文', why: 'an underlined heading' },
    { text: 'for %%i in (*.txt) do echo %%i', why: 'a loop of a shell' },
    { text: '@[minato](https://a.example) さん', why: 'a person' },
    { text: '^[a-z]+ に一致する', why: 'an expression' },
    { text: '文\n\nimport os\n\nimport a from "b"', why: 'code without a fence, below' },
    { text: '<BR>\n<Center>文</Center>', why: 'HTML in capital letters' },
    { text: 'Result<T> と List<String> の話', why: 'types' },
    { text: '<IfModule mod_a.c>\n文\n</IfModule>', why: 'a block of a config' },
    { text: '[gallery]', why: 'a word in brackets' },
    { text: '!!! 大変 !!!', why: 'a cry' },
    { text: 'std:::a ::: b', why: 'colons in a line' },
  ])('$text: $why', ({ text }) => {
    expect(found(text)).toEqual([]);
  });
});
