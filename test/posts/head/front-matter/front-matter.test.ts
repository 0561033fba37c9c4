import { describe, expect, it } from 'vitest';
import { type Head, parseHead } from '../../../../src/posts/head/front-matter/front-matter.ts';
import { headText } from '../../../../src/posts/head/front-matter/head-text.ts';

const MARKERS = ['---END---'];

function head(text: string): Head {
  const parsed = parseHead(text, MARKERS);
  if (!('data' in parsed)) throw new Error(parsed.message);
  return parsed;
}

describe('parseHead', () => {
  it('keeps every scalar as the author wrote it', () => {
    const { data } = head('---\ndate: 2025-11-07 16:39:06 +0000\nversion: 1.10\ndraft: no\nempty:\n---\n');
    expect(data).toEqual({ date: '2025-11-07 16:39:06 +0000', version: '1.10', draft: 'no', empty: '' });
  });

  it.for([
    { text: '---\ntitle: 題\n---\n本文', body: '本文', why: 'the usual' },
    { text: '---  \ntitle: 題\n--- \n本文', body: '本文', why: 'blanks behind the fences' },
    { text: '---\ntitle: 題\n...\n本文', body: '本文', why: 'YAML ends with dots' },
    { text: '---\ntitle: 題\n---', body: '', why: 'no body' },
    {
      text: '---\ntitle: 題\n---\n本文\n\n---\n\n続き',
      body: '本文\n\n---\n\n続き',
      why: 'a rule in the body',
    },
    { text: '---\ntitle: 題\n---END---\n本文\n', body: '本文\n', why: 'a marker where the fence should be' },
    {
      text: '---\ntitle: 題\n---END---\n本文\n\n---\n\n続き',
      body: '本文\n\n---\n\n続き',
      why: 'a marker, then a rule',
    },
    { text: '---\ntitle: 題\n---END---\ntag: x\n---\n本文', body: '本文', why: 'a marker among the keys' },
  ])('finds the body: $why', ({ text, body }) => {
    const { data, bodyStart } = head(text);
    expect(data['title']).toBe('題');
    expect(text.slice(bodyStart)).toBe(body);
  });

  it('reports a leaked marker and a key given twice, and takes the last', () => {
    const { data, oddities } = head('---\ntitle: 古い題\n---END---\ntitle: 新しい題\n---\n');
    expect(data['title']).toBe('新しい題');
    expect(oddities.map(({ code, line }) => ({ code, line }))).toEqual([
      { code: 'post-marker', line: 3 },
      { code: 'post-duplicate-key', line: 4 },
    ]);
  });

  it('takes the names of prototypes for keys like any other', () => {
    const { data } = head('---\n__proto__: {polluted: yes}\nconstructor: x\ntitle: "\\u0041"\n---\n');
    expect(Object.keys(data)).toEqual(['__proto__', 'constructor', 'title']);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('says where each key stands', () => {
    const { places } = head('---\ntitle: "題"\ndate:   2025-11-07\n---\n');
    expect(places.get('date')).toEqual({ line: 3, column: 9 });
  });

  it.for([
    { text: '---js\nmodule.exports = process.exit(9)\n---\n', line: 1, why: 'another language never runs' },
    { text: '---constructor\ntitle: x\n---\n', line: 1, why: 'nor does a prototype' },
    { text: '# 見出し\n', line: 1, why: 'no front matter' },
    { text: '', line: 1, why: 'nothing at all' },
    { text: '---\ntitle: 題\n本文\n', line: 4, why: 'never closed' },
    { text: '---\ntitle: 題\n---draft\ntag: x\n---\n', line: 3, why: 'dashes that are no fence' },
    { text: '---\ntitle: 題\n  date: x: y\n---\n', line: 3, why: 'not YAML' },
    { text: '---\n- 題\n---\n', line: 2, why: 'a list' },
    { text: `---\n${'\n'.repeat(5000)}---\n`, line: 1000, why: 'thousands of lines' },
    { text: '---\nrun: !!js/function "x"\n---\n', line: 2, why: 'an unknown tag' },
    { text: `---\na: &a [x]\nb: [${'*a, '.repeat(30)}]\n---\n`, line: 3, why: 'an alias bomb' },
    { text: `---\na: ${'['.repeat(500)}${']'.repeat(500)}\n---\n`, line: 2, why: 'nested too deep' },
  ])('refuses with a place: $why', ({ text, line }) => {
    const fault = parseHead(text, MARKERS);
    expect(fault).toMatchObject({ line, message: expect.any(String), hint: expect.any(String) });
  });
});

it.for([
  { text: '---toml\ntitle = "題"\n---\n本文', format: 'TOML' },
  { text: '{\n  "title": "題"\n}\n本文', format: 'JSON' },
  { text: '{ "title": "題" }\n本文', format: 'JSON' },
  { text: '---json\n{}\n---\n', format: 'JSON' },
])('says that front matter is $format: $text', ({ text, format }) => {
  expect(parseHead(text, MARKERS)).toMatchObject({
    line: 1,
    message: `The front matter is ${format}, and only YAML between \`---\` and TOML between \`+++\` are read.`,
  });
});

describe('headText', () => {
  const bytes = (text: string) => Buffer.from(text);

  it('decodes no more than the front matter', () => {
    expect(headText(bytes(`---\ntitle: 題\n---\n${'本文'.repeat(9000)}`)).length).toBeLessThan(40);
  });

  it.for([
    { text: `---\ntitle: ${'題'.repeat(4000)}\n---\n本文`, why: 'longer than a first read' },
    { text: '---\r\ntitle: 題\r\n---\r\n本文', why: 'CRLF' },
    { text: '---\rtitle: 題\r---\r本文', why: 'CR' },
    { text: '\ufeff---\ntitle: 題\n---\n本文', why: 'a byte order mark' },
    { text: '---\ntitle: 題\n---END---\n---\n本文', why: 'a marker first' },
  ])('holds all of it: $why', ({ text }) => {
    expect(head(headText(bytes(text))).data['title']).toMatch(/^題/);
  });
});
