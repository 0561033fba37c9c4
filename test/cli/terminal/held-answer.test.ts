import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { holdAnswer } from '../../../src/cli/terminal/held-answer.ts';
import { until } from '../../until.ts';

const LONG = '港の朝。'.repeat(30_000); // more than a pipe takes

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'held-'));
});

/** An answer to a file, and what passed to the stream instead. */
function toFile() {
  const path = join(folder, 'answer.txt');
  const descriptor = openSync(path, 'a');
  const passed: string[] = [];
  const answer = holdAnswer(descriptor, (part) => passed.push(Buffer.from(part).toString()));
  return { answer, passed, text: () => readFileSync(path, 'utf8') };
}

it('writes all at once, at the end', () => {
  const { answer, passed, text } = toFile();
  answer.write('one\n');
  answer.write(LONG);
  expect(text()).toBe('');
  answer.end();
  expect([text() === `one\n${LONG}`, passed]).toEqual([true, []]);
});

it('passes all in order to the stream, once something passed', () => {
  const { answer, passed, text } = toFile();
  answer.write('one\n');
  answer.write('two\n');
  answer.pass();
  answer.write('three\n');
  answer.end();
  expect([passed, text()]).toEqual([['one\ntwo\n', 'three\n'], '']);
});

it('passes what a command says that goes on', async () => {
  const { answer, passed } = toFile();
  answer.write('one\n');
  await until('it passed', () => passed.length > 0);
  expect(passed).toEqual(['one\n']);
});

it('passes what is very long', () => {
  const { answer, passed } = toFile();
  for (let part = 0; part < 10; part += 1) answer.write(LONG);
  expect(passed.join('') === LONG.repeat(passed.join('').length / LONG.length)).toBe(true);
  expect(passed.length).toBeGreaterThan(0);
});

it('passes the rest where the reader does not want to be waited for', () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const passed: Uint8Array[] = [];
  const answer = holdAnswer(pipe, (part) => passed.push(Buffer.from(part)));
  answer.write(LONG);
  answer.end();
  const taken = Buffer.alloc(Buffer.byteLength(LONG));
  const length = readSync(pipe, taken);
  closeSync(pipe);
  expect(length).toBeGreaterThan(0);
  expect(passed).toHaveLength(1);
  expect(Buffer.concat([taken.subarray(0, length), ...passed]).equals(Buffer.from(LONG))).toBe(true);
});

it('says what the system says, and writes nothing twice', () => {
  const path = join(folder, 'read-only.txt');
  closeSync(openSync(path, 'a'));
  const passed: unknown[] = [];
  const answer = holdAnswer(openSync(path, 'r'), (part) => passed.push(part));
  answer.write('one\n');
  expect(() => answer.end()).toThrow('EBADF');
  answer.end();
  expect(passed).toEqual([]);
});
