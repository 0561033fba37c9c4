import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scanFiles } from '../../src/disk/scan-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-scan-'));
});

describe('scanFiles', () => {
  const sjis = Buffer.from([0x8b, 0x4c, 0x8e, 0x96]); // 記事 in Shift_JIS
  const named = (...parts: readonly (string | Buffer)[]) =>
    Buffer.concat([folder, '/', ...parts].map((part) => Buffer.from(part)));

  it('names what is not UTF-8, its bytes written out, and goes on', async () => {
    await writeFile(named('2026-11-02-', sjis, '.md'), '');
    await writeFile(named('2026-11-03-港.md'), '');
    await mkdir(named('古い', sjis));
    const { paths, misnamed } = scanFiles(folder, /\.md$/);
    expect(paths).toEqual(['2026-11-03-港.md']);
    expect(misnamed).toEqual(['2026-11-02-\\x8bL\\x8e\\x96.md', '古い\\x8bL\\x8e\\x96']);
  });

  it('does not mind such a name of a file that does not count', async () => {
    await writeFile(named(sjis, '.jpg'), '');
    await writeFile(named('a\ufffd.md'), '');
    expect(scanFiles(folder, /\.md$/)).toMatchObject({ paths: ['a\ufffd.md'], misnamed: [] });
  });
});
