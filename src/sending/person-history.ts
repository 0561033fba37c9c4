/** What one person's events mean: which attempt, which reply, and why they are not in a mailing. Pure. */
import type { Event, MailingHead } from '../ledger/ledger.ts';
import { subscriberStatuses } from '../ledger/ledger.ts';

export type HistoryStep = {
  readonly event: Event;
  /** For people: what was decided. */
  readonly words: string;
  /** The number of the attempt, from 1 in each mailing; `undefined` if the event belongs to none. */
  readonly attempt: number | undefined;
  /** The three digits that a server's reply begins with (RFC 5321, 4.2). */
  readonly code: number | undefined;
};

/** @param events oldest first */
export function stepsOf(events: readonly Event[]): HistoryStep[] {
  const attempts = new Map<string, number>();
  return events.map((event) => {
    const of = `${event.channel} ${event.mailing}`;
    if (event.what === 'claimed') attempts.set(of, (attempts.get(of) ?? 0) + 1);
    if (event.what === 'laid-aside') attempts.delete(of); // the next rehearsal counts from 1
    const attempt = event.mailing === undefined ? undefined : attempts.get(of);
    const by = event.relay === undefined ? '' : ` (${event.relay})`;
    return { event, words: `${wordsFor(event, attempt)}${by}`, attempt, code: replyCode(event) };
  });
}

const answered: readonly string[] = ['sent', 'deferred', 'failed', 'uncertain', 'queued'];

function replyCode({ mailing, what, detail }: Event): number | undefined {
  if (mailing === undefined || !answered.includes(what)) return undefined;
  const [, code] = /^([2-5]\d\d)(?:[ -]|$)/.exec(detail ?? '') ?? [];
  return code === undefined ? undefined : Number(code);
}

function wordsFor({ mailing, what, detail = '' }: Event, attempt: number | undefined): string {
  if (mailing === undefined) return what === 'name' ? 'another name' : detail;
  if (what === 'claimed') return `attempt ${attempt ?? 1} begins (worker ${detail})`;
  if (what === 'sending') return 'the server asks for the content';
  return what === 'queued' && attempt === undefined ? `edition ${detail}` : detail;
}

/** The mailings that somebody is not in, and what they were when each was frozen. */
type Frozen = Pick<MailingHead, 'id' | 'channel' | 'frozen'>;

export function absences(mailings: readonly Frozen[], events: readonly Event[]) {
  const isIn = ({ id, channel }: Frozen) =>
    ![undefined, 'laid-aside'].includes(
      events.findLast((event) => event.mailing === id && event.channel === channel)?.what,
    );
  return mailings
    .filter((mailing) => !isIn(mailing))
    .map((mailing) => ({ mailing, reason: reasonOf(mailing.frozen, events) }));
}

function reasonOf(frozen: Date, events: readonly Event[]): string {
  const before = events.filter(({ at, mailing }) => mailing === undefined && at <= frozen);
  const status = before.findLast(({ what }) => subscriberStatuses.some((known) => known === what))?.what;
  if (status === undefined) return 'not on the list yet when it was frozen';
  if (status === 'unconfirmed') return 'not confirmed when it was frozen';
  if (status !== 'confirmed') return `had left when it was frozen: ${status}`;
  const pause = before.findLast(({ what }) => what === 'paused' || what === 'resumed');
  if (pause?.what === 'paused' && new Date(pause.detail ?? 0) > frozen)
    return 'was taking a break when it was frozen';
  return 'no post in the categories that they had chosen when it was frozen';
}
