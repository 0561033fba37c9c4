/** Who answers a confirmation agrees, or does not, or is a program. */
import { describe, expect, it } from 'vitest';
import { readMail } from '../../src/bounces/read-mail.ts';
import { personMail } from './mails.ts';

const TOKEN = 'Qk9bM3Zx0aPw7LrT2nVd-g';
const quotation = (text: string) =>
  [
    text,
    '',
    '2025年11月10日(月) 9:00 週刊みなと <letter@minato.example>:',
    `> mailto:x?subject=confirm%20${TOKEN}`,
  ].join('\n');
const answerOf = async (subject: string, text: string, head: readonly string[] = []) =>
  (await readMail(Buffer.from(personMail('hana@example.jp', subject, text, head)))).answer;

describe('an answer', () => {
  it.for([
    { text: '', why: 'the mail sent back as it is' },
    { text: 'はい', why: 'yes' },
    { text: 'はい、登録します。よろしくお願いします。', why: 'yes, in a sentence' },
    { text: '登録します', why: 'the word of joining' },
    { text: '登録を希望します。\n\n山田花子', why: 'with a name below' },
    { text: '確認しました', why: 'they have seen it' },
    { text: 'よろしくお願いいたします。', why: 'politeness alone' },
    { text: 'お願いします\n\niPhoneから送信', why: 'with what a telephone adds' },
    { text: 'OK', why: 'in English' },
    { text: 'Yes, please.', why: 'in English, politely' },
    { text: 'Confirm', why: 'the word of the button' },
    { text: 'Sí, gracias.', why: 'in Spanish' },
    { text: '是的，谢谢', why: 'in Chinese' },
    { text: '我確認訂閱。\n\n從我的 iPhone 傳送', why: 'in traditional Chinese, with what a telephone adds' },
    { text: 'Vale\n\nEnviado desde mi iPhone', why: 'in Spanish, with what a telephone adds' },
    { text: 'はい\n\n━━━━━━━━\n株式会社みほん 総務部\n電話 03-0000-0000\n━━━━━━━━', why: 'with a signature' },
    { text: 'Sent from my iPhone', why: 'nothing but what a telephone adds' },
    { text: '-- \n山田', why: 'nothing but a signature' },
  ])('agrees: $text ($why)', async ({ text }) => {
    expect((await answerOf('Re: 登録の確認をお願いします', quotation(text))).agrees).toBe(true);
  });

  it.for([
    { text: '心当たりがありません。', why: 'somebody else asked' },
    { text: '登録しません', why: 'no' },
    { text: '登録は不要です', why: 'no, politely' },
    { text: '結構です', why: 'no, as politely as can be' },
    { text: 'No', why: 'no' },
    { text: 'No, gracias.', why: 'no, in Spanish' },
    { text: '不同意', why: 'no, in Chinese' },
    { text: '是吗？', why: 'a question in Chinese' },
    { text: 'I did not ask for this.', why: 'somebody else asked' },
    {
      text: 'お問い合わせありがとうございます。\n担当者より折り返しご連絡いたします。',
      why: 'a program at a help desk',
    },
    { text: 'お問い合わせを受け付けました。受付番号 123456', why: 'a program that counts' },
    { text: 'ただいま不在にしております。', why: 'a program of somebody who is away' },
    { text: 'Thank you for contacting us.', why: 'a program' },
    { text: 'Your ticket has been created.\nOK', why: 'a program, and a word below' },
    { text: 'はい、これは何のメールですか？', why: 'a question' },
    { text: 'はい\nただし来月からでお願いできますか。', why: 'a wish that a person must read' },
  ])('does not agree: $text ($why)', async ({ text }) => {
    expect((await answerOf('Re: 登録の確認をお願いします', quotation(text))).agrees).toBe(false);
  });

  it.for([
    {
      text: 'はい\n\nOn Mon, Nov 10, 2025 at 9:00 AM Minato <letter@minato.example>\nwrote:\n> x',
      why: 'Gmail, in two lines',
    },
    { text: 'はい\n\n-----Original Message-----\nFrom: x\nSubject: y', why: 'Outlook of old' },
    { text: 'はい\n\n差出人: 週刊みなと <letter@minato.example>\n件名: 登録', why: 'Outlook, in Japanese' },
    { text: 'はい\n\nFrom: Minato <letter@minato.example>\nSent: Monday', why: 'Outlook, in English' },
    { text: 'はい\n\n2025/11/10 9:00、週刊みなと <letter@minato.example>のメール:\n> x', why: 'Apple Mail' },
    {
      text: 'Sí\n\nEl lun, 10 nov 2025 a las 9:00, Minato (<letter@minato.example>) escribió:\n> x',
      why: 'Gmail, in Spanish',
    },
    {
      text: '是的\n\nMinato <letter@minato.example> 于2025年11月10日周一 09:00写道：\n> x',
      why: 'Gmail, in Chinese',
    },
    {
      text: '是的\n\nMinato <letter@minato.example> 於 2025年11月10日 週一 上午9:00寫道：\n> x',
      why: 'Gmail, in traditional Chinese',
    },
    {
      text: 'Ja, ok\nAm 10.11.2025 um 9:00 schrieb Minato:\n> x',
      agrees: false,
      why: 'a word that we do not know',
    },
  ])('is read without the mail below it: $why', async ({ text, agrees = true }) => {
    expect((await answerOf('Re: x', text)).agrees).toBe(agrees);
  });

  it('holds the token of the link in its subject, and the quoted one apart', async () => {
    expect(await answerOf(`confirm ${TOKEN}`, '')).toMatchObject({ inSubject: [TOKEN] });
    expect(await answerOf(`Re: ${TOKEN}`, quotation(''))).toMatchObject({ inSubject: [] });
  });

  it.for([
    { subject: '042917', text: '', code: '042917', why: 'as the subject' },
    { subject: 'Re: 登録の確認', text: '042917', code: '042917', why: 'as the text' },
    { subject: '', text: '０４２ ９１７', code: '042917', why: 'in full width' },
    { subject: '', text: '０４２ー９１７', code: '042917', why: 'with the dash of a Japanese keyboard' },
    { subject: '', text: '受付番号は 042917 です', code: undefined, why: 'a number in a sentence' },
    { subject: '', text: '0429171', code: undefined, why: 'seven digits' },
  ])('holds the six digits: $why', async ({ subject, text, code }) => {
    expect((await answerOf(subject, quotation(text))).code).toBe(code);
  });

  it('is none where a program reports that the mail was read', async () => {
    const report = personMail('hana@example.jp', 'Read: x', '').replace(
      'text/plain; charset=utf-8',
      'multipart/report; report-type=disposition-notification; boundary=x',
    );
    expect((await readMail(Buffer.from(report))).answer.agrees).toBe(false);
  });
});
