import { FAILSAFE_SCHEMA } from 'js-yaml';
import { expect, it } from 'vitest';
import { loadYamlText } from '../../../src/posts/ruby/load-yaml.ts';

const read = (text: string) => loadYamlText(text, { schema: FAILSAFE_SCHEMA });

/** What Ruby's YAML (Psych, on libyaml) makes of each text. */
it.for([
  {
    text: 'tags: [\n  a,\n  b\n]\nx: 1\n',
    value: { tags: ['a', 'b'], x: '1' },
    why: 'a bracket at the margin',
  },
  { text: 'tags: [a,\nb]\n', value: { tags: ['a', 'b'] }, why: 'an entry at the margin' },
  { text: 'a: {\n  x: 1\n}\n', value: { a: { x: '1' } }, why: 'a brace' },
  {
    text: 'a: {\nx: 1,\ny: 2\n}\nb: 3\n',
    value: { a: { x: '1', y: '2' }, b: '3' },
    why: 'entries that look like keys',
  },
  { text: 'title: "a\nb"\ndate: x\n', value: { title: 'a b', date: 'x' }, why: 'a text in quotes goes on' },
  { text: 'title: "a\n\nb"\n', value: { title: 'a\nb' }, why: 'with an empty line' },
  { text: 'a:\n  b: [\nx\n]\nc: 1\n', value: { a: { b: ['x'] }, c: '1' }, why: 'below another key' },
  { text: '- a: [\n]\n- b\n', value: [{ a: [] }, 'b'], why: 'in a list' },
])('reads $why', ({ text, value }) => {
  expect(read(text)).toEqual(value);
});

it.for([
  { text: 'title: "a\ndate: x\n', line: 1, why: 'a quote that never closes is named where it goes on' },
  { text: 'tags: [a,\nb: 1\n', line: 1, why: 'and a bracket' },
  { text: `a: [\n${'x: 1,\n'.repeat(4000)}`, line: 1, why: 'a text without end, quickly' },
])('refuses what Ruby refuses: $why', ({ text, line }) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ mark: expect.objectContaining({ line }) as unknown }),
  );
});
