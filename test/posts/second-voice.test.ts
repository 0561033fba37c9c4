/** An assistant that speaks behind the first paragraph or below all of them, and people who write notes there. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { findAsides } from '../../src/posts/rules/assistant/asides.ts';
import { held, type WrittenPost } from './held.ts';

/** Two acts of an assistant hold a post; another voice alone is named, because people add notes, too. */
const TOLD = ['post-refusal', 'post-meta-talk'];
const told = (post: WrittenPost) =>
  held(post)[0] ??
  findAsides(splitBlocks(post.body, 1), { title: post.title ?? '', excerpt: undefined })[0]?.code;

const PLAIN = [
  '潮の満ち引きは百年先まで分かる。',
  '三社は去年より大きな羽根を沈めた。',
  '費用は一基で四億円になる。',
];
const POLITE = [
  '潮の満ち引きは百年先まで分かります。',
  '三社は去年より大きな羽根を沈めました。',
  '費用は一基で四億円になる見込みです。',
];
const ENGLISH = [
  'The tide can be told for a hundred years.',
  'Three firms have sunk a larger turbine this year. It turns in both directions.',
  'Each one costs three million pounds.',
];

/** The paragraphs with another one at its place. */
const withOne = (paragraphs: readonly string[], one: string, at: number) => ({
  title: '潮の発電に戻る三社',
  body: paragraphs.toSpliced(at, 0, one).join('\n\n'),
});

describe('an assistant speaks', () => {
  it.for([
    '以上が記事の草稿です。修正のご希望があれば、お申し付けください。',
    'ご指定のキーワードを盛り込みました。文体を変えたい場合は、ご指示ください。',
    'この続きを書くには、発電量の表が必要です。情報が足りないため、ここで出力を終了します。',
    '語尾はご指示に合わせて統一しました。推測による補足は行っていません。',
    'ご依頼では二千字とのことでしたが、材料が少ないため九百字程度にとどめました。',
  ])('below an article in any style: %s', (last) => {
    expect(TOLD).toContain(told(withOne(PLAIN, last, 3)));
    expect(TOLD).toContain(told(withOne(POLITE, last, 3)));
  });

  it.for<readonly [kind: string, text: string]>([
    ['how it wrote', '耳慣れない用語を避け、一文を短くしました。'],
    ['how it wrote', '表の値だけを使い、足りない所は空欄にしてあります。'],
    ['how it wrote', '断定を避け、言い切りの語尾を減らしています。'],
    ['what it lacks', '後半の文面が届いていないようです。'],
    ['what it lacks', '指定の資料は読み取れませんでした。別の形式で送っていただけますか。'],
    ['what it lacks', '直近の数値は把握していません。'],
    ['what it asks', 'どの時期の話でしょうか。教えていただければ書き直します。'],
    ['what it asks', 'もう少し硬い調子にしましょうか。'],
    ['what it offers', '見出しの候補も三つほど用意できます。'],
    ['what it offers', 'この調子でよろしければ、残りも続けます。'],
  ])('in the polite style among plain sentences, %s: %s', ([, text]) => {
    for (const at of [0, 1, 2, 3]) expect(TOLD).toContain(told(withOne(PLAIN, text, at)));
  });

  it('in two paragraphs above a plain text', () => {
    const talk = ['落ち着いた語り口でまとめてみました。', '見出しの候補も三つほど用意できます。'];
    expect(TOLD).toContain(told({ title: '潮の発電に戻る三社', body: [...talk, ...PLAIN].join('\n\n') }));
  });

  it.for([
    "I've kept the article under 800 words, as you requested. Let me know if you'd like me to adjust the tone.",
    'I left the figures out because the source text was cut off. Please send the rest and I can finish the section.',
    'Want me to tighten the intro or suggest a different headline?',
  ])('below an article in English: %s', (last) => {
    expect(TOLD).toContain(told(withOne(ENGLISH, last, 3)));
  });
});

describe('a person writes', () => {
  it.for<readonly [why: string, text: string]>([
    ['asks readers', 'ご意見やご要望がありましたら、編集部までお寄せください。'],
    ['code', '`rsync`は新しいファイルだけをコピーしてくれます。使い方は下の記事を参照してください。'],
    ['a talk', '以上が講演の要約です。資料は来週公開します。'],
    ['a quotation', '> 以上が記事の草稿です。修正のご希望があれば、お申し付けください。'],
    ['quoted', '機械は「語尾を統一しました。修正のご希望があればお申し付けください」と書き足した。'],
    ['names of people', 'プライバシーのため、登場人物の名前は変えています。'],
    ['the next post', '続きは来週書きます。'],
    ['thanks', '今年もよろしくお願いします。'],
    ['an update', '追記：数値を直しました。'],
    ['a sale', '会場で冊子を販売します。お気軽にお声がけください。'],
    ['asks somebody who knows', 'この羽根の古い型をご存じの方がいたら教えてください。'],
  ])('a note below a plain text, %s: %s', ([, text]) => {
    expect(held(withOne(PLAIN, text, 3))).toEqual([]);
  });

  it('what a machine said, after a sentence that shows it', () => {
    const paragraphs = [...PLAIN, 'そこで機械に頼んだ。返事は次のとおりだった。'];
    expect(held(withOne(paragraphs, '後半の文面が届いていないようです。', 4))).toEqual([]);
  });

  it('speaks of texts in the whole post', () => {
    const paragraphs = [
      '原稿を減らす仕事をしている。',
      '三割を削ると、文章は速くなる。',
      '読者は気づかない。',
    ];
    expect(held(withOne(paragraphs, '一文を短くしました。', 3))).toEqual([]);
  });

  it.for([
    'Let me know what you think in the comments. I have written more about tides in my last post.',
    'The author owns shares in one of the firms.',
    'We have corrected the cost of a turbine. Thank you to those who wrote to us.',
  ])('a note below a text in English: %s', (last) => {
    expect(held(withOne(ENGLISH, last, 3))).toEqual([]);
  });
});

describe('people who speak in the second paragraph of a report', () => {
  it.for<readonly [why: string, paragraph: string]>([
    [
      'what comes',
      "You'll see many similarities between the two harbours, which I'll explain in the rest of the post:",
    ],
    ['a list of sections', 'Here are the sections after the fold:'],
    ['a version', 'Please note that version 0.3.0 of the tide table is dependent on the new clock.'],
    ['where to send topics', 'Please send your topics to the list of the harbour before Monday.'],
    [
      'what nobody knows',
      "There are many questions I don't have a good answer for, so better don't think too much about it.",
    ],
    ['advice in Spanish', 'Recomendamos que actualices a una versión posterior lo antes posible.'],
    ['what a reader can do now, in Chinese', '入门到此为止，你已经能写文章、发动态、做课程。下一章讲创作。'],
    [
      'who sends wishes where',
      '本記事の筆者も開発に参加しますので、要望などあれば日本語でも構いませんのでお知らせ下さい。',
    ],
  ])('are no assistants: %s', ([, paragraph]) => {
    const report = /[\u3040-\u30ff]/.test(paragraph)
      ? '市は北の港に桟橋を三つ据えた。費用は一億円だった。工事は来年の春に終わる。'
      : 'The harbour has three new piers. They were built in the spring. The city paid for all of them.';
    expect(held({ body: `${report}\n\n${paragraph}\n\n${report}` })).toEqual([]);
  });
});

describe('short notes and instructions by people in a report', () => {
  it.for([
    '見出しを直しました。',
    '数字は四捨五入しました。',
    'リンクが切れていたら教えてください。',
    '要約を末尾に付けました。',
    '締めのボルトは強く締めること。数字を確かめること。',
    'まず数字を入れてください。次に単位を選んでください。',
  ])('hold nothing: %s', (note) => {
    const report = PLAIN.join('\n\n');
    expect(held({ body: `${report}\n\n${note}` })).toEqual([]);
    expect(held({ body: `${PLAIN[0]}\n\n${note}\n\n${report}` })).toEqual([]);
  });

  it.for([
    'Let me know if the link is broken.',
    'I have no access to the archive.',
    'Here is a summary of the talk.',
    'Open the chart. Add a title.',
    'Follow the lead boat. Stick to its voice on channel nine.',
  ])('hold nothing in English: %s', (note) => {
    const report = ENGLISH.join('\n\n');
    expect(held({ body: `${report}\n\n${note}` })).toEqual([]);
  });
});
