/** Links and pictures without a usable address: each is named where readers would see it, and nothing else. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { findLostTargets } from '../../src/posts/rules/lost-targets.ts';

const found = (text: string) =>
  findLostTargets(splitBlocks(text, 1)).map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('is named', () => {
  it.for([
    { text: '甲。\n\n[港の予定]()へ', says: '3:1 The link 「港の予定」 has no address.', why: 'a link' },
    { text: '[港]( )', says: '1:1 The link 「港」 has no address.', why: 'with a blank' },
    { text: '[港](<>)', says: '1:1 The link 「港」 has no address.', why: 'in brackets' },
    { text: '[港]("題")', says: '1:1 The link 「港」 has no address.', why: 'only a title' },
    { text: '- ![港]()', says: '1:3 The picture 「港」 has no address.', why: 'a picture' },
    { text: '![]()', says: '1:1 The picture has no address.', why: 'without words' },
    { text: '甲 <a href="">港</a>', says: '1:3 The link has no address.', why: 'in HTML' },
    { text: '<img alt="a" src=\'\'>', says: '1:1 The picture has no address.', why: 'a picture in HTML' },
    { text: '[![a](/a.png)]()', says: '1:14 The link has no address.', why: 'around a picture' },
  ])('without an address: $why', ({ text, says }) => {
    expect(found(text)).toEqual([says]);
  });

  it.for(
    [
      'htp://minato.example',
      'http//minato.example',
      'https//minato.example',
      'https:/minato.example',
      'http:///minato.example',
      'http:://minato.example',
      'ttps://minato.example',
      'hhttps://minato.example',
      'httpss://minato.example',
      'https：//minato.example',
    ].map((address) => ({ address })),
  )('a slip in the scheme: $address', ({ address }) => {
    const says = `\`${address}\` is no address: it begins with none of \`https://\` and \`http://\`.`;
    expect(found(`[港](${address})`)).toEqual([`1:1 ${says}`]);
    expect(found(`甲\n\n[港]: ${address}`)).toEqual([`3:1 ${says}`]);
  });

  it.for(
    ['www.minato.example/a', 'minato.com', 'blog.minato.co.jp/a?b', 'minato.github.io'].map((host) => ({
      host,
    })),
  )('no scheme: $host', ({ host }) => {
    expect(found(`[港](${host})`)).toEqual([
      `1:1 \`${host}\` leads to a page of that name beside the post: \`https://\` is missing.`,
    ]);
  });

  it('a scheme that stands twice', () => {
    expect(found('[港](https://http://minato.example)')).toEqual([
      '1:1 The link 「港」 has `https://` twice: `https://http://minato.example`.',
    ]);
  });
});

describe('is not named', () => {
  it.for([
    {
      text: '[a](https://minato.example) [b](http://minato.example "c") ![d](<https://minato.example/e f.png>)',
      why: 'addresses',
    },
    {
      text: '[a](/b) [c](d.md) [e](../f.html) [g](node.js) [h](mailto:a@minato.example) [i](//minato.example)',
      why: 'pages',
    },
    { text: '[a](http/2.html) [b](https/index.html)', why: 'folders that are called so' },
    { text: '[a](#) [b](#c)', why: 'a place kept for an address, or in the text' },
    { text: '[](){: #a}', why: 'a place that others link to' },
    { text: '`[a]()` と\n\n```\n[a](htp://b)\n```\n\n    [a]()', why: 'code' },
    { text: '<a href="" data-url="/a">a</a> <img src="" data-src="/a.png">', why: 'what a script fills in' },
    { text: '<a id="a"></a>', why: 'a name' },
    { text: '\\[a]()', why: 'no link' },
    { text: '[a](\u00a0https://minato.example)', why: 'a blank that cannot be seen' },
    { text: '["a"]: https://minato.example', why: 'a name in quotation marks' },
    { text: '[a](https://web.archive.org/web/2020/http://minato.example)', why: 'an archive' },
    { text: '[a](/wiki/港_(町))', why: 'brackets in the address' },
  ])('$why', ({ text }) => {
    expect(found(text)).toEqual([]);
  });
});
