/** Two sentences that differ only in words for the same: which of them say the same, and which do not. */
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { dropTitleInside } from '../../src/posts/rules/repeats/repeated-title.ts';
import { compared } from '../../src/posts/rules/retellings/compared-sentences.ts';
import { mayHoldOther } from '../../src/posts/rules/retellings/letter-bits.ts';
import { A, C, cut, D, repaired, told } from './ferry.ts';

/** So long an end says by itself what a sentence is about. */
const END = '川下の三つの村へ荷を運ぶ石の桟橋を直し、夜の灯りを絶やさないための長い計画を立てています。';

/** So much more is needed to compare two sentences. */
const MORE = '冬の薪になる古い杭を一本ずつ数え、それから川下の三つの村へ朝の荷を運ぶ';

describe('two sentences say the same', () => {
  it.for([
    [`村の方々には、${MORE}仕事があります。`, `村の皆さんには、${MORE}仕事があります。`],
    [`1つだけ確かなのは、${MORE}ことです。`, `一つだけ確かなのは、${MORE}ことです。`],
    [`三百という数は、${MORE}事実を示しています。`, `三百という数は、${MORE}事実を雄弁に物語っています。`],
    [`さまざまな舟が${MORE}ことです。`, `様々な舟が${MORE}ことです。`],
    [`たくさんの舟が${MORE}ことです。`, `多くの舟が${MORE}ことです。`],
    [`大切な桟橋は${MORE}ことです。`, `重要な桟橋は${MORE}ことです。`],
    [`桟橋の直し方とやり方は${MORE}ことです。`, `桟橋の直し方と方法は${MORE}ことです。`],
    [`ユーザーの舟は${MORE}ことです。`, `利用者の舟は${MORE}ことです。`],
    [`LLMの試みは、${MORE}渡し守を変えます。`, `大規模言語モデルの試みは、${MORE}渡し守を変えます。`],
    [`桟橋は、${MORE}より深い意味を持つはずです。`, `桟橋は、${MORE}より大きな意味を持つはずです。`],
    [`この大きな波は、${MORE}人の舟にも届きます。`, `この変革の波は、${MORE}人の舟にも届きます。`],
    [`桟橋は、${MORE}ことを願ってやみません。`, `桟橋は、${MORE}ことを心から願ってやみません。`],
    [`渡し守が急いでいるのは、${END}`, `渡し守が急ぐのは、その${END}`],
    [`彼らは、自社の舟で${END}`, `Minatoは舟で${END}`],
  ])('%s = %s', ([one = '', two = '']) => {
    expect(mayHoldOther(one, two)).toBe(true);
    expect(compared(one, two)).toMatchObject({ lead: '', goesOn: false });
    expect(compared(one, two)?.grows && compared(two, one)?.grows).toBe(false);
  });
});

describe('two sentences say something else each', () => {
  it.for([
    [`北の組合は、${END}`, `南の組合は、${END}`, 'another subject'],
    [`Minatoは舟で${END}`, `Kawaは舟で${END}`, 'another name'],
    [`彼らは舟で${END}`, `私たちは舟で${END}`, 'others, and those who speak'],
    [`渡し守が急いだのは、${END}`, `渡し守が急ぐのは、${END}`, 'another time'],
    [`渡し守の子は、${END}`, `渡し守の子の親は、${END}`, 'a longer subject'],
    [`渡し守が急ぐのは、${END}`, `渡し守が急がないのは、${END}`, 'a denial'],
    [
      `この南の波は、${MORE}人の舟にも届きます。`,
      `この北の波は、${MORE}人の舟にも届きます。`,
      'another wave',
    ],
    [`二つだけ確かなのは、${MORE}ことです。`, `一つだけ確かなのは、${MORE}ことです。`, 'another number'],
    [`桟橋は、${MORE}小さな意味を持ちます。`, `桟橋は、${MORE}大きな意味を持ちます。`, 'small, and large'],
  ])('%s, %s: %s', ([one = '', two = '']) => {
    expect(compared(one, two)?.lead).not.toBe('');
  });
});

describe('a sentence that stands twice in words for the same', () => {
  const TO_THEM = `村の方々には、${MORE}仕事があります。`;
  const TO_YOU = `村の皆さんには、${MORE}仕事があります。`;
  const STRESSED = '舟賃は昔から、米なら一合、魚なら二尾とまさに決まっている。';
  const LIST = '\n\n- 櫂は一本だけ持つ。\n- 荷は積まない。';
  it.for([
    { first: `${A}${TO_THEM}`, second: `${D}${TO_YOU}`, shown: told(`${A}${TO_THEM}`, D), why: 'goes' },
    {
      first: `${A}${C}`,
      second: `${D}${STRESSED}`,
      shown: told(`${A}${C}`, D),
      why: 'goes with the word that only stresses it',
    },
    {
      first: `${A}${C}`,
      second: `${C}さらに以下の決まりもあります。${LIST}`,
      shown: told(`${A}${C}`, `さらに以下の決まりもあります。${LIST}`),
      why: 'goes above a sentence that announces one more list',
    },
  ])('$why', ({ first, second, shown }) => {
    expect(repaired(cut(first, second))).toBe(shown);
  });

  it('goes where the second names the topic that stands above the first', () => {
    const ABOVE = 'では、村に残る渡し守の家では何が大切なのでしょうか？';
    const MORE = `村に残る渡し守の家では、${C}`;
    expect(repaired(cut(`${ABOVE}${C}`, `${D}${MORE}`))).toContain(C);
  });

  it.for([
    { lead: '川が荒れる中で、', shown: told(A, `${D}川が荒れる中で、${C}`), why: 'goes' },
    { lead: '川が荒れる日には、', shown: told(`${A}${C}`, `${D}川が荒れる日には、${C}`), why: 'stays' },
    { lead: '対岸は', shown: told(`${A}${C}`, `${D}対岸は${C}`), why: 'stays' },
    { lead: '北の', shown: told(`${A}${C}`, `${D}北の${C}`), why: 'stays' },
  ])('$why where the second one has 「$lead」 before it', ({ lead, shown }) => {
    expect(repaired(cut(`${A}${C}`, `${D}${lead}${C}`))).toBe(shown);
  });

  it.for([
    { heading: '渡し守として何をするか', first: A, why: 'goes' },
    { heading: '桟橋の決まりごと', first: `${A}渡し守としては、${C}`, why: 'stays' },
  ])('$why where a heading, 「$heading」, stands above the second one', ({ heading, first }) => {
    const second = `## ${heading}\n\n${C}これは、川下の村でも同じである。`;
    expect(repaired(cut(`${A}渡し守としては、${C}`, second))).toBe(told(first, second));
  });

  it('stays in a post that a person wrote', () => {
    const text = told(`${A}${TO_THEM}`, `${D}${TO_YOU}`);
    expect(repaired(text)).toBe(text);
  });
});

describe('a section that begins by adding more', () => {
  const FIRST = `## 桟橋の決まりごと\n\n${A}${C}`;
  const SECOND = 'さらに以下の点も忘れてはなりません。\n\n1. 櫂は一本だけ持つ。';
  const post = (mark: string, second = SECOND) =>
    `${FIRST}\n\n## 冬の渡し\n\n${D}${mark}\n\n## 桟橋の決まりごと\n\n${second}`;

  it('goes to the end of the first section of that name', () => {
    expect(repaired(post('\n\n---END---'))).toBe(`${FIRST}\n\n${SECOND}\n\n## 冬の渡し\n\n${D}`);
  });

  it.for([
    { text: post(''), why: 'in a post that a person wrote' },
    { text: post('', '古い杭は、冬の薪になります。'), why: 'over another text' },
  ])('stays $why', ({ text }) => {
    expect(repaired(text)).toBe(text);
  });
});

describe('a title before the words of a later paragraph', () => {
  const TITLE = '渡し舟の桟橋はなぜ川下の村の柱なのか、その真意は？';
  const FORM = '渡し舟の桟橋の柱はなぜ川下の村のものなのか';
  const CUT = '港の話。\n\n---END---\n\n';
  const titled = (body: string, title = TITLE) => {
    const blocks = splitBlocks(body, 1);
    const marked = [{ code: 'post-marker' as const, message: '', line: 3, column: 1 }];
    return dropTitleInside(blocks, title, body.includes(CUT) ? marked : [], blocks).blocks.at(-1)?.text;
  };
  it.for([
    { body: `${CUT}${TITLE} ${A}`, text: A, why: 'goes' },
    { body: `港の話。\n\n${TITLE} ${A}`, text: `${TITLE} ${A}`, why: 'stays where a person wrote it' },
    {
      body: `${CUT}${TITLE}という問いに、${A}`,
      text: `${TITLE}という問いに、${A}`,
      why: 'stays in a sentence',
    },
    { body: `${CUT}渡し舟 ${A}`, title: '渡し舟', text: `渡し舟 ${A}`, why: 'stays if it is short' },
    {
      body: `${FORM}\n\n${CUT}${FORM} ${A}`,
      text: A,
      why: 'goes where it is the other form with which the text begins',
    },
  ])('$why', ({ body, title, text }) => {
    expect(titled(body, title)).toBe(text);
  });
});
