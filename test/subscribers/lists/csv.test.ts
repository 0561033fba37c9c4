import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvReader } from '../../../src/subscribers/lists/csv.ts';
import { csvField, plainField } from '../../../src/subscribers/lists/csv-field.ts';
import { expectOnePass } from '../../growth.ts';

/** Reads a text cut into pieces of a size; without the mark of a line that does not end. */
function read(text: string, size = text.length + 1, delimiter = ',') {
  return readMarked(text, size, delimiter).map(({ line, fields, fault }) => ({ line, fields, fault }));
}

function readMarked(text: string, size: number, delimiter = ',') {
  const reader = csvReader(delimiter);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
  return [...rows, ...reader.end()];
}
const row = (line: number, ...fields: string[]) => ({ line, fields, fault: undefined });
const broken = (line: number, fault: string) => ({ line, fields: [], fault });

const UNCLOSED = 'open-quote';
const TOO_LONG = 'too-long';
const BEHIND = 'after-quote';

describe('a list of comma-separated values', () => {
  it.for([
    { unit: '@', why: 'an address of signs alone' },
    { unit: 'a@', why: 'an address without an end' },
    { unit: ' ', why: 'spaces' },
    { unit: ', "a', why: 'blanks and quotes that do not close' },
    { unit: ', ""', why: 'blanks and empty quotes' },
  ])('with much behind a quote is read in one pass: $why', ({ unit }) => {
    expectOnePass(
      (text: string) => read(text).map(({ fault }) => fault),
      (letters: number) => `"a" <${unit.repeat(letters / unit.length)}`,
      64_000,
    );
  });

  it.for([
    { text: 'a,b\nc,d\n', rows: [row(1, 'a', 'b'), row(2, 'c', 'd')], why: 'plain lines' },
    { text: 'a,b\r\nc,d\r\n', rows: [row(1, 'a', 'b'), row(2, 'c', 'd')], why: 'as Excel ends lines' },
    { text: 'a,b\rc,d\r', rows: [row(1, 'a', 'b'), row(2, 'c', 'd')], why: 'as old Macs ended lines' },
    { text: 'a,b', rows: [row(1, 'a', 'b')], why: 'no line break at the end' },
    { text: 'a,,\n', rows: [row(1, 'a', '', '')], why: 'empty fields' },
    { text: 'a\n\n , \nb\n', rows: [row(1, 'a'), row(4, 'b')], why: 'empty lines are none, but they count' },
    { text: '"a,b",c\n', rows: [row(1, 'a,b', 'c')], why: 'a comma in quotes' },
    {
      text: '"彼は「え？」と""言った""",c',
      rows: [row(1, '彼は「え？」と"言った"', 'c')],
      why: 'a quote in quotes, twice',
    },
    {
      text: '"a\r\nb",c\nd,e\n',
      rows: [row(1, 'a\nb', 'c'), row(3, 'd', 'e')],
      why: 'a line break in quotes',
    },
    { text: '"",""\n"",x', rows: [row(2, '', 'x')], why: 'quoted emptiness' },
    { text: '"a", "b, c", "d"\n', rows: [row(1, 'a', 'b, c', 'd')], why: 'blanks before quotes (Icegram)' },
    { text: 'a, "b" c,d\n', rows: [row(1, 'a', ' "b" c', 'd')], why: 'a bare field that begins with quotes' },
    { text: 'a, "b\nc", d\n', rows: [row(1, 'a', ' "b'), row(2, 'c"', ' d')], why: 'blanks, and more lines' },
    {
      text: '山田 "太郎",x\n',
      rows: [row(1, '山田 "太郎"', 'x')],
      why: 'quotes within a bare field are its own',
    },
    { text: '"a" ,b\nc,d', rows: [broken(1, BEHIND), row(2, 'c', 'd')], why: 'a slip costs one line' },
    {
      text: 'a,"b\nc,d\ne,f',
      rows: [broken(1, UNCLOSED), row(2, 'c', 'd'), row(3, 'e', 'f')],
      why: 'so does a lost quote',
    },
    { text: '', rows: [], why: 'nothing' },
  ])('$text: $why', ({ text, rows }) => {
    expect(read(text)).toEqual(rows);
    expect(read(text, 1)).toEqual(rows);
  });

  it.for([
    { text: 'a,b\nc,d', unended: [undefined, 'in-field'], why: 'the last line has no end' },
    { text: 'a,b\nc,"d"', unended: [undefined, 'in-field'], why: 'nor has one in quotes' },
    { text: 'a,b\nc,""', unended: [undefined, 'in-field'], why: 'in quotes even nothing is whole' },
    { text: 'a,b\nc,', unended: [undefined, 'behind-delimiter'], why: 'the last cell is missing' },
    { text: 'a,b\nc, ', unended: [undefined, 'behind-delimiter'], why: 'a blank is no cell' },
    { text: 'a,b\r\nc,d\r\n', unended: [undefined, undefined], why: 'the whole file is there' },
    { text: 'a,b\rc,d\r', unended: [undefined, undefined], why: 'in the manner of old Macs, too' },
  ])('$text tells whether the last line ends: $why', ({ text, unended }) => {
    for (const size of [1, 99]) expect(readMarked(text, size).map((one) => one.unended)).toEqual(unended);
  });

  it('may be parted by tabs or semicolons', () => {
    expect(read('a;b,c\n"d;e";f', 99, ';')).toEqual([row(1, 'a', 'b,c'), row(2, 'd;e', 'f')]);
  });

  it('gives up on a quote that nobody closes before it has read the whole file', () => {
    const reader = csvReader(',');
    expect(reader.push(`a,"b\n${'line,\n'.repeat(5)}`)).toEqual([]);
    const rows = reader.push('x,y\n'.repeat(20_000));
    expect(rows.slice(0, 2)).toEqual([broken(1, UNCLOSED), row(2, 'line', '')]);
    expect(rows).toHaveLength(20_006);
  });

  it.for([
    { long: 'x'.repeat(1_000_001), why: 'one field' },
    { long: 'x,'.repeat(600_000), why: 'many fields' },
    { long: `"${'x'.repeat(60_000)}",`.repeat(20), why: 'many fields in quotes' },
    { long: 'x'.repeat(9_000_000), why: 'a file that may have no line breaks at all' },
  ])('refuses a line of more than 1 MB, with its number, and goes on behind it: $why', ({ long }) => {
    const text = `a,b\n${long}\r\nc,d\n`;
    const expected = [row(1, 'a', 'b'), broken(2, TOO_LONG), row(3, 'c', 'd')];
    expect(read(text)).toEqual(expected);
    expect(read(text, 65_536)).toEqual(expected);
    expect(read(`a,b\n${long}`, 65_536)).toEqual(expected.slice(0, 2));
  });

  it('gives up on a record of many lines that grows beyond 1 MB, and reads its lines one by one', () => {
    const rows = read(`a,b\n${`"${'x'.repeat(50_000)}\n",`.repeat(30)}\nc,d\n`, 65_536);
    expect(rows[1]).toEqual(broken(2, TOO_LONG));
    expect(rows.at(-1)).toEqual(row(33, 'c', 'd'));
  });

  it('holds no more than a record while a line without an end goes by', () => {
    const reader = csvReader(',');
    const piece = 'x'.repeat(1 << 20);
    const rows = Array.from({ length: 200 }, () => reader.push(piece)).flat();
    expect([...rows, ...reader.end()]).toEqual([broken(1, TOO_LONG)]);
  });

  it('reads back what was written, wherever the file is cut', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab山,;"\'=+-@＝\t \n') });
    const table = fc.array(fc.tuple(fc.constant('x'), text, text), { maxLength: 5 }); // no row is blank
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 30 }), (written, size) => {
        const whole = written.map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('');
        const found = read(whole, size).map(({ fields }) => fields.map(plainField));
        expect(found).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a field for a spreadsheet', () => {
  it.for([
    { text: '山田太郎', written: '山田太郎', why: 'text' },
    { text: '=1+1', written: "'=1+1", why: 'a formula' },
    { text: '+81-3', written: "'+81-3", why: 'a sum' },
    { text: '-1', written: "'-1", why: 'a difference' },
    { text: '@SUM(A1)', written: "'@SUM(A1)", why: 'a function' },
    {
      text: '＝HYPERLINK("x")',
      written: '"\'＝HYPERLINK(""x"")"',
      why: 'full-width, which Excel in Japan takes too',
    },
    { text: '\t=1', written: "'\t=1", why: 'a tab before it' },
    { text: '\r=1', written: '"\'\r=1"', why: 'a carriage return before it' },
    { text: "'=1", written: "''=1", why: 'what looks escaped already' },
    { text: "'tis", written: "'tis", why: 'an apostrophe is no formula' },
    { text: 'a,"b"\n', written: '"a,""b""\n"', why: 'comma, quote and line break' },
  ])('$text is written $written: $why', ({ text, written }) => {
    expect(csvField(text)).toBe(written);
  });
});
