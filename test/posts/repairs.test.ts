import { describe, expect, it } from 'vitest';
import { type Block, joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import type { Mended } from '../../src/posts/repair.ts';
import { boldLinesToHeadings } from '../../src/posts/rules/headings/bold-heading.ts';
import { unmakeHeadings } from '../../src/posts/rules/headings/paragraph-heading.ts';
import { dropRepeated } from '../../src/posts/rules/repeats/repeated-passage.ts';
import { dropRepeatedTitle } from '../../src/posts/rules/repeats/repeated-title.ts';
import { restoreLines } from '../../src/posts/rules/scars/lost-line-breaks.ts';
import { dropReplacements } from '../../src/posts/rules/scars/replacement-character.ts';
import { mendEmphasis } from '../../src/posts/rules/scars/stray-emphasis.ts';

const MARKER = { code: 'post-marker', message: '', line: 1, column: 1 } as const;

function repaired(body: string, repair: (blocks: readonly Block[]) => Mended): string {
  return joinBlocks(repair(splitBlocks(body, 10)).blocks).trim();
}

describe('dropRepeatedTitle', () => {
  const TITLE = '白波、AI物流に参入：その狙いとは？';
  it.for([
    { body: `${TITLE}\n\n本文。`, text: '本文。', why: 'as it is' },
    { body: `# ${TITLE}\n\n本文。`, text: '本文。', why: 'as a heading' },
    { body: `**${TITLE}**\n\n本文。`, text: '本文。', why: 'in bold' },
    {
      body: 'AI物流に参入：その狙いとは？\n\n白波は北の倉庫に荷をつかむ腕を置き、夜の仕分けを来年の春から機械に任せると発表した。',
      text: '白波は北の倉庫に荷をつかむ腕を置き、夜の仕分けを来年の春から機械に任せると発表した。',
      why: 'a question that is a part of the title, over a short paragraph',
    },
    {
      body: '白波　ＡＩ物流に参入:その狙いとは?\n\n本文。',
      text: '本文。',
      why: 'in other punctuation and width',
    },
    { body: `${TITLE}\n本文。`, text: '本文。', why: 'the first line of a paragraph' },
    { body: `${TITLE} 本文。`, text: '本文。', why: 'before the first words' },
    {
      body: '白波、AI物流に参入したのは昨年。',
      text: '白波、AI物流に参入したのは昨年。',
      why: 'a sentence that begins like it',
    },
    { body: `本文。\n\n${TITLE}`, text: `本文。\n\n${TITLE}`, why: 'not the first paragraph' },
  ])('$why', ({ body, text }) => {
    expect(repaired(body, (blocks) => dropRepeatedTitle(blocks, TITLE))).toBe(text);
  });

  const TEXT =
    '`autojump`は、よく行くフォルダーに短い名前で移る道具である。使ううちに、行った回数の多い順に覚えていく。同じような道具はほかにも二つあり、それぞれに癖がある。';
  it.for<readonly [why: string, title: string, line: string, isAgain: boolean]>([
    ['a name with a question mark', 'autojumpから別の道具に移る', '## autojump?', false],
    ['a question about a name', 'MessageEventの作り方とpostMessage', '## MessageEventって何?', false],
    [
      'a question with the beginning of the title',
      '潮の発電に戻る三社の思惑',
      '潮の発電に戻る三社に何が？',
      true,
    ],
    ['the title, and no sentence', 'Harbour 3.4 is out', 'Harbour 3.4 is out', true],
    ['a sentence of an author', 'Harbour 3.4 is now available!', 'Harbour 3.4 is now available!', false],
    ['a sentence of an author, with its full stop', 'Harbour 3.4 is out', 'Harbour 3.4 is out.', false],
    ['a heading, whatever it ends in', 'Harbour 3.4 is out!', '# Harbour 3.4 is out!', true],
  ])('takes a line for another form of the title: %s', ([, title, line, isAgain]) => {
    const left = repaired(`${line}\n\n${TEXT}`, (blocks) => dropRepeatedTitle(blocks, title));
    expect(left).toBe(isAgain ? TEXT : `${line}\n\n${TEXT}`);
  });

  it('takes a short title for a word', () => {
    expect(repaired('港湾は、変わる。', (blocks) => dropRepeatedTitle(blocks, '港湾'))).toBe(
      '港湾は、変わる。',
    );
  });
});

describe('dropRepeated', () => {
  const LONG = '港の電力は船を待つあいだも要る。'.repeat(5);
  it.for([
    { body: `${LONG}\n\n間。\n\n${LONG}`, text: `${LONG}\n\n間。`, why: '80 letters' },
    { body: `${LONG} 終\n\n${LONG}  終`, text: `${LONG} 終`, why: 'white space does not count' },
    {
      body: `${LONG.slice(0, 79)}\n\n${LONG.slice(0, 79)}`,
      text: `${LONG.slice(0, 79)}\n\n${LONG.slice(0, 79)}`,
      why: '79 letters are a refrain',
    },
    {
      body: `${LONG}甲。\n\n${LONG}船はまだ来ない。`,
      text: `${LONG}甲。\n\n船はまだ来ない。`,
      why: 'what is new in a paragraph stays',
    },
    {
      body: `\`\`\`\n${LONG}\n\`\`\`\n\n\`\`\`\n${LONG}\n\`\`\``,
      text: `\`\`\`\n${LONG}\n\`\`\`\n\n\`\`\`\n${LONG}\n\`\`\``,
      why: 'code may repeat',
    },
    {
      body: `波が来て\n波が去る\n\n${LONG}\n\n波が来て\n波が去る\n\n${LONG}`,
      text: `波が来て\n波が去る\n\n${LONG}\n\n波が来て\n波が去る\n\n${LONG}`,
      why: 'so may the refrain of a song, whose verses stand twice as well',
    },
  ])('$why', ({ body, text }) => {
    expect(repaired(body, (blocks) => dropRepeated(blocks, { on: () => true }))).toBe(text);
  });

  describe('leaves what a person says again on purpose', () => {
    const WAY =
      '道具を使うと、次の番号がひとりでに決まります。手で選ぶときは、三つのうちの一つを名前で呼びます。決まった番号は、記録の紙にも書かれ、あとから誰でも読めます。港の係は毎朝それを確かめ、ちがっていれば直します。直した人の名前と時刻も、同じ紙の右の端に小さく書いておく決まりです。この決まりは、十年前に紙をなくした夜のあとで、係の三人が話し合って作ったものです。いまでも毎年の春に読み直しています。';
    it.for<readonly [why: string, body: string, isDropped: boolean]>([
      ['for no reason', `${WAY}\n\n間。\n\n${WAY}`, true],
      ['announced right above', `${WAY}\n\n駆け足でした。何度でも言います。\n\n${WAY}`, false],
      ['quoted, which is said', `${WAY}\n\n間。\n\n十年前の記事から引用します。\n\n${WAY}`, false],
      ['announced in its paragraph', `${WAY}\n\n間。\n\n大事なことなのでもう一度書きます。${WAY}`, false],
      ['under a heading that says so', `${WAY}\n\n間。\n\n## おさらい\n\n${WAY}`, false],
      [
        'as a step of another way',
        `## 一つずつ\n\n### 1. 番号\n\n${WAY}\n\n## まとめて\n\n### 1. 番号\n\n${WAY}`,
        false,
      ],
      [
        'in the same section, told again',
        `## 一つずつ\n\n### 1. 番号\n\n${WAY}\n\n### 1. 番号\n\n${WAY}`,
        true,
      ],
    ])('%s', ([, body, isDropped]) => {
      const text = repaired(body, (blocks) => dropRepeated(blocks, { on: () => true }));
      expect(text.split(WAY).length - 1).toBe(isDropped ? 1 : 2);
    });
  });

  it('names the line of the copy and of the first', () => {
    const [mend] = dropRepeated(splitBlocks(`${LONG}\n\n${LONG}`, 10), { on: () => true }).mends;
    expect(mend).toMatchObject({ code: 'post-repeated-paragraph', line: 12 });
    expect(mend?.message).toContain('line 10');
  });
});

describe('unmakeHeadings', () => {
  const SAID =
    '市は北の港に新しい桟橋を三つ据えると発表しました。費用は一億二千万円で、来年の春から一日に四百隻を迎える計画です。夜も迎えます。';
  it.for<readonly [why: string, heading: string, isText: boolean]>([
    ['two sentences', SAID, true],
    ['a long text that is cut', `${SAID}${SAID}私は桟橋の数よりも、夜のあいだ灯を落とさずに`, true],
    [
      'the name of a talk and who gives it',
      'すべての港の灯台がひどい！ならば、灯台の光をいかにして遠くまで届けることができるか。それを考える一時間の話 - @umi',
      false,
    ],
    [
      'a paragraph of many sentences that ends in a question',
      `${SAID.repeat(5)}夜も迎えるのでしょうか？`,
      true,
    ],
    [
      'the question of an interview, in two sentences',
      '2: 世界には三つの桟橋を持つ港がたくさんありますが、この港とほかの港ではどのような違いを感じますか。別の言い方をすると、この港が何かの一番だとすると、何の一番なのでしょうか？',
      false,
    ],
    [
      'a quoted sentence',
      '「桟橋は三つも要りますかね。二つでよい気がします。試してみたら船は入りました。どうでしょうか。」に対する港の係の答え',
      false,
    ],
    [
      'a sentence in brackets',
      '灯台を使う（鍵や切符は要らない。ただし、船の名前を書く紙は要る。紙は桟橋の小屋に置いてあり、だれでも使えるはず）',
      false,
    ],
  ])('a `##` line: %s', ([, heading, isText]) => {
    expect(repaired(`## ${heading}\n\n本文。`, unmakeHeadings)).toBe(
      `${isText ? '' : '## '}${heading}\n\n本文。`,
    );
  });
});

it('parts a heading of the post from the text on its line, where a program wrote', () => {
  const body = '## 港の朝\n\n魚を売る。\n\n## 港の朝 網を干す。';
  expect(repaired(body, (blocks) => unmakeHeadings(blocks, [MARKER]))).toBe(
    '## 港の朝\n\n魚を売る。\n\n## 港の朝\n\n網を干す。',
  );
  expect(repaired(body, unmakeHeadings)).toBe(body);
});

describe('boldLinesToHeadings', () => {
  it.for([
    { body: '**港の未来**\n\n本文。', text: '## 港の未来\n\n本文。', why: 'where there are no headings' },
    {
      body: '## 序\n\n**港の未来**\n\n本文。',
      text: '## 序\n\n### 港の未来\n\n本文。',
      why: 'below those there are',
    },
    {
      body: '### 港\n\n本文。\n\n**船**\n\n本文。',
      text: '### 港\n\n本文。\n\n### 船\n\n本文。',
      why: 'beside headings that are all of a lower rank',
    },
    {
      body: '### 港\n\n本文。\n\n**1. 船**\n\n本文。',
      text: '### 港\n\n本文。\n\n#### 1. 船\n\n本文。',
      why: 'a numbered one is a part of the section above',
    },
    {
      body: '## 港\n\n### 三つの船\n\n**帆**\n\n本文。\n\n**櫂**\n\n本文。\n\n### 潮\n\n本文。\n\n**月**\n\n本文。',
      text: '## 港\n\n### 三つの船\n\n#### 帆\n\n本文。\n\n#### 櫂\n\n本文。\n\n### 潮\n\n本文。\n\n### 月\n\n本文。',
      why: 'right below a heading it is below that one, and so are the next of the section',
    },
    {
      body: '**一**\n\n波が来て\n波が去る\n\n**二**\n\n灯がともり\n灯が消える',
      text: '**一**\n\n波が来て\n波が去る\n\n**二**\n\n灯がともり\n灯が消える',
      why: 'the number of a verse stays bold',
    },
    { body: '**港は変わる。**', text: '**港は変わる。**', why: 'a sentence stays bold' },
    {
      body: '#### 港の朝\n\n本文。\n\n**港の朝：**\n\n本文。\n\n**船**\n\n本文。',
      text: '#### 港の朝\n\n本文。\n\n#### 港の朝\n\n本文。\n\n#### 船\n\n本文。',
      why: 'one with a colon only where the post has it as a heading, and in its rank',
    },
    {
      body: '### 港の朝\n\n本文。\n\n**港の朝：**\n\n本文。\n\n**船の朝：**\n\n本文。\n\n**船**\n\n本文。',
      text: '### 港の朝\n\n本文。\n\n**港の朝：**\n\n本文。\n\n**船の朝：**\n\n本文。\n\n### 船\n\n本文。',
      why: 'none with a colon where another one is a label',
    },
    { body: '**港**と**船**', text: '**港**と**船**', why: 'more than one' },
    { body: '**見出し**\n本文。', text: '**見出し**\n本文。', why: 'the first line of a paragraph' },
    { body: '**言語C#**', text: '## 言語C\\#', why: 'a closing # would vanish' },
  ])('$why', ({ body, text }) => {
    expect(repaired(body, (blocks) => boldLinesToHeadings(blocks, [MARKER]))).toBe(text);
  });

  const SAID = '三社は来年の春までに、沖の風車をさらに四十基建てると発表しました。'.repeat(8);
  it.for<readonly [why: string, body: string, isScarred: boolean]>([
    ['none: people write bold lines', '**港の未来**\n\n本文。\n\n**船**\n\n本文。', false],
    ['the same bold line twice, as people have it', '**できた**\n\n本文。\n\n**できた**\n\n別の文。', false],
    ['what is said again', `**港の未来**\n\n${SAID}`, true],
    ['a marker that somebody deleted', '**港の未来**\n\n市はその大きな費用を\n\n\n次の話です。', true],
  ])('needs another scar of a program: %s', ([, body, isScarred]) => {
    const text = repaired(body, (blocks) => boldLinesToHeadings(blocks, []));
    expect(text).toBe(isScarred ? body.replace('**港の未来**', '## 港の未来') : body);
  });
});

describe('mendEmphasis', () => {
  it.for([
    { body: 'これは** 大切 **です。', text: 'これは **大切** です。', why: 'blanks inside' },
    { body: '**甲** と **乙**', text: '**甲** と **乙**', why: 'blanks between pairs' },
    { body: '2 ** 3 は8', text: '2 ** 3 は8', why: 'no pair' },
    { body: '`a ** b ** c`', text: '`a ** b ** c`', why: 'code' },
    {
      body: '次の**[港の\n案内\nです](/a)を読む**',
      text: '次の**[港の\n案内\nです](/a)を読む**',
      why: 'a link of several lines',
    },
    { body: '## 港の**今日', text: '## 港の今日', why: 'a mark without a partner in a heading' },
  ])('$why', ({ body, text }) => {
    expect(repaired(body, (blocks) => mendEmphasis(blocks, [MARKER]))).toBe(text);
  });

  it.for(['これは** 大切 **です。', '港の**今日', '**元ネタからの改良点 **'])(
    'leaves %s as it is where nothing says that a program wrote',
    (body) => {
      expect(repaired(body, (blocks) => mendEmphasis(blocks, []))).toBe(body);
    },
  );

  it('says what it did', () => {
    const { mends } = mendEmphasis(splitBlocks('一行目\nこれは** 大切 **です。', 10), [MARKER]);
    expect(mends).toMatchObject([{ code: 'post-stray-emphasis', line: 11 }]);
  });
});

it.for<readonly [why: string, text: string, left: string]>([
  ['in the middle of a word', '環境でも変わら\ufffd\ufffd\ufffdい設定', '環境でも変わらい設定'],
  ['behind a tag of bold', '- **\ufffd\ufffdンプル**', '- **ンプル**'],
  ['at the end of a line', '設定を記\ufffd\n次の行', '設定を記\n次の行'],
  [
    'shown between blanks',
    'バイト数に応じて \ufffd を出力します。',
    'バイト数に応じて \ufffd を出力します。',
  ],
  ['shown in code', '```\ns.Append("\ufffd\ufffd");\n```', '```\ns.Append("\ufffd\ufffd");\n```'],
  ['shown in brackets', '置換文字（\ufffd）になる。', '置換文字（\ufffd）になる。'],
  ['both', '「\ufffd」は、港の行\ufffdとは違う。', '「\ufffd」は、港の行とは違う。'],
])('takes U+FFFD for the scar of a letter only where it touches one: %s', ([, text, left]) => {
  const { blocks } = dropReplacements(splitBlocks(text, 1));
  expect(blocks.map((block) => block.text).join('\n\n')).toBe(left);
});

it('drops U+FFFD and says where', () => {
  const { blocks, mends } = dropReplacements(splitBlocks('一行目\n港の行\ufffd', 10));
  expect(joinBlocks(blocks)).toBe('一行目\n港の行');
  expect(mends).toMatchObject([{ code: 'post-replacement-character', line: 11, column: 4 }]);
});

describe('restoreLines', () => {
  it.for([
    {
      body: '港の話。 ### 次の章 本文です。',
      text: '港の話。\n\n### 次の章\n\n本文です。',
      why: 'a heading and its text',
    },
    {
      body: '港の話。 ### Blue Wave の章 本文。',
      text: '港の話。\n\n### Blue Wave の章\n\n本文。',
      why: 'a blank between Latin words is none',
    },
    { body: '港の話。 ### 次の章', text: '港の話。\n\n次の章', why: 'no end in sight: only the mark goes' },
    { body: '三つ。 * 甲です。 * 乙です。', text: '三つ。\n\n* 甲です。\n\n* 乙です。', why: 'items' },
    {
      body: '## 港 の 朝\n\n魚を売る。\n\n港の話。 ### 港 の 朝 魚を売る。',
      text: '## 港 の 朝\n\n魚を売る。\n\n港の話。\n\n## 港 の 朝\n\n魚を売る。',
      why: 'a heading that the post has elsewhere ends where it ends there, and has its rank',
    },
    {
      body: '# 港の朝\n\n魚を売る。\n\n港の話。 # 港の朝 魚を売る。',
      text: '# 港の朝\n\n魚を売る。\n\n港の話。\n\n# 港の朝\n\n魚を売る。',
      why: 'so does one with a single mark',
    },
    {
      body: '一番目。 # 二番目 です。',
      text: '一番目。 # 二番目 です。',
      why: 'a single mark is no other heading',
    },
    { body: '3 * 4 と C# ### です', text: '3 * 4 と C# ### です', why: 'not behind a sentence' },
    { body: '`。 ### x y`', text: '`。 ### x y`', why: 'code' },
  ])('$why', ({ body, text }) => {
    expect(repaired(body, restoreLines)).toBe(text);
  });

  it('takes a line that is a heading of the post for one, where a program wrote', () => {
    const body = '## 港の朝\n\n魚を売る。\n\n港の朝\n\n網を干す。';
    expect(repaired(body, (blocks) => restoreLines(blocks, [MARKER]))).toBe(
      '## 港の朝\n\n魚を売る。\n\n## 港の朝\n\n網を干す。',
    );
    expect(repaired(body, restoreLines)).toBe(body);
  });

  const SECTION = '## 港の朝の市場\n\n魚を売る。\n\n港の話。';
  it.for<readonly [why: string, body: string, text: string]>([
    [
      'between two sentences',
      `${SECTION} 港の朝の市場 網を干す。`,
      `${SECTION}\n\n## 港の朝の市場\n\n網を干す。`,
    ],
    [
      'at the beginning',
      `${SECTION}\n\n港の朝の市場 網を干す。`,
      `${SECTION}\n\n## 港の朝の市場\n\n網を干す。`,
    ],
    [
      'not where the sentence goes on with it',
      `${SECTION} 港の朝の市場は広い。`,
      `${SECTION} 港の朝の市場は広い。`,
    ],
    ['not where nothing follows', `${SECTION} 港の朝の市場`, `${SECTION} 港の朝の市場`],
    [
      'not one of Latin letters, behind which a blank says nothing',
      '## Harbour One\n\n魚。\n\n話。 Harbour One は船。',
      '## Harbour One\n\n魚。\n\n話。 Harbour One は船。',
    ],
  ])('finds a heading of the post without its mark, where a program wrote: %s', ([, body, text]) => {
    expect(repaired(body, (blocks) => restoreLines(blocks, [MARKER]))).toBe(text);
    expect(repaired(body, restoreLines)).toBe(body);
  });
});
