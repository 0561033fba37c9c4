/** The end of a sentence whose beginning went with a paragraph that was told before. */
import { expect, it } from 'vitest';
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
