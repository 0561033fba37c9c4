import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailsIn } from '../../src/bounces/mail-sources.ts';

describe('mailsIn', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tayori-mails-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function mails(content: string): Promise<string[]> {
    await writeFile(join(folder, 'box'), content);
    const found: string[] = [];
    for await (const { bytes } of mailsIn(join(folder, 'box'), 'box'))
      found.push(Buffer.from(bytes).toString());
    return found;
  }

  const from = 'From MAILER-DAEMON Mon Nov 10 09:00:00 2025';
  it.for<{ why: string; content: string; is: readonly string[] }>([
    { why: 'one mail', content: 'Subject: a\n\nFrom here\n', is: ['Subject: a\n\nFrom here\n'] },
    {
      why: 'a mail that quotes the first line of an mbox is still one',
      content: `Subject: a\n\n${from}\nSubject: b\n`,
      is: [`Subject: a\n\n${from}\nSubject: b\n`],
    },
    {
      why: 'an mbox of two',
      content: `${from}\nSubject: a\n\nHello\n\n${from}\nSubject: b\n\nHello\n`,
      is: ['Subject: a\n\nHello\n\n', 'Subject: b\n\nHello\n'],
    },
    {
      why: 'a line that only begins like one, and one that was escaped',
      content: `${from}\nSubject: a\n\nFrom Tokyo with love\n\n>From Kobe\n>>From Nara\n`,
      is: ['Subject: a\n\nFrom Tokyo with love\n\nFrom Kobe\n>From Nara\n'],
    },
    {
      why: 'with CRLF',
      content: `${from}\r\nA: 1\r\n\r\nx\r\n\r\n${from}\r\nB: 2\r\n`,
      is: ['A: 1\r\n\r\nx\r\n\r\n', 'B: 2\r\n'],
    },
    { why: 'nothing', content: '', is: [] },
  ])('finds $why', async ({ content, is }) => {
    expect(await mails(content)).toEqual(is);
  });

  it('reads a maildir where its mails are, and marks a new one as read', async () => {
    for (const place of ['new', 'cur', 'tmp']) {
      await mkdir(join(folder, place));
      await writeFile(join(folder, place, `1.${place}`), 'Subject: a\n\n');
    }
    const files: string[] = [];
    for await (const { file, done } of mailsIn(folder, 'Maildir')) {
      files.push(file);
      done();
    }
    expect(files).toEqual(['Maildir/new/1.new', 'Maildir/cur/1.cur']);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
    expect(await readdir(join(folder, 'cur'))).toEqual(['1.cur', '1.new:2,S']);
    expect(await readdir(join(folder, 'tmp'))).toEqual(['1.tmp']);
  });

  it('reads the files of any other folder', async () => {
    await writeFile(join(folder, 'b.eml'), 'B: 1\n');
    await writeFile(join(folder, 'a.eml'), 'A: 1\n');
    await writeFile(join(folder, '.hidden'), 'C: 1\n');
    const files: string[] = [];
    for await (const { file } of mailsIn(folder, 'box')) files.push(file);
    expect(files).toEqual(['box/a.eml', 'box/b.eml']);
  });
});
