import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { type Problem, ProblemError } from '../../src/problem.ts';
import { exportList } from '../../src/subscribers/export.ts';
import { importList } from '../../src/subscribers/import.ts';
import type { ColumnChoice } from '../../src/subscribers/lists/column-layout.ts';
import { writeList } from '../../src/subscribers/lists/list-file.ts';
import { inDoubt } from '../../src/subscribers/lists/list-problems.ts';
import { readList } from '../../src/subscribers/lists/read-list.ts';
import { all, countedBytes, NOW } from '../ledger/people.ts';

const categories = [
  { name: '投資分析', slug: 'investment', label: 'ANALYSIS' },
  { name: '業界動向', slug: 'industry' },
];
const consent = { source: '登録フォーム', at: NOW };

/**
 * `メールアドレス,氏名,カテゴリー` and `taro@example.jp,髙橋,投資分析`, as Excel in Japan saves them: 髙 (FBFC) is in
 * Microsoft's table and not in the standard's.
 */
const CP932 = Buffer.from(
  '8381815b838b83418368838c83582c8e8196bc2c834a83658353838a815b0d0a' +
    '7461726f406578616d706c652e6a702cfbfc8bb42c938a8e9195aa90cd0d0a',
  'hex',
);

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-list-'));
  ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
});
afterEach(async () => {
  await ledger[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type BringOptions = {
  consent?: typeof consent | undefined;
  as?: 'unsubscribed';
  file?: string;
  columns?: readonly ColumnChoice[];
  dryRun?: boolean;
};

async function bring(content: string | Uint8Array, options: BringOptions = { consent }) {
  const path = join(folder, 'list.csv');
  await writeFile(path, content);
  const problems: Problem[] = [];
  const result = await importList(() => readList(path, 'list.csv'), ledger.subscribers, {
    file: options.file ?? 'list.csv',
    categories,
    consent: options.consent?.source,
    as: options.as,
    columns: options.columns ?? [],
    dryRun: options.dryRun ?? false,
    zone: 'Asia/Tokyo',
    now: NOW,
    progress: () => {},
    report: (problem) => problems.push(problem),
  });
  const { states, ...counts } = result;
  return {
    result: counts,
    states,
    problems: problems.map(({ at, code, message }) => [at?.line, code, message]),
  };
}
const list = () => all(ledger.subscribers.list());
const NOTHING = { lines: 0, added: 0, updated: 0, same: 0, left: 0, refused: 0, twice: 0 };

describe('a list', () => {
  it.for([
    { header: 'メールアドレス,氏名,カテゴリー', why: 'as Japanese spreadsheets have it' },
    { header: 'Ｅメール,お名前,カテゴリ', why: 'full-width, and shorter words' },
    { header: 'email,name,categories', why: 'English' },
    { header: '"E-mail Address",Full_Name,Category', why: 'as other tools export' },
  ])('with the header $header: $why', async ({ header }) => {
    const { result } = await bring(`${header}\nhana@example.jp,鈴木 花,業界動向\n`);
    expect(result).toEqual({ ...NOTHING, lines: 1, added: 1 });
    expect(await list()).toMatchObject([
      { address: 'hana@example.jp', name: '鈴木 花', categories: ['industry'], status: 'confirmed', consent },
    ]);
  });

  it.for([
    { bytes: CP932, name: '髙橋', why: "CP932, with a kanji that only Microsoft's table has" },
    {
      bytes: Buffer.from('\ufeffメールアドレス,氏名,カテゴリー\r\ntaro@example.jp,髙橋,投資分析\r\n'),
      name: '髙橋',
      why: 'UTF-8 with a mark',
    },
    {
      bytes: Buffer.from('氏名;カテゴリー;メールアドレス\r\n髙橋;投資分析;taro@example.jp\r\n'),
      name: '髙橋',
      why: 'semicolons, columns in another order',
    },
    {
      bytes: Buffer.from('姓\t名\tメール\tカテゴリー\n髙橋\t花子\ttaro@example.jp\tinvestment\n'),
      name: '髙橋 花子',
      why: 'tabs, the name in two columns',
    },
  ])('is read whatever wrote it: $why', async ({ bytes, name }) => {
    expect((await bring(bytes)).problems).toEqual([]);
    expect(await list()).toMatchObject([{ address: 'taro@example.jp', name, categories: ['investment'] }]);
  });

  it('of bare addresses needs no header', async () => {
    expect((await bring('a@example.jp\nb@example.jp\n')).result).toEqual({ ...NOTHING, lines: 2, added: 2 });
  });

  it('names every line that it refuses, all at once, and takes the others', async () => {
    const { result, problems } = await bring(
      [
        'メールアドレス,氏名,カテゴリー',
        'taro@example.jp,山田太郎,投資分析、業界動向',
        'ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ,,',
        '"複数行の',
        '名前",x,',
        'TARO@example.jp,二度目,',
        'a..b@docomo.ne.jp,,すべて',
        'x@example.jp,,天気、投資分析、株',
        '"oops"x,,',
        '',
      ].join('\r\n'),
    );
    expect(result).toEqual({ ...NOTHING, lines: 7, added: 3, refused: 3, twice: 1 });
    expect(problems).toEqual([
      [3, 'subscriber-width', '「ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ」 was read as hana@example.jp.'],
      [4, 'subscriber-address', expect.stringContaining('invisible')],
      [6, 'subscriber-twice', 'TARO@example.jp stands in line 2 already; that line counts.'],
      [8, 'subscriber-category', 'The config names no category 「天気」.'],
      [8, 'subscriber-category', 'The config names no category 「株」.'],
      [9, 'subscriber-line', 'The line can not be read: something stands behind a closing quote.'],
    ]);
    expect((await list()).map(({ address, categories: chosen }) => [address, chosen])).toEqual([
      ['a..b@docomo.ne.jp', undefined],
      ['hana@example.jp', undefined],
      ['taro@example.jp', ['industry', 'investment']],
    ]);
  });

  it.for([
    { header: '配信停止', cell: '○', status: 'unsubscribed', why: 'a mark under a word of leaving' },
    { header: 'メルマガ購読希望', cell: '○', status: 'confirmed', why: 'a mark under a wish' },
    { header: 'メルマガ購読希望', cell: '×', status: 'unsubscribed', why: 'a no to a wish' },
    { header: '解約日', cell: '2024/03/01', status: 'unsubscribed', why: 'the day on which somebody left' },
    { header: '解約日', cell: '', status: 'confirmed', why: 'nobody left on no day' },
    { header: 'Opt-Out', cell: 'TRUE', status: 'unsubscribed', why: 'English' },
    { header: '個人情報の同意', cell: '○', status: 'confirmed', why: 'consent, in words of their own' },
    { header: 'エラー', cell: '1', status: 'bounced', why: 'mail came back' },
    { header: 'Spam report', cell: 'yes', status: 'complained', why: 'they complained' },
  ])('with a column 「$header」 believes 「$cell」: $why', async ({ header, cell, status }) => {
    const { problems } = await bring(`メールアドレス,${header}\na@example.jp,${cell}\n`);
    expect(problems).toEqual([]);
    expect(await list()).toMatchObject([{ status }]);
  });

  it.for([
    { text: 'email,備考\na@example.jp,5/1 配信停止希望とのこと\n', line: 2, why: 'a note' },
    { text: 'email,配信希望\na@example.jp,\n', line: 2, why: 'an empty cell where a yes is asked for' },
    { text: 'email,name\na@example.jp,山田,×\n', line: 2, why: 'a mark in a column without a name' },
    { text: 'email,name\n#a@example.jp,山田\n', line: 2, why: 'a line that is struck out' },
    {
      text: 'email,name\n退会a@example.jp,山田\n',
      line: 2,
      why: 'a word before the address, which could be a part of it',
    },
    {
      text: 'email,name\na@example.jp.invalid,山田\n',
      line: 2,
      why: 'an address that was made one of nobody (RFC 2606)',
    },
    { text: 'email,name\na@example.jp,退会済み\n', line: 2, why: 'somebody who wrote it over the name' },
    {
      text: 'email,memo\na@example.jp,\nA@Example.jp,退会\n',
      line: 2,
      why: 'another line of theirs, further down',
    },
  ])('leaves out whom a line leaves in doubt, and names the line: $why', async ({ text, line }) => {
    const { result, problems } = await bring(text);
    expect(problems).toContainEqual([line, 'subscriber-status', expect.any(String)]);
    expect(result.added).toBe(0);
    expect(await list()).toEqual([]);
  });

  it('believes a no in any of several lines about one person', async () => {
    const { result } = await bring(
      'email,List,List Status\na@example.jp,News,Subscribed\nA@example.jp,Weekly,Unsubscribed\n',
    );
    expect(result).toEqual({ ...NOTHING, lines: 2, refused: 1, left: 1 });
    expect(await list()).toMatchObject([{ status: 'unsubscribed' }]);
  });

  it('is refused whole where people who left stand below a heading of their own', async () => {
    await expect(bring('email,name\na@example.jp,あ\n▼退会者,\nb@example.jp,い\n')).rejects.toMatchObject({
      problems: [{ code: 'subscriber-file', at: { line: 3 } }],
    });
    expect(await list()).toEqual([]);
  });

  it.for([
    { file: 'unsubscribed_export.csv', line: 2, why: 'Mailchimp names it so' },
    { file: '退会者一覧.csv', line: 2, why: 'Japanese' },
    { file: 'lists/do-not-contact/2024.csv', line: 2, why: 'the folder says it' },
    ...[
      ...['bounces.csv', 'suppression_bounces.csv', 'blocks.csv', 'invalid_emails.csv', 'spam_reports.csv'],
      ...[
        'opt-outs.csv',
        'Unsubs 2024.csv',
        'blockedContacts.csv',
        '停止者リスト.csv',
        'エラーアドレス一覧.csv',
      ],
    ].map((file) => ({ file, line: 2, why: 'no word of it is about anything else' })),
  ])('called $file is refused whole unless its rows say no themselves: $why', async ({ file, line }) => {
    await expect(bring('email,name\na@example.jp,あ\n', { consent, file })).rejects.toMatchObject({
      problems: [{ code: 'subscriber-file', at: { file, line } }],
    });
    const { result } = await bring('email,UNSUB_TIME\na@example.jp,2025-08-01\n', { consent, file });
    expect(result).toEqual({ ...NOTHING, lines: 1, left: 1 });
  });

  it.for([
    'left-bank-gallery.csv',
    'bounce-house-customers.csv',
    'stop-motion.csv',
    'reports.csv',
    'members_export_0a1b2c3d.csv',
    'エラー修正版.csv',
    '/srv/left/readers.csv',
  ])('called %s is an ordinary one', async (file) => {
    expect((await bring('email,name\na@example.jp,あ\n', { consent, file })).result.added).toBe(1);
  });

  it.for([
    '退会者メールアドレス',
    '配信停止アドレス',
    'Unsubscribed email',
    'Bounced e-mail',
    'エラーメールアドレス',
  ])('whose addresses stand below 「%s」 is one of people who left', async (header) => {
    const text = `${header},name\na@example.jp,あ\n`;
    await expect(bring(text)).rejects.toMatchObject({
      problems: [{ code: 'subscriber-file', at: { line: 1 } }],
    });
    const columns = [{ role: 'address', header }] as const;
    await expect(bring(text, { consent, columns })).rejects.toThrow('of people who want no mail');
    expect((await bring(text, { as: 'unsubscribed', columns })).result.left).toBe(1);
  });

  it('of people who left, beside the list of those who did not, stops each line', async () => {
    const { result } = await bring('メールアドレス,退会者\na@example.jp,b@example.jp\n');
    expect(result).toEqual({ ...NOTHING, lines: 1, refused: 1 });
  });

  it('of people who left is kept as such', async () => {
    const { result } = await bring('email,name\na@example.jp,あ\nb@example.jp,退会\n', {
      as: 'unsubscribed',
    });
    expect(result).toEqual({ ...NOTHING, lines: 2, left: 2 });
    expect(await list()).toMatchObject([{ status: 'unsubscribed' }, { status: 'unsubscribed' }]);
  });

  it.for(['配信状況', '購読', 'ステータス'])(
    'believes the column 「%s」 when it says that somebody left',
    async (header) => {
      await bring(`メールアドレス,${header}\na@example.jp,停止\nb@example.jp,配信中\n`);
      expect((await list()).map(({ address, status }) => [address, status])).toEqual([
        ['a@example.jp', 'unsubscribed'],
        ['b@example.jp', 'confirmed'],
      ]);
    },
  );

  it('says which columns it does not read', async () => {
    const { problems } = await bring('メールアドレス,会社名,電話\na@example.jp,みなと,045\n');
    expect(problems).toEqual([
      [1, 'subscriber-column', 'Nothing is read from the columns 「会社名」, 「電話」.'],
    ]);
  });

  it('a second time changes nothing', async () => {
    const text = 'email,name,categories\na@example.jp,あ,investment\nb@example.jp,い,\n';
    await bring(text);
    const before = await list();
    expect((await bring(text)).result).toEqual({ ...NOTHING, lines: 2, same: 2 });
    expect(await list()).toEqual(before);
  });

  it('without a source confirms nobody; with one, those who were waiting', async () => {
    const text = 'email\na@example.jp\n';
    await bring(text, { consent: undefined });
    expect(await list()).toMatchObject([{ status: 'unconfirmed', consent: undefined }]);
    expect((await bring(text)).result).toEqual({ ...NOTHING, lines: 1, updated: 1 });
    expect(await list()).toMatchObject([{ status: 'confirmed', consent }]);
  });

  it('never brings back who left, whatever it says', async () => {
    await bring('email\na@example.jp\n');
    const [{ id } = { id: '' }] = await list();
    await ledger.subscribers.act('unsubscribe', id, 'ワンクリック', NOW);
    expect((await bring('email,name,status\nA@example.jp,新しい名前,confirmed\n')).result).toEqual({
      ...NOTHING,
      lines: 1,
      left: 1,
    });
    expect(await list()).toMatchObject([{ status: 'unsubscribed', name: undefined }]);
  });

  it.for([
    { word: '配信停止', status: 'unsubscribed', why: 'somebody who left elsewhere is kept away here' },
    { word: 'cleaned', status: 'bounced', why: 'as Mailchimp calls a bounce' },
    { word: '未確認', status: 'unconfirmed', why: 'the source is for those who agreed' },
    { word: '配信中', status: 'confirmed', why: 'nothing new' },
    { word: '', status: 'confirmed', why: 'nothing said' },
  ])('that says $word of somebody makes them $status: $why', async ({ word, status }) => {
    await bring(`メールアドレス,ステータス\na@example.jp,${word}\n`);
    expect(await list()).toMatchObject([{ status }]);
  });

  it('says what to write in words of the list and in Japanese', () => {
    const { hint } = inDoubt('VIP', 'status');
    expect(hint).toContain(
      '`subscribed` or `unsubscribed` in a column `status` (配信中, 配信停止 in 配信状態)',
    );
  });

  it('whose status could mean anything is refused: they may have left', async () => {
    const { result, problems } = await bring('email,status\na@example.jp,VIP\n');
    expect(result.refused).toBe(1);
    expect(problems).toEqual([
      [
        2,
        'subscriber-status',
        '「VIP」 in the column 「status」 may mean that they want no mail, or never confirmed.',
      ],
    ]);
    expect(await list()).toEqual([]);
  });

  it.for([
    {
      bytes: `
      1b24422561213c256b25222549256c25391b28422c1b24423b614c3e1b28422c1b2442252b25462534256a213c1b28422c1b
      24423e7542561b28420a7461726f406578616d706c652e6a702c1b2442396236361b28422c1b2442456a3b714a2c404f1b28
      422c1b2442426032711b28420a`,
      name: '高橋',
      why: 'ISO-2022-JP, which is ASCII as well',
    },
    {
      bytes: `
      a5e1a1bca5eba5a2a5c9a5eca5b92cbbe1ccbe2ca5aba5c6a5b4a5eaa1bc2cbef5c2d60a7461726f406578616d706c652e6a
      702cb9e2b6b62cc5eabbf1caacc0cf2cc2e0b2f10a`,
      name: '高橋',
      why: 'EUC-JP',
    },
    {
      bytes: `
      656d61696c2c6e616d652c63617465676f72792c7374617475730a7461726f406578616d706c652e6a702cd4cfc0deca2c93
      8a8e9195aa90cd2c91de89ef0a`,
      name: 'ﾔﾏﾀﾞﾊ',
      why: 'Shift_JIS with half-width letters, which keep the rules of EUC-JP',
    },
    {
      bytes: `
      656d61696c2c6e616d652c63617465676f72792c7374617475730a7461726f406578616d706c652e6a702cb9e2b6b62ccbdc
      b9d62cc2e0b2f10a`,
      name: '高橋',
      why: 'EUC-JP without hiragana and katakana',
    },
  ])('brings nobody in who left, in an old encoding: $why', async ({ bytes, name }) => {
    expect((await bring(Buffer.from(bytes.replaceAll(/\s/g, ''), 'hex'))).problems).toEqual([]);
    expect(await list()).toMatchObject([{ address: 'taro@example.jp', name, status: 'unsubscribed' }]);
  });

  it.for([
    {
      content: Buffer.from('656d61696c2c90458bc60a7461726f406578616d706c652e6a702c88e38e740a', 'hex'),
      why: '職業 and 医師 in Shift_JIS, without a word that most lists have',
    },
    {
      content: Buffer.from('email,note\ntaro@example.jp,a\0b\n'),
      why: 'a zero byte in a cell, which is no UTF-16',
    },
  ])('is read as what it is: $why', async ({ content }) => {
    await bring(content);
    expect(await list()).toMatchObject([{ address: 'taro@example.jp' }]);
  });

  it('with an escape in a name, as a copy from a terminal has one, is read as what it is', async () => {
    await bring('email,name\na@example.jp,山\u001b[0m田\n');
    expect(await list()).toMatchObject([{ address: 'a@example.jp', status: 'confirmed' }]);
  });

  it.for([
    {
      content: '氏名,住所\n山田,横浜\n',
      message: 'No column of the first line is called an address: 「氏名」, 「住所」.',
      hint: 'メールアドレス',
      why: 'no column of addresses',
    },
    {
      content: Buffer.from('fffe61000d00d8', 'hex'),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'half a letter of UTF-16',
    },
    {
      content: Buffer.from('656d61696c0a8160ff', 'hex'),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'bytes of nothing',
    },
    {
      content: Buffer.from(
        'c0ccb8a72cc0ccb8dec0cf2cbbf3c5c20ab9dac1f6bcba2c61406578616d706c652e6a702cbcf6bdc5b0c5bace0a',
        'hex',
      ),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'Korean, whose bytes are half-width kana too',
    },
    {
      content: Buffer.from(
        'c0ccb8dec0cf2cc0ccb8a72cbcf6bdc5b5bfc0c70a61406578616d706c652e6a702cb1e8c3b6bcf62cbec6b4cfbfc00a',
        'hex',
      ),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'Korean, whose bytes are kanji too: they refused',
    },
    {
      content: Buffer.from(
        '656d61696c2c6e6f6d2c6e6f74650a61406578616d706c652e6a702cc97269632c44c95341424f4e4ec90a',
        'hex',
      ),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'French, whose bytes are half-width kana too',
    },
    {
      content: Buffer.from(
        '454d41494c2cc8ccdf2cd1d2c0d2d3d10a61406578616d706c652e6a702cc8c2c0cd2ccdc5d20a',
        'hex',
      ),
      message: 'The file is neither UTF-8, UTF-16, Shift_JIS, EUC-JP nor ISO-2022-JP text.',
      hint: 'CSV UTF-8',
      why: 'Russian, the same',
    },
  ])('is refused as a whole, and changes nothing: $why', async ({ content, message, hint }) => {
    const error = await bring(content).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems).toMatchObject([
      { code: 'subscriber-file', message, hint: expect.stringContaining(hint), at: { file: 'list.csv' } },
    ]);
    expect(await list()).toEqual([]);
  });

  it('that is not there is a problem', async () => {
    const rows = readList(join(folder, 'none.csv'), 'none.csv');
    await expect(all(rows)).rejects.toThrow('There is no such file.');
  });

  it('that is empty brings nobody', async () => {
    expect((await bring('')).result).toEqual(NOTHING);
  });

  it('of 20,000 lines is read whole, in many pieces', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, n) => `reader${n}@d${n % 50}.example.jp,読者${n},業界動向`,
    );
    const { result } = await bring(`email,name,categories\n${lines.join('\n')}\n`);
    expect(result).toEqual({ ...NOTHING, lines: 20_000, added: 20_000 });
    expect((await ledger.subscribers.count()).confirmed).toBe(20_000);
  });
});

describe('an exported list', () => {
  const exported = async () =>
    (await all(exportList(ledger.subscribers.list(), ledger.subscribers.departures, () => {}))).join('');

  it('opens in Excel: a byte order mark, CRLF, no formulas', async () => {
    await bring(
      'email,name,categories\n+x=1@example.jp,"=HYPERLINK(""x"")",industry\na@example.jp,"山田, 太郎",\n',
    );
    expect(await exported()).toBe(
      [
        '\ufeffemail,name,categories,status,consent_source,consent_at,added_at,left_at,left_because,paused_until',
        `'+x=1@example.jp,"'=HYPERLINK(""x"")",industry,confirmed,登録フォーム,2025-11-09T22:00:00.000Z,2025-11-09T22:00:00.000Z,,,`,
        'a@example.jp,"山田, 太郎",,confirmed,登録フォーム,2025-11-09T22:00:00.000Z,2025-11-09T22:00:00.000Z,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('is imported again as it was, those who left included', async () => {
    await bring(
      'email,name,categories\n+x=1@example.jp,=A1,industry\na@example.jp,山田,\nb@example.jp,,industry;investment\n',
    );
    const left = await ledger.subscribers.find({ address: 'a@example.jp' });
    await ledger.subscribers.act('unsubscribe', left?.id ?? '', 'form', NOW);
    const [before, text] = [await list(), await exported()];
    await ledger[Symbol.asyncDispose]();
    ledger = await openLedger('sqlite::memory:', folder, { random: countedBytes() });
    expect((await bring(text)).result).toEqual({ ...NOTHING, lines: 3, added: 2, left: 1 });
    const what = (found: typeof before) =>
      found.map(({ address, name, categories, status }) => [address, name, categories, status]);
    expect(what(await list())).toEqual(what(before));
  });

  it('is written whole, for its owner alone', async () => {
    const path = join(folder, 'new/out.csv');
    await writeList(
      path,
      exportList(ledger.subscribers.list(), ledger.subscribers.departures, () => {}),
      false,
    );
    expect(await readFile(path, 'utf8')).toMatch(/^\ufeffemail,[\w,]+\r\n$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});
