/** What is said of a front matter that is not YAML: the slip, its place, and the line to write. */
import { describe, expect, it } from 'vitest';
import { parseHead } from '../../../../src/posts/head/front-matter/front-matter.ts';

function saidOf(yaml: string): string {
  const parsed = parseHead(`---\n${yaml}\n---\n本文\n`, []);
  return 'data' in parsed ? 'none' : `${parsed.line}:${parsed.column} ${parsed.message} -> ${parsed.hint}`;
}

describe('a front matter that is not YAML', () => {
  it.for([
    {
      yaml: 'title: "a"\n\tcategories: ["x"]',
      says: '3:1 A tab stands at the beginning of the line, and YAML counts blanks only. -> Write blanks in place of the tab.',
      why: 'a tab',
    },
    {
      yaml: 'title: "港が開く\ndate: 2026-11-23 10:00:00 +0900\ncategories: ["x"]',
      says: '2:8 The quotation mark at the beginning of `title` is never closed. -> Write a `"` at the end of the line: `title: "港が開く"`.',
      why: 'YAML gave up a line below',
    },
    {
      yaml: "date: 2026-11-23\ntitle: '港が開く",
      says: '3:8 The quotation mark at the beginning of `title` is never closed.',
      why: 'the last line',
    },
    {
      yaml: 'title: "He said "no" twice"',
      says: '2:17 The quotation mark closes here, and the value of `title` goes on. -> Write the whole value in quotation marks: `title: \'He said "no" twice\'`.',
      why: 'quotation marks inside',
    },
    {
      yaml: "title: 'it's so'",
      says: '2:11 The quotation mark closes here, and the value of `title` goes on. -> Write the whole value in quotation marks: `title: "it\'s so"`.',
      why: 'an apostrophe inside',
    },
    {
      yaml: 'title: "Foo" and bar',
      says: `\`title: '"Foo" and bar'\``,
      why: 'text behind the quotation marks',
    },
    {
      yaml: 'title: 港町: 春の便り',
      says: '2:10 A colon and a blank stand in the value of `title`: for YAML a new key begins there. -> Write the whole value in quotation marks: `title: "港町: 春の便り"`.',
      why: 'a colon in the title',
    },
    {
      yaml: 'title: @harbour',
      says: '2:8 The value of `title` begins with `@`, which means something else in YAML. -> Write the whole value in quotation marks: `title: "@harbour"`.',
      why: 'a sign of YAML',
    },
    {
      yaml: 'title: `tayori` is here',
      says: 'begins with a backtick',
      why: 'a sign that quotes in our messages',
    },
    { yaml: 'title: %5 more', says: 'begins with `%`', why: 'another' },
    { yaml: 'title: *very* good', says: 'begins with `*`', why: 'an alias' },
    { yaml: 'title: - a', says: '`title: "- a"`', why: 'a list' },
    { yaml: 'title: > a', says: '`title: "> a"`', why: 'a block' },
    { yaml: 'title: [速報] 港が開く', says: '`title: "[速報] 港が開く"`', why: 'brackets that are text' },
    { yaml: 'title: {{ page.x }}', says: '`title: "{{ page.x }}"`', why: 'Liquid' },
    {
      yaml: 'title: a\ntags: [a, b\ndate: 2026-11-23',
      says: '3:7 The bracket `[` of `tags` is never closed. -> Write a `]` where the list ends.',
      why: 'a list',
    },
    {
      yaml: 'title:港が開く\ndate: 2026-11-23',
      says: '2:7 Behind the colon of `title` no blank stands, so it is no key for YAML. -> Write `title: 港が開く`.',
      why: 'YAML gave up a line below',
    },
    {
      yaml: 'title: "C:\\port"',
      says: "2:11 A `\\` in double quotation marks begins a sign of its own, and `\\p` is none. -> Write the whole value in quotation marks: `title: 'C:\\port'`.",
      why: 'a path of Windows',
    },
    {
      yaml: `title: "${'長'.repeat(120)}\ndate: 2026-11-23`,
      says: '-> Write a `"` at the end of the line.',
      why: 'a long value is not said again',
    },
    {
      yaml: 'title: a\n  date: 2026-11-23',
      says: 'The front matter is not YAML: bad indentation of a mapping entry. -> Look for a missing quote',
      why: 'nothing that is known',
    },
  ])('$yaml: $why', ({ yaml, says }) => {
    expect(saidOf(yaml)).toContain(says);
  });

  it.for([
    {
      yaml: 'title: "a\n  b"\nlink: https://minato.example/?a: b',
      says: 'link',
      why: 'a value in two lines above',
    },
    {
      yaml: 'tags: [a,\n  b]\ntitle: Foo: bar',
      says: '`title: "Foo: bar"`',
      why: 'a list in two lines above',
    },
  ])('$yaml: $why is no slip', ({ yaml, says }) => {
    expect(saidOf(yaml)).toContain(says);
  });
});
