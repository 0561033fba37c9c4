import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../src/locale/en.ts';
import { ja } from '../../src/locale/ja.ts';
import { tayori } from '../cli/program.ts';

/** Kana, kanji, and the marks and forms that only such text has. */
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const clock = () => new Date('2025-11-12T00:00:00Z');

const posts = [
  [
    '2025-11-03-rents',
    'Warehouse rents rise',
    'Investment',
    'Rents rose 12% in three years. Tenants look at floor load before price.',
  ],
  [
    '2025-11-04-crane',
    'The crane that waits',
    'Industry',
    'One crane costs $36 million. It stands still two days in five.',
  ],
  [
    '2025-11-05-night',
    'Counting containers at night',
    '',
    'Nobody counts them by day. The lamps are cheaper than the clerks.',
  ],
  [
    '2025-11-06-tide',
    'Tides, and what they cost',
    'Industry',
    'Three centimetres are worth 165 tonnes. The port gives them away.',
  ],
  [
    '2025-11-07-bond',
    'The bond that nobody bought',
    'Investment',
    'It yields 1.2%. The bank down the street pays more.',
  ],
] as const;

let root: string;
const out: Record<string, string> = {};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-english-'));
  await mkdir(join(root, 'posts/_digests'), { recursive: true });
  await writeFile(
    join(root, 'tayori.config.ts'),
    `export default {
      site: { title: 'Harbour Weekly', url: 'https://harbour.example', description: 'Read from the docks', author: 'The editors', language: 'en-GB', timezone: 'Europe/London' },
      organisation: { name: 'Harbour Ltd', address: '1 Quay, London', contact: 'hello@harbour.example' },
      categories: [{ name: 'Investment', slug: 'investment' }, { name: 'Industry', slug: 'industry' }],
      digest: { totalLimit: 4 },
      web: { url: 'https://letter.harbour.example' },
    };`,
  );
  for (const [name, title, category, body] of posts)
    await writeFile(
      join(root, 'posts', `${name}.md`),
      `---\ntitle: "${title}"\ndate: ${name.slice(0, 10)} 09:00:00 +0000\ncategories: [${category}]\nauthors: [Ann, Bob]\n---\n\n${body} ${'Plain words fill the rest of this page. '.repeat(60)}\n`,
    );
  await writeFile(
    join(root, 'posts/_digests/2025-W45.md'),
    '---\nnumber: 7\nsponsor: { name: Nagi, text: Come and see. }\n---\n\nGood morning.\n',
  );
  for (const argv of [['digest', '--week', '2025-W45'], ['digest', '--month', '2025-11'], ['build']])
    expect((await tayori(root, argv, { clock })).code).toBe(0);
  const files = [
    'digests/2025-W45/email.html',
    'digests/2025-W45/email.txt',
    'digests/2025-W45/index.html',
    'digests/2025-W45/manifest.json',
    'digests/2025-11/email.html',
    'digests/index.html',
    'feeds/index.html',
    'atom.xml',
    'digests/atom.xml',
  ];
  for (const file of files) out[file] = await readFile(join(root, 'out', file), 'utf8');
});
afterAll(() => rm(root, { recursive: true }));

describe('an English publication', () => {
  it('has no Japanese letter anywhere', () => {
    const found = Object.entries(out).flatMap(([file, text]) => {
      const at = text.search(JAPANESE);
      return at < 0 ? [] : [`${file}: ${text.slice(at - 40, at + 20)}`];
    });
    expect(found).toEqual([]);
  });

  it.for([
    { part: 'Issue 7', why: 'the number' },
    { part: '>3–9 November<', why: 'the dates; the year is in the date of the mail' },
    { part: 'Advertisement Nagi', why: 'the mark of an advertisement' },
    { part: 'Ann, Bob', why: 'names with a comma' },
    { part: 'Other stories', why: 'posts without a category' },
    { part: '2 min', why: 'words are counted, not letters' },
    { part: 'Unsubscribe', why: 'how to leave' },
  ])('says $part: $why', ({ part }) => {
    expect(out['digests/2025-W45/email.html']).toContain(part);
  });

  it('has a subject in English', () => {
    const { subject } = JSON.parse(out['digests/2025-W45/manifest.json'] ?? '{}') as { subject: string };
    expect(subject).toBe('The bond that nobody bought and 4 more – 3–9 November');
  });

  it('cuts later than a Japanese one: its letters are half as wide', () => {
    for (const key of ['subject', 'preheader', 'lead', 'item', 'web'] as const)
      expect(en.mail.cuts[key]).toBeGreaterThan(1.5 * ja.mail.cuts[key]);
  });
});
