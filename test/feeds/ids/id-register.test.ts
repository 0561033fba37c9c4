import { expect, it } from 'vitest';
import { type Register, readRegister, writeRegister } from '../../../src/feeds/ids/id-register.ts';
import { ProblemError } from '../../../src/problem.ts';

const entry = {
  id: 'https://a.example/',
  url: 'https://a.example/',
  published: '2025-11-07T01:00:00.000Z',
  title: '0a',
  sketch: ['1b'],
};
const register: Register = { 'posts/港.md': { ...entry, gone: true }, 'posts/a.md': entry };

it('reads back what it wrote', () => {
  expect(readRegister(writeRegister(register))).toEqual(register);
});

it('holds one line for each post, by name, so that branches merge', () => {
  const lines = writeRegister(register).split('\n');
  expect(lines.map((line) => line.slice(0, 15))).toEqual(
    ['{', '  "posts/a.md":', '  "posts/港.md": ', '}', ''].map((line) => line.slice(0, 15)),
  );
});

it('is empty where there is none yet', () => {
  expect(readRegister(undefined)).toEqual({});
});

it.for([
  { text: '', why: 'the file was emptied' },
  { text: '{\n<<<<<<< HEAD\n', why: 'a merge was left open' },
  { text: '{"posts/a.md":{"id":1}}', why: 'an id is text' },
  {
    text: '{"posts/a.md":{"id":"x","url":"u","published":"p","title":"t","sketch":[]}}',
    why: 'an id is an absolute URI',
  },
  { text: '[]', why: 'it is a list' },
])('is never begun anew by accident: $why', ({ text }) => {
  try {
    readRegister(text);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    const [problem] = (error as ProblemError).problems;
    expect(problem?.code).toBe('ids-unreadable');
    expect(problem?.hint).toContain('git checkout -- posts/.tayori-ids.json');
  }
});
