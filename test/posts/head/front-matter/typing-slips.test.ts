import { expect, it } from 'vitest';
import { parseHead } from '../../../../src/posts/head/front-matter/front-matter.ts';
import { readHead } from '../../../../src/posts/head/read-head.ts';
import { settingsWith } from '../../settings.ts';

const COLON = 'The colon behind the key is a wide one (`：`), which YAML does not know.';
const BLANK = 'The blank behind the colon is no blank for YAML: it is a wide or an unbreakable one.';
const strokes = (line: string) => `The line is \`${line}\`: its strokes are others than those of \`---\`.`;

it.for([
  { text: '---\ntitle：題\n---\n', at: '2:6', says: COLON, why: 'Japanese input' },
  {
    text: '---\nlayout: post\ntitle：題\ndate: 2025-11-07\n---\n',
    at: '3:6',
    says: COLON,
    why: 'among others',
  },
  { text: '---\ntitle:　題\n---\n', at: '2:7', says: BLANK, why: 'a wide blank' },
  { text: '---\ntitle:\u00a0題\n---\n', at: '2:7', says: BLANK, why: 'a blank out of a web page' },
  { text: '—-\ntitle: 題\n---\n', at: '1:1', says: strokes('—-'), why: 'the dash that a Mac makes' },
  { text: 'ーーー\ntitle: 題\n---\n', at: '1:1', says: strokes('ーーー'), why: 'Japanese strokes' },
  { text: '---\ntitle: 題\n—-\n本文\n', at: '3:1', says: strokes('—-'), why: 'the closing one' },
  {
    text: '---\ntitle: 題\n－－－\n本: 文\n文\n\n---\n',
    at: '3:1',
    says: strokes('－－－'),
    why: 'with a rule below',
  },
  {
    text: '\ufeff---\ntitle: 題\n---\n',
    at: '1:1',
    says: 'Before the `---` of the first line stands something that nobody sees (U+FEFF).',
    why: 'a second byte order mark',
  },
  {
    text: '\n\n---\ntitle: 題\n---\n',
    at: '1:1',
    says: 'The front matter begins on line 3, and what stands before it is empty.',
    why: 'empty lines',
  },
  {
    text: '---\ntitle: "a: b\n---\n',
    at: '2:8',
    says: expect.stringContaining('is never closed'),
    why: 'a slip of another kind (yaml-slips.ts)',
  },
  {
    text: '# 題\n\n---\n\n文\n',
    at: '1:1',
    says: 'The post has no front matter: the first line is not `---`.',
    why: 'a text without front matter',
  },
])('names what nobody sees in $text: $why', ({ text, at, says }) => {
  const fault = parseHead(text, []);
  if ('data' in fault) throw new Error('it was read');
  expect({ at: `${fault.line}:${fault.column}`, says: fault.message }).toEqual({ at, says });
});

it.for([
  { front: 'title: 題：副題', why: 'in a value' },
  { front: 'title: 題\ndescription: |\n  注：意\n  ーーー', why: 'in a long text' },
  { front: '注：意: x\ntitle: 題', why: 'in a key of its own' },
])('says nothing of $front: $why', ({ front }) => {
  expect(parseHead(`---\n${front}\n---\n`, [])).toMatchObject({ data: expect.anything() });
});

it.for([
  { key: 'Title', why: 'a capital letter' },
  { key: '\u200btitle', why: 'an invisible mark' },
  { key: '　title', why: 'a wide blank' },
])('names the key that is meant for the title: $why', ({ key }) => {
  const { faults } = readHead('posts/2025-11-07-a.md', `---\n${key}: 題\n---\n`, settingsWith());
  expect(faults.map(({ message }) => message)).toEqual([
    `The post has no title: its key is \`${key}\`, and \`title\` is meant.`,
  ]);
});

it('shows the key behind which the colon is a wide one', () => {
  expect(parseHead('---\ntitle: 題\ndate：2025-11-07\n---\n', [])).toMatchObject({
    hint: expect.stringContaining('`date: …`'),
  });
});
