/** Bare URLs become links; what stands behind one without a blank is no part of it. */
import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/posts/markdown/markdown.ts';

const link = (url: string, address = url) => `<a href="${address}">${url}</a>`;
const A = 'https://a.example/a';

it.for<readonly [why: string, text: string, html: string]>([
  ['a particle', `${A}から始まる`, `${link(A)}から始まる`],
  ['を behind a slash', 'https://a.example/を参照', `${link('https://a.example/')}を参照`],
  [
    'a name in hiragana',
    'https://a.example/おしらせ',
    link('https://a.example/おしらせ', 'https://a.example/%E3%81%8A%E3%81%97%E3%82%89%E3%81%9B'),
  ],
  [
    'a name in kanji',
    'https://a.example/港 です',
    `${link('https://a.example/港', 'https://a.example/%E6%B8%AF')} です`,
  ],
  ['a Korean particle', `${A}에서 봅니다. ${A}를, 그리고`, `${link(A)}에서 봅니다. ${link(A)}를, 그리고`],
  ['one behind a slash', 'https://a.example/입니다.', `${link('https://a.example/')}입니다.`],
  [
    'a name in Korean',
    'https://a.example/SK하이닉스 입니다',
    `${link('https://a.example/SK하이닉스', 'https://a.example/SK%ED%95%98%EC%9D%B4%EB%8B%89%EC%8A%A4')} 입니다`,
  ],
  ['an escaped blank', `${A}%20b/%25c`, link(`${A}%20b/%25c`)],
  [
    'escaped kanji',
    'https://a.example/%E6%B8%AF%3C',
    link('https://a.example/港%3C', 'https://a.example/%E6%B8%AF%3C'),
  ],
  ['&gt; and a particle', `&lt;${A}.zip&gt;から`, `&lt;${link(`${A}.zip`)}&gt;から`],
  ['a reference by number', `${A}&#x3e; b`, `${link(A)}&gt; b`],
  ['a quotation mark by name', `&quot;${A}&quot;です`, `"${link(A)}"です`],
  ['&amp;, which belongs to it', `${A}?b=1&amp;c=2`, link(`${A}?b=1&amp;c=2`)],
  ['&amp; behind it', `${A}&amp; b`, `${link(A)}&amp; b`],
  ['a bare &', `${A}?b=1&c=2`, link(`${A}?b=1&amp;c=2`)],
  ['the end of emphasis', `*${A}*です`, `<em>${link(A)}</em>です`],
  ['the end of strong emphasis', `**${A}**、次`, `<strong>${link(A)}</strong>、次`],
  ['underscores in it', `${A}_b_c`, link(`${A}_b_c`)],
  ['underscores that the author escaped', `${A}/v1\\_8\\_7`, link(`${A}/v1_8_7`)],
  ['no scheme: a comment of code', 'x(1) //console.log y', 'x(1) //console.log y'],
  ['a bracket and a full stop', `(see ${A}).`, `(see ${link(A)}).`],
  ['a Japanese bracket', `（${A}）です`, `（${link(A)}）です`],
  ['brackets of an old form', `<URL:${A}>から`, `&lt;URL:${link(A)}&gt;から`],
  ['brackets of Markdown', `<${A}>から`, `${link(A)}から`],
])('%s', ([, text, html]) => {
  expect(renderMarkdown(text, 'https://minato.example/', false).html.trim()).toBe(`<p>${html}</p>`);
});
