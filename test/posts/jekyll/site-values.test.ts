import { expect, it } from 'vitest';
import { siteKeysIn, siteValues } from '../../../src/posts/jekyll/site-values.ts';
import { loadYaml, type YamlMap } from '../../../src/posts/jekyll/yaml-map.ts';

it.for([
  { text: 'See {{ site.repository }}/issues.', keys: ['repository'], why: 'a value' },
  {
    text: '{% if site.help_url == site.other-url %}a{% endif %}',
    keys: ['help_url', 'other-url'],
    why: 'in a tag',
  },
  { text: '[{{site.repo}}]({{ site.repo | append: "/x" }})', keys: ['repo', 'repo'], why: 'with a filter' },
  { text: 'The site.repository of a site.', keys: [], why: 'no Liquid' },
  { text: '{{ page.site.x }} {{ website.y }}', keys: [], why: 'another word' },
  { text: '{{ site.data.releases.first }}', keys: ['data'], why: 'the first name only' },
])('$text names $keys: $why', ({ text, keys }) => {
  expect(siteKeysIn(text)).toEqual(keys);
});

it('takes over the values that posts name', () => {
  const data = loadYaml(
    'repository: https://a.example/r\nyear: 2031\nbeta: false\nversion: 4.10\nteam: {a: [b, 2], c: }\nunused: x\ntitle: t\nempty:\n',
  ) as YamlMap; // it is written above
  const named = new Set([
    'repository',
    'year',
    'beta',
    'version',
    'team',
    'title',
    'data',
    'absent',
    'empty',
  ]);
  const { values, taken } = siteValues(named, data);
  expect(values).toEqual({
    beta: false,
    repository: 'https://a.example/r',
    team: { a: ['b', 2] },
    version: '4.10',
    year: 2031,
  });
  expect(taken.map(({ key, setting }) => `${key} ${setting}`)).toEqual([
    'beta site.values',
    'repository site.values',
    'team site.values',
    'version site.values',
    'year site.values',
  ]);
});

it.for([
  {
    author: '{name: 渚, mail: n@a.example}',
    values: { author: { name: '渚', mail: 'n@a.example' } },
    why: 'a map',
  },
  { author: '渚', values: {}, why: 'a text, which is `site.author` of our config' },
])('takes over the author of the site: $why', ({ author, values }) => {
  const data = loadYaml(`author: ${author}\n`) as YamlMap; // it is written above
  expect(siteValues(new Set(['author']), data).values).toEqual(values);
});
