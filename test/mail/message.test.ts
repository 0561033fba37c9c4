import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/mail/email.ts';
import { composeEdition, messageIdOf } from '../../src/mail/message.ts';
import { fillParts } from '../../src/mail/slots.ts';
import { escapeHtml } from '../../src/text/escape-html.ts';
import { bytesOf } from './contract.ts';
import { addressee, edition, mailing, sender } from './mailings.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const headersOf = (bytes: Uint8Array) => text(bytes).split('\r\n\r\n', 1)[0] ?? '';
const header = (bytes: Uint8Array, name: string) =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'm').exec(headersOf(bytes))?.[1];

/** What nodemailer alone makes of the same mail, composed whole for this one person. */
async function composedWhole(): Promise<Buffer> {
  const { subject } = edition();
  const parts = partsOf(edition());
  const slots = {
    address: addressee.address,
    unsubscribe_url: addressee.unsubscribeUrl,
    preferences_url: addressee.preferencesUrl,
  };
  const crlf = (value: string) => value.replaceAll('\n', '\r\n');
  return new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: addressee.address },
    replyTo: 'hello@minato-keizai.example',
    subject,
    text: crlf(fillParts(parts.text, slots, (value) => value)),
    html: crlf(fillParts(parts.html, slots, escapeHtml)),
    date: mailing().date,
    messageId: addressee.messageId,
    encoding: 'base64',
    textEncoding: 'B',
  })
    .compile()
    .build();
}

describe('composeEdition', () => {
  it('splices to the mail that composing it whole would give, for a parser that is not nodemailer', async () => {
    const spliced = await PostalMime.parse(bytesOf((await composeEdition(mailing(), edition()))(addressee)));
    const whole = await PostalMime.parse(await composedWhole());
    for (const part of ['from', 'to', 'replyTo', 'subject', 'messageId', 'date', 'html', 'text'] as const) {
      expect(spliced[part]).toEqual(whole[part]);
    }
    expect(spliced.attachments).toEqual([]);
    expect(spliced.html).toContain('unsubscribe?t=abc.def&amp;x=1');
    expect(spliced.text).toContain('unsubscribe?t=abc.def&x=1');
  });

  it('gives the same bytes every time, from a prototype made anew too', async () => {
    const compose = await composeEdition(mailing(), edition());
    const first = compose(addressee);
    compose({ ...addressee, address: 'someone-else@example.jp' });
    expect(Buffer.compare(bytesOf(compose(addressee)), bytesOf(first))).toBe(0);
    const again = (await composeEdition(mailing(), edition()))(addressee);
    expect(Buffer.compare(bytesOf(again), bytesOf(first))).toBe(0);
  });

  it('writes the headers that bulk senders owe, unfolded where receivers are simple', async () => {
    const bytes = bytesOf((await composeEdition(mailing(), edition()))(addressee));
    expect(header(bytes, 'List-Unsubscribe')).toBe(
      '<https://web.minato-keizai.example/unsubscribe?t=abc.def&x=1>, <mailto:leave@minato-keizai.example?subject=unsubscribe>',
    );
    expect(header(bytes, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(header(bytes, 'List-ID')).toMatch(
      /^=\?UTF-8\?B\?\S+\?=(\r\n =\?\S+\?=)*\r\n <digest\.minato-keizai\.example>$/,
    );
    expect(header(bytes, 'Precedence')).toBe('bulk');
    expect(header(bytes, 'Feedback-ID')).toBe('2025-W45:all:digest:minato-keizai.example');
    expect(header(bytes, 'Date')).toBe('Sun, 09 Nov 2025 22:00:00 +0000');
    expect(header(bytes, 'Message-ID')).toBe('<2025-W45.0123@minato-keizai.example>');
    expect(header(bytes, 'To')).toBe('<hanako@example.jp>');
    expect(header(bytes, 'Content-Type')).toContain('multipart/alternative');
  });

  it('puts the mailto alone where there is no public service, and offers no click that can not work', async () => {
    const alone = mailing({ sender: { ...sender, webUrl: undefined } });
    const mailto = 'mailto:leave@minato-keizai.example?subject=unsubscribe';
    const bytes = bytesOf((await composeEdition(alone, edition()))({ ...addressee, unsubscribeUrl: mailto }));
    expect(header(bytes, 'List-Unsubscribe')).toBe(`<${mailto}>`);
    expect(header(bytes, 'List-Unsubscribe-Post')).toBeUndefined();
  });

  it('has one envelope recipient, quoted where it must be, and bounces go where they should', async () => {
    const message = (await composeEdition(mailing(), edition()))({
      ...addressee,
      address: 'a..b@docomo.ne.jp',
    });
    expect(message.envelope).toEqual({ from: 'bounces@minato-keizai.example', to: '"a..b"@docomo.ne.jp' });
    expect(header(bytesOf(message), 'To')).toBe('<"a..b"@docomo.ne.jp>');
  });

  it.for([
    { subject: '半導体、港、そして冬の投資を考える一週間。'.repeat(6), why: 'far over one line' },
    { subject: '😀'.repeat(60), why: 'letters of four bytes' },
    { subject: 'か\u3099き\u3099く\u3099'.repeat(20), why: 'combining marks' },
    { subject: 'Plain ASCII, nothing else', why: 'no need to encode' },
    { subject: 'a'.repeat(70) + '港'.repeat(40), why: 'a long word, then kanji' },
  ])('a subject reads back whole: $why', async ({ subject }) => {
    const bytes = bytesOf((await composeEdition(mailing(), edition({ subject })))(addressee));
    expect((await PostalMime.parse(bytes)).subject).toBe(subject);
    for (const line of headersOf(bytes).split('\r\n')) {
      if (!line.startsWith('List-Unsubscribe')) expect(line.length).toBeLessThanOrEqual(78);
    }
    for (const [, word = ''] of header(bytes, 'Subject')?.matchAll(/=\?UTF-8\?B\?(.+?)\?=/g) ?? []) {
      expect(() =>
        new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(word, 'base64')),
      ).not.toThrow();
    }
  });

  it('lets nothing from outside begin a header', async () => {
    const evil = '\r\nBcc: victim@evil.example\r\n\r\n<script>';
    const nasty = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => value + evil);
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (name, subject, title) => {
        const frozen = mailing({ sender: { ...sender, name, list: { ...sender.list, title } } });
        const bytes = bytesOf((await composeEdition(frozen, edition({ subject })))(addressee));
        const names = headersOf(bytes)
          .split('\r\n')
          .filter((line) => !/^[ \t]/.test(line))
          .map((line) => line.split(':')[0]);
        expect(names).toEqual([
          'List-Unsubscribe',
          'List-Unsubscribe-Post',
          'List-ID',
          'Precedence',
          'Feedback-ID',
          'Auto-Submitted',
          'X-Auto-Response-Suppress',
          'From',
          'To',
          'Reply-To',
          'Subject',
          'Message-ID',
          'Date',
          'MIME-Version',
          'Content-Type',
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it.for([
    { address: 'a@example.jp\r\nBcc: b@evil.example', why: 'a header in an address' },
    { address: 'a@example.jp, b@evil.example ', why: 'two addresses in one' },
  ])('refuses $why', async ({ address }) => {
    const compose = await composeEdition(mailing(), edition());
    expect(() => compose({ ...addressee, address })).toThrow(RangeError);
  });

  it('refuses a link that would break its header', async () => {
    const compose = await composeEdition(mailing(), edition());
    expect(() =>
      compose({ ...addressee, unsubscribeUrl: 'https://a.example/\r\nBcc: b@evil.example' }),
    ).toThrow();
  });
});

describe('messageIdOf', () => {
  it('is the same for the same mailing, person and key, and tells nobody who it is for', () => {
    const id = messageIdOf(mailing(), 'subscriber-1', 'k'.repeat(32));
    expect(id).toMatch(/^<2025-W45\.[0-9a-f]{32}@minato-keizai\.example>$/);
    expect(messageIdOf(mailing(), 'subscriber-1', 'k'.repeat(32))).toBe(id);
    expect(messageIdOf(mailing(), 'subscriber-2', 'k'.repeat(32))).not.toBe(id);
    expect(messageIdOf(mailing({ id: '2025-W46' }), 'subscriber-1', 'k'.repeat(32))).not.toBe(id);
    expect(messageIdOf(mailing(), 'subscriber-1', 'x'.repeat(32))).not.toBe(id);
  });
});
