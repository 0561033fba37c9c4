import { describe, expect, it } from 'vitest';
import { readToml } from '../../../../src/posts/head/front-matter/toml.ts';

function dataOf(text: string) {
  const read = readToml(text);
  if (!('data' in read)) throw new Error(read.message);
  return read.data;
}

describe('values', () => {
  it.for([
    { text: `a = "港 \\"x\\" \\u3042 # c" # b`, a: '港 "x" あ # c', why: 'escapes, and a comment behind' },
    { text: `a = 'C:\\new "x"'`, a: 'C:\\new "x"', why: 'letter by letter' },
    { text: 'a = 2025-11-05', a: '2025-11-05', why: 'a day stays a text' },
    { text: 'a = 2025-11-05T10:00:00+09:00', a: '2025-11-05T10:00:00+09:00', why: 'a stamp' },
    { text: 'a = 2025-11-05 10:00:00', a: '2025-11-05T10:00:00', why: 'a stamp with a blank' },
    { text: 'a = true', a: 'true', why: 'true' },
    { text: 'a = -1_000.5', a: '-1000.5', why: 'a number' },
    {
      text: 'a = 12345678901234567890',
      a: '12345678901234567890',
      why: 'a number of many digits keeps them',
    },
    {
      text: 'a = [\n "x", # one\n \'y\',\n]',
      a: ['x', 'y'],
      why: 'a list over lines, with a comma at its end',
    },
    { text: 'a = [[1, 2], []]', a: [['1', '2'], []], why: 'lists in lists' },
    { text: 'a = """\none \\\n   two"""', a: 'one two', why: 'three marks: the line goes on' },
    { text: 'a = """say "x""""', a: 'say "x"', why: 'a mark before the three' },
    { text: "a = '''\nx\\n'''", a: 'x\\n', why: 'three single marks' },
    { text: 'a = { b = 1, "c d" = "x" }', a: { b: '1', 'c d': 'x' }, why: 'a table in the line' },
    { text: 'a.b.c = 1', a: { b: { c: '1' } }, why: 'dots in the key' },
    { text: '[a]\nb = 1\n[a.c]\nd = 2', a: { b: '1', c: { d: '2' } }, why: 'tables' },
    { text: '[[a]]\nb = 1\n[[a]]\nb = 2', a: [{ b: '1' }, { b: '2' }], why: 'a list of tables' },
    { text: '  a   =   "x"   ', a: 'x', why: 'blanks' },
  ])('$text: $why', ({ text, a }) => {
    expect(dataOf(text)).toEqual({ a });
  });

  it('has `__proto__` as a key like any other', () => {
    expect(Object.keys(dataOf('__proto__ = 1\n[x]\n__proto__ = 2'))).toEqual(['__proto__', 'x']);
    expect(Object.hasOwn({}, 'x')).toBe(false);
  });

  it('knows the place of each value of the first level', () => {
    const read = readToml('# c\ntitle = "a"\n[taxonomies]\ntags = ["b"]\n');
    expect('places' in read && [...read.places]).toEqual([
      ['title', { line: 2, column: 9 }],
      ['taxonomies', { line: 3, column: 1 }],
    ]);
  });
});

describe('faults', () => {
  it.for([
    { text: 'a: b', at: '1:2', says: 'illegal character in key', hint: 'YAML has `:`', why: 'a key of YAML' },
    { text: 'title = Harbour', at: '1:9', says: 'invalid value', hint: "'text'", why: 'a bare text' },
    {
      text: 'a = 1\nb = "x',
      at: '2:5',
      says: 'unfinished string',
      hint: 'quotation marks',
      why: 'an open mark',
    },
    {
      text: 'a = """x',
      at: '1:5',
      says: 'unfinished string',
      hint: 'quotation marks',
      why: 'three open marks',
    },
    { text: 'a = [1 2]', at: '1:8', says: 'expected comma', hint: "['a', 'b']", why: 'no comma' },
    { text: 'a = 1\na = 2', at: '2:1', says: 'already defined', hint: 'key = value', why: 'a key twice' },
    {
      text: 'a = 1\n[a]',
      at: '2:2',
      says: 'already defined',
      hint: 'key = value',
      why: 'a table over a value',
    },
    { text: '[a', at: '1:2', says: 'cannot find end of key', hint: 'key = value', why: 'an open table' },
    { text: 'a = "x" b', at: '1:9', says: 'end-of-line', hint: 'each line', why: 'more on the line' },
    {
      text: 'a = "\\q"',
      at: '1:7',
      says: 'escape sequence',
      hint: 'key = value',
      why: 'an escape that is none',
    },
    {
      text: `a = ${'['.repeat(30)}`,
      at: '1:25',
      says: 'excessively nested',
      hint: 'key = value',
      why: 'an attack',
    },
  ])('$why', ({ text, at, says, hint }) => {
    const read = readToml(text);
    if ('data' in read) throw new Error('no fault');
    expect(`${read.line}:${read.column}`).toBe(at);
    expect(read.message).toContain(says);
    expect(read.hint).toContain(hint);
  });
});
