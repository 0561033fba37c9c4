/**
 * How and when a person agreed or left, as a list says it: finds the columns and makes the record. A record from our
 * own export is enough by itself, and so is Mailchimp's time of confirmation. Other times only say when; the editor
 * must name the source.
 */
import type { Consent, NewSubscriber } from '../../ledger/ledger.ts';
import { HOUR } from '../../time.ts';
import { folded } from './answers/cell-meaning.ts';
import { readListDate } from './list-dates.ts';

/** The most certain first: a time of confirmation, of agreement, of joining. */
const columnsOf = {
  confirmed:
    'confirmtime confirmedat confirmationtime confirmationtimestamp confirmtimestamp confirmationdate confirmdate emailverifiedat verifiedat doubleoptinat doubleoptintime confirmedtime confirmedon verifiedon 確認日時 確認日 認証日時 認証日 本登録日時 本登録日',
  agreed:
    'consentat consentdate consenttime consenttimestamp optintime optinat optindate optinedat subscribedat subscribedate subscribeddate subscriptiondate datesubscribed subscribedon subscribed subscribedtime emailmarketingconsenttimestamp euconsenttimestamp 同意日時 同意日 購読開始日 購読日 許諾日 承諾日 オプトイン日',
  joined:
    'createdat creationdate createddate datecreated dateadded addedat addedon added addedtime createdon createdtime created registeredon signedupon joinedon entered startdate signupdate signedupat joinedat joindate registeredat registrationdate timestamp submittedat submissiontime submissiondate date 登録日時 登録日 申込日時 申込日 入会日 受付日時 タイムスタンプ 回答日時 送信日時 作成日時 作成日 追加日',
  address: 'confirmip optinip consentip signupip ipaddress ip',
  source: 'consentsource optinsource signupsource 同意方法 同意元 登録元 登録経路',
  ownSource: 'consentsource',
  ownTime: 'consentat',
  left: 'leftat unsubscribedon unsubtime unsubscribedat unsubscribeat unsubscribedate unsubscribeddate unsubscriptiondate optoutat optoutdate optouttime cleantime bouncedat deletedat cancelledat canceledat removedat complainedat 退会日時 退会日 解約日時 解約日 解除日時 解除日 配信停止日時 配信停止日 停止日時 停止日 不達日',
  pausedUntil: 'pauseduntil',
  leftBecause: 'leftbecause unsubreason unsubscribereason reason 退会理由 解約理由 停止理由',
} as const satisfies Record<string, string>;
type Part = keyof typeof columnsOf;

/** The columns of each part, the most trusted first. */
export type RecordColumns = Readonly<Record<Part, readonly number[]>> & {
  readonly headers: readonly string[];
  /** All of these columns. */
  readonly all: ReadonlySet<number>;
  /** Whether this is Mailchimp's own export: its CONFIRM_TIME is a record. */
  readonly mailchimp: boolean;
};

export function recordColumns(headers: readonly string[]): RecordColumns {
  const names = headers.map(folded);
  const find = (part: Part) =>
    columnsOf[part].split(' ').flatMap((name) => {
      const index = names.indexOf(folded(name));
      return index < 0 ? [] : [index];
    });
  const parts = Object.keys(columnsOf) as Part[]; // the keys are known here
  const found = Object.fromEntries(parts.map((part) => [part, find(part)])) as Record<Part, number[]>; // one entry for each key
  const mailchimp = ['confirmtime', 'leid', 'euid'].every((name) => names.includes(name));
  return { ...found, headers, all: new Set(Object.values(found).flat()), mailchimp };
}

/** Until when a person of our own export asked for a break; `undefined` where it is over, or there was none. */
export function breakOfRow(
  cells: readonly string[],
  columns: RecordColumns,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Date | undefined {
  if (!isOwnExport(columns)) return undefined;
  const [until] = filled(cells, columns.pausedUntil);
  const at = until === undefined ? undefined : readListDate(until.text, zone);
  return at !== undefined && at > now ? at : undefined;
}

/** Whether the columns are those of our own export. */
export function isOwnExport({ ownSource, ownTime }: RecordColumns): boolean {
  return ownSource.length > 0 && ownTime.length > 0;
}

/**
 * @param word how the people agreed, as the editor says for the whole list; `undefined`: the editor says nothing
 * @returns `undefined` if nothing shows that they agreed
 */
export function consentOfRow(
  cells: readonly string[],
  columns: RecordColumns,
  word: string | undefined,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Consent | undefined {
  const own = ownRecord(cells, columns, zone, now);
  if (own !== undefined) return own;
  const time = firstTime(cells, [...columns.confirmed, ...columns.agreed, ...columns.joined], zone, now);
  const [address] = filled(cells, columns.address);
  const detail = [
    ...(time === undefined ? [] : [columns.headers[time.index]?.trim() ?? '']),
    ...(address === undefined ? [] : [`from ${address.text}`]),
    ...filled(cells, columns.source).map(({ text }) => text),
  ].join(', ');
  if (word !== undefined)
    return { source: detail === '' ? word : `${word} (${detail})`, at: time?.at ?? now };
  const confirmed = firstTime(cells, columns.confirmed, zone, now);
  return columns.mailchimp && confirmed !== undefined
    ? { source: `Mailchimp (${detail})`, at: confirmed.at }
    : undefined;
}

function ownRecord(
  cells: readonly string[],
  { ownSource, ownTime }: RecordColumns,
  zone: string,
  now: Date,
): Consent | undefined {
  const [source] = filled(cells, ownSource);
  // The clock of the machine that wrote the list may be ahead of ours.
  const at = firstTime(cells, ownTime, zone, new Date(now.getTime() + HOUR))?.at;
  return source === undefined || at === undefined ? undefined : { source: source.text, at };
}

/**
 * When and why a person left, as far as the row says it.
 * @param otherwise the reason, if the row gives none
 */
export function departureOfRow(
  cells: readonly string[],
  columns: RecordColumns,
  otherwise: string,
  { zone, now }: { readonly zone: string; readonly now: Date },
): NewSubscriber['departure'] {
  const at = firstTime(cells, columns.left, zone, now)?.at;
  const [reason] = filled(cells, columns.leftBecause);
  return { at: at ?? now, reason: reason?.text ?? otherwise };
}

function filled(cells: readonly string[], indexes: readonly number[]) {
  return indexes.flatMap((index) => {
    const text = cells[index] ?? '';
    return text === '' ? [] : [{ index, text }];
  });
}

/** The first time in these cells that is not in the future. */
function firstTime(cells: readonly string[], indexes: readonly number[], zone: string, now: Date) {
  for (const { index, text } of filled(cells, indexes)) {
    const at = readListDate(text, zone);
    if (at !== undefined && at.getTime() > 0 && at <= now) return { index, at };
  }
  return undefined;
}
