/** The exports of other services and form tools, as they write them: invented people, true headers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { Problem } from '../../src/problem.ts';
import { type ImportOptions, importList } from '../../src/subscribers/import.ts';
import { readList } from '../../src/subscribers/lists/read-list.ts';
import { all, countedBytes } from '../ledger/people.ts';

const NOW = new Date('2025-11-09T22:00:00Z');

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-services-'));
  ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
});
afterEach(async () => {
  await ledger[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function bring(content: string | Uint8Array, options: Partial<ImportOptions> = {}) {
  const path = join(folder, 'list.csv');
  await writeFile(path, content);
  const problems: Problem[] = [];
  const result = await importList(() => readList(path, 'list.csv'), ledger.subscribers, {
    file: 'list.csv',
    categories: [{ name: '業界動向', slug: 'industry' }],
    consent: '旧サービス',
    as: undefined,
    columns: [],
    dryRun: false,
    zone: 'Asia/Tokyo',
    now: NOW,
    progress: () => {},
    report: (problem) => problems.push(problem),
    ...options,
  });
  return { result, problems };
}

/** Who is on the list now, with the record of consent or of leaving. */
async function people() {
  const found = await all(ledger.subscribers.list());
  const departures = await ledger.subscribers.departures(found.map(({ id }) => id));
  return found.map(({ id, address, status, consent }) => {
    const departure = departures.get(id);
    const record = departure === undefined ? consent : { source: departure.reason, at: departure.at };
    return [address.split('@')[0], status, record?.source, record?.at.toISOString()];
  });
}
const NOW_TEXT = NOW.toISOString();

describe('the export of', () => {
  it.for([
    {
      service: 'Mailchimp, subscribed: its times and addresses are the record of consent',
      content: `"Email Address","First Name","Last Name",Address,"Phone Number",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,GMTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
a@example.jp,Hana,Mihon,"1-2-3 Minato  Tokyo",,2,"2024-03-01 10:00:00",192.0.2.1,"2024-03-01 10:03:00",192.0.2.1,,9,Asia/Tokyo,JP,13,"2025-10-01 00:00:00",1,aa,,"""web"""
b@example.jp,,,,,3,,,"2024-04-01 10:03:00",192.0.2.2,,9,Asia/Tokyo,JP,13,"2025-10-01 00:00:00",2,ab,,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (CONFIRM_TIME, from 192.0.2.1)', '2024-03-01T01:03:00.000Z'],
        ['b', 'confirmed', '旧サービス (CONFIRM_TIME, from 192.0.2.2)', '2024-04-01T01:03:00.000Z'],
      ],
    },
    {
      service: 'Mailchimp, unsubscribed: when and why',
      content: `"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID,NOTES,TAGS,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON
a@example.jp,Gone,2,,"2024-04-01 10:03:00","2025-10-01 00:00:00",200,aaa,,,"2025-08-01 00:00:00",Weekly,1,NORMAL
`,
      expected: [['a', 'unsubscribed', 'NORMAL', '2025-07-31T15:00:00.000Z']],
    },
    {
      service: 'Mailchimp, cleaned: mail came back',
      content: `"Email Address",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID
a@example.jp,2,,"2024-04-01 10:03:00","2025-10-01 00:00:00",201,aab,"2025-08-01 00:00:00",Weekly,1
`,
      expected: [['a', 'bounced', 'list.csv says so', '2025-07-31T15:00:00.000Z']],
    },
    {
      service: 'Substack: whoever does not pay still reads',
      content: `Email,Active Subscription,Expiry,Plan,Email Disabled,Created At,First Payment At
a@example.jp,false,,free,false,2025-01-02T03:04:05.678Z,
b@example.jp,true,2026-12-01T00:00:00.000Z,yearly,false,2025-01-02T03:04:05.678Z,2025-01-03T00:00:00Z
c@example.jp,false,,free,true,2025-01-02T03:04:05.678Z,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (Created At)', '2025-01-02T03:04:05.678Z'],
        ['b', 'confirmed', '旧サービス (Created At)', '2025-01-02T03:04:05.678Z'],
        ['c', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Ghost: paused and deleted members',
      content: `id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
1,a@example.jp,One,,true,false,,2024-05-01T00:00:00.000Z,,"weekly,free",
2,b@example.jp,Two,,false,false,,2024-05-01T00:00:00.000Z,,,
3,c@example.jp,Three,,true,true,cus_1,2024-05-01T00:00:00.000Z,2025-01-01T00:00:00.000Z,,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (created_at)', '2024-05-01T00:00:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'unsubscribed', 'list.csv says so', '2025-01-01T00:00:00.000Z'],
      ],
    },
    {
      service: 'Buttondown: regular, unsubscribed, never activated',
      content: `email,notes,metadata,tags,referrer_url,creation_date,type,unsubscription_date
a@example.jp,,{},,,2024-01-01,regular,
b@example.jp,,{},,,2024-01-01,unsubscribed,2024-02-01
c@example.jp,,{},,,2024-01-01,unactivated,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (creation_date)', '2023-12-31T15:00:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', '2024-01-31T15:00:00.000Z'],
        ['c', 'unconfirmed', undefined, undefined],
      ],
    },
    {
      service: 'beehiiv',
      content: `id,email,status,tier,created_at,utm_source
x1,a@example.jp,active,free,2024-01-01,
x2,b@example.jp,inactive,free,2024-01-01,
x3,c@example.jp,pending,free,2024-01-01,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (created_at)', '2023-12-31T15:00:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'unconfirmed', undefined, undefined],
      ],
    },
    {
      service: 'Kit',
      content: `email,first_name,status,created_at,tags
a@example.jp,A,active,2024-01-01 00:00:00 UTC,"webinar, vip"
b@example.jp,B,cancelled,2024-01-01 00:00:00 UTC,
c@example.jp,C,complained,2024-01-01 00:00:00 UTC,
d@example.jp,D,bounced,2024-01-01 00:00:00 UTC,
`,
      expected: [
        ['a', 'confirmed', '旧サービス (created_at)', '2024-01-01T00:00:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'complained', 'list.csv says so', NOW_TEXT],
        ['d', 'bounced', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'listmonk',
      content: `uuid,email,name,attributes,status,created_at,updated_at
u1,a@example.jp,One,"{""city"":""Tokyo""}",enabled,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z
u2,b@example.jp,Two,{},blocklisted,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z
u3,c@example.jp,Three,{},disabled,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z
`,
      expected: [
        ['a', 'confirmed', '旧サービス (created_at)', '2024-01-01T00:00:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Mailman: bare addresses',
      content: 'a@example.jp\nb@example.jp\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'confirmed', '旧サービス', NOW_TEXT],
      ],
    },
    {
      service: 'MailPoet: two states in one row',
      content: `"Email","First Name","Last Name","Global Status","List","List Status"
a@example.jp,花,山,Subscribed,News,Subscribed
b@example.jp,太,山,Unsubscribed,News,Unsubscribed
c@example.jp,次,山,Bounced,News,Subscribed
`,
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'bounced', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'a Japanese mail magazine stand',
      content:
        '登録アドレス,登録日時,状態\na@example.jp,2024/01/02 10:11,購読中\nb@example.jp,2024/01/02 10:11,解除\nc@example.jp,2024/01/02 10:11,エラー停止\n',
      expected: [
        ['a', 'confirmed', '旧サービス (登録日時)', '2024-01-02T01:11:00.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'bounced', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'a Japanese form of Google: the question is the header',
      content: `タイムスタンプ,お名前を教えてください,メールアドレスを入力してください（必須）,メールアドレス（確認用）,週刊ニュースレターの配信を希望しますか？
2024/01/02 1:11:12 午後 GMT+9,見本 花,a@example.jp,a@example.jp,はい
2024/01/03 9:00:00 午前 GMT+9,見本 太,b@example.jp,b@example.jp,いいえ
`,
      expected: [
        ['a', 'confirmed', '旧サービス (タイムスタンプ)', '2024-01-02T04:11:12.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Formspree',
      content: `_date,_replyto,name,message,newsletter
2024-01-02T10:11:12Z,a@example.jp,Hana,Hello,yes
2024-01-02T10:11:12Z,b@example.jp,Taro,Hello,no
`,
      expected: [
        ['a', 'confirmed', '旧サービス (_date)', '2024-01-02T10:11:12.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Excel, as Unicode text (UTF-16 with tabs)',
      content: Buffer.from('\ufeffメールアドレス\t氏名\r\na@example.jp\t見本\r\n', 'utf16le'),
      expected: [['a', 'confirmed', '旧サービス', NOW_TEXT]],
    },
    {
      service: 'MailerLite: the column of the addresses is called Subscriber',
      content: `Subscriber,Sent,Opened,Subscribed,Status
a@example.jp,10,5,"2024-01-02 10:11:12",active
b@example.jp,10,5,"2024-01-02 10:11:12",junk
`,
      expected: [
        ['a', 'confirmed', '旧サービス (Subscribed)', '2024-01-02T01:11:12.000Z'],
        ['b', 'complained', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service:
        'Substack, all columns of its dashboard: who gave nothing to others, or stopped to pay, still reads',
      content: `Email,Name,Stripe subscription ID,Type,Stripe plan,Cancel date,Start date,Emails received (6mo),Subscriptions gifted,Days active (30d),State/Province,Expiration date,Email disabled
a@example.jp,A,,Free,,,2024-01-02T03:04:05.678Z,0,0,0,Tokyo,,
b@example.jp,B,sub_1,Yearly Subscriber,Annual,2025-01-02T03:04:05.678Z,2024-01-02T03:04:05.678Z,20,0,0,,2025-02-02T03:04:05.678Z,false
c@example.jp,C,,Free,,,2024-01-02T03:04:05.678Z,0,0,0,,,true
`,
      expected: [
        ['a', 'confirmed', '旧サービス (Start date)', '2024-01-02T03:04:05.678Z'],
        ['b', 'confirmed', '旧サービス (Start date)', '2024-01-02T03:04:05.678Z'],
        ['c', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Google Contacts: the labels of addresses say nothing about mail',
      content: `First Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value
花子,見本,見本社,,* myContacts,* Work,a@example.jp,,
次郎,見本,,,* myContacts,* ,b@example.jp,Home,b2@example.jp
`,
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'confirmed', '旧サービス', NOW_TEXT],
      ],
    },
    {
      service: 'Outlook: most people have one address',
      content: `First Name,Last Name,E-mail Address,E-mail 2 Address,E-mail 3 Address,Company,Notes
Hana,Mihon,a@example.jp,,,Example,
`,
      expected: [['a', 'confirmed', '旧サービス', NOW_TEXT]],
    },
    {
      service: 'Google Groups: a title above the header',
      content: `Members for group list@groups.example
Email address,Nickname,Group status,Email status,Email preference,Posting permissions
a@example.jp,A,member,,email,allowed
b@example.jp,B,owner,,none,allowed
c@example.jp,C,member,bouncing,email,allowed
d@example.jp,D,member,,digest,allowed
`,
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'bounced', 'list.csv says so', NOW_TEXT],
        ['d', 'confirmed', '旧サービス', NOW_TEXT],
      ],
    },
    {
      service: 'Mailjet: a pending opt-in is none',
      content: `email,name,isexcludedfromcampaigns,isoptinpending,isspamcomplaining,createdat
a@example.jp,A,false,false,false,2024-01-02T03:04:05Z
b@example.jp,B,true,false,false,2024-01-02T03:04:05Z
c@example.jp,C,false,true,false,2024-01-02T03:04:05Z
d@example.jp,D,false,false,true,2024-01-02T03:04:05Z
`,
      expected: [
        ['a', 'confirmed', '旧サービス (createdat)', '2024-01-02T03:04:05.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'unconfirmed', undefined, undefined],
        ['d', 'complained', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'MyASP: a flag of a registration that is not complete',
      content: `登録日時,ステータス,メールアドレス,氏名(姓),氏名(名),配信解除日時,仮登録フラグ
2024-01-02 03:04:05,登録中,a@example.jp,見本,花,,0
2024-01-02 03:04:05,解除,b@example.jp,見本,花,2024-02-02 03:04:05,0
2024-01-02 03:04:05,仮登録,c@example.jp,見本,花,,1
`,
      expected: [
        ['a', 'confirmed', '旧サービス (登録日時)', '2024-01-01T18:04:05.000Z'],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'unconfirmed', undefined, undefined],
      ],
    },
    {
      service: 'a table of PostgreSQL, as \\copy writes it',
      content: 'email,created_at,unsubscribed\na@example.jp,2024-01-02 03:04:05.678901+00,f\n',
      expected: [['a', 'confirmed', '旧サービス (created_at)', '2024-01-02T03:04:05.000Z']],
    },
    {
      service: 'a stand, in UTF-16 without a byte order mark',
      content: Buffer.from('メールアドレス,状態\r\na@example.jp,配信中\r\nb@example.jp,解除\r\n', 'utf16le'),
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'HubSpot',
      content: `Record ID,Email,Marketing contact status,Unsubscribed from all email,Email hard bounce reason
1,a@example.jp,Marketing contact,,
2,b@example.jp,Marketing contact,true,
3,c@example.jp,Marketing contact,,UNKNOWN_USER
4,d@example.jp,Non-marketing contact,,
`,
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
        ['c', 'bounced', 'list.csv says so', NOW_TEXT],
        ['d', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'a Korean stand',
      content: '이메일,이름,수신동의\na@example.jp,김,예\nb@example.jp,박,아니오\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'a list whose only column of addresses has a header in no table',
      content: 'Yhteystieto;Status\na@example.jp;active\nb@example.jp;unsubscribed\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Excel’s line that names the delimiter, which is no header',
      content:
        '\ufeff"sep=\t"\r\nメールアドレス\t氏名\t退会\r\na@example.jp\t見本, 甲\t\r\nb@example.jp\t見本\t○\r\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'texts that Excel is to leave as they are',
      content: 'email,status\n="a@example.jp",="active"\n="b@example.jp",="unsubscribed"\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'unsubscribed', 'list.csv says so', NOW_TEXT],
      ],
    },
    {
      service: 'Mailman with names',
      content: '見本 花子 <a@example.jp>\nB <b@example.jp>\n"C, D" <c@example.jp>\n',
      expected: [
        ['a', 'confirmed', '旧サービス', NOW_TEXT],
        ['b', 'confirmed', '旧サービス', NOW_TEXT],
        ['c', 'confirmed', '旧サービス', NOW_TEXT],
      ],
    },
  ])('$service', async ({ content, expected }) => {
    const { problems } = await bring(content);
    expect(problems.filter(({ code }) => code !== 'subscriber-column')).toEqual([]);
    expect(await people()).toEqual(expected);
  });

  it.for([
    {
      service: 'HubSpot: how far a sale has come says nothing about mail',
      content:
        'First Name,Email,Marketing contact status,Unsubscribed from all email,Lead Status\nA,a@example.jp,Marketing contact,,New\nB,b@example.jp,Marketing contact,Yes,Open\n',
      states: ['a confirmed', 'b unsubscribed'],
    },
    {
      service: 'Campaign Monitor: who wants no tracking still reads',
      content:
        'Email Address,Name,Date Subscribed,State,Consent to Track\na@example.jp,A,2024-01-01,Active,No\nb@example.jp,B,2024-01-01,Unsubscribed,Yes\n',
      states: ['a confirmed', 'b unsubscribed'],
    },
    {
      service: 'Buttondown: who no longer pays still reads',
      content:
        'email,type,unsubscription_date,churn_date\na@example.jp,regular,,2024-03-01\nb@example.jp,unsubscribed,2024-02-01,\n',
      states: ['a confirmed', 'b unsubscribed'],
    },
    {
      service: 'Omnisend: the day of a state is no state',
      content:
        'email,emailStatus,emailStatusDate\na@example.jp,subscribed,2024-01-01\nb@example.jp,nonSubscribed,2024-01-01\n',
      states: ['a confirmed', 'b unsubscribed'],
    },
    {
      service: 'Brevo: a no to another channel is none to mail',
      content:
        'EMAIL,EMAIL_BLACKLISTED,SMS_BLACKLISTED,DOUBLE_OPT-IN\na@example.jp,No,Yes,Yes\nb@example.jp,Yes,No,Yes\nc@example.jp,No,No,No\n',
      states: ['a confirmed', 'b unsubscribed', 'c unconfirmed'],
    },
    {
      service: 'CleverReach: who was never activated is refused, and named',
      content:
        'email,registered,activated,deactivated,bounced\na@example.jp,2024-01-01,2024-01-01,,0\nb@example.jp,2024-01-01,,,0\nc@example.jp,2024-01-01,2024-01-02,2024-02-01,0\n',
      states: ['a confirmed', 'c unsubscribed'],
    },
  ])('$service', async ({ content, states }) => {
    await bring(content);
    expect((await people()).map(([name, status]) => `${name} ${status}`)).toEqual(states);
  });

  it.for([
    { header: 'OPTIN_TIME,CONFIRM_TIME', why: 'Mailchimp' },
    { header: 'Subscribed,Confirmation timestamp', why: 'MailerLite' },
    { header: 'newsletter,verified', cells: ['yes,yes', 'yes,'], why: 'a shop' },
    { header: '登録日時,本登録日時', why: 'a form in Japanese' },
  ])(
    '$why: an empty cell under $header, where others have one, is a doubt',
    async ({ header, cells = ['2024-03-01,2024-03-02', '2024-03-01,'] }) => {
      const [both, first] = cells;
      const { result, problems } = await bring(
        `email,${header}\na@example.jp,${both}\nb@example.jp,${first}\n`,
      );
      expect(result).toMatchObject({ added: 1, refused: 1 });
      expect(problems).toMatchObject([{ code: 'subscriber-status', at: { line: 3 } }]);
    },
  );

  it.for([
    {
      content: 'email,name,status\na@example.jp,A,active\nb@example.jp,B',
      added: 1,
      why: 'a state may follow',
    },
    { content: 'email,unsubscribed_at\na@example.jp,\nb@exampl', added: 1, why: 'a day of leaving, too' },
    {
      content: 'email,name,status\na@example.jp,A,active\nb@example.jp,B,',
      added: 1,
      why: 'cut behind the comma',
    },
    { content: 'email\tunsubscribed\na@example.jp\t0\nb@example.jp\t', added: 1, why: 'or behind a tab' },
    {
      content: 'email,status\na@example.jp,active\nb@example.jp,\n',
      added: 2,
      why: 'an empty state is whole',
    },
    { content: 'email,status\na@example.jp,active\nb@example.jp,""', added: 2, why: 'so is one in quotes' },
    { content: 'email,status,name\na@example.jp,active,A\nb@example.jp,active,', added: 2, why: 'a name' },
    {
      content: 'email,name,status\nb@example.jp,"B"\na@example.jp,A,active\n',
      added: 2,
      why: 'a short line is no end',
    },
    {
      content: 'email,name,status\na@example.jp,A,active\nb@example.jp,B,active',
      added: 2,
      why: 'nothing is missing',
    },
    { content: 'email,name\na@example.jp,A\nb@example.jp', added: 2, why: 'only a name is' },
  ])('a file that ends within a line brings $added of two: $why', async ({ content, added }) => {
    const { result, problems } = await bring(content);
    expect(result).toMatchObject({ added, refused: 2 - added });
    expect(problems.filter(({ code }) => code === 'subscriber-line')).toHaveLength(2 - added);
  });

  it('a list in which nobody has a time of confirmation says nothing by it', async () => {
    const { result } = await bring(
      'email,OPTIN_TIME,CONFIRM_TIME\na@example.jp,2024-03-01,\nb@example.jp,2024-03-02,\n',
    );
    expect(result).toMatchObject({ added: 2, refused: 0 });
  });

  it('Mailchimp needs no further word: its time of confirmation is a record; other dates are none', async () => {
    await bring(
      '"Email Address",OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP,LEID,EUID\na@example.jp,,"2024-03-01 10:03:00",192.0.2.1,1,a\n',
      { consent: undefined },
    );
    await bring('email,created_at,subscribed_at\nb@example.jp,2024-01-01,2024-01-01\n', {
      consent: undefined,
    });
    expect(await people()).toEqual([
      ['a', 'confirmed', 'Mailchimp (CONFIRM_TIME, from 192.0.2.1)', '2024-03-01T01:03:00.000Z'],
      ['b', 'unconfirmed', undefined, undefined],
    ]);
  });

  it.for([
    { line: "'a@example.jp", problem: 'subscriber-width', result: 'added', why: 'an apostrophe is told' },
    {
      line: 'Unsubscribed <a@example.jp>',
      problem: 'subscriber-status',
      result: 'refused',
      why: 'struck out',
    },
    { line: '退会 <a@example.jp>', problem: 'subscriber-status', result: 'refused', why: 'in Japanese' },
    {
      line: 'a@example.jp <b@example.jp>',
      problem: 'subscriber-address',
      result: 'refused',
      why: 'two people',
    },
  ] as const)('«$line» as an address is $result: $why', async ({ line, problem, result: as }) => {
    const { result, problems } = await bring(`email\nz@example.jp\n${line}\n`);
    expect(problems.map(({ code }) => code)).toEqual([problem]);
    expect(result).toMatchObject(as === 'added' ? { added: 2, refused: 0 } : { added: 1, refused: 1 });
  });

  it('without a header and with several columns is not guessed: the first person would be taken for one', async () => {
    await expect(bring('a@example.jp,山田\nb@example.jp,海野\n')).rejects.toThrow('is called an address');
  });

  it.for([
    { bytes: 'PK\x03\x04 rest', says: 'workbook', hint: 'CSV UTF-8', why: '.xlsx' },
    { bytes: '\xd0\xcf\x11\xe0 rest', says: 'old Excel', hint: 'CSV UTF-8', why: '.xls' },
    { bytes: '%PDF-1.7', says: 'PDF', hint: 'CSV', why: 'a print' },
    { bytes: '\x1f\x8b\x08', says: 'gzip', hint: 'gunzip', why: 'packed' },
    { bytes: 'SQLite format 3\0', says: 'database', hint: 'export', why: 'a ledger' },
    { bytes: '<table><tr>', says: 'HTML', hint: 'spreadsheet', why: 'a table under the name .xls' },
    { bytes: '[{"email":"a@example.jp"}]', says: 'JSON', hint: 'email,name', why: 'an API' },
  ])('something else ($why) is named as what it is', async ({ bytes, says, hint }) => {
    await expect(bring(Buffer.from(bytes, 'latin1'))).rejects.toMatchObject({
      problems: [
        {
          code: 'subscriber-file',
          message: expect.stringContaining(says) as unknown,
          hint: expect.stringContaining(hint) as unknown,
        },
      ],
    });
  });
});

it.for([
  { row: '見本,花子', name: '見本 花子', why: 'the family name first' },
  { row: 'Mihon,Hana', name: 'Hana Mihon', why: 'in Latin letters last' },
  { row: ',Hana', name: 'Hana', why: 'one name alone' },
])('a name in two columns is «$name»: $why', async ({ row, name }) => {
  await bring(`email,姓,名\na@example.jp,${row}\n`);
  expect((await ledger.subscribers.find({ address: 'a@example.jp' }))?.name).toBe(name);
});

describe('the word of the editor', () => {
  it('says which column is what, by its name or number, with or without a header', async () => {
    await bring('連絡先,担当,印\na@example.jp,山田,1\nb@example.jp,海野,0\n', {
      columns: [
        { role: 'address', header: '連絡先' },
        { role: 'name', header: '2' },
        { role: 'status', header: '印' },
      ],
    });
    await bring('山田,c@example.jp,x\n', {
      columns: [
        { role: 'address', header: '2' },
        { role: 'ignore', header: '3' },
      ],
    });
    expect((await people()).map(([who, status]) => [who, status])).toEqual([
      ['a', 'confirmed'],
      ['b', 'unsubscribed'],
      ['c', 'confirmed'],
    ]);
    expect((await ledger.subscribers.find({ address: 'a@example.jp' }))?.name).toBe('山田');
  });

  it('lets a column be about something else than mail', async () => {
    const text = 'email,区分\na@example.jp,3\n';
    expect((await bring(text)).result.refused).toBe(1);
    expect((await bring(text, { columns: [{ role: 'ignore', header: '区分' }] })).result.added).toBe(1);
  });

  it('counts before what the header says', async () => {
    const text = 'email,分類\na@example.jp,取引先\n';
    expect((await bring(text)).result.refused).toBe(1);
    expect((await bring(text, { columns: [{ role: 'ignore', header: '分類' }] })).result.added).toBe(1);
  });

  it('is refused where there is no such column', async () => {
    await expect(
      bring('email\na@example.jp\n', { columns: [{ role: 'name', header: '氏名' }] }),
    ).rejects.toThrow('No column is called 「氏名」. There are: 「email」.');
  });

  it.for(['unsubscribed', 'bounced', 'complained'] as const)('makes a whole list %s', async (as) => {
    const { result } = await bring('a@example.jp\n', { as, consent: undefined });
    expect(result.states[as]).toBe(1);
    expect(await people()).toEqual([['a', as, 'list.csv says so', NOW_TEXT]]);
  });

  it('to only look changes nothing, and foresees the states', async () => {
    const text =
      'email,status\na@example.jp,active\nb@example.jp,退会\nc@example.jp,pending\nd@example.jp,VIP\n';
    await bring('email\nb@example.jp\nc@example.jp\n');
    const before = await people();
    const seen = (await bring(text, { dryRun: true })).result;
    expect(await people()).toEqual(before);
    expect(seen).toEqual((await bring(text)).result);
    expect(seen).toMatchObject({
      lines: 4,
      added: 1,
      same: 1,
      left: 1,
      refused: 1,
      states: { confirmed: 2, unconfirmed: 0, unsubscribed: 1, bounced: 0, complained: 0 },
    });
  });
});
