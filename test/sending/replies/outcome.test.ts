import { describe, expect, it } from 'vitest';
import type { Phase, Reply } from '../../../src/mail/transport.ts';
import { outcomeOf } from '../../../src/sending/replies/outcome.ts';
import { refusalRules } from '../../../src/sending/replies/smtp-codes.ts';

const NOW = new Date('2025-11-10T07:00:00+09:00');
const DEADLINE = new Date('2025-11-13T07:00:00+09:00');
const delivery = (attempts = 1, address = 'hanako@example.jp') => ({ address, attempts });
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

function refused(words: string, phase: Phase): Reply {
  const enhanced = /^\d{3} (\d\.\d+\.\d+)/.exec(words)?.[1];
  return { kind: 'refused', code: Number(words.slice(0, 3)), enhanced, response: words, phase };
}

describe('outcomeOf', () => {
  it.for([
    { words: '535 5.7.8 bad password', phase: 'auth', state: 'queued', trouble: 'login', why: 'our login' },
    {
      words: '530 5.7.0 authenticate first',
      phase: 'mail',
      state: 'queued',
      trouble: 'login',
      why: 'no login',
    },
    {
      words: '554 5.3.2 no service',
      phase: 'greeting',
      state: 'queued',
      trouble: 'connection',
      why: 'not about anyone',
    },
    {
      words: '421 4.7.0 too many of you',
      phase: 'greeting',
      state: 'queued',
      trouble: 'connection',
      why: 'at the banner',
    },
    {
      words: '454 4.7.0 TLS not available',
      phase: 'tls',
      state: 'queued',
      trouble: 'connection',
      why: 'no encryption now',
    },
    {
      words: '451 4.7.1 greylisted',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'greylisting never slows the rest',
    },
    {
      words: '450 4.2.0 Greylisted, see you',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'greylisting by its words',
    },
    {
      words: '450 4.7.1 You are temporarily grey listed',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'greylisting in two words',
    },
    {
      words: '421 4.7.28 rate limited',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'throttle',
      why: 'slower, please',
    },
    {
      words: '450 4.7.0 too fast',
      phase: 'answer',
      state: 'deferred',
      trouble: 'throttle',
      why: 'slower, please',
    },
    {
      words: '454 4.3.0 try later',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'throttle',
      why: '454 of any kind',
    },
    {
      words: '454 Throttling failure: Maximum sending rate exceeded.',
      phase: 'data',
      state: 'queued',
      trouble: 'relay',
      why: 'Amazon, whoever it is for',
    },
    {
      words: '450 4.7.1 Error: too much mail from 192.0.2.1',
      phase: 'mail',
      state: 'queued',
      trouble: 'relay',
      why: 'Postfix, before it hears who it is for',
    },
    { words: '451 4.3.2 busy', phase: 'mail', state: 'queued', trouble: 'relay', why: 'any 4yz at MAIL' },
    {
      words: '450 4.7.1 Greylisted, come back in an hour',
      phase: 'mail',
      state: 'deferred',
      trouble: 'none',
      why: 'greylisting by its words, wherever',
    },
    {
      words: '454 Throttling failure: Daily message quota exceeded.',
      phase: 'data',
      state: 'queued',
      trouble: 'quota',
      why: 'the day is used up',
    },
    {
      words: '550 5.4.5 Daily user sending limit exceeded',
      phase: 'answer',
      state: 'queued',
      trouble: 'quota',
      why: 'a 5yz too: it is for today, and about us',
    },
    {
      words: '550 5.7.0 The limit on the number of allowed outgoing messages was exceeded. Try again later.',
      phase: 'answer',
      state: 'queued',
      trouble: 'quota',
      why: 'it names no period, but what we may send',
    },
    {
      words:
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      phase: 'rcpt',
      state: 'queued',
      trouble: 'quota',
      why: "Exchange Online's code for it looks like one of an address",
    },
    {
      words: '550 5.7.232 Your tenant has exceeded its tenant external recipient rate limit',
      phase: 'answer',
      state: 'queued',
      trouble: 'quota',
      why: 'a rate that is refused for good is a quota',
    },
    {
      words: '450 4.7.1 1時間あたりの送信数の上限に達しました',
      phase: 'rcpt',
      state: 'queued',
      trouble: 'quota',
      why: 'in Japanese',
    },
    {
      words: '550 5.7.1 Rejected: spam score exceeded the limit',
      phase: 'answer',
      state: 'failed',
      trouble: 'reputation',
      why: 'a limit, but not on what we send',
    },
    {
      words: '554 5.4.14 Hop count exceeded - possible mail loop',
      phase: 'answer',
      state: 'failed',
      trouble: 'reputation',
      why: 'something else is exceeded',
    },
    {
      words: '550 The recipient has exceeded the number of messages received in an hour',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'none',
      why: 'what the other side receives',
    },
    {
      words: '452 4.2.2 Over quota: 30 days of mail',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: "a mailbox's quota is not ours",
    },
    {
      words: '552 Mailbox exceeded its daily limit',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'none',
      why: 'also without an enhanced code',
    },
    {
      words: '452 4.2.2 mailbox full',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'full for now',
    },
    {
      words: '552 5.2.2 mailbox full',
      phase: 'answer',
      state: 'failed',
      trouble: 'none',
      why: 'full, and not bounced for it',
    },
    { words: '550 5.7.1 blocked', phase: 'rcpt', state: 'failed', trouble: 'reputation', why: 'about us' },
    {
      words: '550 no thanks',
      phase: 'mail',
      state: 'failed',
      trouble: 'reputation',
      why: '550 at MAIL is about us',
    },
    {
      words: '554 spam',
      phase: 'answer',
      state: 'failed',
      trouble: 'reputation',
      why: '554 after the dot is about us',
    },
    {
      words: '550 This message was classified as spam',
      phase: 'answer',
      state: 'failed',
      trouble: 'reputation',
      why: 'Exim says so without an enhanced code',
    },
    {
      words: '571 rejected by policy',
      phase: 'body',
      state: 'failed',
      trouble: 'reputation',
      why: 'in the middle of the content',
    },
    {
      words: '550 no such user here',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'none',
      why: 'before the content it may be about the address',
    },
    {
      words: '550 5.2.0 cannot deliver',
      phase: 'answer',
      state: 'failed',
      trouble: 'none',
      why: 'an enhanced code says what it is about',
    },
    {
      words: '552 5.3.4 too large',
      phase: 'answer',
      state: 'failed',
      trouble: 'content',
      why: 'about the mail',
    },
    {
      words: '554 5.6.0 malformed',
      phase: 'answer',
      state: 'failed',
      trouble: 'content',
      why: 'about the mail',
    },
    { words: '451 4.3.0 disk', phase: 'data', state: 'deferred', trouble: 'none', why: 'any 4yz' },
    {
      words: '452 too many',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'a 4yz without an enhanced code',
    },
    {
      words: '550 unknown user',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'none',
      why: 'any 5yz; no code says why',
    },
    {
      words: '450 5.1.1 User unknown',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'for now, says the code, whatever the enhanced code says',
    },
    {
      words: '451 5.7.1 not yet',
      phase: 'rcpt',
      state: 'deferred',
      trouble: 'none',
      why: 'greylisting, with the wrong first digit',
    },
    {
      words: '450 5.7.0 slow down',
      phase: 'answer',
      state: 'deferred',
      trouble: 'throttle',
      why: 'for now, and too fast',
    },
    {
      words: '452 5.3.4 too large just now',
      phase: 'answer',
      state: 'deferred',
      trouble: 'none',
      why: 'for now, says the code: nothing has failed',
    },
    { words: '451 5.6.0 later', phase: 'answer', state: 'deferred', trouble: 'none', why: 'the same' },
    {
      words: '550 4.7.1 blocked',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'reputation',
      why: 'for good, says the code, and about us',
    },
    {
      words: '550 4.1.1 User unknown',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'none',
      why: 'two codes that differ are no proof of a bad address',
    },
    {
      words: '550 5.1.8 Sender address rejected: Domain not found',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'reputation',
      why: "the sender's address is ours, though it is said at RCPT",
    },
    {
      words: '553 5.1.7 Bad sender address syntax',
      phase: 'rcpt',
      state: 'failed',
      trouble: 'reputation',
      why: 'the same',
    },
    {
      words: '550 5.1.1 sender unknown',
      phase: 'mail',
      state: 'failed',
      trouble: 'reputation',
      why: 'a bad address at MAIL is ours',
    },
  ] as const)('$words at $phase is $state: $why', ({ words, phase, state, trouble }) => {
    const verdict = outcomeOf(refused(words, phase), delivery(), DEADLINE, NOW);
    expect(verdict.outcome?.state).toBe(state);
    expect(verdict.trouble).toBe(trouble);
    expect(verdict.outcome).not.toHaveProperty('fault', 'bad-address');
    expect(verdict.outcome?.response).toContain(words);
  });

  it.for(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'])(
    '%s is kept as what the server says of the address, whenever it says so',
    (code) => {
      for (const phase of ['rcpt', 'answer'] as const) {
        const { outcome } = outcomeOf(refused(`550 ${code} no such user`, phase), delivery(), DEADLINE, NOW);
        expect(outcome).toMatchObject({ state: 'failed', fault: 'bad-address' });
      }
    },
  );

  it('never takes anyone off the list whose address only we can not write', () => {
    const response = '553 5.1.3 No mail address: "花 子@example.jp"';
    const reply: Reply = {
      kind: 'refused',
      code: 553,
      enhanced: '5.1.3',
      response,
      phase: 'rcpt',
      own: true,
    };
    expect(outcomeOf(reply, delivery(1, '花 子@example.jp'), DEADLINE, NOW)).toEqual({
      outcome: { state: 'failed', response },
      trouble: 'none',
    });
  });

  it('never takes anyone off the list for what may be a filter of docomo', () => {
    const { outcome, trouble } = outcomeOf(
      refused('550 5.2.0 refused', 'answer'),
      delivery(1, 'a@docomo.ne.jp'),
      DEADLINE,
      NOW,
    );
    expect(outcome).toEqual({ state: 'failed', response: '550 5.2.0 refused' });
    expect(trouble).toBe('none');
  });

  it.for([
    { words: '451 4.3.0 later', attempts: 1, wait: 1, why: 'a minute at first' },
    { words: '451 4.3.0 later', attempts: 2, wait: 16, why: 'then sixteen' },
    { words: '451 4.3.0 later', attempts: 3, wait: 81, why: 'then more than an hour' },
    { words: '451 4.7.1 greylisted', attempts: 1, wait: 5, why: 'greylisting wants five at least' },
    { words: '421 4.3.2 shutting down', attempts: 3, wait: 1, why: 'a server that restarts is soon back' },
  ])('$words, attempt $attempts: again after $wait min: $why', ({ words, attempts, wait }) => {
    const { outcome } = outcomeOf(refused(words, 'rcpt'), delivery(attempts), DEADLINE, NOW);
    expect(outcome).toMatchObject({ state: 'deferred', retryAt: minutes(wait) });
  });

  it.for([
    { attempts: 1, seconds: 1 },
    { attempts: 3, seconds: 9 },
    { attempts: 4, seconds: 256 * 60 },
  ])(
    'dropped at RCPT, attempt $attempts: again after $seconds s, so that one address can not hold up a run',
    ({ attempts, seconds }) => {
      const reply: Reply = { kind: 'unsent', reason: 'reset', phase: 'rcpt' };
      expect(outcomeOf(reply, delivery(attempts), DEADLINE, NOW).outcome).toMatchObject({
        state: 'deferred',
        retryAt: minutes(seconds / 60),
        countsAsAttempt: true,
      });
    },
  );

  it('counts no attempt for a 421', () => {
    const { outcome } = outcomeOf(refused('421 4.3.2 bye', 'rcpt'), delivery(), DEADLINE, NOW);
    expect(outcome).toMatchObject({ countsAsAttempt: false });
  });

  it('tries for the last time at the deadline, and then has failed', () => {
    const soon = minutes(10);
    const last = outcomeOf(refused('451 4.3.0 later', 'rcpt'), delivery(3), soon, NOW);
    expect(last.outcome).toMatchObject({ state: 'deferred', retryAt: soon });
    const over = outcomeOf(refused('451 4.3.0 later', 'rcpt'), delivery(4), NOW, NOW);
    expect(over.outcome).toEqual({ state: 'failed', response: 'expired: 451 4.3.0 later' });
  });

  it.for<{ reply: Reply; attempts: number; state: string | undefined; trouble: string; why: string }>([
    {
      reply: { kind: 'accepted', code: 250, response: '250 ok' },
      attempts: 1,
      state: 'sent',
      trouble: 'taken',
      why: 'a 250',
    },
    { reply: { kind: 'lost' }, attempts: 1, state: undefined, trouble: 'none', why: 'another sender has it' },
    {
      reply: { kind: 'unknown', reason: 'reset', phase: 'answer' },
      attempts: 1,
      state: 'uncertain',
      trouble: 'dropped',
      why: 'dropped after the mark',
    },
    {
      reply: { kind: 'unsent', reason: 'refused', phase: 'connect' },
      attempts: 9,
      state: 'queued',
      trouble: 'connection',
      why: 'nobody there is about nobody',
    },
    {
      reply: { kind: 'unsent', reason: 'reset', phase: 'rcpt' },
      attempts: 1,
      state: 'deferred',
      trouble: 'dropped',
      why: 'in its turn, a second later',
    },
    {
      reply: { kind: 'unsent', reason: 'reset', phase: 'rcpt' },
      attempts: 4,
      state: 'deferred',
      trouble: 'dropped',
      why: 'perhaps this address makes the server drop us',
    },
  ])('$reply.kind, attempt $attempts, is $state: $why', ({ reply, attempts, state, trouble }) => {
    const verdict = outcomeOf(reply, delivery(attempts), DEADLINE, NOW);
    expect(verdict.outcome?.state).toBe(state);
    expect(verdict.trouble).toBe(trouble);
  });

  it('has a row for everything, each with its reason', () => {
    expect(
      refusalRules
        .at(-1)
        ?.matches({ kind: 'refused', code: 599, enhanced: undefined, response: '', phase: 'data' }, ''),
    ).toBe(true);
    expect(new Set(refusalRules.map(({ why }) => why)).size).toBe(refusalRules.length);
  });
});
