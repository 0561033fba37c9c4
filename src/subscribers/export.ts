/**
 * The ledger -> a list: UTF-8 with a byte order mark and CRLF, which Excel opens without a question, safe
 * from formulas, and fit to be imported again.
 */
import type { Subscriber } from '../ledger/ledger.ts';
import { csvField } from './csv.ts';

const BYTE_ORDER_MARK = '\ufeff';
const BATCH = 1_000;

const fields = {
  email: ({ address }) => address,
  name: ({ name }) => name ?? '',
  categories: ({ categories }) => categories?.join(';') ?? '',
  status: ({ status }) => status,
  consent_source: ({ consent }) => consent?.source ?? '',
  consent_at: ({ consent }) => consent?.at.toISOString() ?? '',
  added_at: ({ added }) => added.toISOString(),
} as const satisfies Record<string, (subscriber: Subscriber) => string>;

/** The file, piece by piece. @param count called with the subscribers written so far */
export async function* exportList(
  subscribers: AsyncIterable<Subscriber>,
  count: (written: number) => void,
): AsyncGenerator<string> {
  let lines = [BYTE_ORDER_MARK + Object.keys(fields).join(',')];
  let written = 0;
  const piece = () => lines.map((line) => `${line}\r\n`).join('');
  for await (const subscriber of subscribers) {
    lines.push(
      Object.values(fields)
        .map((field) => csvField(field(subscriber)))
        .join(','),
    );
    written += 1;
    if (lines.length < BATCH) continue;
    yield piece();
    count(written);
    lines = [];
  }
  yield piece();
  count(written);
}
