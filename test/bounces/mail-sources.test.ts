import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    await writeFile(join(folder, 'b.eml'), 'B: 1\n');
    await writeFile(join(folder, 'a.eml'), 'A: 1\n');
    await writeFile(join(folder, '.hidden'), 'C: 1\n');
    const files: string[] = [];
    for await (const { file } of mailsIn(folder, 'box')) files.push(file);
    expect(files).toEqual(['box/a.eml', 'box/b.eml']);
  });

  /** The files that were read, and the problems that were told after the last one. */
  async function all(during: (file: string) => Promise<void> = async () => {}) {
    const files: string[] = [];
    try {
      for await (const { file, done } of mailsIn(folder, 'box', 0)) {
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
    await writeFile(join(folder, 'elsewhere', '1.mail'), 'A: 1\n');
    await symlink(join(folder, 'elsewhere'), join(folder, 'cur'));
    await symlink(join(folder, 'elsewhere', '1.mail'), join(folder, 'elsewhere', '2.mail'));
    await symlink(join(folder, 'nowhere'), join(folder, 'elsewhere', '3.mail'));
    expect(await all()).toEqual({ files: ['box/cur/1.mail', 'box/cur/2.mail'], problems: [] });
  });

  it('goes on where a mail is gone or moved before its turn, and where it is gone before it is marked', async () => {
    for (const place of ['new', 'cur']) await mkdir(join(folder, place));
    for (const name of ['1', '2', '3']) await writeFile(join(folder, 'new', name), 'A: 1\n');
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
    for (const name of ['1', '2']) await writeFile(join(folder, 'new', name), 'A: 1\n');
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
    await writeFile(join(folder, 'inbox'), 'A: 1\n');
    await writeFile(join(folder, 'inbox.lock'), '');
    const { files, problems } = await all();
    expect(files).toEqual([]);
    expect(problems).toEqual(['box/inbox: A mail is being written into it: box/inbox.lock is there.']);
  });
});
