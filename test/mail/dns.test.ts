import { expect, it } from 'vitest';
import { type Dns, trusted } from '../../src/mail/dns.ts';

/** A resolver that answers each question with one code, and counts the questions. */
function resolver(code: string): { readonly dns: Dns; readonly asked: () => number } {
  let questions = 0;
  const answer = async () => {
    questions += 1;
    return { unanswered: code };
  };
  return { dns: { txt: answer, mx: answer, addresses: answer, names: answer }, asked: () => questions };
}

it.for([
  { code: 'ETIMEOUT', asked: 1, why: 'each further question would wait as long again' },
  { code: 'ECONNREFUSED', asked: 1, why: 'nobody is there' },
  { code: 'ESERVFAIL', asked: 3, why: 'it answers, and may know other names' },
])('asks $asked times where the answer is $code: $why', async ({ code, asked }) => {
  const silent = resolver(code);
  const dns = await trusted(silent.dns);
  expect([await dns.txt('minato.jp'), await dns.mx('minato.jp')]).toEqual([
    { unanswered: code },
    { unanswered: code },
  ]);
  expect(silent.asked()).toBe(asked);
});
