/** A question about mail without an answer: only an answer about mail elsewhere in the row settles it. */
import { expect, it } from 'vitest';
import { kindsOf } from '../../../src/subscribers/lists/answers/answer-columns.ts';
import { answerOfRow } from '../../../src/subscribers/lists/answers/row-answer.ts';

it.for([
  {
    open: 'メルマガを希望する',
    other: ['個人情報の取り扱いに同意', '同意する'],
    says: 'doubt',
    why: 'whoever agrees to the rules of a form did not ask for mail',
  },
  { open: 'newsletter', other: ['terms accepted', 'yes'], says: 'doubt', why: 'the same in English' },
  { open: 'newsletter', other: ['active', '1'], says: 'doubt', why: 'an account may be active' },
  { open: 'メルマガ配信', other: ['サンプル希望', '○'], says: 'doubt', why: 'a sample was asked for' },
  { open: 'メルマガ希望', other: ['ご希望日', '2024-01-01'], says: 'doubt', why: 'a day was wished' },
  { open: 'newsletter', other: ['Email type', 'html'], says: 'doubt', why: 'a form of mail is no wish' },
  { open: 'newsletter', other: ['plan', 'free'], says: 'doubt', why: 'nor is a plan' },
  { open: 'Weekly newsletter', other: ['Monthly newsletter', 'Yes'], says: 'asks', why: 'one of two' },
  { open: 'OPTIN_TIME', other: ['CONFIRM_TIME', '2024-01-01'], says: 'asks', why: 'they confirmed' },
  { open: 'newsletter', other: ['frequency', 'weekly'], says: 'asks', why: 'they get it every week' },
  { open: 'newsletter', other: ['status', 'active'], says: 'asks', why: 'a state says more than a box' },
])('an empty $open beside $other says $says: $why', ({ open, other: [header = '', cell = ''], says }) => {
  const kinds = kindsOf([open, header]);
  expect(answerOfRow(['a@example.jp', '', cell], ['identity', ...kinds]).answer).toBe(says);
});
