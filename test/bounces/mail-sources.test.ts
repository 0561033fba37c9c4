import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginsAsMail } from '../../src/bounces/mail-beginning.ts';
import { mailsIn } from '../../src/bounces/mail-sources.ts';
import { ProblemError } from '../../src/problem.ts';

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
      done?.();
    }
    expect(files).toEqual(['Maildir/new/1.new', 'Maildir/cur/1.cur']);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
    expect(await readdir(join(folder, 'cur'))).toEqual(['1.cur', '1.new:2,S']);
    expect(await readdir(join(folder, 'tmp'))).toEqual(['1.tmp']);
  });

  it('reads the files of any other folder', async () => {
    await writeFile(join(folder, 'b.eml'), 'Subject: b\n');
    await writeFile(join(folder, 'a.eml'), 'Subject: a\n');
    await writeFile(join(folder, '.hidden'), 'Subject: c\n');
    const files: string[] = [];
    for await (const { file } of mailsIn(folder, 'box')) files.push(file);
    expect(files).toEqual(['box/a.eml', 'box/b.eml']);
  });

  it.for<{ content: string | Buffer; why: string }>([
    { content: 'email,name\nhana@example.jp,Hana\n', why: 'a list' },
    { content: 'Name: Hana\nAge: 7\n\nnotes\n', why: 'notes that only look like fields' },
    { content: '---\ntitle: x\ndate: 2025-11-10\n---\n', why: 'a post' },
    { content: '<!doctype html><p>From: x', why: 'a page' },
    { content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), why: 'a picture' },
    { content: Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), why: 'a mail of Outlook (.msg)' },
    { content: Buffer.from('\ufeffFrom: a@example.jp\n\nx\n', 'utf16le'), why: 'a mail in UTF-16' },
    { content: '\0'.repeat(1000), why: 'zero bytes' },
    { content: `x: ${'y'.repeat(100_000)}`, why: 'a line without end' },
  ])('leaves in a folder what is no mail: $why', async ({ content }) => {
    await writeFile(join(folder, 'a.eml'), 'Subject: a\n\nx\n');
    await writeFile(join(folder, 'other'), content);
    const [files, others]: [string[], string[]] = [[], []];
    for await (const { file } of mailsIn(folder, 'box', { onOther: (one) => void others.push(one) }))
      files.push(file);
    expect([files, others]).toEqual([['box/a.eml'], ['box/other']]);
    for await (const { file } of mailsIn(join(folder, 'other'), 'other')) files.push(file);
    expect(files.at(-1)).toBe('other'); // whoever names it means it
  });

  it.for([
    { content: '\n\n  From: a@example.jp\n\nx\n', why: 'empty lines before it' },
    { content: '\ufeffFrom: a@example.jp\n\nx\n', why: 'a byte order mark' },
    { content: '>From a@example.jp\nSubject: a\n\nx\n', why: 'the line of an mbox, escaped' },
    { content: 'From: a@example.jp\rSubject: a\r\rx\r', why: 'the line ends of an old Mac' },
    {
      content: `X-Long: ${'x'.repeat(30_000)}\nSubject : a\n`,
      why: 'a long field before those that are known',
    },
    { content: 'Return-Path: <>\n', why: 'a header alone' },
    { content: `${from}\nnothing else\n`, why: 'an mbox whose mail has no header' },
  ])('takes for a mail: $why', async ({ content }) => {
    expect(beginsAsMail(Buffer.from(content))).toBe(true);
  });

  /** The files that were read, and the problems that were told after the last one. */
  async function all(during: (file: string) => Promise<void> = async () => {}) {
    const files: string[] = [];
    try {
      for await (const { file, done } of mailsIn(folder, 'box', { patience: 0 })) {
        files.push(file);
        await during(file);
        done?.();
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { files, problems: error.problems.map(({ at, message }) => `${at?.file}: ${message}`) };
    }
    return { files, problems: [] };
  }

  it('reads what a link points to, and a maildir whose folders are links', async () => {
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere', '1.mail'), 'Subject: a\n');
    await symlink(join(folder, 'elsewhere'), join(folder, 'cur'));
    await symlink(join(folder, 'elsewhere', '1.mail'), join(folder, 'elsewhere', '2.mail'));
    await symlink(join(folder, 'nowhere'), join(folder, 'elsewhere', '3.mail'));
    expect(await all()).toEqual({ files: ['box/cur/1.mail', 'box/cur/2.mail'], problems: [] });
  });

  it('goes on where a mail is gone or moved before its turn, and where it is gone before it is marked', async () => {
    for (const place of ['new', 'cur']) await mkdir(join(folder, place));
    for (const name of ['1', '2', '3']) await writeFile(join(folder, 'new', name), 'Subject: a\n');
    const gone = async (file: string) => {
      if (file.endsWith('1')) await rm(join(folder, 'new', '2'));
      if (file.endsWith('3')) await rm(join(folder, 'new', '3'));
    };
    expect(await all(gone)).toEqual({ files: ['box/new/1', 'box/new/3'], problems: [] });
    expect(await readdir(join(folder, 'cur'))).toEqual(['1:2,S']);
  });

  it('reads the other mails where one is none, and says at the end which', async () => {
    await mkdir(join(folder, 'cur'));
    await mkdir(join(folder, 'new'));
    for (const name of ['1', '2']) await writeFile(join(folder, 'new', name), 'Subject: a\n');
    await rm(join(folder, 'cur'), { recursive: true });
    await writeFile(join(folder, 'cur'), ''); // a file where the folder of read mails should be
    const { files, problems } = await all();
    expect(files).toEqual(['box/new/1', 'box/new/2']);
    expect(problems.map((problem) => problem.slice(0, 64))).toEqual([
      'box/new/1: The mail was taken in, and can not be marked as read:',
      'box/new/2: The mail was taken in, and can not be marked as read:',
    ]);
  });

  it('reads an mbox in a folder of mails as the mails that it holds', async () => {
    await writeFile(join(folder, 'inbox'), `${from}\nA: 1\n\nx\n\n${from}\nB: 2\n\ny\n`);
    await writeFile(join(folder, 'inbox.lock.old'), 'C: 3\n');
    expect((await all()).files).toEqual(['box/inbox#1', 'box/inbox#2', 'box/inbox.lock.old']);
  });

  it('does not read an mbox into which another program writes', async () => {
    await writeFile(join(folder, 'inbox'), 'Subject: a\n');
    await writeFile(join(folder, 'inbox.lock'), '');
    const { files, problems } = await all();
    expect(files).toEqual([]);
    expect(problems).toEqual(['box/inbox: A mail is being written into it: box/inbox.lock is there.']);
  });
});
