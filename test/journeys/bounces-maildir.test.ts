import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { personMail, statusMail } from '../bounces/mails.ts';
import { KEY } from './mailing.ts';
import { openSite } from './site.ts';

const env = { SIGNING_KEY: KEY };

it('leaves a letter new in the maildir, however often it is read, and marks what needs nobody', async () => {
  const site = await openSite();
  await mkdir(join(site.root, 'box/cur'), { recursive: true });
  await site.write('box/new/1.letter', personMail('hana@shop.example', 'The week', 'May I print it?'));
  await site.write('box/new/2.away', personMail('hana@shop.example', 'Out of office', 'Until Monday.'));
  await site.write('box/new/3.untied', statusMail());
  const listed = () => readdir(join(site.root, 'box/new'));
  const first = await site.run(['bounces', 'box', '--move'], env);
  expect(first.stdout).toContain('hana@shop.example: The week');
  expect(await listed()).toEqual(['1.letter', '3.untied']);
  const second = await site.run(['bounces', 'box', '--move'], env);
  expect(second.stdout).toContain('3  taken in before');
  expect(await listed()).toEqual(['1.letter', '3.untied']);
});

it('marks what an earlier run took in without marking it', async () => {
  const site = await openSite();
  await site.write('box/new/1.away', personMail('hana@shop.example', 'Out of office', 'Until Monday.'));
  await site.run(['bounces', 'box'], env);
  await site.run(['bounces', 'box', '--move'], env);
  expect(await readdir(join(site.root, 'box/cur'))).toEqual(['1.away:2,S']);
});

it.for([
  { named: 'nothing.eml', code: 1, says: 'no such file', why: 'a file that is not there' },
  { named: '', code: 2, says: 'No mail is named', why: 'an unset variable of a script' },
])('says what is wrong with $why', async ({ named, code, says }) => {
  const site = await openSite();
  const result = await site.run(['bounces', named], env);
  expect(result).toMatchObject({ code, stdout: '' });
  expect(result.stderr).toContain(says);
});

it('reads the other files where one is not there, tells it, and ends with 1', async () => {
  const site = await openSite();
  await site.write('a.eml', statusMail());
  const result = await site.run(['bounces', '--explain', 'nothing.eml', 'a.eml']);
  expect(result.code).toBe(1);
  expect(result.stdout).toContain('a.eml: hard 5.1.1 taro@shop.example');
  expect(result.stderr).toContain('nothing.eml: The mails can not be read');
});
