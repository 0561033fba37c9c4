import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { tayori as inProcess } from '../program.ts';

const random = (bytes: number) => new Uint8Array(bytes).fill(7);
const NOW = new Date('2025-11-12T00:00:00Z');
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-digest-'));
  await mkdir(join(root, 'posts'));
  await writeFile(
    join(root, 'tayori.config.ts'),
    "export default { site: { title: 'みなと', url: 'https://minato.example' }, categories: [{ name: '投資分析', slug: 'investment' }] };",
  );
  await post('2025-11-05-a.md', '造船所の朝', '2025-11-05 09:00:00 +0900');
  await post('2025-11-09-b.md', '日曜の夜の港', '2025-11-09 23:59:59 +0900');
  await post('2025-11-10-c.md', '月曜の港', '2025-11-10 00:00:00 +0900');
});
afterEach(() => rm(root, { recursive: true }));

function post(name: string, title: string, date: string): Promise<void> {
  const head = `---\ntitle: "${title}"\ndate: ${date}\ncategories: ["投資分析"]\n---\n\n`;
  return writeFile(
    join(root, 'posts', name),
    `${head}${title}を歩きながら、編集部が見たことを書きとめました。\n`,
  );
}

const tayori = (...argv: readonly string[]) =>
  inProcess(root, ['digest', ...argv], { clock: () => NOW, random });

const kept = () => readdir(join(root, 'out/digests/2025-W45')).catch(() => []);

async function freeze(channel: 'mail' | 'rehearsal'): Promise<void> {
  await using ledger = await openLedger('sqlite:.tayori/ledger.db', root, { random });
  const sender = {
    name: 'みなと',
    address: 'letter@minato.example',
    replyTo: undefined,
    returnPath: 'letter@minato.example',
    list: { title: 'みなと', host: 'minato.example' },
    webUrl: undefined,
    unsubscribeMailto: 'leave@minato.example',
  };
  await ledger.deliveries.freeze(
    { id: '2025-W45', channel, kind: 'digest', frozen: NOW, date: NOW, sender, deadline: NOW, editions: [] },
    [],
  );
}

describe('the last full week', () => {
  it('is made by default, from Monday to Sunday on the wall in Tokyo', async () => {
    const { code, stdout, stderr } = await tayori();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'Digest    2025-W45, 2025年11月3日〜9日: 2 of 2 posts in the mail',
      'Subject   日曜の夜の港 ほか1本｜11月3日〜9日',
      'Lead      日曜の夜の港',
      'Sections  投資分析 1 of 1',
    ]);
    expect(await kept()).toEqual(['email.html', 'email.txt', 'index.html', 'manifest.json']);
  });

  it('is said to scripts', async () => {
    const { stdout } = await tayori('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      id: '2025-W45',
      subject: '日曜の夜の港 ほか1本｜11月3日〜9日',
      total: 2,
      shown: 2,
      lead: { title: '日曜の夜の港', url: 'https://minato.example/2025/11/09/b/' },
      sections: [{ name: '投資分析', slug: 'investment', shown: 1, rest: 0 }],
      written: 4,
      skipped: [],
    });
  });

  it('is written once', async () => {
    await tayori();
    expect((await tayori()).stdout).toContain('Files     0 written, 4 unchanged\n');
  });
});

it.for([
  { argv: ['--week', '2025-11-05'], says: '2025-W45, 2025年11月3日〜9日: 2 of 2 posts' },
  { argv: ['--day', '2025-11-05'], says: '2025-11-05, 2025年11月5日（水）: 1 of 1 posts' },
  { argv: ['--month', '2025-11'], says: '2025-11, 2025年11月: 3 of 3 posts' },
])('makes $argv', async ({ argv, says }) => {
  expect((await tayori(...argv)).stdout).toContain(says);
});

it('says of a week that is not over what it leaves out, and makes it all the same', async () => {
  await post('2025-11-14-d.md', '金曜の港', '2025-11-14 07:00:00 +0900');
  const { code, stdout, stderr } = await tayori('--week', '2025-11-12');
  expect([code, stdout.split(',')[0]]).toEqual([0, 'Digest    2025-W46']);
  expect(stderr).toContain(
    '2025-W46 is not over: it has 5 days left (to the end of 2025-11-16, Asia/Tokyo), and 1 post is scheduled in it. [period-unfinished]',
  );
});

it.for([
  { argv: ['--week', '2025-W40'], near: '2025-W45 (2)', why: 'before the first post' },
  { argv: ['--week', '2025-W47'], near: '2025-W46 (1)', why: 'after the last' },
])(
  'is quiet about a week without posts, and names the nearest with some: $argv, $why',
  async ({ argv, near }) => {
    await writeFile(join(root, 'posts/2025-11-06-broken.md'), 'no front matter\n');
    const { code, stdout } = await tayori(...argv);
    expect(code).toBe(0);
    expect(stdout).toContain('so there is nothing to send.');
    expect(stdout).toContain(near);
    expect(await kept()).toEqual([]);
    const { stdout: json } = await tayori(...argv, '--json');
    expect(JSON.parse(json)).toMatchObject({ id: argv[1], total: 0, subject: null, written: 0 });
  },
);

describe('what can not be made', () => {
  it.for([
    { name: '2025-10-01-broken.md', why: 'by its name it belongs to the week' },
    { name: 'undated.md', why: 'nobody can say where it belongs' },
  ])('is a week in which only $name can not be published: $why', async ({ name }) => {
    await writeFile(join(root, 'posts', name), 'no front matter\n');
    const { code, stderr } = await tayori('--week', '2025-W40');
    expect(code).toBe(1);
    expect(stderr).toContain('There are no posts in 2025-W40 (Asia/Tokyo)');
    expect(stderr).toContain('The nearest weeks with posts: 2025-W45 (2); name one with --week.');
  });

  it('says so where there are posts, and none of them can be published', async () => {
    await rm(join(root, 'posts'), { recursive: true });
    await mkdir(join(root, 'posts'));
    await writeFile(join(root, 'posts/2025-11-09-b.md'), 'no front matter\n');
    const { code, stderr } = await tayori('--week', '2025-W45');
    expect(code).toBe(1);
    expect(stderr).toContain('-> The one post in posts/ can not be published: `tayori check` says why.');
  });

  it('is a week that had posts when its digest was made, and has none now', async () => {
    await tayori('--week', '2025-W45');
    await rm(join(root, 'posts/2025-11-05-a.md'));
    await rm(join(root, 'posts/2025-11-09-b.md'));
    const { code, stderr } = await tayori('--week', '2025-W45');
    expect([code, stderr]).toEqual([1, expect.stringContaining('[digest-empty]')]);
  });

  it.for([
    { argv: ['--week', '2025-W60'], says: 'There is no week `2025-W60`', hint: '--week 2025-W45' },
    { argv: ['--day', '2025-W45'], says: 'There is no day `2025-W45`', hint: '--week 2025-W45' },
    {
      argv: ['--day', '2025-11-05', '--month', '2025-11'],
      says: 'not --day and --month',
      hint: 'Leave all but --day out',
    },
  ])('is $argv', async ({ argv, says, hint }) => {
    const { code, stderr } = await tayori(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).toContain(hint);
  });

  it('is a template that names what is not there: told with its place, and nothing is written', async () => {
    await mkdir(join(root, 'email-templates'));
    await writeFile(join(root, 'email-templates/digest.txt.liquid'), '港\n{{ lead.titel }}\n');
    const { code, stderr } = await tayori();
    expect(code).toBe(1);
    expect(stderr).toContain('email-templates/digest.txt.liquid:2:4: The template names `lead.titel`');
    expect(stderr).toContain('Did you mean `lead.title`?');
    expect(await kept()).toEqual([]);
  });
});

it('names a post that can not be published, leaves it out, and with --strict exits 1', async () => {
  await post('2025-11-06-bad.md', '', '2025-11-06');
  const { code, stderr } = await tayori();
  expect(code).toBe(0);
  expect(stderr).toContain('posts/2025-11-06-bad.md:2:8: ');
  expect((await tayori('--strict')).code).toBe(1);
});

describe('a frozen digest', () => {
  it.for(['mail', 'rehearsal'] as const)(
    'stays as it is (%s), unless it is asked for again',
    async (channel) => {
      await tayori();
      await freeze(channel);
      expect((await tayori()).code).toBe(0); // nothing would change
      await post('2025-11-05-a.md', '造船所の昼', '2025-11-05 09:00:00 +0900');
      const { code, stderr } = await tayori();
      expect(code).toBe(1);
      expect(stderr).toContain('[digest-frozen]');
      expect(stderr).toContain('tayori digest --week 2025-W45 --again');
      expect((await tayori('--again')).stdout).toContain('4 written');
    },
  );
});

describe('what comes after it', () => {
  it('is said in its order, and the feed of the digests has it already', async () => {
    const { stdout } = await tayori();
    const lines = stdout.split('\n');
    expect(lines.slice(-3)).toEqual([
      'Publish   copy out/ to the root of https://minato.example: out/digests/2025-W45/ is read at https://minato.example/digests/2025-W45/',
      'Then      `tayori send --week 2025-W45`',
      '',
    ]);
    const feed = await readFile(join(root, 'out/digests/atom.xml'), 'utf8');
    expect(feed).toContain('<id>https://minato.example/digests/2025-W45/</id>');
    expect(lines.some((line) => /^Feeds {5}\d+ files written/.test(line))).toBe(true);
    expect((await tayori('--json')).stdout).toContain('"feeds": 0');
  });

  it('is said where the feeds could not be written, and the digest is there all the same', async () => {
    const config = await readFile(join(root, 'tayori.config.ts'), 'utf8');
    const other = await mkdtemp(join(tmpdir(), 'tayori-digest-'));
    await cp(root, other, { recursive: true });
    await writeFile(
      join(other, 'tayori.config.ts'),
      config.replace('categories:', "feeds: { broken: 'stop' }, categories:"),
    );
    await writeFile(join(other, 'posts/2025-11-06-broken.md'), '---\ntitle: ""\n---\n');
    const { code, stderr } = await inProcess(other, ['digest'], { clock: () => NOW, random });
    expect([code, await readdir(join(other, 'out/digests/2025-W45'))]).toEqual([
      0,
      expect.arrayContaining(['manifest.json']),
    ]);
    expect(stderr).toContain(
      'The digest was made, and the feeds are as they were: mend this, and run `tayori build`.',
    );
    await rm(other, { recursive: true });
  });
});

it('is shown on the page of the preview with --open, once it is made', async () => {
  const around = { clock: () => NOW, random, signal: AbortSignal.abort() }; // as if Ctrl-C had come already
  const { code, stderr } = await inProcess(root, ['digest', '--week', '2025-W45', '--open'], around);
  expect(code).toBe(0);
  expect(stderr).toMatch(/Preview of 2025-W45: http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/\n/);
  expect(await kept()).toContain('email.html');
});
