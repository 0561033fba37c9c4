/**
 * What the chaos server does wrong, and how often: one row a fault. Which mail meets which is settled by the
 * seed. Every fault is an honest one: who is told 4yz or 5yz has no mail, and who is told nothing may have it.
 */
import { createHash } from 'node:crypto';

export type Moment = 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

export type Fault = {
  readonly name: string;
  readonly at: Moment;
  /** Of a thousand that come so far. */
  readonly often: number;
  /** Said as it stands, the end of the line included; without it the ordinary answer. */
  readonly words?: string;
  /** Said or not, the line is cut then. */
  readonly drop?: true;
  /** In ms, before anything is said. */
  readonly stall?: number;
  /** After the dot: the mail is accepted all the same. */
  readonly keep?: true;
};

export const faults: readonly Fault[] = [
  { name: '421 instead of a greeting', at: 'banner', often: 15, words: '421 4.3.2 busy\r\n', drop: true },
  { name: 'hung up on', at: 'banner', often: 10, words: '', drop: true },
  { name: 'garbage for a greeting', at: 'banner', often: 5, words: '\u0000\u0001what?\r\n', drop: true },
  { name: 'a slow greeting', at: 'banner', often: 20, stall: 200 },
  { name: 'dropped at EHLO', at: 'ehlo', often: 10, words: '', drop: true },
  { name: '451 at MAIL', at: 'mail', often: 4, words: '451 4.3.0 try later\r\n' },
  { name: '421 at MAIL', at: 'mail', often: 2, words: '421 4.3.2 shutting down\r\n', drop: true },
  { name: '550 at MAIL', at: 'mail', often: 1, words: '550 5.7.1 not you\r\n' },
  { name: 'dropped at MAIL', at: 'mail', often: 4, words: '', drop: true },
  { name: 'greylisted', at: 'rcpt', often: 10, words: '451 4.7.1 greylisted, come back\r\n' },
  { name: '450 at RCPT', at: 'rcpt', often: 6, words: '450 4.2.0 mailbox busy\r\n' },
  { name: '452 at RCPT', at: 'rcpt', often: 4, words: '452 4.2.2 mailbox full\r\n' },
  { name: '421 at RCPT', at: 'rcpt', often: 3, words: '421 4.7.0 too many\r\n', drop: true },
  { name: '550 no such user', at: 'rcpt', often: 8, words: '550 5.1.1 no such user\r\n' },
  { name: '550 without a reason', at: 'rcpt', often: 3, words: '550 no\r\n' },
  { name: 'dropped at RCPT', at: 'rcpt', often: 5, words: '', drop: true },
  { name: 'half an answer to RCPT', at: 'rcpt', often: 3, words: '250 2.1', drop: true },
  { name: 'garbage for RCPT', at: 'rcpt', often: 2, words: '%%% ???\r\n', drop: true },
  { name: 'a slow RCPT', at: 'rcpt', often: 10, stall: 150 },
  { name: '451 at DATA', at: 'data', often: 5, words: '451 4.3.0 no space\r\n' },
  { name: 'dropped at DATA', at: 'data', often: 4, words: '', drop: true },
  { name: 'half a 354', at: 'data', often: 3, words: '35', drop: true },
  { name: 'a slow 354', at: 'data', often: 5, stall: 150 },
  { name: 'dropped within the mail', at: 'body', often: 6, words: '', drop: true },
  { name: '451 after the dot', at: 'dot', often: 6, words: '451 4.3.0 try later\r\n' },
  { name: '421 after the dot', at: 'dot', often: 3, words: '421 4.3.2 shutting down\r\n', drop: true },
  { name: '550 after the dot', at: 'dot', often: 4, words: '550 5.2.0 not taken\r\n' },
  { name: '554 after the dot', at: 'dot', often: 1, words: '554 5.7.1 looks like spam\r\n' },
  { name: 'dropped after the dot', at: 'dot', often: 5, words: '', drop: true },
  { name: 'garbage after the dot', at: 'dot', often: 2, words: '<html>\r\n', drop: true },
  { name: 'half a refusal', at: 'dot', often: 2, words: '55', drop: true },
  { name: 'accepted, then dropped', at: 'dot', often: 6, words: '', drop: true, keep: true },
  { name: 'accepted, half a 250', at: 'dot', often: 4, words: '250 2.0', drop: true, keep: true },
  { name: 'accepted, then garbage', at: 'dot', often: 2, words: '\u0007!\r\n', drop: true, keep: true },
  { name: 'accepted, slowly', at: 'dot', often: 15, stall: 250, keep: true },
];

/** A relay that is ill: it limits, calls every fifth address bad that is not, and drops lines, until it is mended. */
const illness: readonly Fault[] = [
  { name: '421 instead of a greeting', at: 'banner', often: 30, words: '421 4.3.2 busy\r\n', drop: true },
  { name: 'hung up on', at: 'banner', often: 20, words: '', drop: true },
  { name: '450 at MAIL', at: 'mail', often: 25, words: '450 4.7.1 Error: too much mail\r\n' },
  { name: '421 at MAIL', at: 'mail', often: 10, words: '421 4.7.0 Too many connections\r\n', drop: true },
  { name: '550 at RCPT, and it is not true', at: 'rcpt', often: 200, words: '550 5.1.1 no such user\r\n' },
  { name: '450 at RCPT', at: 'rcpt', often: 20, words: '450 4.2.1 rate exceeded\r\n' },
  { name: '451 at RCPT', at: 'rcpt', often: 20, words: '451 4.7.1 come back\r\n' },
  { name: 'dropped at RCPT', at: 'rcpt', often: 20, words: '', drop: true },
  {
    name: '454 at DATA',
    at: 'data',
    often: 30,
    words: '454 Throttling failure: Maximum sending rate exceeded.\r\n',
  },
  { name: 'dropped at DATA', at: 'data', often: 20, words: '', drop: true },
  { name: 'dropped within the mail', at: 'body', often: 10, words: '', drop: true },
  { name: '451 after the dot', at: 'dot', often: 20, words: '451 4.3.0 try later\r\n' },
  { name: '421 after the dot', at: 'dot', often: 10, words: '421 4.3.2 shutting down\r\n', drop: true },
  { name: 'dropped after the dot', at: 'dot', often: 15, words: '', drop: true },
  { name: 'accepted, then dropped', at: 'dot', often: 15, words: '', drop: true, keep: true },
];

/** Who failed so often is let through by an ordinary server, so that a run ends before its mails expire. */
const MOST_VISITS = 3;

/** How a server is: what it does wrong, and up to which visit. */
const moods = {
  ordinary: { faults, visits: MOST_VISITS },
  ill: { faults: illness, visits: Number.POSITIVE_INFINITY },
  well: { faults: [], visits: 0 },
} as const satisfies Record<string, { readonly faults: readonly Fault[]; readonly visits: number }>;
export type Mood = keyof typeof moods;

/** Whose address really is no more, whatever the mood. */
export function isGone(who: string): boolean {
  return who.startsWith('gone');
}

/** @param visit how often this recipient, or this connection, has come, from 1 */
export function faultAt(
  seed: number,
  at: Moment,
  who: string,
  visit: number,
  mood: Mood = 'ordinary',
): Fault | undefined {
  if (at === 'rcpt' && isGone(who))
    return { name: 'no such user', at, often: 1000, words: '550 5.1.1 no such user\r\n' };
  if (visit > moods[mood].visits) return undefined;
  let left = chance(`${seed} ${at} ${who} ${visit}`) * 1000;
  return moods[mood].faults.find((fault) => {
    if (fault.at !== at) return false;
    left -= fault.often;
    return left < 0;
  });
}

/** Between 0 and 1, the same for the same words. */
export function chance(words: string): number {
  return createHash('sha256').update(words).digest().readUIntBE(0, 6) / 2 ** 48;
}
