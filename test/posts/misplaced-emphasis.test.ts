/** Pairs of `**` that lost their place where a program cut the text, and those that an author may mean. */
import { expect, it } from 'vitest';
import { A, B, FREE, repaired } from './ferry.ts';

const post = (text: string) => `${A}\n\n---END---\n\n${FREE}\n\n${text}`;
const shown = (text: string) => `${A}\n\n${FREE}\n\n${text}`;

it.for([
  {
    text: '桟橋には**灯りが要ります。次の舟も見えます。**',
    rest: '桟橋には灯りが要ります。次の舟も見えます。',
    why: 'begins inside a sentence and goes over its end',
  },
  {
    text: '灯りは不可欠**であり、夜も消えません。冬に強い**油の火**と、長く燃える**松の根**を使います。',
    rest: '灯りは不可欠であり、夜も消えません。冬に強い**油の火**と、長く燃える**松の根**を使います。',
    why: 'the lone one is that without which no pair runs on',
  },
  {
    text: '桟橋には**灯りが要ります。**次の舟も見えます。',
    rest: '桟橋には**灯りが要ります。**次の舟も見えます。',
    why: 'stays where it ends with its sentence',
  },
  {
    text: `${B}**灯りが要ります。次の舟も見えます。**`,
    rest: `${B}**灯りが要ります。次の舟も見えます。**`,
    why: 'stays where it begins with a sentence',
  },
  {
    text: '渡し守は**「灯りは要る。舟も要る。」**と言う。',
    rest: '渡し守は**「灯りは要る。舟も要る。」**と言う。',
    why: 'stays around a quotation of several sentences',
  },
])('$why', ({ text, rest }) => {
  expect(repaired(post(text))).toBe(shown(rest));
  expect(repaired(shown(rest))).toBe(shown(rest));
});

it('stays in a post of which nothing says that a program wrote it', () => {
  const text = `${A}\n\n桟橋には**灯りが要ります。次の舟も見えます。**`;
  expect(repaired(text)).toBe(text);
});
