import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMail } from '../../src/bounces/read-mail.ts';
import { complaintMail, lines, personMail, statusMail, wordsMail } from './mails.ts';

/** As `kind code recipient`, one for each finding. */
async function read(mail: string | Uint8Array): Promise<string[]> {
  const { findings } = await readMail(typeof mail === 'string' ? Buffer.from(mail) : mail);
  return findings.map(({ kind, code, recipient }) =>
    [kind, code, recipient].filter((word) => word !== undefined).join(' '),
  );
}

type Row = { readonly mail: string; readonly is: readonly string[]; readonly why: string };

describe('a report for programs', () => {
  it.for<Row>([
    { mail: statusMail(), is: ['hard 5.1.1 taro@shop.example'], why: 'no such user' },
    {
      mail: statusMail({ said: '450 User unknown' }),
      is: ['soft 5.1.1 taro@shop.example'],
      why: 'for now, says the server that refused, whatever the report made of it',
    },
    {
      mail: statusMail({ status: '5.0.0', said: '550 5.1.1 User unknown' }),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'the plainest code gives way to the word of the server',
    },
    {
      mail: statusMail({ status: '5.2.2', said: '552 5.2.2 Mailbox full' }),
      is: ['soft 5.2.2 taro@shop.example'],
      why: 'a full mailbox',
    },
    {
      mail: statusMail({ status: '5.1.1', said: '550 5.1.1 user is over quota' }),
      is: ['soft 5.1.1 taro@shop.example'],
      why: 'full under the code of an unknown user',
    },
    {
      mail: statusMail({
        status: '5.7.1',
        said: '550 5.7.1 blocked using bl.example, see https://bl.example/unknown-user',
      }),
      is: ['soft 5.7.1 taro@shop.example'],
      why: 'about us, whatever stands in its link',
    },
    {
      mail: statusMail({ status: '5.7.1', said: '550 5.7.1 User unknown' }),
      is: ['soft 5.7.1 taro@shop.example'],
      why: 'of two readings the one that suppresses nobody',
    },
    {
      mail: statusMail({
        to: 'spam-filtered@shop.example',
        said: '550 5.1.1 <spam-filtered@shop.example> unknown user',
      }),
      is: ['hard 5.1.1 spam-filtered@shop.example'],
      why: 'an address may be called anything',
    },
    {
      mail: statusMail({
        to: 'hana@docomo.ne.jp',
        status: '5.2.0',
        said: '550 Unknown user hana@docomo.ne.jp (in reply to end of DATA command)',
      }),
      is: ['soft 5.2.0 hana@docomo.ne.jp'],
      why: 'docomo may mean a filter',
    },
    {
      mail: statusMail({ to: 'a..b@docomo.ne.jp' }),
      is: ['hard 5.1.1 a..b@docomo.ne.jp'],
      why: 'an old carrier address',
    },
    {
      mail: statusMail({ action: 'delayed', status: '4.4.1', said: '421 timed out' }),
      is: ['delayed 4.4.1 taro@shop.example'],
      why: 'it is still tried',
    },
    {
      mail: statusMail({ status: '4.4.7', said: 'delivery time expired' }),
      is: ['soft 4.4.7 taro@shop.example'],
      why: 'given up after days',
    },
    {
      mail: statusMail({ status: '4.1.1', said: '450 4.1.1 user unknown' }),
      is: ['soft 4.1.1 taro@shop.example'],
      why: 'a code that may pass',
    },
    {
      mail: statusMail({ action: 'relayed', status: '2.0.0', said: '250 ok' }),
      is: ['delivered 2.0.0 taro@shop.example'],
      why: 'nothing failed',
    },
    {
      mail: statusMail({
        to: 'box17@inner.example',
        original: 'taro@shop.example',
        returned: ['To: taro@shop.example'],
      }),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'whom we wrote to, not the alias behind',
    },
    {
      mail: statusMail({ to: '"o..hara"@shop.example' }),
      is: ['hard 5.1.1 o..hara@shop.example'],
      why: 'quoted where it need not be',
    },
    {
      mail: statusMail().replace('Action: failed', 'Action: failed\n (permanent)').replaceAll('\n', '\r\n'),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'folded, with CRLF',
    },
    { mail: statusMail().replaceAll('\n', '\r'), is: ['hard 5.1.1 taro@shop.example'], why: 'with CR alone' },
    {
      mail: `From MAILER-DAEMON Mon Nov 10 09:00:00 2025\n${statusMail()}`,
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'out of an mbox',
    },
    {
      mail: personMail('editor@minato.example', 'Fwd: look at this', statusMail().replaceAll(/^/gm, '> ')),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'quoted by somebody who passes it on',
    },
    {
      mail: statusMail({ to: 'taro@shop.example' }).replace(
        'Action: failed',
        'Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\nFinal-Recipient: rfc822; jiro@shop.example\nAction: failed',
      ),
      is: ['soft 5.2.2 taro@shop.example', 'hard 5.1.1 jiro@shop.example'],
      why: 'two people with no empty line between',
    },
  ])('is $is: $why', async ({ mail, is }) => {
    expect(await read(mail)).toEqual(is);
  });
});

describe('a report in words', () => {
  const copy = [
    '',
    '--- Below this line is a copy of the message.',
    '',
    'Return-Path: <bounce@minato.example>',
    'Received: by mx.minato.example',
    'From: letter@minato.example',
    'To: someone@else.example',
    'Message-ID: <1@minato.example>',
    '',
    'The week',
  ];
  it.for<Row>([
    {
      mail: wordsMail(
        'failure notice',
        'Hi. This is the qmail-send program at mx.minato.example.',
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<taro@shop.example>:',
        'Sorry, no mailbox here by that name. (#5.1.1)',
        ...copy,
      ),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'qmail',
    },
    {
      mail: wordsMail(
        'failure notice',
        '<taro@shop.example>:',
        '192.0.2.1 does not like recipient.',
        'Remote host said: 550 no such user',
        'Giving up on 192.0.2.1.',
        ...copy,
      ),
      is: ['hard 550 taro@shop.example'],
      why: 'qmail, refused at the recipient',
    },
    {
      mail: wordsMail(
        'Mail delivery failed: returning message to sender',
        'A message that you sent could not be delivered to one or more of its',
        'recipients. The following address(es) failed:',
        '',
        '  taro@shop.example',
        '    SMTP error from remote mail server after RCPT TO:<taro@shop.example>:',
        '    550 5.1.1 unknown user',
        '  jiro@shop.example',
        '    mailbox is full: retry timeout exceeded',
        ...copy,
      ),
      is: ['hard 5.1.1 taro@shop.example', 'soft jiro@shop.example'],
      why: 'Exim, two people',
    },
    {
      mail: wordsMail(
        'Warning: message 1abc delayed 24 hours',
        'A message that you sent has not yet been delivered to one or more of its',
        'recipients after more than 24 hours on the queue.',
        '',
        '  taro@shop.example',
        '',
        'No action is required on your part.',
      ),
      is: ['delayed taro@shop.example'],
      why: 'Exim tries on',
    },
    {
      mail: wordsMail(
        'Delivery Status Notification (Failure)',
        'Delivery to the following recipient failed permanently:',
        '',
        '     taro@shop.example',
        '',
        'The error that the other server returned was:',
        '550 5.1.1 <taro@shop.example>... User Unknown',
        '',
        '----- Original message -----',
        '',
        ...copy.slice(3),
      ),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'Gmail',
    },
    {
      mail: wordsMail(
        'Returned mail: User unknown',
        '   ----- Transcript of session follows -----',
        '>>> RCPT To:<taro@shop.example>',
        '<<< 550 <taro@shop.example>... User unknown',
        '550 <taro@shop.example>... User unknown',
        '',
        '   ----- Unsent message follows -----',
        ...copy.slice(3),
      ),
      is: ['hard 550 taro@shop.example'],
      why: 'Sendmail of old',
    },
    {
      mail: wordsMail(
        'Undeliverable: the week',
        'Your message',
        '',
        '  To:      taro@shop.example',
        '  Subject: the week',
        '',
        'did not reach the following recipient(s):',
        '',
        'taro@shop.example on Mon, 10 Nov 2025 09:00:00 +0900',
        '    The e-mail account does not exist at the organization.',
        '    <mx.shop.example #5.1.1>',
      ),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'Exchange',
    },
    {
      mail: wordsMail(
        'Mail System Error - Returned Mail',
        'The user(s) account is temporarily over quota.',
        '',
        '<hana@ezweb.ne.jp>',
        ...copy,
      ),
      is: ['soft hana@ezweb.ne.jp'],
      why: 'au',
    },
    {
      mail: wordsMail(
        'メールエラー通知',
        '送信先のメールボックスが一杯のため、送信できませんでした。',
        '宛先: <hana@shop.example>',
      ),
      is: ['soft hana@shop.example'],
      why: 'in Japanese, a full mailbox',
    },
    {
      mail: wordsMail(
        '配信エラー',
        '次の宛先に配信できませんでした。',
        'hana@shop.example',
        'ユーザーは存在しません。',
      ),
      is: ['hard hana@shop.example'],
      why: 'in Japanese, nobody there',
    },
    {
      mail: lines(
        'From: no-reply@sns.cloud.example',
        'Subject: Notification',
        '',
        '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"taro@shop.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unkn',
        ' own"}]},"mail":{}}',
      ),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'a notice in JSON, broken in the middle of a line',
    },
    {
      mail: lines(
        'From: no-reply@sns.cloud.example',
        'Subject: Notification',
        '',
        '{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{"emailAddress":"taro@shop.example"}]}}',
      ),
      is: ['soft taro@shop.example'],
      why: 'a notice whose only reason is the name of its kind',
    },
    {
      mail: wordsMail('退信', '收件人：taro@shop.example', '550 5.1.1 不存在'),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'a full-width colon is no part of an address',
    },
    {
      mail: lines(
        'From: MAILER-DAEMON@mx.minato.example',
        'Subject: Undelivered',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Not delivered.',
        '--b',
        'Content-Type: text/plain; name="report.txt"',
        'Content-Disposition: attachment; filename="report.txt"',
        '',
        'Reporting-MTA: dns; mx.minato.example',
        '',
        'Final-Recipient: rfc822; taro@shop.example',
        'Action: failed',
        'Status: 5.1.1',
        '--b--',
      ),
      is: ['hard 5.1.1 taro@shop.example'],
      why: 'a report for programs in a text file',
    },
    {
      mail: wordsMail('failure notice', 'Something went wrong.'),
      is: ['unreadable'],
      why: 'it names nobody',
    },
  ])('is $is: $why', async ({ mail, is }) => {
    expect(await read(mail)).toEqual(is);
  });
});

describe('a complaint', () => {
  it.for<Row>([
    {
      mail: complaintMail('abuse', ['Original-Rcpt-To: <taro@shop.example>'], ['To: list@else.example']),
      is: ['complaint taro@shop.example'],
      why: 'the report names the person',
    },
    {
      mail: complaintMail('abuse', [], ['To: taro@shop.example']),
      is: ['complaint taro@shop.example'],
      why: 'the mail does',
    },
    {
      mail: complaintMail('fraud', [], ['To: redacted']),
      is: ['complaint'],
      why: 'nobody does: our tokens will',
    },
    {
      mail: complaintMail('not-spam', [], ['To: taro@shop.example']),
      is: ['other taro@shop.example'],
      why: 'they took it back',
    },
    {
      mail: complaintMail('auth-failure', [], ['To: taro@shop.example']),
      is: ['other taro@shop.example'],
      why: 'about signatures',
    },
    {
      mail: complaintMail('opt-out', [], ['To: taro@shop.example']),
      is: ['unsubscribe taro@shop.example'],
      why: 'they leave',
    },
  ])('is $is: $why', async ({ mail, is }) => {
    expect(await read(mail)).toEqual(is);
  });
});

describe('a mail of somebody', () => {
  const kindOf = async (subject: string, text: string, head: readonly string[] = []) =>
    (await readMail(Buffer.from(personMail('taro@shop.example', subject, text, head)))).findings[0]?.kind;

  it.for<[subject: string, text: string, is: string]>([
    ['unsubscribe', '', 'unsubscribe'],
    ['Re: Unsubscribe', '', 'unsubscribe'],
    ['UNSUBSCRIBE me please', '', 'unsubscribe'],
    ['配信停止', '', 'unsubscribe'],
    ['配信停止希望', '', 'unsubscribe'],
    ['メルマガ解除をお願いします', '', 'unsubscribe'],
    ['退会します', '', 'unsubscribe'],
    ['メルマガの配信を停止してください', '', 'unsubscribe'],
    ['今後のメールは不要です', '', 'unsubscribe'],
    ['メールを送らないでください', '', 'unsubscribe'],
    ['I would like to unsubscribe', '', 'unsubscribe'],
    ['please take me off your mailing list', '', 'unsubscribe'],
    ['Re: 港の一週間', '配信停止してください。\n\n> 港の一週間\n> 配信', 'unsubscribe'],
    ['(no subject)', 'Please remove me from this list', 'unsubscribe'],
    ['ｕｎｓｕｂｓｃｒｉｂｅ', '', 'unsubscribe'],
    ['subscribe', '', 'subscribe'],
    ['登録希望', '', 'subscribe'],
    ['購読を希望します', '', 'subscribe'],
    ['Join us at the port on Friday', 'There will be music.', 'reply'],
    ['Leave a comment?', 'Where can I do that?', 'reply'],
    ['メールの不具合について', '文字が読めません。', 'reply'],
    ['登録情報の変更', '住所が変わりました。', 'reply'],
    ['メルマガ登録', '', 'subscribe'],
    ['Re: 港の一週間', 'とても面白かったです。', 'reply'],
    [
      'How do I unsubscribe my neighbour?',
      'He asked me.\nI do not know.\nCan you help?\nThanks\nTaro',
      'reply',
    ],
    ['配信停止の記事について', '造船所の配信停止について質問です。', 'reply'],
    ['The week', 'I do not want to unsubscribe, I like it.', 'reply'],
    [
      'Undelivered parcels in our port',
      'A story that you may like: parcels could not be delivered.',
      'reply',
    ],
  ])('with «%s» and «%s» is %s', async ([subject, text, is]) => {
    expect(await kindOf(subject, text)).toBe(is);
  });

  it.for<[subject: string, head: string]>([
    ['Automatic reply: the week', 'X-Anything: 1'],
    ['Out of Office: back on Monday', 'X-Anything: 1'],
    ['【自動返信】お問い合わせありがとうございます', 'X-Anything: 1'],
    ['不在通知', 'X-Anything: 1'],
    ['Re: the week', 'Auto-Submitted: auto-replied'],
    ['Re: the week', 'Precedence: auto_reply'],
  ])('with «%s» and «%s» a machine answers', async ([subject, head]) => {
    expect(await kindOf(subject, 'I am away until Monday.', [head])).toBe('auto-reply');
  });

  it.for<[text: string, why: string]>([
    ['I cannot be reached until Monday. Write to jiro@shop.example.', 'who is away, and names somebody'],
    ['Your message was not delivered to me: I am on leave.', 'in the words of a bounce'],
  ])('of «%s» is an answer, though it has no return address: %s', async ([text]) => {
    expect(await kindOf('Re: the week', text, ['Return-Path: <>', 'Auto-Submitted: auto-replied'])).toBe(
      'auto-reply',
    );
    expect(await kindOf('Out of office', text, ['Return-Path: <>'])).toBe('auto-reply');
  });

  it.for<[subject: string, head: string, why: string]>([
    ['Mail delivery failed?', 'X-Mailer: a program', 'who asks about it'],
    [
      'Your mail could not be delivered',
      'In-Reply-To: <x@minato.example>',
      'who answers under another subject',
    ],
    ['Undeliverable mail', 'In-Reply-To: <x@minato.example>', 'in the words of a server'],
  ])('«%s» with «%s» is a letter from a person %s', async ([subject, head]) => {
    const text = 'Your mail to a colleague of mine came back: 550 5.1.1 <jiro@shop.example>: User unknown.';
    expect(await kindOf(subject, text, [head])).toBe('reply');
  });

  it('asks to leave, where a mail program asks for its owner', async () => {
    expect(await kindOf('unsubscribe', 'Sent by a mail program.', ['Auto-Submitted: auto-replied'])).toBe(
      'unsubscribe',
    );
  });
});

describe('whatever comes', () => {
  const samples = [
    statusMail(),
    wordsMail('failure notice', '<taro@shop.example>:', '550 no'),
    complaintMail('abuse', [], []),
  ];

  it('is read to an end, cut anywhere and with bytes of anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.nat(1200),
        fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 60 }),
        async (sample, end, changes) => {
          const bytes = Buffer.from(sample).subarray(0, end);
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          expect((await readMail(bytes)).findings.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300, seed: 45 },
    );
  });

  it.for([
    'a'.repeat(300_000),
    'a@'.repeat(150_000),
    '\n'.repeat(300_000),
    '<a@b.jp>\n'.repeat(30_000),
    'Final-Recipient: rfc822;a@b.jp\n\n'.repeat(10_000),
    'user '.repeat(60_000),
    '--x\n'.repeat(50_000),
    'no such '.repeat(40_000),
    `${'\\'.repeat(1000)}\n`.repeat(300),
    `${'港'.repeat(60)}\n`.repeat(1000),
  ])('is no trouble as a long row of the same', async (body) => {
    const mail = wordsMail('failure notice', body);
    expect((await readMail(Buffer.from(mail))).findings.length).toBeLessThanOrEqual(200);
  });

  it('is read where its parts are nested without end', async () => {
    const deep = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`,
    );
    expect(
      await read(
        `From: MAILER-DAEMON@x.example\nSubject: failure notice\n${deep.join('')}\n<taro@shop.example>: 550 5.1.1 no such user`,
      ),
    ).toEqual(['hard 5.1.1 taro@shop.example']);
  });

  it('says that a mail is forged where our server found it so, and not where the mail says it', async () => {
    const head = (results: string) => personMail('taro@shop.example', 'unsubscribe', '', [results]);
    const forged = async (results: string) => (await readMail(Buffer.from(head(results)))).forged;
    expect(await forged('Authentication-Results: mx.minato.example; dmarc=fail')).toBe(true);
    expect(await forged('Authentication-Results: mx.minato.example; dmarc=pass')).toBe(false);
  });
});
