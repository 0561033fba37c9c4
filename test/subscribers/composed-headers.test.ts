/** Headers put together from words that people use, each with every plain answer: the tables are not lists of cases. */
import { expect, it } from 'vitest';
import { kindsOf } from '../../src/subscribers/lists/answers/answer-columns.ts';
import { answerOfRow } from '../../src/subscribers/lists/answers/row-answer.ts';

const japanese = {
  whose: ['', '会員', 'お客様', '読者', '顧客', '会社', '担当者', '月刊', '限定', '無料', 'イベント'],
  what: [
    'メルマガ',
    'メールマガジン',
    'ニュースレター',
    'メール',
    'DM',
    '案内メール',
    'お知らせメール',
    '配信',
    '購読',
    '情報提供',
  ],
  asked: [
    '希望',
    '配信',
    '可否',
    '要否',
    '受信',
    '送付',
    '許可',
    '同意',
    '希望の有無',
    'を受け取る',
    '購読',
    'しますか？',
  ],
  refused: ['停止', '解除', '拒否', '不要', 'NG', 'お断り', '中止', '除外', 'しない', '不可'],
  yes: ['○', 'はい', 'する', '1', 'TRUE', '希望', '希望する'],
  no: ['×', '不要', 'いいえ', 'なし', '否', '0', 'no', 'FALSE', '希望しない', '拒否'],
};
const english = {
  whose: [
    '',
    'Member ',
    'Customer ',
    'Weekly ',
    'Company ',
    'Product ',
    'Free ',
    'Website ',
    'City ',
    'VIP ',
  ],
  what: [
    'newsletter',
    'mailing list',
    'email updates',
    'marketing emails',
    'digest',
    'e-mail news',
    'mail magazine',
  ],
  asked: [
    '',
    ' opt-in',
    ' consent',
    ' subscription',
    ' permission',
    ' wanted',
    ' allowed',
    '?',
    ' (yes/no)',
    ' enabled',
    ' active',
  ],
  refused: [
    ' opt-out',
    ' unsubscribed',
    ' unsubscribe date',
    ' blocked',
    ' declined',
    ' refused',
    ' suppressed',
    ' cancelled',
    ' stopped',
  ],
  yes: ['yes', 'Yes', '1', 'TRUE', 'on', 'opted in'],
  no: ['no', 'No', '0', 'FALSE', 'N', 'off', 'none', 'never', 'opted out', 'unsubscribed'],
};
type Words = { readonly [part in keyof typeof english]: readonly string[] };

function takenIn(header: string, cell: string): boolean {
  const { answer } = answerOfRow(['a@example.jp', cell], ['identity', ...kindsOf([header])]);
  return answer === 'asks' || answer === 'silent';
}

function wrong({ whose, what }: Words, ends: readonly string[], cells: readonly string[], right: boolean) {
  const headers = whose.flatMap((who) => what.flatMap((thing) => ends.map((end) => who + thing + end)));
  return headers.flatMap((header) =>
    cells.filter((cell) => takenIn(header, cell) !== right).map((cell) => [header, cell]),
  );
}

it.for([
  { language: 'Japanese', words: japanese },
  { language: 'English', words: english },
])('a $language header that asks is answered by yes and no, and one that refuses by yes', ({ words }) => {
  expect(wrong(words, words.asked, words.no, false)).toEqual([]);
  expect(wrong(words, words.asked, words.yes, true)).toEqual([]);
  expect(wrong(words, words.refused, words.yes, false)).toEqual([]);
});
