/** What OpenSMTPD sends back: its part for programs has no Diagnostic-Code, so the words for people count. */
import { expect, it } from 'vitest';
import { readMail } from '../../src/bounces/read-mail.ts';

type Refused = { readonly to: string; readonly said: string; readonly status?: string };

/** As smtpd's bounce.c puts it together. */
function report(refused: readonly Refused[], action: 'failed' | 'delayed' = 'failed'): Buffer {
  const boundary = '1234567890123456/mx.minato.example';
  const what =
    action === 'failed'
      ? 'An error has occurred while attempting to deliver a message for'
      : 'A message is delayed for more than 4 hours for';
  const text = [
    'From: Mailer Daemon <MAILER-DAEMON@mx.minato.example>',
    'To: letter@minato.example',
    `Subject: Delivery status notification: ${action === 'failed' ? 'error' : 'warning'}`,
    'Date: Mon, 30 Nov 2026 09:00:00 +0900',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed;boundary="${boundary}"`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    '    Hi!',
    '',
    '    This is the MAILER-DAEMON, please DO NOT REPLY to this email.',
    '',
    `    ${what}`,
    '    the following list of recipients:',
    '',
    ...refused.map(({ to, said }) => `${to}: ${said}`),
    '',
    '    Below is a copy of the original message:',
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.minato.example',
    '',
    ...refused.flatMap(({ to, status = '5.0.0' }) => [
      `Final-Recipient: rfc822; ${to}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '',
    ]),
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    'From: letter@minato.example',
    'Message-ID: <a@minato.example>',
    '',
    `--${boundary}--`,
  ];
  return Buffer.from(`${text.join('\r\n')}\r\n`);
}

const taro = (said: string, status?: string): Refused => ({
  ...{ to: 'taro@shop.example', said },
  ...(status === undefined ? {} : { status }),
});
const jiro = (said: string): Refused => ({ to: 'jiro@shop.example', said });

it.for([
  { refused: [taro('550 5.1.1 User unknown')], is: 'hard', why: 'the code stands in the words' },
  { refused: [taro('550 5.1.1 User unknown', '5.1.1')], is: 'hard', why: 'and in both parts' },
  { refused: [taro('552 5.2.2 Mailbox full')], is: 'soft', why: 'a full mailbox' },
  { refused: [taro('Domain does not exist')], is: 'hard', why: 'no code at all' },
  { refused: [taro('Network error on destination MXs')], is: 'soft', why: 'the way was closed' },
  { refused: [taro('Envelope expired')], is: 'soft', why: 'nobody answered for days' },
  {
    refused: [taro('550 Invalid recipient: <taro@shop.example>')],
    is: 'soft',
    why: 'a bare 550 may be their filter: three digests decide',
  },
  {
    refused: [taro('552 5.2.2 Mailbox full'), jiro('550 5.1.1 User unknown')],
    is: 'soft hard',
    why: 'each has words of their own',
  },
])('OpenSMTPD says $is: $why', async ({ refused, is }) => {
  const { findings } = await readMail(report(refused));
  expect(findings.map(({ kind }) => kind).join(' ')).toBe(is);
  expect(findings.map(({ recipient, said }) => said.startsWith(`${recipient}: `))).toEqual(
    refused.map(() => true),
  );
});

it('OpenSMTPD says that a mail is late, and nobody is taken off the list for it', async () => {
  const { findings } = await readMail(report([taro('450 4.2.0 Greylisted', '4.0.0')], 'delayed'));
  expect(findings.map(({ kind }) => kind)).toEqual(['delayed']);
});
