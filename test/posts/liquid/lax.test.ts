/** Slips in Liquid that Jekyll 4.3.1 forgives: what it shows was taken from Jekyll itself. */
import { describe, expect, it } from 'vitest';
import { runLiquid } from '../../../src/posts/liquid/liquid.ts';
import { NO_OTHER_FILES } from '../../../src/posts/liquid/other-files.ts';
import { settingsWith } from '../settings.ts';

function run(text: string, liquid: 'lax' | 'strict' = 'lax') {
  const { site } = settingsWith({
    site: {
      title: '便り',
      url: 'https://minato.example',
      values: { list: ['a', 'b', 'c', 'd'], foo: '港' },
      liquid,
    },
  });
  return runLiquid(text, 1, {
    site,
    page: {
      file: 'posts/2025-11-07-minato.md',
      slug: 'minato',
      path: '/minato/',
      published: new Date('2025-11-07T00:00:00Z'),
      categories: [],
      tags: [],
    },
    frontMatter: { title: 'T' },
    files: NO_OTHER_FILES,
  });
}

describe('is read as Jekyll reads it, and named', () => {
  it.for([
    { text: '{{ page.img | default image }}', shows: '', why: 'no colon: the filter gets nothing' },
    { text: '{{ page.img | default: "a" extra }}', shows: 'a', why: 'a word behind the argument' },
    { text: '{{ page.title | append: "x" "y" }}', shows: 'Tx', why: 'no comma: the second argument goes' },
    { text: '{{ page.title || upcase }}', shows: 'T', why: 'two bars' },
    { text: '{{ page.title; }}', shows: 'T', why: 'a stray semicolon' },
    { text: '{{ page.title + "x" }}', shows: 'T', why: 'a sum, which Liquid does not know' },
    { text: '{{ page..title }}', shows: 'T', why: 'two dots' },
    { text: "{{ page['title' }}", shows: 'T', why: 'a bracket that is not closed' },
    { text: '{{ "a"b" }}', shows: 'a', why: 'a quotation mark too many' },
    { text: '{{ site.list | join "," }}', shows: 'a b c d', why: 'no colon: words are joined with a blank' },
    { text: '{{ page.title == "T" }}', shows: 'T', why: 'a comparison is no value' },
    { text: '前{{ }}後', shows: '前後', why: 'nothing at all' },
    {
      text: '{{ site.foo｜upcase }}後',
      shows: undefined,
      why: 'a wide bar makes another name, which is a hole',
    },
    { text: '{% if page.title == "T" && page.x %}甲{% else %}乙{% endif %}', shows: '甲', why: '&& ends it' },
    { text: '{% if page.x == "T" || page.title %}甲{% else %}乙{% endif %}', shows: '乙', why: '|| ends it' },
    { text: '{% if (page.title == "T") %}甲{% endif %}', shows: '甲', why: 'parentheses' },
    { text: '{% if page.title == "T": %}甲{% endif %}', shows: '甲', why: 'the colon of Python' },
    { text: '{% if !page.x %}甲{% else %}乙{% endif %}', shows: '乙', why: '! is not read' },
    { text: '{% if page.title <> "X" %}甲{% endif %}', shows: '甲', why: 'an old sign for !=' },
    { text: '{% if page.x %}甲{% else if page.title %}乙{% endif %}', shows: '乙', why: 'else if is else' },
    { text: '{% if page.title %}甲{% endif page.title %}', shows: '甲', why: 'words behind the end' },
    { text: '{% for x in site.list limit 3 %}{{ x }}{% endfor %}', shows: 'abcd', why: 'no colon: no limit' },
    { text: '{% for x in site.list limit:2 reversed %}{{ x }}{% endfor %}', shows: 'ab', why: 'an order' },
    { text: '{% assign x = "a"; %}{{ x }}', shows: 'a', why: 'a semicolon' },
    { text: '{% assign x = %}[{{ x }}]', shows: '[]', why: 'no value' },
    { text: '{% case page.title: %}{% when "T" %}甲{% endcase %}', shows: '甲', why: 'a colon' },
  ])('$text: $why', ({ text, shows }) => {
    const { unknown, slips, text: shown } = run(text);
    expect(unknown.length > 0 ? undefined : shown).toBe(shows);
    if (shows !== undefined) expect(slips).toHaveLength(1);
  });

  it('says how it was read, and in which line', () => {
    expect(run('甲\n\n{{ page.title |\n append: "x" "y" }}\n\n{{ page.title ! }}')).toMatchObject({
      text: '甲\n\nTx\n\nT',
      slips: [
        {
          line: 3,
          message:
            '`{{ page.title | append: "x" "y" }}` is read as `{{ page.title | append: "x" }}`, as Jekyll does.',
        },
        { line: 6 },
      ],
    });
  });
});

it.for([
  { text: '{{ page.title | append "x" }}', why: 'Jekyll stops: append needs an argument' },
  { text: '{{ page.date | date "%Y" }}', why: 'the same; LiquidJS would write a date of its own' },
  { text: '{% if page.title = "T" %}甲{% endif %}', why: 'Jekyll stops: = is no operator' },
  { text: '{% for x of site.list %}{{ x }}{% endfor %}', why: 'Jekyll stops: in is missing' },
  { text: '今日は{{ “港” }}です', why: 'Jekyll leaves a hole' },
  { text: '{{ page.img ? "a" : "b" }}', why: 'Jekyll leaves a hole, too: the value is not known' },
])('$text is refused: $why', ({ text }) => {
  expect(run(text).unknown).not.toEqual([]);
});

it.for([
  { text: '{{ page.title | replace: "T", "U" | append: site.foo }}', why: 'filters' },
  { text: '{{ page["title"] }}{{ site.list[0] }}{{ site.list.first }}', why: 'places in brackets' },
  { text: '{% if page.title == "T" and site.list contains "b" or page.x %}甲{% endif %}', why: 'conditions' },
  { text: '{% for x in (1..3) reversed limit:2 offset:1 %}{{ x }}{% endfor %}', why: 'a loop' },
  { text: '{% raw %}{{ a | b c }}{% if a = b %}{% endraw %}', why: 'between raw, nothing is Liquid' },
  { text: '{% raw %}{{ a {% endraw %} 乙', why: 'braces that are open at the end of raw' },
  { text: '{% comment %}{{ a | b c }}{% endcomment %}', why: 'a comment' },
  { text: '`{{ a | b c }}`', why: 'code that Jekyll could not run' },
  { text: "{{ '}}' }}", why: 'braces in quotation marks' },
  { text: '{{-"a"-}}', why: 'without blanks' },
])('$text has no slip: $why', ({ text }) => {
  expect(run(text)).toMatchObject({ slips: [], unknown: [] });
});

it('is refused where the site asks for it', () => {
  expect(run('{{ page.title; }}', 'strict')).toMatchObject({ slips: [], unknown: [{ line: 1 }] });
});

it('of a hostile text takes no longer than the text is', () => {
  const text = '{{ a {% if '.repeat(20_000) + "{{ ' }}".repeat(20_000);
  expect(run(text).unknown.length).toBeGreaterThan(0);
});
