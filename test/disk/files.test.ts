import { mkdir, mkdtemp, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  listFiles,
  readText,
  removeOthers,
  removeParts,
  writeChanged,
  writeWhole,
} from '../../src/disk/files.ts';
import { placeBelow } from '../../src/disk/links-on-disk.ts';
import { makeFolder } from '../../src/disk/private-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-files-'));
});

describe('writeChanged', () => {
  it('writes what differs and leaves the rest alone, modification time and all', async () => {
    const path = join(folder, 'a/b.xml');
    expect(await writeChanged(path, '便り')).toBe(true);
    await utimes(path, 1_000, 1_000);
    expect(await writeChanged(path, '便り')).toBe(false);
    expect((await stat(path)).mtimeMs).toBe(1_000_000);
    expect(await writeChanged(path, '便り。')).toBe(true);
    expect(await readText(path)).toBe('便り。');
  });
});

describe('writeWhole', () => {
  it('leaves no part behind, and names the path, when it fails', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toMatchObject({
      problems: [{ code: 'file-unreadable', at: { file: join(folder, 'taken') } }],
    });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('removeOthers', () => {
  it('leaves what can not be removed, and removes the rest', async () => {
    await mkdir(join(folder, 'a-folder'));
    for (const name of ['kept', 'old']) await writeFile(join(folder, name), '');
    removeOthers(folder, new Set(['kept']));
    expect((await readdir(folder)).toSorted()).toEqual(['a-folder', 'kept']);
  });
});

describe('readText', () => {
  it('refuses text that is not UTF-8 instead of reading it wrong', async () => {
    const path = join(folder, 'sjis.md');
    await writeFile(path, Uint8Array.of(0x93, 0x8a, 0x8e, 0x91)); // 投資 in Shift_JIS
    await expect(readText(path)).rejects.toMatchObject({ problems: [{ code: 'file-unreadable' }] });
  });

  it('gives undefined for what is not there, also below a file', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await readText(join(folder, 'none'))).toBeUndefined();
    expect(await readText(join(folder, 'file/none'))).toBeUndefined();
  });

  it('drops a byte order mark', async () => {
    await writeFile(join(folder, 'bom'), '\ufeff題');
    expect(await readText(join(folder, 'bom'))).toBe('題');
  });
});

describe('listFiles', () => {
  it('lists what is below in one order, without hidden names, drafts folders and links', async () => {
    await mkdir(join(folder, '2025/_drafts'), { recursive: true });
    for (const name of ['b.md', 'a.md', '_c.md', '.d.md', '2025/記事.md', '2025/_drafts/x.md']) {
      await writeFile(join(folder, name), '');
    }
    await symlink('/etc/hostname', join(folder, 'link.md'));
    expect(await listFiles(folder)).toEqual(['2025/記事.md', 'a.md', 'b.md']);
  });

  it('is empty where there is no folder', async () => {
    expect(await listFiles(join(folder, 'none'))).toEqual([]);
  });
});

describe('placeBelow', () => {
  it('goes through folders, also those that are not there yet, and a linked root', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'out'));
    expect(placeBelow(join(folder, 'out'), 'categories/株/rss.xml')).toBe(
      join(folder, 'out/categories/株/rss.xml'),
    );
  });

  it('refuses a link on the way, and names it', async () => {
    await symlink('/tmp', join(folder, 'categories'));
    expect(() => placeBelow(folder, 'categories/a/rss.xml')).toThrow('is a link');
  });
});

describe('makeFolder', () => {
  it('makes what is missing, and is content with what is there', async () => {
    makeFolder(join(folder, 'data/控え/a'));
    makeFolder(join(folder, 'data/控え/a'));
    expect(await readdir(join(folder, 'data/控え'))).toEqual(['a']);
  });

  it('refuses a file on the way', async () => {
    await writeFile(join(folder, 'data'), '');
    expect(() => makeFolder(join(folder, 'data/a/b'))).toThrow(/EEXIST|ENOTDIR/);
  });

  it('comes back from a place where no folder can be made', () => {
    expect(() => makeFolder('/proc/tayori/a')).toThrow(/^E[A-Z]+/);
  });
});

describe('removeParts', () => {
  it('removes what the dead left, and nothing else', async () => {
    const dead = 2 ** 22 + 1; // beyond what Linux numbers
    const names = ['rss.xml', 'a.part', `rss.xml.${process.pid}.part`, `rss.xml.${dead}.part`];
    for (const name of names) await writeFile(join(folder, name), '');
    removeParts(folder);
    expect((await readdir(folder)).toSorted()).toEqual(names.slice(0, 3).toSorted());
  });

  it('does not mind that there is no folder', () => {
    expect(() => removeParts(join(folder, 'none'))).not.toThrow();
  });
});
