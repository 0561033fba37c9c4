/** What a program wrote twice in a row in one paragraph, and what people say twice on purpose. */
import { expect, it } from 'vitest';
import { A, C, D, FREE, repaired } from './ferry.ts';

const post = (text: string) => `${FREE}\n\n---END---\n\n${text}`;
const shown = (text: string) => `${FREE}\n\n${text}`;
const SHORT = '舟は夜も出る。灯りは三つある。村は近い。';

it.for([
  { text: `${SHORT}${SHORT}${D}`, rest: `${SHORT}${D}`, why: 'short sentences in the same order go once' },
  {
    text: '対岸の村へは朝と夕の二度だけ小さな舟が出ます。対岸の村へは朝と夕の二度だけ小さな舟が出ますが、冬は休みます。',
    rest: '対岸の村へは朝と夕の二度だけ小さな舟が出ますが、冬は休みます。',
    why: 'of two the one with more at its end stays',
  },
  {
    text: '- **舟:** 対岸へは朝と夕の二度だけ小さな舟が出る。対岸へは朝と夕の二度だけ小さな舟が出るだけでなく、荷も運ぶ。',
    rest: '- **舟:** 対岸へは朝と夕の二度だけ小さな舟が出る。対岸へは朝と夕の二度だけ小さな舟が出るだけでなく、荷も運ぶ。',
    why: 'behind a subject in bold, whose letters are part of the sentence, it stays',
  },
  { text: `待て。待て。${D}`, rest: `待て。待て。${D}`, why: 'a cry stays' },
  {
    text: 'なぜ舟は夜に出るのだろうか？なぜ舟は夜に出るのだろうか？と問われた。',
    rest: 'なぜ舟は夜に出るのだろうか？なぜ舟は夜に出るのだろうか？と問われた。',
    why: 'a question that goes on stays',
  },
])('$why', ({ text, rest }) => {
  expect(repaired(post(text))).toBe(shown(rest));
  expect(repaired(shown(rest))).toBe(shown(rest));
});

it('stays in a post without a cut', () => {
  const text = `${A}\n\n${SHORT}${SHORT}${C}`;
  expect(repaired(text)).toBe(text);
});
