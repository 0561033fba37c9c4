/** What Jekyll 4.3.1 makes of a date in a site of Asia/Tokyo, or, where `zone` says so, of another zone. */
import { describe, expect, it } from 'vitest';
import { readStamp } from '../../../src/posts/head/dates.ts';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { expectOnePass } from '../../growth.ts';
import { inTwoBytes } from '../../two-bytes.ts';
import { settingsWith } from '../settings.ts';

const published = (line: string, timezone = 'Asia/Tokyo', zonelessDates: 'jekyll' | 'site' = 'jekyll') => {
  const settings = settingsWith({
    site: { title: '港', url: 'https://minato.example', timezone, zonelessDates },
  });
  return readHead('posts/2021-04-09-minato.md', `---\ntitle: 港\n${line}\n---\n`, settings);
};

describe('the date of a post', () => {
  it.for([
    { line: 'date: 2021-04-09 08:05:07', at: '2021-04-09T08:05:07Z', why: 'YAML reads it, as UTC' },
    {
      line: 'date: 2021-4-9  8:05:07',
      at: '2021-04-09T08:05:07Z',
      why: 'YAML takes single digits and blanks',
    },
    { line: 'date: 2021-04-09T08:05:07', at: '2021-04-09T08:05:07Z', why: 'YAML takes a T' },
    {
      line: 'date: 2021-04-09 08:05:07.250',
      at: '2021-04-09T08:05:07Z',
      why: 'YAML takes parts of a second',
    },
    {
      line: 'date: 2021-04-09 08:05::07 -03:00',
      at: '2021-04-08T23:05:00Z',
      why: 'what stands behind a colon too many says nothing',
    },
    { line: 'date: "2021-04-09 08:05:07"', at: '2021-04-08T23:05:07Z', why: 'quoted, Ruby reads it' },
    { line: "date: '2021-04-09T08:05:07'", at: '2021-04-08T23:05:07Z', why: 'in single quotation marks too' },
    { line: 'date: >-\n  2021-04-09 08:05:07', at: '2021-04-08T23:05:07Z', why: 'a folded text is text' },
    {
      line: '"date" : 2021-04-09 08:05:07',
      at: '2021-04-09T08:05:07Z',
      why: 'the quotation marks of the key',
    },
    { line: 'date: 2021-04-09', at: '2021-04-08T15:00:00Z', why: 'a day begins where the site is' },
    { line: 'date: 2021-04-09 23:45', at: '2021-04-09T14:45:00Z', why: 'without seconds Ruby reads it' },
    { line: 'date: 2021-04-09 3:05', at: '2021-04-08T18:05:00Z', why: 'one digit' },
    { line: 'date: 2021-04-09 08:05:07 +0000', at: '2021-04-09T08:05:07Z', why: 'an offset' },
    { line: 'date: 2021-04-09 08:05:07 +9', at: '2021-04-08T23:05:07Z', why: 'hours alone' },
    { line: 'date: 2021-04-09 08:05 -0330', at: '2021-04-09T11:35:00Z', why: 'an offset without seconds' },
    { line: 'date: 2021-04-09T08:05:07.000+09:00', at: '2021-04-08T23:05:07Z', why: 'RFC 3339' },
    { line: 'date: 2021-04-09 18:05:07Z', at: '2021-04-09T18:05:07Z', why: 'Z' },
    { line: 'date: 2021-04-09 18:05:07 UTC', at: '2021-04-09T18:05:07Z', why: 'UTC' },
    {
      line: 'date: 2021-04-09 08:05:07 JST',
      at: '2021-04-08T23:05:07Z',
      why: 'the zone of the site by name',
    },
    {
      line: 'date: 2021-04-09 08:05:07 PST',
      at: '2021-04-09T16:05:07Z',
      why: 'a name that Ruby knows everywhere',
    },
    {
      line: 'date: 2021-04-09 08:05:07 CEST',
      at: '2021-04-08T23:05:07Z',
      why: 'one that it does not know there',
    },
    {
      line: 'date: 2021-04-09 08:05:07 CEST',
      zone: 'Europe/Berlin',
      at: '2021-04-09T06:05:07Z',
      why: 'at home',
    },
    {
      line: 'date: 2021-10-31 02:30',
      zone: 'Europe/Berlin',
      at: '2021-10-31T01:30:00Z',
      why: 'an hour that is there twice: the second one',
    },
    {
      line: 'date: 2021-10-31 01:59',
      zone: 'Europe/Berlin',
      at: '2021-10-30T23:59:00Z',
      why: 'the minute before that hour',
    },
    {
      line: 'date: 2021-04-04 01:30',
      zone: 'Australia/Lord_Howe',
      at: '2021-04-03T15:00:00Z',
      why: 'half an hour that is there twice',
    },
    {
      line: 'date: "2021-04-09 08:05:07 -5:30"',
      at: '2021-04-08T23:05:07Z',
      why: 'quoted, Ruby finds no zone',
    },
    { line: 'date: 2021-04-09 08:05:07 -5:30', at: '2021-04-09T13:35:07Z', why: 'YAML does' },
    {
      line: 'date: Fri Apr 9 08:05:07 CEST 2021',
      zone: 'Europe/Berlin',
      at: '2021-04-09T06:05:07Z',
      why: "Unix's date",
    },
    { line: 'date: Fri, 09 Apr 2021 08:05:07 +0200', at: '2021-04-09T06:05:07Z', why: 'RFC 5322' },
    { line: 'date: Apr 9 2021', at: '2021-04-08T15:00:00Z', why: 'a month by name' },
    { line: 'date: April 9th, 2021 08:05', at: '2021-04-08T23:05:00Z', why: 'with a time' },
    { line: 'date: 9 April 2021', at: '2021-04-08T15:00:00Z', why: 'the day first' },
    { line: 'date: 9-Apr-2021', at: '2021-04-08T15:00:00Z', why: 'with hyphens' },
    { line: 'date: 2021/04/09 08:05', at: '2021-04-08T23:05:00Z', why: 'slashes' },
    { line: 'date: 21-04-09 08:05', at: '2021-04-08T23:05:00Z', why: 'a year of two digits' },
    { line: 'date: 69/4/9', at: '1969-04-08T15:00:00Z', why: 'one of the last century' },
    { line: 'date: 09.04.2021', at: '2021-04-08T15:00:00Z', why: 'day, month, year' },
    { line: 'date: 20210409', at: '2021-04-08T15:00:00Z', why: 'digits' },
    { line: 'date: 20210409080507', at: '2021-04-08T23:05:07Z', why: 'digits with a time' },
    { line: 'date: 2021-04-09 08:05:07 AM', at: '2021-04-08T23:05:07Z', why: 'in the morning' },
    { line: 'date: 2021-04-09 08:05 pm', at: '2021-04-09T11:05:00Z', why: 'in the evening' },
    { line: 'date: 2021-04-09 12:05 am', at: '2021-04-08T15:05:00Z', why: 'midnight' },
    { line: 'date: 2021-04-09 8h05', at: '2021-04-08T23:05:00Z', why: 'an h for the hours' },
    { line: 'date: 2021-04-09 8h', at: '2021-04-08T23:00:00Z', why: 'and no minutes' },
    { line: 'date: 2021-04-09 8H 05m07s', at: '2021-04-08T23:05:07Z', why: 'with m and s' },
    { line: 'date: 2021-04-09 8h05 pm', at: '2021-04-09T11:05:00Z', why: 'in the evening, with an h' },
    { line: 'date: 2021-04-09 8h05 +0200', at: '2021-04-09T06:05:00Z', why: 'an h and an offset' },
    { line: 'date: 2021-04-09 8h 05 pm', at: '2021-04-09T11:05:00Z', why: 'the same with a blank' },
    { line: 'date: 2021-04-09 8h05Z', at: '2021-04-09T08:05:00Z', why: 'an h and UTC' },
    { line: 'date: 2021-04-09 8h05min', at: '2021-04-08T23:05:00Z', why: 'an h and min' },
    { line: 'date: 2021-04-09 8時05分', at: '2021-04-08T15:00:00Z', why: 'Ruby reads no Japanese times' },
    { line: 'date: 2021-04-09 8:5:7', at: '2021-04-08T23:05:07Z', why: 'single digits everywhere' },
    { line: 'date: 2021-04-09 8:5 pm', at: '2021-04-09T11:05:00Z', why: 'and in the evening' },
    { line: 'date: 2021-04-09 8', at: '2021-04-08T23:00:00Z', why: 'a number alone is the hour' },
    { line: 'date: April 9, 2021 8', at: '2021-04-08T23:00:00Z', why: 'behind a month by name too' },
    { line: 'date: 2021-04-09 Fri 8', at: '2021-04-08T23:00:00Z', why: 'and behind a day of the week' },
    { line: 'date: 2021-04-09 25', at: '2021-04-08T15:00:00Z', why: 'no day has 25 hours' },
    { line: 'date: 2021-04-09 8 +0200', at: '2021-04-08T15:00:00Z', why: 'not a number alone' },
    { line: 'date: 2021-04-09-08:05', at: '2021-04-08T23:05:00Z', why: 'a hyphen before the time' },
    { line: 'date: 2021-04-09_08:05:07', at: '2021-04-08T23:05:07Z', why: 'a low line' },
    { line: 'date: 2021-04-09 (08:05)', at: '2021-04-08T23:05:00Z', why: 'in brackets' },
    { line: 'date: 2021-04-09 午前8:05', at: '2021-04-08T23:05:00Z', why: 'behind a word' },
    { line: 'date: 20210409T080507Z', at: '2021-04-09T08:05:07Z', why: 'digits with a zone' },
    { line: 'date: 20210409T0805+0200', at: '2021-04-09T06:05:00Z', why: 'and with an offset' },
    { line: 'date: 20210409080507 -0330', at: '2021-04-09T11:35:07Z', why: 'behind a blank' },
    { line: 'date: 20210409 0805', at: '2021-04-08T23:05:00Z', why: 'a time in digits' },
    { line: 'date: 20210409 08:05 +0200', at: '2021-04-09T06:05:00Z', why: 'a time behind digits' },
    {
      line: 'date: 2021-04-09 08:05:07 UTC+02:00',
      at: '2021-04-08T23:05:07Z',
      why: 'Ruby does not know this zone: it is that of the site, and not UTC',
    },
    {
      line: 'date: Fri Apr 09 2021 08:05:07 GMT+0200 (CEST)',
      at: '2021-04-08T23:05:07Z',
      why: "the date of JavaScript's toString",
    },
    { line: 'date: 2021-04-09 08:05 +2', at: '2021-04-08T23:05:00Z', why: 'Ruby wants two digits' },
    { line: 'date: "2021-04-09 08:05 +020000"', at: '2021-04-09T06:05:00Z', why: 'or four, or six' },
    { line: 'date: 2021-04-09 08:05:07 (PST)', at: '2021-04-09T16:05:07Z', why: 'a name in brackets' },
    { line: 'date: 2021-04-09 08:05:07 EST+1', at: '2021-04-09T13:05:07Z', why: 'only the name' },
    { line: 'date: 2021-04-09 08:05:07 B', at: '2021-04-09T06:05:07Z', why: 'a military letter' },
    { line: 'date: 2021-04-09 08:05:07 Y', at: '2021-04-09T20:05:07Z', why: 'one of the west' },
    { line: 'date: 2021-04-09 8pm', at: '2021-04-09T11:00:00Z', why: 'an hour' },
    {
      line: 'date: 2021-04-09 24:00:00',
      at: '2021-04-10T00:00:00Z',
      why: 'midnight of the next day, by YAML',
    },
    { line: 'date: "2021-04-09 24:00"', at: '2021-04-09T15:00:00Z', why: 'and by Ruby' },
    { line: 'date: 2021-04-09 08:05:60', at: '2021-04-09T08:06:00Z', why: 'a leap second' },
    { line: 'tags: [a]', at: '2021-04-08T15:00:00Z', why: 'none: that of the file name' },
    {
      line: 'date: 2021-01-09 08:05:07\ndate: "2021-04-09 08:05:07"',
      at: '2021-04-08T23:05:07Z',
      why: 'the last key counts',
    },
  ])('`$line` is $at: $why', ({ line, at, zone }) => {
    expect(published(line, zone).post?.published.toISOString()).toBe(at.replace('Z', '.000Z'));
  });

  it.for([
    '2021-13-45',
    '2021-02-30',
    '2021-02-30 10:00:00',
    '2023-02-29',
    '2021-04-09 25:00',
    '2021-04-09 24:01:00',
    '2021-04-09 10:60',
    '2021-04-09 10h60',
    '2021-04-09 25h01',
    '0015-12-03',
    '0015-12-03 10:01:01',
    '2021-04-09 10:00 +2500',
    '2021-04-09 10:00:00 +2400',
    '0000-01-01',
    '昨日',
    '10:00',
    'April',
    '"2021"',
    `2021-04-09 ${'1'.repeat(200)}`,
  ])('`%s` is no date', (text) => {
    expect(published(`date: ${text}`).faults.map(({ code }) => code)).toContain('post-date');
  });

  it.for([
    { line: 'date: 2021-04-09 12:00:00 -500', at: '2021-04-09T03:00:00Z', says: '12:00', write: '-0500' },
    { line: 'date: 2021-04-09 12:00:00 +900', at: '2021-04-09T03:00:00Z', says: '12:00', write: '+0900' },
    { line: 'date: 2021-04-09 12:00:00 +200', at: '2021-04-08T16:00:00Z', says: '01:00', write: '+0200' },
    { line: 'date: "2021-04-09 12:00:00 +200"', at: '2021-04-09T03:00:00Z', says: '12:00', write: '+0200' },
    { line: 'date: 2021-04-09 12:00 +200', at: '2021-04-09T03:00:00Z', says: '12:00', write: '+0200' },
  ])('`$line` is $at, as in Jekyll, and is named', ({ line, at, says, write }) => {
    const { post, warnings } = published(line);
    expect(post?.published.toISOString()).toBe(at.replace('Z', '.000Z'));
    expect(warnings).toMatchObject([
      { code: 'post-date-zone', message: expect.stringContaining(`2021-04-09 ${says} in Asia/Tokyo`) },
    ]);
    expect(warnings[0]?.hint).toBe(`Write four digits: \`${write}\`.`);
  });

  it('says that digits of the year are missing', () => {
    const [fault] = published('date: 0015-12-03').faults;
    expect(fault?.message).toBe('`0015-12-03` is in the year 15: digits of the year are missing.');
  });

  it.for([
    { line: 'date: 2021-04-09 08:05:07', at: '2021-04-08T23:05:07Z' },
    { line: 'date: 2021-04-09T08:05:07', at: '2021-04-08T23:05:07Z' },
    { line: 'date: 2021-04-09 08:05:07 +0000', at: '2021-04-09T08:05:07Z' },
    { line: 'date: 2021-04-09 08:05:07 +200', at: '2021-04-09T06:05:07Z' },
  ])("`$line` is $at where zonelessDates is 'site'", ({ line, at }) => {
    const { post, warnings } = published(line, 'Asia/Tokyo', 'site');
    expect([post?.published.toISOString(), warnings]).toEqual([at.replace('Z', '.000Z'), []]);
  });

  it('hints at what an author may not mean, and only there', () => {
    const codes = (...args: Parameters<typeof published>) =>
      published(...args).warnings.map(({ code }) => code);
    expect(codes('date: 2021-04-09 08:05:07')).toEqual(['post-date-zone']);
    expect(codes('date: 2021-04-09 08:05:07', 'UTC')).toEqual([]);
    expect(codes('date: "2021-04-09 08:05:07"')).toEqual([]);
    expect(codes('date: 2021-04-09')).toEqual([]);
    const [hint] = published('date: 2021-04-09 20:05:07').warnings;
    expect(hint).toMatchObject({ at: { line: 3, column: 7 } });
    expect(hint?.message).toContain('2021-04-10 05:05 in Asia/Tokyo');
  });

  it('reads the last change by the same rules', () => {
    const { post } = published('date: 2021-04-09\nlast_modified_at: "2021-04-10 08:00:00"');
    expect(post?.updated?.toISOString()).toBe('2021-04-09T23:00:00.000Z');
  });
});

it.for([
  { unit: '1-', why: 'numbers' },
  { unit: ' ', why: 'blanks' },
  { unit: 'jan ', why: 'months' },
  { unit: 'jan', why: 'months without an end' },
  { begin: 'Sep 3 11:21 CEST', unit: ' ', end: '2021', why: 'blanks before the year' },
  { begin: '2021-04-09', unit: ' ', why: 'blanks after the day' },
])('reads what is no date in one pass: $why', ({ begin = '', unit, end = '' }) => {
  const read = (text: string) => expect(readStamp({ text, quoted: false }, 'UTC')).toBeUndefined();
  const make = (letters: number) => inTwoBytes(`${begin}${unit.repeat(letters / unit.length)}${end}x`);
  expectOnePass(read, make, 40_000);
});
