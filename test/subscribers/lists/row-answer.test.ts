import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../../src/subscribers/lists/answers/answer-columns.ts';
import { answerOfRow } from '../../../src/subscribers/lists/answers/row-answer.ts';
import { expectOnePass } from '../../growth.ts';
import { inTwoBytes } from '../../two-bytes.ts';

/** Pairs of a header and a cell, each with the reason: lists from services, shops, forms and spreadsheets. */
function pairs(name: string) {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/lists', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([header = '', cell = '', why = '']) => ({ header, cell, why }));
}
const answerTo = (header: string, cell: string) =>
  answerOfRow(['a@example.jp', cell], ['identity', ...kindsOf([header])]).answer;
const TAKES_IN = ['asks', 'silent'];

const REFUSES =
  'unsubscribed Unsubscribed? is_unsubscribed isUnsubscribed UNSUBSCRIBED_FLAG opt_out Opt-Out optOut Opted_Out? Email_opt-out do_not_contact doNotContact DO_NOT_MAIL no_mail blacklisted blacklist Blocklisted blocked is_blocked deleted is_deleted deleted_at removed cancelled canceled_at disabled email_disabled suppressed Suppression inactive bounced is_bounced hard_bounce Soft_Bounced bounced_at invalid_email undeliverable complained spam marked_as_spam DND DNC 退会 退会済 退会フラグ 退会日 退会日時 解約 解約日 解除 解除フラグ 配信停止 配信停止日 配信停止フラグ 停止フラグ 停止日 購読解除 購読停止 受信拒否 配信拒否 メール拒否 拒否フラグ 不要 メール不要 配信不要 削除 削除フラグ 削除日 無効 無効フラグ エラー エラーフラグ 不達 不達フラグ バウンス ブラックリスト ブロック 除外 除外フラグ 対象外 オプトアウト 迷惑メール報告 苦情 休会 休止 死亡 抹消 辞退';
const ASKS =
  'subscribed Subscribed? is_subscribed isSubscribed subscribed_to_emails opt_in Opt-In optIn Opted_In Email_opt-in email_consent Consent consent_given gdpr_consent Marketing_consent accepts_marketing Accepts_Email_Marketing allow_emails email_allowed receive_newsletter Receives_newsletter receiveEmails newsletter Newsletter newsletter_subscribed mailing_list enabled is_enabled active Active is_active isActive confirmed Confirmed? verified email_verified permission email_permission 配信 配信フラグ 配信希望 配信可否 配信許可 メール配信 メルマガ メルマガ配信 メルマガ購読 メルマガ希望 メルマガ受信 メールマガジン ニュースレター 購読 購読希望 購読フラグ 受信 受信可否 受信許可 メール受信 希望 希望有無 送付希望 DM希望 DM可否 案内希望 お知らせ受信 同意 同意有無 承諾 許諾 許可 有効 有効フラグ オプトイン メール可否';

describe('a row of a list', () => {
  it.for(pairs('says-no.tsv'))(
    'with 「$cell」 under 「$header」 is not taken in: $why',
    ({ header, cell }) => {
      expect(TAKES_IN).not.toContain(answerTo(header, cell));
    },
  );

  it.for(pairs('says-yes.tsv'))('with 「$cell」 under 「$header」 is taken in: $why', ({ header, cell }) => {
    expect(TAKES_IN).toContain(answerTo(header, cell));
  });

  it.for([
    {
      of: 'refuses',
      headers: REFUSES,
      cells: '1 yes TRUE true Y t on ○ ◯ ✓ はい 有 あり 済 2024-01-01 01/02/2024 x ×',
      takenIn: false,
    },
    {
      of: 'refuses',
      headers: REFUSES,
      cells: '0 no FALSE false N - なし 無 いいえ null 0000-00-00',
      takenIn: true,
    },
    {
      of: 'asks for mail',
      headers: ASKS,
      cells:
        '0 no FALSE false N f off × ✕ いいえ 無 なし 否 不可 不要 拒否 停止 退会 しない NG 未 unsubscribed never none',
      takenIn: false,
    },
    {
      of: 'asks for mail',
      headers: ASKS,
      cells: '1 yes TRUE true Y on ○ ✓ はい 有 希望 する OK subscribed 2024-01-01',
      takenIn: true,
    },
  ])('under a header that $of is taken in: $takenIn, for each of $cells', ({ headers, cells, takenIn }) => {
    const pairsOf = headers
      .split(' ')
      .flatMap((header) => cells.split(' ').map((cell) => ({ header, cell })));
    const wrong = pairsOf.filter(({ header, cell }) => TAKES_IN.includes(answerTo(header, cell)) !== takenIn);
    expect(wrong).toEqual([]);
  });

  it.for([
    {
      cells: ['', '2024-03-01'],
      headers: ['OPTIN_TIME', 'CONFIRM_TIME'],
      says: 'asks',
      why: 'an empty cell beside a day of consent',
    },
    {
      cells: ['2024-03-01', ''],
      headers: ['仮登録日時', '本登録日時'],
      says: 'doubt',
      why: 'they were asked to confirm, and did not',
    },
    {
      cells: ['2024-03-01', '2024-03-02'],
      headers: ['仮登録日時', '本登録日時'],
      says: 'asks',
      why: 'they confirmed',
    },
    {
      cells: ['2024-03-01', 'subscribed'],
      headers: ['Pending since', 'Status'],
      says: 'asks',
      why: 'they had still to confirm, and are readers now',
    },
    {
      cells: ['2024-03-01', '1'],
      headers: ['confirmation_sent_at', 'newsletter'],
      says: 'doubt',
      why: 'a tick is what they were asked to confirm',
    },
    {
      cells: ['2024-03-01', '2024-03-02'],
      headers: ['invited_at', 'confirmed_at'],
      says: 'asks',
      why: 'they answered',
    },
    {
      cells: ['2024-03-01', 'weekly'],
      headers: ['confirmation_sent_at', 'frequency'],
      says: 'doubt',
      why: 'so is how often they wish mail',
    },
    {
      cells: ['2024-03-01', 'free'],
      headers: ['Pending since', 'Type'],
      says: 'doubt',
      why: 'and what they pay',
    },
    {
      cells: ['2024-03-01', 'html'],
      headers: ['confirmation_sent_at', 'Email type'],
      says: 'doubt',
      why: 'and the form of their mails',
    },
    {
      cells: ['2024-03-01', '購読する'],
      headers: ['確認メール送信日', 'メルマガ希望'],
      says: 'doubt',
      why: 'and a wish in words',
    },
    {
      cells: ['2024-03-01', '20240301'],
      headers: ['confirmation_sent_at', 'confirmation_code'],
      says: 'doubt',
      why: 'a code that looks like a day is no confirmation',
    },
    {
      cells: ['20240301', ''],
      headers: ['認証コード', '認証日時'],
      says: 'doubt',
      why: 'the same beside an empty day',
    },
    {
      cells: ['1', ''],
      headers: ['confirmation_code', 'confirmed_at'],
      says: 'doubt',
      why: 'nor is a code that looks like a tick',
    },
    {
      cells: ['A7F3K9', '2024-03-02'],
      headers: ['confirmation_code', 'confirmed_at'],
      says: 'asks',
      why: 'they confirmed, and the code does not matter',
    },
    {
      cells: ['2024-03-01', '2024-03-01'],
      headers: ['Pending since', 'Order confirmation sent at'],
      says: 'doubt',
      why: 'an order was confirmed, not the address',
    },
    {
      cells: ['2024-03-01', '2024-03-02'],
      headers: ['確認メール送信日', '確認日'],
      says: 'asks',
      why: 'they answered',
    },
    {
      cells: ['2024-03-01', 'bestätigt'],
      headers: ['DOI-Mail versendet am', 'DOI-Status'],
      says: 'asks',
      why: 'they answered, in German',
    },
    {
      cells: ['opted-in', '2024-03-01'],
      headers: ['Opt-in status', 'Opt-in request date'],
      says: 'asks',
      why: 'they did what they were asked to do',
    },
    {
      cells: ['2', 'active'],
      headers: ['confirmation emails sent', 'status'],
      says: 'asks',
      why: 'they were asked twice, and are readers now',
    },
    {
      cells: ['Italia', 'Roma'],
      headers: ['Stato', 'Città'],
      says: 'silent',
      why: 'a country, in Italian',
    },
    {
      cells: ['', '1'],
      headers: ['confirmation_sent_at', 'newsletter'],
      says: 'asks',
      why: 'nothing had to be confirmed',
    },
    {
      cells: ['', ''],
      headers: ['OPTIN_TIME', 'CONFIRM_TIME'],
      says: 'doubt',
      why: 'nobody knows whether they agreed',
    },
    {
      cells: ['subscribed', '2024-03-01'],
      headers: ['status', 'unsubscribed_at'],
      says: 'unsubscribed',
      why: 'the gravest cell decides',
    },
    {
      cells: ['退会', '迷惑メール報告'],
      headers: ['状態', '種別'],
      says: 'complained',
      why: 'so does a complaint',
    },
    {
      cells: ['active', '退会希望'],
      headers: ['status', '備考'],
      says: 'doubt',
      why: 'the note is newer, or it is not',
    },
    { cells: ['regular', '停止'], headers: ['type'], says: 'doubt', why: 'a cell beyond the header' },
    { cells: ['CA', 'Fresno'], headers: ['State', 'City'], says: 'silent', why: 'a state of a country' },
    {
      cells: ['cancelled', 'Fresno'],
      headers: ['State', 'City'],
      says: 'doubt',
      why: 'no state of a country',
    },
  ])('with $cells under $headers says $says: $why', ({ cells, headers, says }) => {
    expect(answerOfRow(['a@example.jp', ...cells], ['identity', ...kindsOf(headers)]).answer).toBe(says);
  });

  it.for([
    { begin: 'a@', unit: '.', end: ' x', why: 'an address without an end' },
    { unit: ',', why: 'commas' },
    { unit: '※ ', why: 'marks' },
    { unit: '(', why: 'brackets' },
    { unit: '2024-01-01 ', why: 'dates' },
    { unit: 'opt-', why: 'the beginning of a phrase' },
    { unit: '退', why: 'the beginning of a word' },
  ])('with a long cell is judged in one pass: $why', ({ begin = '', unit, end = '' }) => {
    const headers = ['name', 'note', 'status', 'company', 'newsletter', 'x', ''];
    const make = (letters: number) => inTwoBytes(begin + unit.repeat(letters / unit.length) + end);
    expectOnePass((cell) => headers.map((header) => answerTo(header, cell)), make, 128_000);
  });

  it.for(['confirm sent ', 'optIn_', '確認メール', 'ą ', '- '])(
    'under a long header of %j is judged in one pass',
    (unit) => {
      const make = (letters: number) => inTwoBytes(unit.repeat(letters / unit.length));
      expectOnePass((header) => answerTo(header, '1'), make, 64_000);
    },
  );
});
