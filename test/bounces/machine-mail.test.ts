import { describe, expect, it } from 'vitest';
import { readMail } from '../../src/bounces/read-mail.ts';
import { lines, personMail, wordsMail } from './mails.ts';

async function kindOf(mail: string): Promise<string | undefined> {
  return (await readMail(Buffer.from(mail))).findings[0]?.kind;
}

describe('a program that answers for a person', () => {
  it.for([
    { subject: 'Automatische Antwort: die Woche', why: 'German' },
    { subject: 'Réponse automatique : la semaine', why: 'French' },
    { subject: 'Automatisch antwoord: de week', why: 'Dutch' },
    { subject: 'Autosvar: veckan', why: 'Swedish' },
    { subject: 'Автоматический ответ: неделя', why: 'Russian' },
    { subject: '自动回复: 一周', why: 'Chinese' },
    { subject: '자동 회신: 주간', why: 'Korean' },
    { subject: 'Re: [自動返信] 受付完了', why: 'Japanese, behind a sign for an answer' },
    { subject: '出張中です', why: 'Japanese, who is on a journey' },
    { subject: 'On annual leave until 3 May', why: 'until when' },
  ])('shows itself in the subject «$subject»: $why', async ({ subject }) => {
    expect(await kindOf(personMail('hana@shop.example', subject, 'Until Monday.'))).toBe('auto-reply');
  });

  it.for([
    { text: 'We got your letter.\nThis is an automated response.', why: 'English' },
    { text: 'Ticket 12 is open. Please do not reply to this email.', why: 'a help desk' },
    { text: 'お問い合わせを受け付けました。\n※このメールは自動的に送信しています', why: 'Japanese' },
    { text: 'Dies ist eine automatisch erzeugte Nachricht.', why: 'German' },
  ])('says so: $why', async ({ text }) => {
    expect(await kindOf(personMail('desk@shop.example', 'Re: the week', text))).toBe('auto-reply');
  });

  it.for([
    { subject: 'Automatic doors', text: 'A story about doors.', why: 'a word of such a subject' },
    { subject: '質問', text: '自動返信メールが届きません。', why: 'a question about a mail of a program' },
    { subject: '自動返信が届かない', text: '登録しましたが。', why: 'the same in the subject' },
    { subject: '自動運転の記事', text: '誤字があります。', why: 'a longer word that begins so' },
    { subject: '休暇村の記事', text: '良かったです。', why: 'the name of a place' },
    { subject: 'On leave and loss', text: 'A fine essay.', why: 'the same words in a title' },
    { subject: 'Out of office space', text: 'Where are rents low?', why: 'a sentence that goes on' },
    { subject: '質問', text: 'このメールは自動送信ですか？', why: 'a question about ours' },
    {
      subject: 'Re: the week',
      text: 'When I am back in the office I will show it to everybody.',
      why: 'who was away and reads it all the same',
    },
  ])('is not taken for one: $why', async ({ subject, text }) => {
    expect(await kindOf(personMail('hana@shop.example', subject, text))).toBe('reply');
  });
});

describe('a report of programs that asks nothing', () => {
  const report = (type: string, part: string) =>
    lines(
      'From: Hana <hana@shop.example>',
      'Subject: Read: the week',
      `Content-Type: multipart/report; report-type=${type}; boundary=b`,
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It was read.',
      '--b',
      `Content-Type: ${part}`,
      '',
      'Disposition: manual-action/MDN-sent-manually; displayed',
      '--b--',
    );
  it.for([
    {
      mail: report('disposition-notification', 'message/disposition-notification'),
      why: 'the mail was read (RFC 8098)',
    },
    { mail: report('tlsrpt', 'application/tlsrpt+gzip'), why: 'encryption on the way (RFC 8460)' },
    {
      mail: personMail(
        'reports@provider.example',
        'Report Domain: minato.example Submitter: provider.example Report-ID: <1>',
        'See the file.',
      ),
      why: 'signatures of a day (RFC 7489)',
    },
    {
      mail: lines(
        'From: hana@shop.example',
        'Subject: Declined: tea',
        'Content-Type: text/calendar; method=REPLY; charset=utf-8',
        '',
        'BEGIN:VCALENDAR',
        'END:VCALENDAR',
      ),
      why: 'a calendar answers (RFC 5546)',
    },
  ])('is nothing for the editor: $why', async ({ mail }) => {
    expect(await kindOf(mail)).toBe('other');
  });
});

describe('a mail server in a language that is not in the tables', () => {
  it('returns a mail, since no person writes as a mail server', async () => {
    const mail = wordsMail('Meddelelse', 'Posten kom ikke fram:', '<taro@shop.example>', '550 5.1.1 ukjent');
    expect(await kindOf(mail)).toBe('hard');
  });
  it('says that a mail was not delivered, in a word that holds "delivered"', async () => {
    const mail = wordsMail('Undelivered: the week', '<taro@shop.example>: 550 5.1.1 unbekannt');
    expect(await kindOf(mail)).toBe('hard');
    const good = wordsMail('Delivered: the week', 'Delivered to <taro@shop.example>: 250 rejected nothing');
    expect(await kindOf(good)).toBe('delivered');
  });
  it.for([
    { from: 'Hana Postmaster <hana@shop.example>', why: 'her name' },
    { from: 'postmaster@shop.example', why: 'his task' },
  ])('is not who is called so: $why', async ({ from }) => {
    const text = 'Your letters arrive in one heap. Delivery could be slower.';
    expect(await kindOf(personMail(from, 'Your letters', text))).toBe('reply');
  });
  it('is not who passes on what came back to them', async () => {
    const text = 'My answer came back.\n\n<letter@minato.example>: 550 5.1.1 User unknown';
    const mail = personMail('hana@shop.example', 'Fwd: Undelivered Mail Returned to Sender', text);
    expect(await kindOf(mail)).toBe('reply');
  });
});
