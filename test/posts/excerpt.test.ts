/** Excerpts are whole sentences of any language. */
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/posts/excerpt.ts';
import { sentencesOf } from '../../src/posts/sentences.ts';

describe('sentencesOf', () => {
  it.for([
    {
      text: '港は変わる。船も「変わる。」次',
      parts: ['港は変わる。', '船も「変わる。」', '次'],
      why: 'Japanese',
    },
    { text: 'One. Two! Three?', parts: ['One.', ' Two!', ' Three?'], why: 'English' },
    { text: 'He said "No." Then left.', parts: ['He said "No."', ' Then left.'], why: 'quotation marks' },
    {
      text: 'Dr. A. Smith paid $4.50 to Acme Inc. Then he left.',
      parts: ['Dr. A. Smith paid $4.50 to Acme Inc. Then he left.'],
      why: 'short words and numbers: rather too long than cut',
    },
    { text: 'See e.g. the port. All of it.', parts: ['See e.g. the port.', ' All of it.'], why: 'e.g.' },
    { text: 'Use node.js. It runs.', parts: ['Use node.js.', ' It runs.'], why: 'a dot in a word' },
    { text: 'Wait ... and see. Now', parts: ['Wait ... and see.', ' Now'], why: 'dots in mid-sentence' },
    { text: 'バージョン2.0.1です。次', parts: ['バージョン2.0.1です。', '次'], why: 'versions' },
    { text: '', parts: [], why: 'nothing' },
  ])('$why', ({ text, parts }) => {
    expect(sentencesOf(text)).toEqual(parts);
    expect(sentencesOf(text).join('')).toBe(text);
  });
});

describe('excerptOf', () => {
  const english = 'The port is changing, and with it the whole of the old town. ';
  it.for([
    {
      html: `<p>${english.repeat(6)}</p>`,
      excerpt: english.repeat(3).trim(),
      why: 'English sentences, to 240 letters',
    },
    {
      html: `<p>${'word '.repeat(200)}</p>`,
      excerpt: `${'word '.repeat(48).trim()}…`,
      why: 'no end of a sentence',
    },
    {
      html: '<h2>題</h2><pre><code>x。</code></pre><p>本文。</p>',
      excerpt: '本文。',
      why: 'no headings, no code',
    },
    { html: '<table><tr><td>表</td></tr></table>', excerpt: '表', why: 'nothing else' },
    {
      html: '<p>港<sup><a href="https://a.example/#fn:1">1</a></sup>の話。</p>\n<ol>\n<li><p>注。 <a href="https://a.example/#fnref:1">↩</a></p></li></ol>',
      excerpt: '港の話。',
      why: 'no footnotes',
    },
  ])('$why', ({ html, excerpt }) => {
    expect(excerptOf(html)).toBe(excerpt);
  });
});
