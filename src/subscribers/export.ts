/**
 * The ledger -> a list: UTF-8 with a byte order mark and CRLF, which Excel opens without a question, safe from
 * formulas, and ready to be imported again.
 */
import type { LeavingRecord, Subscriber, Subscribers } from '../ledger/ledger.ts';
import { hasLeft } from '../ledger/subscribers/states.ts';
import { csvField } from './lists/csv-field.ts';

const BYTE_ORDER_MARK = '\ufeff';
const BATCH = 1_000;

type Written = { readonly subscriber: Subscriber; readonly departure: LeavingRecord | undefined };

const fields = {
  email: ({ subscriber }) => subscriber.address,
  name: ({ subscriber }) => subscriber.name ?? '',
  categories: ({ subscriber }) => subscriber.categories?.join(';') ?? '',
  status: ({ subscriber }) => subscriber.status,
  consent_source: ({ subscriber }) => subscriber.consent?.source ?? '',
  consent_at: ({ subscriber }) => subscriber.consent?.at.toISOString() ?? '',
  added_at: ({ subscriber }) => subscriber.added.toISOString(),
  left_at: ({ departure }) => departure?.at.toISOString() ?? '',
  left_because: ({ departure }) => departure?.reason ?? '',
  paused_until: ({ subscriber }) => subscriber.pausedUntil?.toISOString() ?? '',
} as const satisfies Record<string, (written: Written) => string>;

/**
 * The file in pieces, so that memory does not grow with the list.
 *
 * @param departures when and why people left, by id
 * @param count called with the number of subscribers written so far
 */
export async function* exportList(
  subscribers: AsyncIterable<Subscriber>,
  departures: Subscribers['departures'],
  count: (written: number) => void,
): AsyncGenerator<string> {
  let written = 0;
  yield `${BYTE_ORDER_MARK}${Object.keys(fields).join(',')}\r\n`;
  for await (const batch of inBatches(subscribers)) {
    const left = batch.filter(({ status }) => hasLeft(status)).map(({ id }) => id);
    const records = left.length === 0 ? new Map<string, LeavingRecord>() : await departures(left);
    yield batch.map((subscriber) => lineOf({ subscriber, departure: records.get(subscriber.id) })).join('');
    written += batch.length;
    count(written);
  }
  count(written);
}

function lineOf(written: Written): string {
  return `${Object.values(fields)
    .map((field) => csvField(field(written)))
    .join(',')}\r\n`;
}

async function* inBatches(subscribers: AsyncIterable<Subscriber>): AsyncGenerator<readonly Subscriber[]> {
  let batch: Subscriber[] = [];
  for await (const subscriber of subscribers) {
    batch.push(subscriber);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
