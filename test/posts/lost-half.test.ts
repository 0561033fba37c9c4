/** The end of a sentence whose beginning went with a paragraph that was told before. */
import { describe, expect, it } from 'vitest';
import { A, B, C, D, FREE, repaired } from './ferry.ts';

const BEGUN = '夜の桟橋には、川下から帰る三つの村の舟のために、いつでも';
const TOLD = `${A}${B}${BEGUN}三つの灯りを守る人が立っている。`;
const END = '三つの灯りを絶やさない決まりがある。';
const post = (end: string) => `${TOLD}\n\n${FREE}\n\n${A}${B}${BEGUN}\n\n---END---\n\n${end}${C}`;
const shown = (end: string) => `${TOLD}\n\n${FREE}\n\n${end}${C}`;

it.for([
  { end: END, text: `${BEGUN}${END}`, why: 'gets its beginning back' },
  { end: D, text: D, why: 'is a sentence, and stays alone' },
])('$why', ({ end, text }) => {
  expect(repaired(post(end))).toBe(shown(text));
});

it('is the same in a file that was repaired', () => {
  const once = repaired(post(END));
  expect(repaired(once)).toBe(once);
});

describe('a half that begins with words of its beginning, or goes on as the post does elsewhere', () => {
  const begun = '川下の三つの村が冬のあいだに決めたとおり、夜の桟橋には';
  const told = `${begun}いつでも灯りを守る人が立っている。`;
  const cut = (left: string, end: string) =>
    `${A}${B}${told}\n\n${FREE}\n\n${A}${B}${left}\n\n---END---\n\n${end}${C}`;
  const around = (end: string) => `${A}${B}${told}\n\n${FREE}\n\n${end}${C}`;
  it.for([
    {
      left: begun,
      end: 'いつでも灯りを絶やさない決まりがある。',
      text: `${begun}いつでも灯りを絶やさない決まりがある。`,
      why: 'gets it back, where no other sentence of the post begins so',
    },
    {
      left: begun,
      end: 'いつでも来られるのは渡し守だけである。いつからかは知らない。',
      text: 'いつでも来られるのは渡し守だけである。いつからかは知らない。',
      why: 'stays alone where another sentence begins with the same letters',
    },
    {
      left: `${begun}いつでも灯りを`,
      end: 'いつでも灯りを絶やさない決まりがある。',
      text: `${begun}いつでも灯りを絶やさない決まりがある。`,
      why: 'has the words once that both halves have',
    },
    { left: begun, end: D, text: D, why: 'stays alone where it goes on with other letters' },
  ])('$why', ({ left, end, text }) => {
    expect(repaired(cut(left, end))).toBe(around(text));
    expect(repaired(around(text))).toBe(around(text));
  });
});

describe('the end of a sentence that was told before, at the beginning of a paragraph', () => {
  const whole =
    '川下の村の人びとが冬のあいだに考えた新しい渡し舟の決まりは、三つの村の暮らしを変えることになりそうだ。';
  const end = '三つの村の暮らしを変えることになりそうだ。';
  const cut = `${A}\n\n---END---\n\n${B}`;
  it.for([
    { text: `${whole}\n\n${cut}\n\n\n${end}${C}`, rest: C, why: 'goes behind the empty lines of a cut' },
    {
      text: `${whole.replace('三つの村', '三つの古い村')}\n\n${cut}\n\n\n${end}${C}`,
      rest: C,
      why: 'goes where it leaves out a word',
    },
    {
      text: `${whole}\n\n${cut}\n\n\n小さな村の暮らしを変えることになりそうだ。${C}`,
      rest: `小さな村の暮らしを変えることになりそうだ。${C}`,
      why: 'stays where it tells of something else',
    },
    { text: `${whole}\n\n${cut}\n\n${end}${C}`, rest: end + C, why: 'stays behind one empty line' },
    {
      text: `${whole}\n\n${cut}\n\n\n三つの村の人の数が変わりそうだ。${C}`,
      rest: `三つの村の人の数が変わりそうだ。${C}`,
      why: 'stays where it says something else',
    },
    { text: `${whole}\n\n${A}\n\n\n${end}${C}`, rest: end + C, why: 'stays in a post without a cut' },
  ])('$why', ({ text, rest }) => {
    expect(repaired(text).split('\n\n').at(-1)?.trim()).toBe(rest);
  });
});
