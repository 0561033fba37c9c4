import {
  cp,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedBytes } from '../../ledger/people.ts';
import { tayori as inProcess } from '../program.ts';

const SITE = join(import.meta.dirname, '../../fixtures/site');
const NOTE = 'Ledger: .tayori/ledger.db (the default; LEDGER_URL names another).\n';

let root: string;
let random: (bytes: number) => Uint8Array;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-subscribers-'));
  random = countedBytes();
  await cp(SITE, root, { recursive: true });
  await writeFile(join(root, 'list.csv'), 'メールアドレス,氏名\ntaro@example.jp,山田太郎\nhana@example,花\n');
});
afterEach(() => rm(root, { recursive: true }));

const tayori = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
) => inProcess(root, ['subscribers', ...args], { env, random, signal });

describe('tayori subscribers erase', () => {
  const HANA = 'hana@example.jp';
  const add = (address = HANA) => tayori(['add', address, '--already-confirmed', 'the form']);
  const mails = () => readdir(join(root, '.tayori/outbox/2025-W45')).catch(() => []);

  it('takes a person out of ledger and outbox, and no list brings them back', async () => {
    await add();
    await add('taro@example.jp');
    const run = (argv: readonly string[]) => inProcess(root, argv, { random });
    await run(['digest', '--week', '2025-W45']);
    await run(['send', '--week', '2025-W45', '--rehearse']);
    expect(await mails()).toEqual(['hana@example.jp.eml', 'taro@example.jp.eml']);
    const { code, stdout } = await tayori(['erase', HANA, '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('hana@example.jp is erased');
    expect(await mails()).toEqual(['taro@example.jp.eml']);
    expect((await tayori(['list'])).stdout).not.toContain(HANA);
    expect((await run(['why', HANA])).code).toBe(1);
    for (const file of ['ledger.db', 'ledger.db-wal'])
      expect((await readFile(join(root, '.tayori', file)).catch(() => '')).includes('erased-')).toBe(
        file === 'ledger.db',
      );
    await writeFile(join(root, 'again.csv'), `email\n${HANA}\n`);
    const again = await tayori(['import', 'again.csv', '--already-confirmed', 'an old list']);
    expect(again.stdout).toContain('left');
    const added = await add();
    expect(added).toMatchObject({ code: 1, stderr: expect.stringContaining('[subscriber-left]') });
    expect(added.stderr).toContain('sign up themselves');
    expect((await tayori(['list'])).stdout).not.toContain(HANA);
    expect((await run(['verify', '--week', '2025-W45'])).code).toBe(0);
  });

  it('changes nothing where nobody confirms it', async () => {
    await add();
    expect((await tayori(['erase', HANA])).code).toBe(2);
    const typed = await inProcess(root, ['subscribers', 'erase', HANA], { random, answer: 'yes' });
    expect(typed.code).toBe(2);
    expect((await tayori(['list'])).stdout).toContain(HANA);
    const meant = await inProcess(root, ['subscribers', 'erase', HANA], { random, answer: HANA });
    expect(meant.code).toBe(0);
  });
});

describe('tayori subscribers', () => {
  it('imports what it can, names what it can not, and says that nobody is confirmed', async () => {
    expect(await tayori(['import', 'list.csv'])).toEqual({
      code: 1,
      stdout: [
        '2  lines read',
        '1  added',
        '1  refused: see above',
        'They are now: 1 unconfirmed.',
        'Unconfirmed people get no digest. If they have agreed already, run the same line again with',
        '`--already-confirmed "how and when"`, such as "sign-up form until 2025-11".',
        '',
      ].join('\n'),
      stderr: `${NOTE}list.csv:3: 「hana@example」 is no mail address: what stands behind the @ is no domain. [subscriber-address]
  -> Correct it, such as \`taro@example.jp\`, and import the file again: the other lines stay as they are.
`,
    });
  });

  it('confirms with a source, and keeps the source', async () => {
    await tayori(['import', 'list.csv']);
    const { code, stdout } = await tayori([
      'import',
      'list.csv',
      '--already-confirmed',
      '旧フォーム',
      '--json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      action: 'import',
      file: 'list.csv',
      lines: 2,
      added: 0,
      updated: 1,
      same: 0,
      left: 0,
      refused: 1,
      twice: 0,
      states: { confirmed: 1, unconfirmed: 0, unsubscribed: 0, bounced: 0, complained: 0 },
      dryRun: false,
      moreProblems: 0,
      problems: [{ line: 3, code: 'subscriber-address', message: expect.stringContaining('hana@example') }],
    });
    const listed = await tayori(['list', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      action: 'list',
      counts: { confirmed: 1, unconfirmed: 0 },
      subscribers: [
        {
          id: expect.stringMatching(/^[\w-]{16}$/),
          address: 'taro@example.jp',
          name: '山田太郎',
          status: 'confirmed',
          categories: null,
          consent: { source: '旧フォーム', at: '2025-11-10T00:00:00.000Z' },
          added: '2025-11-10T00:00:00.000Z',
        },
      ],
    });
  });

  it('adds one, lists, removes, and does not bring back who left', async () => {
    const added = await tayori(['add', 'Hana@Example.JP', '--name', '花', '--already-confirmed', '名刺']);
    expect(added).toEqual({ code: 0, stdout: 'Hana@example.jp was added: confirmed.\n', stderr: NOTE });
    expect((await tayori(['list'])).stdout).toBe(
      `confirmed     Hana@example.jp${' '.repeat(19)}花${' '.repeat(16)}all\n`,
    );
    expect((await tayori(['remove', 'hana@example.jp'])).stdout).toBe(
      'hana@example.jp is unsubscribed. What was queued for them is not sent, and no import brings them back.\n' +
        'By mistake? `tayori subscribers restore hana@example.jp --because "removed by mistake"`.\n',
    );
    expect((await tayori(['remove', 'hana@example.jp'])).stdout).toBe(
      'hana@example.jp has left already: unsubscribed.\n',
    );
    const again = await tayori(['add', 'hana@example.jp', '--already-confirmed', '名刺']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('[subscriber-left]') });
    expect(again.stderr).toContain('`tayori subscribers restore hana@example.jp --because "');
    expect((await tayori(['list', '--status', 'confirmed'])).stdout).toBe('');
    const back = await tayori(['restore', 'hana@example.jp', '--because', '11月12日にメールで依頼']);
    expect(back).toMatchObject({
      code: 0,
      stdout: 'Hana@example.jp is confirmed again; was unsubscribed.\n',
    });
    expect((await tayori(['restore', 'hana@example.jp', '--because', 'again'])).stdout).toBe(
      'Hana@example.jp is on the list already: confirmed.\n',
    );
    const { subscribers } = JSON.parse((await tayori(['list', '--json'])).stdout);
    expect(subscribers).toMatchObject([{ status: 'confirmed', consent: { source: '名刺' } }]);
  });

  it.for([
    {
      args: ['hana@example.jp'],
      code: 2,
      says: '`--because "asked by mail on 2025-11-12"`',
      why: 'nobody says why',
    },
    { args: ['hana@example.jp', '--because', ' '], code: 2, says: 'does not say why', why: 'an empty word' },
    { args: ['--because', 'x'], code: 2, says: 'Nobody is named', why: 'nobody is named' },
    {
      args: ['hana@example.jp', '--bounced-in', '2025-W45', '--because', 'x'],
      code: 2,
      says: 'two things to do',
      why: 'both at once',
    },
    {
      args: ['jiro@example.jp', '--because', 'x'],
      code: 1,
      says: '[subscriber-unknown]',
      why: 'not on the list',
    },
    {
      args: ['--bounced-in', '2025-W45', '--because', 'x'],
      code: 1,
      says: '[ledger-mailing]',
      why: 'a digest that was never sent',
    },
  ])('restores nobody where $why: $args', async ({ args, code, says }) => {
    const said = await tayori(['restore', ...args]);
    expect(said).toMatchObject({ code, stderr: expect.stringContaining(says) });
  });

  it('exports to a file and to stdout, and never into the public folder', async () => {
    await tayori(['add', 'taro@example.jp']);
    const { stdout } = await tayori(['export']);
    expect(stdout).toBe(
      '\ufeffemail,name,categories,status,consent_source,consent_at,added_at,left_at,left_because,paused_until\r\n' +
        'taro@example.jp,,,unconfirmed,,,2025-11-10T00:00:00.000Z,,,\r\n',
    );
    expect((await tayori(['export', 'data/list.csv'])).stdout).toBe('1 subscriber is in data/list.csv.\n');
    expect(await readFile(join(root, 'data/list.csv'), 'utf8')).toBe(stdout);
    const again = await tayori(['export', 'data/list.csv']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('replace it with `--force`') });
    await tayori(['add', 'hana@example.jp']);
    expect((await tayori(['export', 'data/list.csv', '--force'])).stdout).toContain('2 subscribers are in');
    expect(await readFile(join(root, 'data/list.csv'), 'utf8')).toContain('hana@example.jp');
    const refused = await tayori(['export', 'out/list.csv']);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`out/` is the public folder'),
    });
  });

  it('writes to a pipe for `-`, and no file of that name', async () => {
    await tayori(['add', 'taro@example.jp']);
    const { code, stdout } = await tayori(['export', '-']);
    expect({ code, lines: stdout.split('\r\n').length }).toEqual({ code: 0, lines: 3 });
    expect(await readdir(root)).not.toContain('-');
  });

  it('never exports into the public folder through a link, by either end', async () => {
    await tayori(['add', 'taro@example.jp']);
    const outside = await mkdtemp(join(tmpdir(), 'tayori-public-'));
    await symlink(join(root, 'out'), join(outside, 'to-out'));
    await symlink(outside, join(root, 'shared'));
    await rm(join(root, 'out'), { recursive: true, force: true });
    await symlink(await mkdtemp(join(outside, 'www-')), join(root, 'out'));
    const real = await realpath(join(root, 'out'));
    for (const file of ['shared/to-out/list.csv', 'shared/to-out/new/list.csv', join(real, 'list.csv')]) {
      expect(await tayori(['export', file])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('would be published') as unknown,
      });
    }
    expect(await readdir(real)).toEqual([]);
    expect((await tayori(['export', '..list.csv'])).code).toBe(0);
    await rm(outside, { recursive: true });
  });

  it('never exports to where Jekyll would publish it', async () => {
    await tayori(['add', 'taro@example.jp']);
    await writeFile(join(root, '_config.yml'), 'title: x\n');
    for (const file of ['list.csv', 'data/list.csv']) {
      expect(await tayori(['export', file])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('this is the folder of a Jekyll site') as unknown,
      });
    }
    expect((await tayori(['export', '.private/list.csv'])).code).toBe(0);
    expect((await stat(join(root, '.private/list.csv'))).mode & 0o777).toBe(0o600);
  });

  it('says what an import would do, and does nothing', async () => {
    const { code, stdout } = await tayori([
      'import',
      'list.csv',
      '--already-confirmed',
      '旧フォーム',
      '--dry-run',
    ]);
    expect([code, stdout]).toEqual([
      1,
      [
        'Nothing was changed. An import of this file:',
        '2  lines read',
        '1  would be added',
        '1  refused: see above',
        'They would be: 1 confirmed.',
        '',
      ].join('\n'),
    ]);
    expect((await tayori(['list', '--json'])).stdout).toContain('"subscribers": []');
  });

  it('counts by the state in which people are, not by what was asked for', async () => {
    await tayori(['add', 'taro@example.jp', '--already-confirmed', '名刺']);
    await writeFile(
      join(root, 'status.csv'),
      'email,status\ntaro@example.jp,pending\nhana@example.jp,pending\nume@example.jp,bounced\n',
    );
    const { stdout } = await tayori(['import', 'status.csv', '--already-confirmed', '旧フォーム', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      added: 1,
      same: 1,
      left: 1,
      states: { confirmed: 1, unconfirmed: 1, unsubscribed: 0, bounced: 1, complained: 0 },
    });
  });

  it('takes the columns that the editor names', async () => {
    await writeFile(join(root, 'odd.csv'), '連絡先,印\ntaro@example.jp,1\nhana@example.jp,0\n');
    await tayori([
      'import',
      'odd.csv',
      '--columns',
      'email=連絡先',
      '--status-column',
      '印',
      '--already-confirmed',
      'x',
    ]);
    expect(JSON.parse((await tayori(['list', '--json'])).stdout)).toMatchObject({
      counts: { confirmed: 1, unsubscribed: 1 },
    });
  });

  it.for(['--force', '--status=confirmed'])(
    'never puts a file in the place of a device or a link: %s',
    async (option) => {
      await symlink('/dev/null', join(root, 'null.csv'));
      const { code, stderr } = await tayori(['export', 'null.csv', option]);
      expect([code, stderr]).toEqual([1, expect.stringContaining('no ordinary file')]);
      expect((await lstat(join(root, 'null.csv'))).isSymbolicLink()).toBe(true);
      expect(await tayori(['export', '/dev/null', option])).toMatchObject({ code: 1 });
    },
  );

  it('does not read a device, which has no end', async () => {
    const { code, stderr } = await tayori(['import', '/dev/zero']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('This is a device, not a file.')]);
  });

  it('says nothing of the ledger that somebody chose', async () => {
    const { stderr } = await tayori(['list'], { LEDGER_URL: 'sqlite:other.db' });
    expect(stderr).toBe(
      'The list is empty. `tayori subscribers import FILE.csv` or `add ADDRESS` fills it.\n',
    );
  });

  it('stops between two pieces of a file when it is interrupted, and says what is kept', async () => {
    const { code, stderr } = await tayori(['import', 'list.csv'], {}, AbortSignal.abort());
    expect(code).toBe(130);
    expect(stderr).toContain('Stopped after 0 lines, which are kept. Run it again for the rest.');
  });

  it.for([
    {
      args: [],
      code: 2,
      says: 'What should be done with the list?',
      hint: 'import, add, list, export, remove',
      why: 'no action',
    },
    {
      args: ['lst'],
      code: 2,
      says: 'There is no `subscribers lst`.',
      hint: 'import, add, list',
      why: 'a wrong one',
    },
    {
      args: ['add'],
      code: 2,
      says: '`subscribers add` takes one ADDRESS.',
      hint: 'tayori subscribers add ADDRESS',
      why: 'no address',
    },
    {
      args: ['list', '--name', 'x'],
      code: 2,
      says: '`subscribers list` takes no --name.',
      hint: 'tayori subscribers list',
      why: 'an option of another action',
    },
    {
      args: ['list', '--status', 'gone'],
      code: 2,
      says: 'There is no status `gone`.',
      hint: 'unconfirmed, confirmed',
      why: 'no such status',
    },
    {
      args: ['add', 'taro'],
      code: 1,
      says: '「taro」 is no mail address: it has no @.',
      hint: 'taro@example.jp',
      why: 'no address',
    },
    {
      args: ['add', 'a@example.jp', '--categories', '天気'],
      code: 1,
      says: 'The config names no category 「天気」.',
      hint: '投資分析',
      why: 'no such category',
    },
    {
      args: ['add', 'a@example.jp', '--already-confirmed', ' '],
      code: 2,
      says: '`--already-confirmed` says nothing.',
      hint: 'how and when',
      why: 'consent needs a record',
    },
    {
      args: ['remove', 'a@example.jp'],
      code: 1,
      says: 'a@example.jp is not on the list.',
      hint: 'tayori subscribers list',
      why: 'nobody there',
    },
    {
      args: ['import', 'none.csv'],
      code: 1,
      says: 'none.csv: There is no such file.',
      hint: 'from where you are',
      why: 'no file',
    },
    {
      args: ['import', 'list.csv', '--as', 'gone'],
      code: 2,
      says: 'Nobody leaves as `gone`.',
      hint: 'unsubscribed, bounced, complained',
      why: 'no such way to leave',
    },
    {
      args: ['import', 'list.csv', '--as', 'bounced', '--already-confirmed', 'x'],
      code: 2,
      says: 'contradict each other',
      hint: 'the one that is true',
      why: 'a list of people who left is none of people who agreed',
    },
    {
      args: ['import', 'list.csv', '--columns', 'mail=メールアドレス'],
      code: 2,
      says: '`--columns` can not be read at `mail=メールアドレス`.',
      hint: 'email, name, family, given, categories, status, ignore',
      why: 'no such role',
    },
    {
      args: ['import', 'list.csv', '--columns', 'name=役職'],
      code: 1,
      says: 'No column is called 「役職」.',
      hint: '--columns email=2',
      why: 'no such column',
    },
    {
      args: ['export', '--json'],
      code: 2,
      says: 'With --json the list can not go to stdout.',
      hint: 'export FILE.csv --json',
      why: 'two documents on one stdout',
    },
  ])('$args: $why', async ({ args, code, says, hint }) => {
    const result = await tayori(args);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(says);
    expect(result.stderr).toContain(hint);
  });
});
