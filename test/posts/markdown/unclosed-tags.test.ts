/** Tags that are never closed, and what stands after them. */
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/posts/markdown/markdown.ts';
import { sanitize } from '../../../src/posts/markdown/sanitize.ts';
import { closeTags } from '../../../src/posts/markdown/unclosed-tags.ts';
import { expectOnePass } from '../../growth.ts';

const BASE = 'https://minato.example/a/';
const html = (text: string) => renderMarkdown(text, BASE, false).html.replace(/\n+/g, '');
const linked = (url: string) => `<a href="${url}">${url}</a>`;

describe('what stands after a tag is shown', () => {
  it.for([
    {
      text: '甲 <title>乙\n\n丙',
      shown: '<p>甲 &lt;title&gt;乙</p><p>丙</p>',
      why: 'a title that is written about',
    },
    {
      text: '- 甲 <TextArea> 乙\n- 丙',
      shown: '<ul><li>甲 &lt;TextArea&gt; 乙</li><li>丙</li></ul>',
      why: 'in a list',
    },
    {
      text: '甲 <script> と <style>\n\n丙',
      shown: '<p>甲 &lt;script&gt; と &lt;style&gt;</p><p>丙</p>',
      why: 'two of them',
    },
    { text: '<iframe>乙\n\n丙', shown: '&lt;iframe&gt;乙<p>丙</p>', why: 'at the beginning of a line' },
    {
      text: '<iframe src="https://a.example/x" />\n\n丙',
      shown: `${linked('https://a.example/x')}<p>丙</p>`,
      why: 'a frame that closes itself',
    },
    {
      text: '甲 <iframe src="https://a.example/x">\n\n丙',
      shown: `<p>甲 ${linked('https://a.example/x')}</p><p>丙</p>`,
      why: 'one that nobody closed',
    },
    {
      text: '<div class="clear"/>\n\n*丙*',
      shown: '<div></div><p><em>丙</em></p>',
      why: 'a block that closes itself',
    },
    { text: '甲 <i class="fa"/> 乙', shown: '<p>甲 <i></i> 乙</p>', why: 'an icon: the text is not slanted' },
    {
      text: '<a href="/x"/>甲</a> 乙',
      shown: '<p><a href="https://minato.example/x">甲</a> 乙</p>',
      why: 'a slip in a link that has its end',
    },
    {
      text: '<a href=/x/>甲</a> 乙',
      shown: '<p><a href="https://minato.example/x/">甲</a> 乙</p>',
      why: 'a slash of the address',
    },
    { text: '甲 <br/>乙<br />丙', shown: '<p>甲 <br />乙<br />丙</p>', why: 'tags without content' },
    {
      text: '甲\n\n<?php 乙\n\n丙',
      shown: '<p>甲</p><p>&lt;?php 乙</p><p>丙</p>',
      why: 'an instruction without its end',
    },
    { text: '甲 <?x ?> 乙', shown: '<p>甲 &lt;?x ?&gt; 乙</p>', why: 'one with its end is text, too' },
    {
      text: '甲\n\n<script>乙</script>\n\n丙',
      shown: '<p>甲</p><p>丙</p>',
      why: 'a script with its end is none of this',
    },
  ])('$text: $why', ({ text, shown }) => {
    expect(html(text)).toBe(shown);
  });

  it('in a post of HTML, too', () => {
    expect(sanitize('<p>甲 <textarea> 乙</p><p>丙</p>', BASE)).toBe('<p>甲 &lt;textarea&gt; 乙</p><p>丙</p>');
    expect(sanitize('<p><title>甲</p><p>乙</title>丙</p>', BASE)).toBe('<p>&lt;title&gt;甲</p><p>乙丙</p>');
  });
});

describe('a tag that somebody writes about is text', () => {
  it.for([
    { text: '960pxの<DIV>を *使う*', shown: '<p>960pxの&lt;DIV&gt;を <em>使う</em></p>', why: 'a block' },
    {
      text: '甲 <table> 乙\n\n丙',
      shown: '<p>甲 &lt;table&gt; 乙</p><p>丙</p>',
      why: 'it takes in no other paragraph',
    },
    {
      text: '要素 <head> に <meta> を書く',
      shown: '<p>要素 &lt;head&gt; に &lt;meta&gt; を書く</p>',
      why: 'the head of a page',
    },
    { text: '甲 <video> 乙', shown: '<p>甲 &lt;video&gt; 乙</p>', why: 'a video of nothing' },
    {
      text: '甲 <video src="/a.mp4" controls> 乙',
      shown: '<p>甲 <video src="https://minato.example/a.mp4" controls> 乙</video></p>',
      why: 'but not one of something',
    },
    { text: '甲 <div> 乙 </div> 丙', shown: '<p>甲 </p><div> 乙 </div> 丙', why: 'nor a block with its end' },
    {
      text: '甲 <b> 乙\n\n丙',
      shown: '<p>甲 <b> 乙</b></p><p>丙</p>',
      why: 'nor emphasis, which kramdown closes',
    },
    { text: '甲 <p> 乙', shown: '<p>甲 </p><p> 乙</p>', why: 'nor a tag whose end may be left out' },
    { text: 'Result<T>と`a`', shown: '<p>Result&lt;T&gt;と<code>a</code></p>', why: 'a type' },
    { text: 'git clone <url>', shown: '<p>git clone &lt;url&gt;</p>', why: 'what a reader shall fill in' },
    { text: '甲 <Note>乙</Note>', shown: '<p>甲 乙</p>', why: 'not an element with its end' },
    { text: '<toc>\n\n甲', shown: '<p>甲</p>', why: 'nor a mark of a program, alone' },
    { text: '甲 </div> 乙', shown: '<p>甲  乙</p>', why: 'nor an end tag alone' },
  ])('$text: $why', ({ text, shown }) => {
    expect(html(text)).toBe(shown);
  });
});

it.for([
  { part: '<title>', why: 'tags that are never closed' },
  { part: '<x1 /><title></p>', why: 'tags that close themselves' },
  { part: '<a href=', why: 'tags without their bracket' },
  { part: '<?<![', why: 'instructions' },
])('closes in one pass: $why', ({ part }) => {
  expectOnePass(closeTags, (letters) => part.repeat(letters / part.length), 400_000);
});
