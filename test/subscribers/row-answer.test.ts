import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../src/subscribers/answer-columns.ts';
import { answerOfRow } from '../../src/subscribers/row-answer.ts';

/** Pairs of a header and a cell, each with the reason: lists from services, shops, forms and spreadsheets. */
function pairs(name: string) {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/lists', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([header = '', cell = '', why = '']) => ({ header, cell, why }));
}
const answerTo = (header: string, cell: string) =>
  answerOfRow(['a@example.jp', cell], ['identity', ...kindsOf([header])]).answer;
const TAKES_IN = ['asks', 'silent'];

describe('a row of a list', () => {
  it.for(pairs('says-no.tsv'))(
    'with 「$cell」 under 「$header」 is not taken in: $why',
    ({ header, cell }) => {
      expect(TAKES_IN).not.toContain(answerTo(header, cell));
    },
  );

  it.for(pairs('says-yes.tsv'))('with 「$cell」 under 「$header」 is taken in: $why', ({ header, cell }) => {
    expect(TAKES_IN).toContain(answerTo(header, cell));
  });
});
