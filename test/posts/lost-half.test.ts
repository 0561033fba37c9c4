/** The end of a sentence whose beginning went with a paragraph that was told before. */
import { expect, it } from 'vitest';
import { A, B, C, D, FREE, repaired } from './ferry.ts';

const TOLD = `${A}${B}夜の桟橋には灯台が一つだけ立っている。`;
const post = (begun: string, end: string) =>
  `${TOLD}\n\n${FREE}\n\n${A}${B}${begun}\n\n---END---\n\n${end}${C}`;
const shown = (end: string) => `${TOLD}\n\n${FREE}\n\n${end}${C}`;

it.for([
  {
    begun: '夜の桟橋には灯',
    end: 'りが要ると決まっている。',
    text: '夜の桟橋には灯りが要ると決まっている。',
    why: 'gets its beginning back',
  },
  { begun: '夜の桟橋には灯', end: D, text: D, why: 'is a sentence, and stays alone' },
])('$why', ({ begun, end, text }) => {
  expect(repaired(post(begun, end))).toBe(shown(text));
});
