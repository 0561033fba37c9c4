/** A section that a program wrote twice: what is new in the second one stands in the first one, in its place. */
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { findingsIn, repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const { post } = readHead('posts/a.md', '---\ntitle: 養蜂箱の冬\ndate: 2025-11-07\n---\n', settings);
if (post === undefined) throw new Error('the head of a test must be good');
const context = contextOf(post, settings);

const repaired = (body: string) => joinBlocks(repairBody(splitBlocks(body, 1), context).blocks).trim();
const messages = (body: string) =>
  findingsIn(splitBlocks(body, 1), context)
    .filter(({ code }) => code === 'post-repeated-heading')
    .map(({ message }) => message);

const A =
  '養蜂箱の底には乾いた藁を三寸ほど敷き、風の来る北側の板だけを二重にしておくと、真冬の朝でも蜂は静かに眠っている。';
const B =
  '巣の重さは月に一度だけ秤で量り、去年の同じ月より一貫目軽くなっていたら、砂糖水を小さな皿で箱の奥に置いてやるとよい。';
const C =
  '蓋を開けるのは正午のあいだだけにして、開けているのも湯を一杯飲むほどの短い時間にとどめるのが、谷の古い決まりである。';
const NEW = '雪の深い年には、藁の下に杉の皮をもう一枚入れる人もいる。';
const MORE = '重さを記した帳面は、三年たつと村の宝になる。';
const NEXT = '花の少ない春には、畑の隅に蓮華をまいておく。五月になれば、蜂は自分で谷の奥まで飛んでいく。';

const body = (second: string, first = `${A}${B}\n\n${C}`) =>
  `## 箱の冬支度\n\n${first}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n## 箱の冬支度\n\n${second}`;
const merged = (section: string) => `## 箱の冬支度\n\n${section}\n\n## 春の畑\n\n${NEXT}`;

describe('what is new in a section that is told again', () => {
  it.for([
    {
      second: `${A}${NEW}${B}\n\n${C}`,
      section: `${A}${NEW}${B}\n\n${C}`,
      why: 'goes behind the sentence that it followed',
    },
    {
      second: `${A}${B}${MORE}\n\n${C}`,
      section: `${A}${B}${MORE}\n\n${C}`,
      why: 'goes to the end of its paragraph',
    },
    {
      second: `${A}${B}\n\n${NEW}\n\n${C}`,
      section: `${A}${B}\n\n${NEW}\n\n${C}`,
      why: 'goes between two paragraphs',
    },
    {
      second: `${A}${B}${MORE}\n\n雪の\n\n---END---`,
      section: `${A}${B}${MORE}\n\n${C}`,
      why: 'goes without the word with which it breaks off',
    },
    {
      second: `${NEW}\n\n${A}${B}`,
      section: `${NEW}\n\n${A}${B}\n\n${C}`,
      why: 'goes before the first paragraph',
    },
    {
      second: `${A}${NEW}${B}${MORE}\n\n${C}`,
      section: `${A}${NEW}${B}${MORE}\n\n${C}`,
      why: 'goes to two places',
    },
    {
      second: `${A}例えば、${NEW}${B}\n\n${C}`,
      section: `${A}例えば、${NEW}${B}\n\n${C}`,
      why: 'keeps the word that joins it to the sentence before it',
    },
    {
      second: `${A}${NEW}\n\n${C}`,
      section: `${A}${B}\n\n${NEW}\n\n${C}`,
      why: 'is a paragraph of its own where the first section says something else there',
    },
    {
      second: `${A}${B}\n\n### 道具\n\n${MORE}`,
      section: `${A}${B}\n\n${C}\n\n### 道具\n\n${MORE}`,
      why: 'goes with the heading inside',
    },
  ])('$why', ({ second, section }) => {
    expect(repaired(body(second))).toBe(merged(section));
  });

  it.for([
    {
      first: `1. **藁**：${A}\n2. **秤**：${B}`,
      second: `1. **藁**：${A}${NEW}\n2. **秤**：${MORE}`,
      section: `1. **藁**：${A}${NEW}\n2. **秤**：${B}${MORE}`,
      why: 'goes to the item with the same subject',
    },
    {
      first: `1. **藁**：${A}\n2. **秤**：${B}\n\n${C}`,
      second: `1. **藁**：${A}\n2. **帳面**：${MORE}`,
      section: `1. **藁**：${A}\n2. **帳面**：${MORE}\n2. **秤**：${B}\n\n${C}`,
      why: 'is an item of the list',
    },
    {
      first: `1. **藁**：${A}\n2. **秤**：${B}\n\n${C}`,
      second: `1. **藁**：${A}\n\n${NEW}`,
      section: `1. **藁**：${A}\n2. **秤**：${B}\n\n${NEW}\n\n${C}`,
      why: 'does not part a list',
    },
    {
      first: `${A}\n\nそれは、${B}`,
      second: `${A}\n\n${NEW}`,
      section: `${A}\n\nそれは、${B}\n\n${NEW}`,
      why: 'does not stand between two paragraphs that belong together',
    },
    {
      first: `**箱の人へ：** ${A}\n\n${C}`,
      second: `**箱の人へ：** ${MORE}\n\n${C}`,
      section: `**箱の人へ：** ${A}${MORE}\n\n${C}`,
      why: 'goes to the paragraph with the same subject',
    },
  ])('$why', ({ first, second, section }) => {
    expect(repaired(body(second, first))).toBe(merged(section));
  });

  it('is named with the line of the first section', () => {
    expect(messages(body(`${A}${B}${MORE}`))).toEqual([
      'The section of line 1 is told again: what is new below 「## 箱の冬支度」 goes there.',
    ]);
  });

  it('stands there in a file that was repaired, too', () => {
    const once = repaired(body(`${A}${NEW}${B}${MORE}\n\n${C}`));
    expect(repaired(once)).toBe(once);
  });
});

describe('an addition to a passage that is told again', () => {
  const post = (again: string) => `${A}${B}\n\n${C}\n\n${NEXT}\n\n---END---\n\n${again}`;
  const placed = (text: string) => `${text}\n\n${NEXT}`;
  it.for([
    { again: `${A}${NEW}${B}\n\n${C}`, text: placed(`${A}${NEW}${B}\n\n${C}`), why: 'goes between the two' },
    {
      again: `${A}${B}${NEW}\n\n${NEXT}`,
      text: placed(`${A}${B}${NEW}\n\n${C}`),
      why: 'goes to the end of the paragraph, at whose end it stood, where another paragraph is told next',
    },
    {
      again: `${A}${B}${MORE}\n\n${C}`,
      text: placed(`${A}${B}${MORE}\n\n${C}`),
      why: 'goes to the end of its paragraph',
    },
    {
      again: `${A}${B}\n\n${MORE}\n\n${C}`,
      text: placed(`${A}${B}\n\n${MORE}\n\n${C}`),
      why: 'goes between the paragraphs',
    },
    {
      again: `## 箱の重さ\n\n${A}${NEW}${B}${MORE}${C}`,
      text: placed(`${A}${NEW}${B}${MORE}\n\n${C}`),
      why: 'leaves no heading over nothing',
    },
    {
      again: `${A}${B.replace('とよい。', 'のがよい。')}${NEW}\n\n${NEXT}`,
      text: placed(`${A}${B}${NEW}\n\n${C}`),
      why: 'goes there, too, where the sentence before it has another ending',
    },
    {
      again: `${A}${B}${MORE}`,
      text: `${A}${B}\n\n${C}\n\n${NEXT}\n\n${MORE}`,
      why: 'stays where the post goes on with it',
    },
    {
      again: `${A}${NEW}${C}`,
      text: `${A}${B}\n\n${C}\n\n${NEXT}\n\n${NEW}`,
      why: 'stays where the two do not follow each other',
    },
  ])('$why', ({ again, text }) => {
    expect(repaired(post(again))).toBe(text);
    expect(repaired(text)).toBe(text);
  });

  it('stays where the paragraph below leans on the sentence with the other ending', () => {
    const below = `これは${C}`;
    const other = B.replace('とよい。', 'のがよい。');
    const text = `${A}${B}\n\n${below}\n\n${NEXT}`;
    expect(repaired(`${text}\n\n---END---\n\n${A}${other}${NEW}\n\n${NEXT}`)).toBe(`${text}\n\n${NEW}`);
  });

  it('stays in a post that a person wrote', () => {
    const text = `${A}${B}\n\n${NEXT}\n\n${A}${NEW}${B}`;
    expect(repaired(text)).toBe(text);
  });
});

describe('a heading stays where it stands again', () => {
  it.for([
    {
      text: `## 箱の冬支度\n\n${A}${B}\n\n## 春の畑\n\n${NEXT}\n\n## 箱の冬支度\n\n${A}${NEW}`,
      why: 'in a post without scars',
    },
    {
      text: `## 箱の冬支度\n\n${A}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n## 箱の冬支度\n\n${C}`,
      why: 'over a text that says nothing again',
    },
    {
      text: `## 北の谷\n\n### 箱\n\n${A}\n\n## 南の谷\n\n${NEXT}\n\n---END---\n\n### 箱\n\n${A}${NEW}`,
      why: 'below another heading',
    },
    {
      text: `## 箱の冬支度\n\n${A}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n## 箱の冬支度\n\n${A}${NEW}\n\n\`\`\`\nkg\n\`\`\``,
      why: 'over code, which may belong to what stands around it',
    },
  ])('$why', ({ text }) => {
    expect(repaired(text).match(/箱の冬支度|### 箱/g)).toHaveLength(2);
  });
});

describe('what is told of a sentence that was added', () => {
  const findings = (body: string) =>
    findingsIn(splitBlocks(body, 1), context).filter(({ message }) => message.startsWith('An addition'));

  it('goes between the two that it stood between, and is named', () => {
    const text = `${A}${B}\n\n${C}\n\n---END---\n\n${A}${NEW}${B}`;
    expect(repaired(text)).toBe(`${A}${NEW}${B}\n\n${C}`);
    expect(findings(text)).toHaveLength(1);
  });

  it('stays where it is if it follows only itself, and nobody reads that it moved', () => {
    const text = `${A}${B}\n\n---END---\n\n${B}\n\n${C}${C}`;
    expect(repaired(text)).toBe(`${A}${B}\n\n${C}`);
    expect(findings(text)).toEqual([]);
  });
});

describe('headings that lead back into a text that was cut', () => {
  const BROKEN = NEXT.slice(0, 9);
  const bees = `## 箱の冬支度\n\n${A}${B}`;
  it.for([
    {
      text: `${bees}\n\n## 春の畑\n\n${BROKEN}\n\n---END---\n\n## 箱の冬支度\n\n${A}${B}\n\n${NEXT}`,
      shown: `${bees}\n\n## 春の畑\n\n${NEXT}`,
      why: 'go where the sentence begins anew below another heading than its own',
    },
    {
      text: `${bees}\n\n## 春の畑\n\n${BROKEN}\n\n---END---\n\n## 箱の冬\n\n---END---\n\n${NEXT}`,
      shown: `${bees}\n\n## 春の畑\n\n${NEXT}`,
      why: 'go where they are not finished',
    },
    {
      text: `${bees}\n\n### 藁\n\n${C}\n\n---END---\n\n## 箱の冬支度\n\n### 藁\n\n${NEW}`,
      shown: `${bees}\n\n### 藁\n\n${C}\n\n${NEW}`,
      why: 'go where the text before stands under all of them',
    },
    {
      text: `${bees}\n\n### 藁\n\n${C}\n\n---END---\n\n### 箱の冬支度\n\n#### 藁\n\n${NEW}`,
      shown: `${bees}\n\n### 藁\n\n${C}\n\n${NEW}`,
      why: 'go in another rank, too',
    },
    {
      text: `${bees}\n\n### 藁\n\n${C}\n\n---END---\n\n## 箱の冬支度\n\n### 秤\n\n${NEW}`,
      shown: `${bees}\n\n### 藁\n\n${C}\n\n### 秤\n\n${NEW}`,
      why: 'go over a new heading that stands under the first of them anyway',
    },
    {
      text: `${bees}\n\n### 藁\n\n${C}\n\n---END---\n\n## 箱の冬支度\n\n${NEW}`,
      shown: `${bees}\n\n### 藁\n\n${C}\n\n## 箱の冬支度\n\n${NEW}`,
      why: 'stay where the text before stands under a lower one',
    },
    {
      text: `${bees}\n\n## 春の畑\n\n${BROKEN}\n\n---END---\n\n## 蓮華の種\n\n${NEXT}`,
      shown: `${bees}\n\n## 蓮華の種\n\n${NEXT}`,
      why: 'stay where they are new: the program began the section with another name',
    },
  ])('$why', ({ text, shown }) => {
    expect(repaired(text)).toBe(shown);
    expect(repaired(shown)).toBe(shown);
  });

  it.for<readonly [heading: string, why: string]>([
    ['#### 箱の冬支度の道具', 'in another rank'],
    ['**箱の冬支度の道具**', 'in bold'],
    ['**箱の冬支度の道具：**', 'in bold, with a colon'],
    ['箱の冬支度の道具', 'as a plain line'],
    ['## **箱の冬支度の道具**', 'in bold, as a heading'],
  ])('a section that is told again with its heading as %s (%s) becomes one with the first', ([heading]) => {
    const tools = `## 箱の冬支度の道具\n\n${A}${B}`;
    const text = `${tools}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n${heading}\n\n${A}${B}${MORE}`;
    expect(repaired(text)).toBe(`${tools}${MORE}\n\n## 春の畑\n\n${NEXT}`);
  });

  it('keeps the word that joins a sentence to the one above it, which stands there as before', () => {
    const opposed = `しかし、${NEW}`;
    const cut = `${A}${B}\n\n${opposed.slice(0, 12)}\n\n---END---\n\n${A}${B}${opposed}`;
    expect(repaired(cut)).toBe(`${A}${B}\n\n${opposed}`);
    const inside = `${A}${B}${opposed.slice(0, 12)}\n\n---END---\n\n${A}${B}${opposed}`;
    expect(repaired(inside)).toBe(`${A}${B}\n\n${opposed}`);
  });

  it('takes a heading that stands before a sentence again, on its line, for said', () => {
    const cut = `## 巣の藁\n\n${A}${B}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n巣の藁 ${A}${B}${MORE}`;
    expect(repaired(cut)).toContain(MORE);
    expect(repaired(cut).split(A)).toHaveLength(2);
    expect(repaired(cut).split('巣の藁 ')).toHaveLength(1);
  });
});

describe('a list that is cut in one of its items, and told again', () => {
  const ITEMS = [
    '**藁**：底に三寸ほど敷く。春にはすべて畑の土に返す。',
    '**板**：北の側だけを二重にする',
    '**秤**：月に一度だけ重さを量る。一貫目軽ければ砂糖水を置く。',
    '**蓋**：正午に湯を一杯飲むあいだだけ開ける',
  ];
  const list = (items: readonly string[], marks: string) =>
    items.map((item, at) => `${marks === '1' ? `${at + 1}.` : '-'} ${item}`).join('\n');
  const cutIn = (at: number, letters: number, marks: string) =>
    list([...ITEMS.slice(0, at), ITEMS[at]?.slice(0, letters) ?? ''], marks);

  it.for<readonly [item: number, letters: number, marks: string, why: string]>([
    [0, 9, '-', 'in the first item, which has two sentences'],
    [0, 24, '-', 'in the second sentence of the first item'],
    [1, 10, '-', 'in an item without 。'],
    [2, 12, '-', 'below an item without 。, which is whole'],
    [3, 12, '1', 'in the last item of a list with numbers'],
    [3, 8, '-', 'right behind a subject in bold'],
  ])('item %i, letter %i, mark %s: %s', ([item, letters, marks]) => {
    const begun = `## 箱の支度\n\n${A}\n\n${cutIn(item, letters, marks)}\n\n---END---\n\n`;
    const whole = `## 箱の支度\n\n${A}\n\n${list(ITEMS, marks)}\n\n${C}`;
    expect(repaired(`${begun}${list(ITEMS, marks)}\n\n${C}`)).toBe(whole);
    expect(repaired(`${begun}## 箱の支度\n\n${A}\n\n${list(ITEMS, marks)}\n\n${C}`)).toBe(whole);
  });

  it('leaves no mark, and no subject in bold, over nothing', () => {
    const again = `## 春の畑\n\n${NEXT}\n\n---END---\n\n- **藁の話：** ${A}${B}\n- ${C}\n- **種の話**：${NEW}`;
    expect(repaired(`${A}${B}\n\n${C}\n\n${again}`)).toBe(
      `${A}${B}\n\n${C}\n\n## 春の畑\n\n${NEXT}\n\n- **種の話**：${NEW}`,
    );
  });
});

describe('a section that stands again over wholly new text', () => {
  const name = '## 谷の蜂が冬を越すための箱の支度';
  const text = (second: string, end = `\n\n## 春の畑のこと\n\n${MORE}`, heading = name) =>
    `${heading}\n\n${A}\n\n## 春の畑\n\n${NEXT}\n\n---END---\n\n${heading}\n\n${second}${end}`;
  const one = (second: string, end = `\n\n## 春の畑のこと\n\n${MORE}`) =>
    `${name}\n\n${A}\n\n${second}\n\n## 春の畑\n\n${NEXT}${end}`;
  const apart = (second: string, end = `\n\n## 春の畑のこと\n\n${MORE}`, heading = name) =>
    text(second, end, heading).replace('\n\n---END---', '');
  it.for([
    { body: text(B), rest: one(B), why: 'goes on with the first one' },
    { body: text(B, ''), rest: apart(B, ''), why: 'stays at the end, where it may speak of all' },
    {
      body: text(`これも${B}`),
      rest: apart(`これも${B}`),
      why: 'stays where it points at what stands above it',
    },
    {
      body: text(B, undefined, '## 箱の冬支度'),
      rest: apart(B, undefined, '## 箱の冬支度'),
      why: 'stays under a short name, which may be that of two things',
    },
    {
      body: text(`- ${B}`, '').replace(A, `- ${A}`),
      rest: one(`- ${B}`, '').replace(`${A}\n\n`, `- ${A}\n\n`),
      why: 'is a list that goes on, even at the end',
    },
    { body: apart(B), rest: apart(B), why: 'stays in a post of which nothing says that a program wrote it' },
  ])('$why', ({ body, rest }) => {
    expect(repaired(body)).toBe(rest);
    expect(repaired(rest)).toBe(rest);
  });
});
