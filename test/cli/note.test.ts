import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tayori as inProcess } from './program.ts';

const NOTE = 'posts/_digests/2025-W45.md';
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-note-'));
  await mkdir(join(root, 'posts/_digests'), { recursive: true });
  await writeFile(
    join(root, 'tayori.config.ts'),
    `export default {
      site: { title: 'みなと', url: 'https://minato.example' },
      categories: [{ name: '投資分析', slug: 'investment' }, { name: '業界動向', slug: 'industry' }],
    };`,
  );
  await post('2025-11-04-dock.md', '造船所の朝', '2025-11-04 09:00:00 +0900', '投資分析');
  await post('2025-11-05-bond.md', '港湾債の利回り', '2025-11-05 09:00:00 +0900', '投資分析');
  await post('2025-11-06-crane.md', 'クレーンの発注', '2025-11-06 09:00:00 +0900', '業界動向');
  await post('2025-11-09-fish.md', '魚市場の電気代', '2025-11-09 09:00:00 +0900', '投資分析');
  await post('2025-11-12-later.md', '翌週の話', '2025-11-12 09:00:00 +0900', '投資分析');
});
afterEach(() => rm(root, { recursive: true }));

function post(name: string, title: string, date: string, category: string): Promise<void> {
  const head = `---\ntitle: "${title}"\ndate: ${date}\ncategories: ["${category}"]\n---\n\n`;
  return writeFile(
    join(root, 'posts', name),
    `${head}${title}を、編集部が84億円の数字から見ました。つづきです。\n`,
  );
}

const tayori = (...argv: readonly string[]) =>
  inProcess(root, argv, { clock: () => new Date('2025-11-13T00:00:00Z') });
const note = (text: string) => writeFile(join(root, NOTE), text);
const read = (name: string) => readFile(join(root, 'out/digests/2025-W45', name), 'utf8');
const W45 = ['--week', '2025-W45'] as const;

describe('tayori note', () => {
  it('begins the note with the posts of the week in comments, which changes nothing by itself', async () => {
    expect((await tayori('digest', ...W45)).code).toBe(0);
    const before = await read('email.html');
    const { code, stdout } = await tayori('note', ...W45);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(NOTE) });
    const text = await readFile(join(root, NOTE), 'utf8');
    expect(text).toContain('2025-11-09-fish   魚市場の電気代 | 投資分析 | 11月9日');
    expect(text).not.toContain('2025-11-12-later');
    expect((await tayori('digest', ...W45)).stderr).toBe('');
    expect(await read('email.html')).toBe(before);
  });

  it('never overwrites', async () => {
    await note('わたしの言葉');
    const { code, stdout } = await tayori('note', ...W45, '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, { id: '2025-W45', file: NOTE, written: false, posts: 4 }]);
    expect(await readFile(join(root, NOTE), 'utf8')).toBe('わたしの言葉');
  });

  it('says in words what comes next, as it is typed', async () => {
    const { stdout } = await inProcess(root, ['note', '--week', '2025-W46'], {
      clock: () => new Date('2025-11-20T00:00:00Z'),
      env: { npm_lifecycle_event: 'note' },
    });
    expect(stdout).toContain('with 1 post to choose from');
    expect(stdout).toContain('Then      `npm run digest -- --week 2025-W46`');
  });

  it('gives a file whose lines work when the # is taken away', async () => {
    await tayori('note', ...W45);
    const text = (await readFile(join(root, NOTE), 'utf8')).replace(/^#(lead|order|number| {2}- \S)/gm, '$1');
    await note(text.replace(/#( {2}- \{.*\})\n/, '').replace(/^leave_out.*\n/m, ''));
    const { code, stderr } = await tayori('digest', ...W45);
    expect([code, stderr]).toEqual([0, '']);
  });

  it.for([
    { argv: ['--week', '2025-W01'], code: 1, why: 'a week without posts' },
    { argv: ['--week', '2025-W60'], code: 2, why: 'there is no such week' },
  ])('refuses $argv: $why', async ({ argv, code }) => {
    expect((await tayori('note', ...argv)).code).toBe(code);
  });
});

describe('an issue note', () => {
  it('shapes subject, lead, order, words and what is left out, in mail, text and web version', async () => {
    await note(`---
subject: 港の一週間
number: 42
lead: { post: 2025-11-06-crane, title: クレーンが動いた日 }
order: [dock, https://minato.example/2025/11/05/bond/]
leave_out: 2025-11-09-fish.md
sponsor: { name: 凪ノ島造船, text: 見学会を開きます, url: "https://nagi.example/?a=1&b={{x}}" }
closing: また来週。
---

皆さま、[お便り](/letters/)をどうぞ。

— 編集長
`);
    const { code, stderr, stdout } = await tayori('digest', ...W45);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Note      ${NOTE}`);
    const [html, text, web] = await Promise.all(['email.html', 'email.txt', 'index.html'].map(read));
    for (const body of [html, text, web]) {
      const plain = body?.replaceAll('\u200b', '') ?? '';
      for (const part of [
        '第42号',
        'クレーンが動いた日',
        'お便り',
        '【広告】 凪ノ島造船',
        'また来週。',
        '編集長',
      ])
        expect(plain).toContain(part);
      expect(plain).not.toContain('魚市場');
      expect(plain.indexOf('造船所の朝を')).toBeLessThan(plain.indexOf('港湾債の利回りを'));
      expect(plain).not.toContain('{{');
    }
    expect(text).toContain('お便り <https://minato.example/letters/>');
    const manifest = JSON.parse(await read('manifest.json')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      version: 2,
      subject: '港の一週間',
      note: { number: '42', lead: 'https://minato.example/2025/11/06/crane/', order: { length: 2 } },
    });
    expect((manifest['posts'] as unknown[]).length).toBe(3);
  });

  it.for([
    { head: 'lead: 2025-11-04-dok', said: `${NOTE}:2:7`, hint: '2025-11-04-dock', why: 'a slip' },
    {
      head: 'order:\n  - dock\n  - 港湾債',
      said: `${NOTE}:4:5`,
      hint: '2025-11-05-bond',
      why: 'a part of a title, in a list',
    },
    {
      head: 'lead: later',
      said: 'another time (posts/2025-11-12-later.md)',
      hint: 'nearest',
      why: 'another week has it',
    },
    { head: 'leed: dock', said: 'no field `leed`', hint: 'Did you mean `lead`?', why: 'an unknown field' },
    {
      head: 'lead: dock\nleave_out: [dock]',
      said: `${NOTE}:3:13`,
      hint: 'leave_out',
      why: 'in and out at once',
    },
    {
      head: 'sponsor: 凪ノ島造船',
      said: 'a `name` and a `text`',
      hint: 'sponsor: {',
      why: 'an advertisement without words',
    },
    {
      head: 'sponsor: { name: a, text: b, url: "javascript:alert(1)" }',
      said: 'no http(s)',
      hint: 'https',
      why: 'a script',
    },
    { head: 'subject: [a, b]', said: 'one line of text', hint: 'subject', why: 'a list for a line' },
    { head: 'lead: "dock', said: `${NOTE}:`, hint: '', why: 'no YAML' },
  ])('stops the digest and says where: $why', async ({ head, said, hint }) => {
    await note(`---\n${head}\n---\n`);
    const { code, stderr } = await tayori('digest', ...W45);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).toContain(hint);
  });

  it.for([
    { head: 'lead: { post: dock, title: 「切れた }', said: 'is cut off', why: 'a cut title on top' },
    { head: 'order: [a1, a2]', said: 'the same story', why: 'one story twice' },
  ])('wins, with a warning: $why', async ({ head, said }) => {
    await post(
      '2025-11-03-a1.md',
      'くろしお海運、北極航路の試験運航を開始',
      '2025-11-03 09:00:00 +0900',
      '業界動向',
    );
    await post(
      '2025-11-04-a2.md',
      'くろしお海運が北極航路で試験運航',
      '2025-11-04 10:00:00 +0900',
      '業界動向',
    );
    await note(`---\n${head}\n---\n`);
    const { code, stderr } = await tayori('digest', ...W45);
    expect(code).toBe(0);
    expect(stderr).toContain(said);
    expect(stderr).toContain('[note-choice]');
  });

  it.for([
    { text: '---\nsubject: 造船所の72億円\n---\n', told: '72億円', at: ':2:', why: 'the subject' },
    { text: '皆さま。\n\nクレーンの発注は840億円でした。', told: '840億円', at: ':3:', why: 'the words' },
    {
      text: '---\nlead: { post: dock, title: 造船所の朝、４８億円 }\n---\n',
      told: '48億円',
      at: ':2:',
      why: 'a title for the mail, in wide letters',
    },
  ])('a figure that the post of that name contradicts is named: $why', async ({ text, told, at }) => {
    await note(text);
    const { code, stderr } = await tayori('digest', ...W45);
    expect(code).toBe(0);
    expect(stderr).toContain(`${NOTE}${at}`);
    expect(stderr).toContain(`The note says 「${told}」`);
    expect(stderr).toContain('has 「84億円」, not that.');
  });

  it.for([
    { text: 'クレーンの発注は84億円。造船所には八十四億円。', why: 'the figures of the posts' },
    { text: '読者が3,000人、寄付が72億円になりました。', why: 'the publication speaks of itself' },
    { text: '造船所が7日、3社、第2期を迎えました。', why: 'dates, counts of a few, ordinals' },
    { text: '造船所を、前の年の12%の速さで。', why: 'a figure of another kind' },
  ])('a figure that no post contradicts is not: $why', async ({ text }) => {
    await note(text);
    expect((await tayori('digest', ...W45)).stderr).toBe('');
  });

  it('may be words alone, without a head', async () => {
    await note(
      '皆さま、こんにちは。\n\n<script>alert(1)</script><a href="javascript:x">押す</a>{{ slots.address }}',
    );
    expect((await tayori('digest', ...W45)).code).toBe(0);
    const html = await read('email.html');
    expect(html).toContain('皆さま、こんにちは。');
    expect(html).not.toMatch(/<script|javascript:|\{\{/);
  });
});
