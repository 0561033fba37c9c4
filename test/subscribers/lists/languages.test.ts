/**
 * States in the words of programs in many languages (listmonk, Ghost, Mailman), and the columns of address books in as
 * many: a state of something else, or a name, a street and a priority, say nothing about mail.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kindsOf } from '../../../src/subscribers/lists/answers/answer-columns.ts';
import { answerOfRow } from '../../../src/subscribers/lists/answers/row-answer.ts';

function table(name: string): string[][] {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/lists', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

it.for(table('states-in-languages.tsv'))(
  'in %s, %s / %s says %s: %s',
  ([, header = '', cell = '', says = '']) => {
    expect(answerOfRow(['a@example.jp', cell], ['identity', ...kindsOf([header])]).answer).toBe(says);
  },
);

it.for(table('address-books.tsv'))('the columns of %s say nothing about mail', ([, columns = '']) => {
  const headers = columns.split(',');
  const kinds = kindsOf(headers);
  const saying = headers.filter((_, index) =>
    ['abc', '12', '2020-01-01', 'Normal'].some(
      (cell) => answerOfRow([cell], [kinds[index] ?? 'unlabelled']).answer !== 'silent',
    ),
  );
  expect(saying).toEqual([]);
});
