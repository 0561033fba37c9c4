/** The traps of the forms for programs: what such a program is answered, and whose times are believed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTimeMark, timeMark } from '../../src/web/pages/bot-traps.ts';
import { KEYS, openScene, type RuleContext, START } from './scene.ts';

let scene: RuleContext;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

it.for([
  { fields: { website: 'https://spam.example' }, why: 'a field that people do not see' },
  { fields: { at: timeMark(START, KEYS) }, why: 'sent in the moment in which it was shown' },
])('answers a bot as anybody else, and does nothing: $why', async ({ fields }) => {
  const join = (more: Readonly<Record<string, string>>) =>
    scene.post('/subscribe', { email: 'person@example.jp', ...more });
  const person = await join({});
  const bot = await join(fields);
  expect([bot.status, await bot.text()]).toEqual([person.status, await person.text()]);
  await scene.work();
  expect(scene.messages).toHaveLength(1);
});

it('believes the time of a form only with its mark', () => {
  const mark = timeMark(START, KEYS);
  expect(readTimeMark(mark, KEYS)).toEqual(START);
  expect(readTimeMark(mark, ['another key, as long as a key must be', KEYS[0]])).toEqual(START);
  expect(readTimeMark(`1${mark}`, KEYS)).toBeUndefined();
  expect(readTimeMark(mark.replace(/.$/, 'é'), KEYS)).toBeUndefined();
  expect(readTimeMark('', KEYS)).toBeUndefined();
});
