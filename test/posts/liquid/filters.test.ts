/** Filters and values of a page, as Jekyll 4.3.1 (Liquid 4.0.4 and 5.4, Ruby 3.1) shows them. */
import { expect, it } from 'vitest';
import { runLiquid } from '../../../src/posts/liquid/liquid.ts';
import { NO_OTHER_FILES } from '../../../src/posts/liquid/other-files.ts';
import { settingsWith } from '../settings.ts';

const run = (source: string) =>
  runLiquid(source, 1, {
    site: settingsWith().site,
    page: {
      file: '_posts/2025-11-08-minato.md',
      slug: 'minato',
      path: '/kabu/2025/11/08/minato/',
      published: new Date('2025-11-07T16:00:00Z'),
      categories: ['kabu'],
      tags: ['海', '港'],
    },
    frontMatter: { title: '港' },
    files: NO_OTHER_FILES,
  });

it.for([
  { source: '{{ 7 | divided_by: 2 }}', text: '3', why: 'whole numbers give a whole number' },
  { source: '{{ -7 | divided_by: 2 }}', text: '-4', why: 'the lower one, as in Ruby' },
  { source: '{{ "7" | divided_by: "2" }}', text: '3', why: 'numbers in texts' },
  { source: '{{ 7 | divided_by: 2.0 }}', text: '3.5', why: 'a fraction below' },
  { source: '{{ 7.0 | divided_by: 2 }}', text: '3.5', why: 'a fraction above' },
  { source: '{{ "7.0" | divided_by: 2 }}', text: '3.5', why: 'a fraction in a text' },
  { source: '{{ 8.0 | divided_by: 4 }}', text: '2.0', why: 'fractions show their point' },
  {
    source: '{% assign a = 10 | times: 1.0 | divided_by: 4 %}{{ a }}',
    text: '2.5',
    why: 'once a fraction, always a fraction',
  },
  { source: '{% assign a = 3 | times: 2 %}{{ a | divided_by: 4 }}', text: '1', why: 'a whole value' },
  { source: '{{ 0.1 | plus: 0.2 }}', text: '0.3', why: 'Ruby counts in decimals' },
  { source: '{{ 4 | minus: 1.0 }} {{ 2 | times: 1.5 }}', text: '3.0 3.0', why: 'each kind of sum' },
  { source: '{{ nil | plus: 1 }} {{ "ab" | plus: 2 }}', text: '1 2', why: 'what is no number is 0' },
  { source: '{{ 1.5 | times: 2 | round }}', text: '3', why: 'a rounded fraction is whole' },
  { source: '{{ "a b  c " | split: " " | size }}', text: '3', why: 'a blank stands for white space' },
  { source: '{{ "𠮷野" | split: "" | join: "・" }}', text: '𠮷・野', why: 'letters stay whole' },
  { source: '{{ "港町 abc" | number_of_words: "cjk" }}', text: '3', why: 'letters of Japanese' },
  { source: '{{ "a bc" | number_of_words: "auto" }}', text: '2', why: 'none of them' },
  { source: '{{ "a_b c" | slugify: "raw" }}', text: 'a_b-c', why: 'only blanks' },
  { source: '{{ "Fünf Äpfel" | slugify: "latin" }}', text: 'funf-apfel', why: 'letters without marks' },
  { source: '{{ "Fünf" | slugify: "ascii" }}', text: 'f-nf', why: 'nothing but ASCII' },
  { source: '{{ "A B" | slugify: "loud" }}', text: 'a b', why: 'an unknown mode, as in Jekyll' },
  { source: '{{ "港　湾 海" | number_of_words }}', text: '2', why: 'a wide blank is a letter to Ruby' },
  { source: '{{ "いつか" | date_to_string: "ordinal" }}', text: 'いつか', why: 'no date' },
  { source: '{{ "2025-03-04" | date: "" }}', text: '2025-03-04', why: 'an empty form changes nothing' },
  {
    source:
      '{{ "2025-03-02" | date_to_string: "ordinal", "US" }}, {{ "2025-03-11" | date_to_long_string: "ordinal" }}',
    text: 'Mar 2nd, 2025, 11th March 2025',
    why: 'ordinal days',
  },
  {
    source: '{{ page.slug }} {{ page.id }} {{ page.collection }} {{ page.draft }}',
    text: 'minato /kabu/2025/11/08/minato posts false',
    why: 'what Jekyll knows of each post',
  },
  {
    source: '{{ page.path }} {{ page.relative_path }} {{ page.name }} {{ page.ext }}',
    text: '_posts/2025-11-08-minato.md _posts/2025-11-08-minato.md 2025-11-08-minato.md .md',
    why: 'its file, for links to the source',
  },
])('`$source` is `$text`: $why', ({ source, text }) => {
  expect(run(source)).toMatchObject({ text, unknown: [] });
});

it('says that a number is divided by nothing', () => {
  expect(run('{{ 1 | divided_by: 0 }}').unknown.map(({ message }) => message)).toEqual([
    'The Liquid can not be run: a number is divided by 0.',
  ]);
});
