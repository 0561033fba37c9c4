/** Excerpts are whole sentences of any language. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../src/posts/article/excerpt.ts';
import { sentencesOf } from '../../../src/posts/sentences.ts';

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
    {
      text: '「え？」と言った。次の文。',
      parts: ['「え？」と言った。', '次の文。'],
      why: 'a quoted question goes on',
    },
    {
      text: '港（船は来た。倉庫も。）は静か。次',
      parts: ['港（船は来た。倉庫も。）は静か。', '次'],
      why: 'brackets',
    },
    { text: '港（船は来た。次', parts: ['港（船は来た。', '次'], why: 'a bracket that never closes' },
    { text: 'え！？そう。', parts: ['え！？', 'そう。'], why: 'two marks are one end' },
    { text: 'U.S. ships came. 42 of them.', parts: ['U.S. ships came.', ' 42 of them.'], why: 'initials' },
    { text: 'Yahoo! の話。次', parts: ['Yahoo!', ' の話。', '次'], why: 'a mark in a name is not known' },
    { text: '3.5倍になった', parts: ['3.5倍になった'], why: 'a point in a number' },
    { text: '항구입니다. 배가 왔다.', parts: ['항구입니다.', ' 배가 왔다.'], why: 'Korean' },
    { text: 'रोशनी दिखती है। जहाज़ आया।', parts: ['रोशनी दिखती है।', ' जहाज़ आया।'], why: 'Hindi' },
    { text: 'هل وصلت السفينة؟ نعم.', parts: ['هل وصلت السفينة؟', ' نعم.'], why: 'an Arabic question' },
    { text: 'جہاز آیا۔ روشنی ہے۔', parts: ['جہاز آیا۔', ' روشنی ہے۔'], why: 'Urdu' },
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
      html: '<blockquote>\n<p><strong>Warning</strong></p>\n<p>潮が高い。</p>\n</blockquote>\n<p>船は出ない。</p>',
      excerpt: '潮が高い。船は出ない。',
      why: 'what an alert says, without its title',
    },
    {
      html: '<p>船が来た！</p>\n<p>潮が高い。</p>\n<p>「出ない」</p>\n<p>船長は言う</p>\n<p>One ship. </p><p>Two.</p>',
      excerpt: '船が来た！潮が高い。「出ない」 船長は言う One ship. Two.',
      why: 'no blank behind the wide mark that ends a paragraph; one where the words would run together',
    },
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
    {
      html: '<ol><li>表</li></ol><p>港の話。</p><ol><li><p>注:</p><ol><li>一</li></ol> <a href="https://a.example/#fnref:1">↩</a></li></ol>',
      excerpt: '表 港の話。',
      why: 'nor a list in one',
    },
  ])('$why', ({ html, excerpt }) => {
    expect(excerptOf(html)).toBe(excerpt);
  });
});

describe('an excerpt that tells', () => {
  const TITLE = '白波倉庫の84億円買収、その狙いは？';
  const WARM = 'いやはや、最近の港の動きには本当に目を見張るものがありますね。';
  const VIEW = 'あなたも感じているかもしれませんが、正直なところ、私も驚きました。';
  const NEWS = '白波倉庫は2031年10月3日、青波港運を84億円で買収すると発表しました。';
  const MORE = '買収は来年4月に終わる予定です。';
  it.for([
    { paragraphs: [WARM + VIEW, NEWS + MORE], excerpt: NEWS + MORE, why: 'the news, and what follows it' },
    { paragraphs: [`${WARM}${NEWS}`], excerpt: NEWS, why: 'in the first paragraph' },
    {
      paragraphs: ['皆さん、こんにちは。今日は白波倉庫の灯台の話を書きます。', NEWS],
      excerpt: '皆さん、こんにちは。今日は',
      why: 'a greeting that goes on with the matter stays',
    },
    {
      paragraphs: [NEWS, `${WARM}白波倉庫の倉庫は40棟に達しました。`],
      excerpt: NEWS,
      why: 'a post that begins with the news stays as it is',
    },
    {
      paragraphs: [WARM, '白波倉庫の84億円は、まさに港の未来を象徴していると言えるでしょう。', NEWS],
      excerpt: NEWS,
      why: 'a view on the news tells less than the news',
    },
    {
      paragraphs: [WARM, `しかし、${NEWS}`, `白波倉庫は今年、${NEWS.slice(5)}`],
      excerpt: `白波倉庫は今年、${NEWS.slice(5)}`,
      why: 'no sentence that leans on the one before it',
    },
    { paragraphs: [WARM, 'この港は静かです。'], excerpt: `${WARM}この港は静かです。`, why: 'nothing tells' },
  ])('$why', ({ paragraphs, excerpt }) => {
    const html = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
    expect(excerptOf(html, TITLE).startsWith(excerpt)).toBe(true);
  });

  it('knows a long word of the title by its parts, and a report that begins with 「まず」', () => {
    const report = 'まずシラナミ倉庫ですが、2031年10月に1万4000人の従業員削減を発表しました。';
    const beside = 'シラナミ倉庫に50億円を投じた青波港運は、かつての競争相手でした。';
    const html = [WARM, beside, report].map((text) => `<p>${text}</p>`).join('\n');
    expect(excerptOf(html, 'シラナミ倉庫の大規模人員削減、その狙いは？').startsWith(report)).toBe(true);
  });

  it('is left alone without a title to go by, in lists, and in other languages', () => {
    expect(excerptOf(`<p>${WARM}</p><p>${NEWS}</p>`)).toContain(WARM);
    expect(excerptOf(`<p>${WARM}</p><ul><li><p>${NEWS}</p></li></ul>`, TITLE)).toContain(WARM);
    const english = '<p>I was surprised, to be honest.</p><p>Acme bought Port for $84 million in May.</p>';
    expect(excerptOf(english, 'Acme buys Port for $84 million')).toContain('I was surprised');
  });

  it('is made of whole sentences of the post, letter by letter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(WARM, VIEW, NEWS, MORE, 'しかし、', '白波', '84億円', '。'), {
          maxLength: 12,
        }),
        (parts) => {
          const text = parts.join('');
          const excerpt = excerptOf(`<p>${text}</p>`, TITLE);
          expect(text).toContain(excerpt.replace(/…$/, ''));
        },
      ),
    );
  });
});
