/** Where a note may be: a link must not lead a reader of the digest to a file that is nobody's business. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNoteText, writeNoteText } from '../../../src/digest/note/note-file.ts';
import { ProblemError } from '../../../src/problem.ts';

const NOTE = 'posts/_digests/2025-W45.md';
let home: string;
let root: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tayori-note-'));
  root = join(home, 'site');
  await mkdir(join(root, 'posts/_digests'), { recursive: true });
  await writeFile(join(home, 'secret.txt'), 'secret');
  await writeFile(join(root, '.env'), 'secret');
});
afterEach(() => rm(home, { recursive: true }));

const codeOf = (error: unknown) => (error instanceof ProblemError ? error.problems[0]?.code : error);
const read = () => readNoteText(root, NOTE).catch(codeOf);
const write = (text: string) => writeNoteText(root, NOTE, text).catch(codeOf);

describe('a note that is a link', () => {
  it.for([
    { target: '../../../secret.txt', why: 'out of the site' },
    { target: '../../.env', why: 'to a hidden file of the site' },
    { target: '/etc/hostname', why: 'to a file of the machine' },
    { target: 'nothing.md', why: 'to nothing' },
    { target: '..', why: 'to a folder' },
  ])('is neither read nor written: $why', async ({ target }) => {
    await symlink(target, join(root, NOTE));
    expect([await read(), await write('neu')]).toEqual(['note-link', 'note-link']);
    expect(readFileSync(join(root, '.env'), 'utf8') + readFileSync(join(home, 'secret.txt'), 'utf8')).toBe(
      'secretsecret',
    );
  });

  it('is followed inside the site, and what is written goes there', async () => {
    await writeFile(join(root, 'note.md'), '言葉');
    await symlink('../../note.md', join(root, NOTE));
    expect([await read(), await write('新しい言葉')]).toEqual(['言葉', undefined]);
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toBe('新しい言葉');
    expect(await read()).toBe('新しい言葉');
  });

  it('is not written through a folder that leads out', async () => {
    await rm(join(root, 'posts/_digests'), { recursive: true });
    await mkdir(join(home, 'elsewhere'));
    await symlink(join(home, 'elsewhere'), join(root, 'posts/_digests'));
    expect([await read(), await write('neu')]).toEqual([undefined, 'note-link']);
  });

  it('may be reached where the posts folder itself is a link that its owner made', async () => {
    await rm(join(root, 'posts'), { recursive: true });
    await mkdir(join(home, 'content/_digests'), { recursive: true });
    await writeFile(join(home, 'content/_digests/2025-W45.md'), '言葉');
    await symlink(join(home, 'content'), join(root, 'posts'));
    expect([await read(), await write('新')]).toEqual(['言葉', undefined]);
  });
});

it('keeps the rights of a note', async () => {
  await writeFile(join(root, NOTE), '言葉');
  chmodSync(join(root, NOTE), 0o600);
  await write('新しい言葉');
  expect(statSync(join(root, NOTE)).mode & 0o777).toBe(0o600);
});

it('does not wait for a pipe', async () => {
  execFileSync('mkfifo', [join(root, NOTE)]);
  expect(await read()).toBe('note-link');
});

it('writes over nothing that somebody put where the unfinished file goes', async () => {
  await writeFile(join(root, NOTE), '言葉');
  await symlink('../../../secret.txt', join(root, `${NOTE}.${process.pid}.part`));
  await write('新しい言葉');
  expect(readFileSync(join(home, 'secret.txt'), 'utf8')).toBe('secret');
  expect(await read()).toBe('新しい言葉');
});
