/** Only what is public is measured: a post that names a private file learns nothing, not even that it is there. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishedSize } from '../../src/feeds/published-size.ts';
import { tayori } from '../cli/program.ts';

let root: string;
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'tayori-size-')), 'site');
  await put('.env', 'SIGNING_KEY=very-secret-value-of-some-length');
  await put('.tayori/ledger.db', 'private');
  await put('data/ledger.db', 'private');
  await put('data/call.mp3', 'private');
  await put('readers.csv', 'a@example.com');
  await put('_private/a.mp3', 'private');
  await put('audio/a.mp3', '12345');
  await put('audio/第1回.MP3', '123456');
  await put('out/media/b.mp3', '1234567');
  await writeFile(join(dirname(root), 'outside.mp3'), 'private');
});
afterEach(() => rm(dirname(root), { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

describe('publishedSize', () => {
  it.for([
    { path: 'audio/a.mp3', size: 5, why: 'sound beside the posts' },
    { path: 'audio/第1回.MP3', size: 6, why: 'whatever its name and the case of its ending' },
    { path: 'media/b.mp3', size: 7, why: 'in out/, which is published at the address of the site' },
  ])('measures $path: $why', ({ path, size }) => {
    expect(publishedSize(root, path)).toBe(size);
  });

  it.for([
    { path: '.env', why: 'a secret' },
    { path: 'audio/../.env', why: 'a secret by another way' },
    { path: '../outside.mp3', why: 'out of the site' },
    { path: 'audio/../../outside.mp3', why: 'out of the site on the way' },
    { path: 'audio\\..\\..\\outside.mp3', why: 'as Windows writes it' },
    { path: 'data/ledger.db', why: 'the ledger' },
    { path: 'data/call.mp3', why: 'the folder of the ledger' },
    { path: '.tayori/ledger.db', why: 'the private folder' },
    { path: 'readers.csv', why: 'a list of subscribers' },
    { path: 'out/media/b.mp3', why: 'that is no address of the site' },
    { path: '_private/a.mp3', why: 'site generators do not publish it' },
    { path: 'audio', why: 'a folder' },
    { path: 'audio/none.mp3', why: 'not there' },
    { path: 'audio/a.mp3/x.mp3', why: 'below a file' },
    { path: 'audio/a.mp3\u0000', why: 'no name of a file' },
    { path: '', why: 'nothing' },
    { path: '/etc/hostname', why: 'a path of the machine' },
  ])('does not measure `$path`: $why', ({ path }) => {
    expect(publishedSize(root, path)).toBeUndefined();
  });

  it.for([
    { target: '../.env', size: undefined, why: 'to a secret' },
    { target: '../data/ledger.db', size: undefined, why: 'to the ledger' },
    { target: '../../outside.mp3', size: undefined, why: 'out of the site' },
    { target: '/etc/hostname', size: undefined, why: 'to the machine' },
    { target: 'a.mp3', size: 5, why: 'to a file that is public itself' },
  ])('measures $size of a link $why', async ({ target, size }) => {
    await symlink(target, join(root, 'audio/link.mp3'));
    expect(publishedSize(root, 'audio/link.mp3')).toBe(size);
  });

  it('does not measure what lies behind a folder that is a link', async () => {
    await symlink('../.tayori', join(root, 'audio/folder'));
    await put('.tayori/a.mp3', 'private');
    expect(publishedSize(root, 'audio/folder/a.mp3')).toBeUndefined();
  });
});

it.for(['/.env', '/data/ledger.db', '/audio/..%2f.env', '/audio/%2e%2e/.env', '/audio/link.mp3'])(
  'a post that names %s as its enclosure publishes no length',
  async (url) => {
    await symlink('../.env', join(root, 'audio/link.mp3'));
    await put('tayori.config.ts', "export default { site: { title: 'S', url: 'https://x.example' } };");
    const front = `title: A\ndate: 2025-11-07\nenclosure: { url: "${url}", type: audio/mpeg }`;
    await put('posts/2025-11-07-a.md', `---\n${front}\n---\nText.\n`);
    const { code, stderr } = await tayori(root, ['build']);
    expect(code).toBe(0);
    expect(stderr).toContain('[post-enclosure]');
    expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).not.toContain('<enclosure');
  },
);

it('a build sees that a file changed that it measured', async () => {
  await put('tayori.config.ts', "export default { site: { title: 'S', url: 'https://x.example' } };");
  await put('posts/2025-11-07-a.md', '---\ntitle: A\ndate: 2025-11-07\naudio: /audio/a.mp3\n---\nText.\n');
  await tayori(root, ['build']);
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).toContain('length="5"');
  await put('audio/a.mp3', '1234567890');
  await tayori(root, ['build']);
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).toContain('length="10"');
  await put('out/audio/a.mp3', '123');
  await tayori(root, ['build']);
  expect(await readFile(join(root, 'out/rss.xml'), 'utf8')).toContain('length="3"');
});
