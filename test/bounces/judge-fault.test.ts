import { describe, expect, it } from 'vitest';
import { judgeFault } from '../../src/bounces/judge-fault.ts';

type Row = { readonly said: string; readonly status?: string; readonly is: string; readonly why: string };

/** The fault, and `passing` where the server may take the mail later. */
function judged({ status, said }: Row): string {
  const { fault, permanent } = judgeFault(status, said);
  return permanent ? fault : `${fault}, passing`;
}

describe('at which step the server refused', () => {
  it.for<Row>([
    {
      said: '550 5.1.1 user unknown (in reply to MAIL FROM command)',
      status: '5.1.1',
      is: 'about-us',
      why: 'the only address that the server knew was our return address',
    },
    {
      said: 'SMTP error from remote mail server after pipelined MAIL FROM:<x@minato.example>: 550 no such user',
      is: 'about-us',
      why: 'the same in the words of Exim',
    },
    {
      said: 'host mx.shop.example refused to talk to me: 554 a problem occurred (BL)',
      is: 'about-us',
      why: 'at the greeting no recipient is named yet',
    },
    {
      said: 'SMTP error from remote mail server after EHLO mx.minato.example: 550 Rejected',
      is: 'about-us',
      why: 'our name was refused, not the recipient',
    },
    {
      said: '>>> MAIL From:<x@minato.example>\n>>> RCPT To:<taro@shop.example>\n<<< 550 user unknown',
      is: 'bad-address',
      why: 'a transcript goes through all steps; the last one counts',
    },
    {
      said: '550 no such user (in reply to RCPT TO command)',
      is: 'bad-address',
      why: 'the server looked the recipient up',
    },
    {
      said: '550 no such user (in reply to end of DATA command)',
      is: 'filtered',
      why: 'the recipient was good enough until the content came',
    },
    {
      said: "554 delivery error: this user doesn't have a mail.example account (in reply to end of DATA command)",
      is: 'bad-address',
      why: 'nobody but who looked the account up can say this, at any step',
    },
    {
      said: '552 message too large (in reply to MAIL FROM command)',
      is: 'content',
      why: 'the size is known at the sender already',
    },
  ])('$said: $why', (row) => {
    expect(judged(row)).toBe(row.is);
  });
});

describe('what the words mean', () => {
  it.for<Row>([
    {
      said: '550 5.7.1 No such user!',
      status: '5.7.1',
      is: 'filtered',
      why: 'it is about the recipient, though under the code of a policy: three digests decide',
    },
    {
      said: 'Domain shop.example does not accept mail (nullMX)',
      status: '5.1.0',
      is: 'bad-address',
      why: 'a domain without any mail (RFC 7505), in the words of our own server',
    },
    {
      said: '550 5.7.27 Sender address has null MX',
      status: '5.7.27',
      is: 'about-us',
      why: 'the same said of our address',
    },
    {
      said: 'Child process of virtual_address_pipe returned 127 (command does not exist)',
      is: 'network',
      why: 'a broken program behind a good address',
    },
    { said: 'unknown local-part "taro" in domain "shop.example"', is: 'bad-address', why: 'Exim' },
    {
      said: '550 5.5.0 Requested action not taken: mailbox unavailable',
      status: '5.5.0',
      is: 'unknown',
      why: 'neither the code nor the words of RFC 5321 give a reason',
    },
    { said: 'User mailbox exceeds allowed size', is: 'mailbox-full', why: 'the mailbox, not the mail' },
    {
      said: 'このアカウントは停止されています',
      is: 'mailbox-off',
      why: 'Japanese: the account is suspended',
    },
    { said: 'サーバーに接続できませんでした', is: 'network', why: 'Japanese: no connection' },
    {
      said: '554 5.2.1 mailbox disabled, not accepting messages',
      status: '5.2.1',
      is: 'mailbox-off',
      why: 'not accepting, since it is switched off: not about us',
    },
    { said: 'メールボックスの使用量が上限に達しました', is: 'mailbox-full', why: 'Japanese: full' },
    { said: '該当する宛先はありません', is: 'bad-address', why: 'Japanese: no such person' },
    {
      said: '554 5.4.7 exceeded max time without delivery',
      status: '5.4.7',
      is: 'network',
      why: 'the time that a server tried, and no limit of ours',
    },
    {
      said: "la boîte aux lettres de l'autre personne est pleine",
      is: 'mailbox-full',
      why: 'French, with words between',
    },
    { said: 'buzón lleno', is: 'mailbox-full', why: 'Spanish' },
    { said: '邮箱已满', is: 'mailbox-full', why: 'Chinese' },
    { said: '존재하지 않는 사용자입니다', is: 'bad-address', why: 'Korean' },
    {
      said: 'skupina neexistuje nebo nemáte oprávnění',
      is: 'about-us',
      why: 'Czech: no such group, or no permission; of two readings the one that suppresses nobody',
    },
  ])('$said: $why', (row) => {
    expect(judged(row)).toBe(row.is);
  });
});
