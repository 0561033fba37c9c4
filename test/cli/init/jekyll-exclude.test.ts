import { describe, expect, it } from 'vitest';
import { withExcludes } from '../../../src/cli/init/jekyll-exclude.ts';
import { diffLines } from '../../../src/cli/terminal/show-diff.ts';
import { loadYaml } from '../../../src/posts/jekyll/yaml-map.ts';

const LINES = '  - tayori.config.ts\n  - email-templates/\n  - out/\n';

describe('lines on the exclude list of a Jekyll site', () => {
  it.for([
    {
      before: 'exclude:\n  - vendor # gems\n\n  # notes\n  - notes.md\n\n# next\ntitle: t\n',
      after: `exclude:\n  - vendor # gems\n\n  # notes\n  - notes.md\n${LINES}\n# next\ntitle: t\n`,
      why: 'below the last item, with its indent; comments and empty lines stay',
    },
    {
      before: 'exclude:\n- a\n- b\ntitle: t',
      after: 'exclude:\n- a\n- b\n- tayori.config.ts\n- email-templates/\n- out/\ntitle: t',
      why: 'items without an indent',
    },
    {
      before: 'title: t\nexclude:\n  - a',
      after: 'title: t\nexclude:\n  - a\n  - tayori.config.ts\n  - email-templates/\n  - out/',
      why: 'a file without a line end',
    },
    {
      before: 'exclude: # nothing yet\ntitle: t\n',
      after: `exclude: # nothing yet\n${LINES}title: t\n`,
      why: 'an empty key',
    },
    {
      before: 'exclude: [\'a]b\', "c"] # why\ntitle: t\n',
      after: 'exclude: [\'a]b\', "c", tayori.config.ts, email-templates/, out/] # why\ntitle: t\n',
      why: 'brackets, with one in a text',
    },
    {
      before: 'exclude: []\n',
      after: 'exclude: [tayori.config.ts, email-templates/, out/]\n',
      why: 'empty brackets',
    },
    {
      before: 'exclude: [\n  a, # one ]\n  b,\n ]\n',
      after: 'exclude: [\n  a, # one ]\n  b,\n  tayori.config.ts,\n  email-templates/,\n  out/\n ]\n',
      why: 'brackets on several lines, with a comma at the end and a bracket in a comment',
    },
    {
      before: 'exclude: # not these\r\n  [\r\n    "a",\r\n    "b"\r\n  ]\r\ntitle: t\r\n',
      after:
        'exclude: # not these\r\n  [\r\n    "a",\r\n    "b",\r\n    tayori.config.ts,\r\n    email-templates/,\r\n    out/\r\n  ]\r\ntitle: t\r\n',
      why: 'brackets that begin on a line of their own',
    },
    {
      before: '"exclude":\n    - a\n',
      after: '"exclude":\n    - a\n    - tayori.config.ts\n    - email-templates/\n    - out/\n',
      why: 'a key in quotes, items with four blanks',
    },
    {
      before: 'exclude:\r\n  - a\r\ntitle: t\r\n',
      after: 'exclude:\r\n  - a\r\n  - tayori.config.ts\r\n  - email-templates/\r\n  - out/\r\ntitle: t\r\n',
      why: 'line ends of Windows',
    },
    {
      before: 'exclude:\n  - out\n  - "*.ts"\n  - ./x\n',
      after: 'exclude:\n  - out\n  - "*.ts"\n  - ./x\n  - email-templates/\n',
      why: 'only what is not left out already',
    },
    {
      before: 'exclude:\n  - /out\n  - tayori.config.ts\n  - email-*\n',
      after: 'exclude:\n  - /out\n  - tayori.config.ts\n  - email-*\n',
      why: 'nothing twice',
    },
  ])('$why', ({ before, after }) => {
    expect(withExcludes(before, false)).toBe(after);
    expect(withExcludes(after, false)).toBe(after);
  });

  it('come with what Jekyll leaves out of itself where there was no list: before Jekyll 4 it would be replaced', () => {
    const after = withExcludes('# mine\ntitle: t', false);
    expect(after?.startsWith('# mine\ntitle: t\n\n# What is no part')).toBe(true);
    expect(loadYaml(after ?? '')).toEqual({
      title: 't',
      exclude: [
        ...['Gemfile', 'Gemfile.lock', 'node_modules/'],
        ...['vendor/bundle/', 'vendor/cache/', 'vendor/gems/', 'vendor/ruby/'],
        ...['tayori.config.ts', 'email-templates/', 'out/'],
      ],
    });
  });

  it('hold what npm brings along where it was used', () => {
    expect(withExcludes('exclude: [a]\n', true)).toBe(
      'exclude: [a, tayori.config.ts, email-templates/, out/, node_modules/, package.json, package-lock.json]\n',
    );
  });

  it.for([
    { text: 'exclude: vendor\n', why: 'a single word' },
    { text: 'all: &a [x]\nexclude: *a\n', why: 'a list that stands elsewhere' },
    { text: 'exclude: &a\n  - x\nkeep: *a\n', why: 'a list that stands for another one too' },
    { text: '{ title: t }\n', why: 'a config in braces' },
    { text: 'title: t\n...\n', why: 'a document that was ended' },
    { text: 'title: "open\n', why: 'no YAML' },
    { text: 'exclude:\n  - [a, b]\n', why: 'lists in the list' },
  ])('are left to a person: $why', ({ text }) => {
    expect(withExcludes(text, false)).toBeUndefined();
  });
});

it('shows a change with what stands around it', () => {
  expect(diffLines('a\nb\nc\nd\ne\nf\n', 'a\nb\nc\nX\nY\ne\nf\n')).toEqual([
    '  b',
    '  c',
    '- d',
    '+ X',
    '+ Y',
    '  e',
    '  f',
  ]);
});
