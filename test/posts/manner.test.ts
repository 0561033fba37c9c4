/**
 * Answers of assistants and orders to them in words that nobody had in mind, and texts by people that are hard to tell from
 * them. The tables were learnt from the other files; the unseen ones are by somebody else, and nobody learnt from them. So
 * the figures here say how it does with what comes tomorrow. Whoever learns the tables anew looks at them.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/posts/blocks.ts';
import { findAsides } from '../../src/posts/rules/assistant/asides.ts';
import { answerManner } from '../../src/posts/rules/manner/answer-manner.ts';
import { held } from './held.ts';

type Row = { readonly title: string; readonly excerpt: string; readonly body: string };

function rowsIn(file: string): readonly Row[] {
  const text = readFileSync(`${import.meta.dirname}/manner/${file}`, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const isHeld = ({ title, excerpt, body }: Row) =>
  held({ title: title || 'x', excerpt: excerpt || undefined, body }).length > 0;
const isNamed = (row: Row) => isHeld(row) || findAsides(splitBlocks(row.body, 1), row).length > 0;

describe('of what nobody learnt from', () => {
  const assistants = rowsIn('unseen-assistants.jsonl');
  const people = rowsIn('unseen-people.jsonl');

  it('half of the answers of assistants are held back, more are named', () => {
    expect(assistants.filter(isHeld).length).toBeGreaterThanOrEqual(0.52 * assistants.length);
    expect(assistants.filter(isNamed).length).toBeGreaterThanOrEqual(0.56 * assistants.length);
  });

  it('of answers in the words that everybody knows, more than half', () => {
    const typical = rowsIn('unseen-typical-assistants.jsonl');
    expect(typical.filter(isHeld).length).toBeGreaterThanOrEqual(0.58 * typical.length);
  });

  it('three of five orders that were printed in an article are held back', () => {
    const orders = rowsIn('unseen-orders.jsonl');
    expect(orders.filter(isHeld).length).toBeGreaterThanOrEqual(0.6 * orders.length);
    const typical = rowsIn('unseen-typical-orders.jsonl');
    expect(typical.filter(isHeld).length).toBeGreaterThanOrEqual(0.6 * typical.length);
  });

  it('nothing that people wrote is held back, and few things are named', () => {
    expect(people.filter(isHeld)).toEqual([]);
    expect(people.filter(isNamed).length).toBeLessThanOrEqual(0.01 * people.length);
  });

  it('of what people say in the very words of assistants and of orders, three in a hundred', () => {
    const typical = rowsIn('unseen-typical-people.jsonl');
    expect(typical.filter(isHeld).length).toBeLessThanOrEqual(0.03 * typical.length);
  });
});

describe('what a sentence above shows', () => {
  const ANSWER = 'こちらの本文でよろしければ、次の見出しに進みます。';
  const TEXT = '岬の漁港は春に網を替えた。';
  it.for([
    {
      title: '港の春',
      body: `機械の返事は次のとおりだった。\n\n${ANSWER}`,
      is: false,
      why: 'is not said',
    },
    {
      title: '港の春',
      body: '機械の返事は次のとおりだった。\n\nご指定の文字数で記事を作成いたしました。修正のご希望がありましたらお申し付けください。',
      is: false,
      why: 'nor are acts',
    },
    {
      title: '港の春',
      body: `## 返事の例：\n\n${ANSWER}\n\n${TEXT}\n\n${TEXT}\n\n${ANSWER}`,
      is: true,
      why: 'but what stands elsewhere is',
    },
    { title: ANSWER, body: `## 返事の例：\n\n${TEXT}`, is: true, why: 'and so is a title' },
  ])('$why', ({ title, body, is }) => {
    expect(isHeld({ title, excerpt: '', body })).toBe(is);
  });
});

describe('of what was learnt from', () => {
  it('one in a hundred of the openings by people is held back at most', () => {
    const people = ['people.jsonl', 'people-near-typical.jsonl'].flatMap(rowsIn);
    expect(people.filter(isHeld).length).toBeLessThanOrEqual(0.01 * people.length);
  });

  it('who really begins so says that it is no answer', () => {
    const body = 'この構成でよろしければ、続けて本文を書きます。\n\n一月は雪の話が三本でした。';
    expect(held({ body })).toEqual(['post-refusal']);
    expect(held({ body, front: 'check: { post-refusal: off }\n' })).toEqual([]);
  });
});

describe('an order that only sounds so', () => {
  const ORDER = '余計な説明を付けず、完成した文だけを出すこと。';
  const TEXT = '岬の漁港は春に網を替えた。朝市には若い人の姿が目立ち、浜は活気を取り戻しつつある。';
  it.for([
    { title: '港の春', body: `${TEXT}\n\n${TEXT}\n\n${ORDER}`, is: true, why: 'stands in an article' },
    { title: '港の春', body: ORDER, is: false, why: 'but alone it may be what people are told' },
    {
      title: '原稿の書き方',
      body: `${TEXT}\n\n${ORDER}`,
      is: false,
      why: 'and so where the post is about texts',
    },
    { title: '港の春', body: `${TEXT}\n\n次のように頼まれた：\n\n${ORDER}`, is: false, why: 'or shows it' },
  ])('$why', ({ title, body, is }) => {
    expect(isHeld({ title, excerpt: '', body })).toBe(is);
  });
});

describe('a sentence', () => {
  it('weighs something finite, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (sentence) => {
        expect(answerManner(sentence)).toSatisfy(Number.isFinite);
      }),
    );
  });

  it('weighs the same in wide letters, and whatever number or address it has', () => {
    const one = answerManner('以下に1,200字の記事を示します。https://example.org/a');
    expect(answerManner('以下に８，０００字の記事を示します。https://example.net/b?c=1')).toBe(one);
  });

  it('is weighed by its first words: a long one costs no more', () => {
    const long = 'この文は終わらない'.repeat(2000);
    expect(answerManner(long)).toBe(answerManner(`${long}。`));
  });
});
