import { mkdir, mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../src/disk/files.ts';
import { fileOf, openOutbox } from '../../src/mail/outbox.ts';
import { describeTransport, messageTo } from './contract.ts';

const folder = () => mkdtemp(join(tmpdir(), 'tayori-outbox-'));

describeTransport('the outbox', async () => {
  const root = await folder();
  return {
    transport: openOutbox(root, 'outbox'),
    arrived: async () => {
      const files = await listFiles(root);
      return Promise.all(files.map((file) => readFile(join(root, file), 'latin1')));
    },
    close: async () => {},
  };
});

describe('fileOf', () => {
  it.for([
    { to: 'hanako@example.jp', file: '2025-W45/hanako@example.jp.eml', why: 'its address' },
    { to: 'a+b_c-d.e@example.jp', file: '2025-W45/a+b_c-d.e@example.jp.eml', why: 'signs that are safe' },
    {
      to: '"a..b"@docomo.ne.jp',
      file: /^2025-W45\/_a\.\.b_@docomo\.ne\.jp~[0-9a-f]{10}\.eml$/,
      why: 'quotes',
    },
    {
      to: '"../../etc"@x.example',
      file: /^2025-W45\/_\.\._\.\._etc_@x\.example~[0-9a-f]{10}\.eml$/,
      why: 'a path in an address',
    },
    { to: '.a@x.example', file: /^2025-W45\/_\.a@x\.example~[0-9a-f]{10}\.eml$/, why: 'no hidden file' },
    {
      to: 'HANAKO@example.jp',
      file: /^2025-W45\/______@example\.jp~[0-9a-f]{10}\.eml$/,
      why: 'capitals differ on Linux only',
    },
    {
      to: `${'x'.repeat(300)}@example.jp`,
      file: /^2025-W45\/x{180}~[0-9a-f]{10}\.eml$/,
      why: 'longer than a file name may be',
    },
  ])('names $to: $why', ({ to, file }) => {
    const name = fileOf({ mailing: '2025-W45', envelope: { from: '', to } });
    if (typeof file === 'string') expect(name).toBe(file);
    else expect(name).toMatch(file);
  });
});

it('lets nobody else list its folders, whose file names are addresses', async () => {
  const root = await folder();
  await mkdir(join(root, '2025-W45'), { mode: 0o755 }); // as earlier versions made it
  await openOutbox(root, 'outbox').deliver(await messageTo('hanako@example.jp'), async () => true);
  expect((await stat(join(root, '2025-W45'))).mode & 0o077).toBe(0);
  expect((await stat(join(root, '2025-W45/hanako@example.jp.eml'))).mode & 0o077).toBe(0);
});

it('replaces a message that is delivered again, and leaves no half-written file', async () => {
  const root = await folder();
  const outbox = openOutbox(root, 'outbox');
  const message = await messageTo('hanako@example.jp');
  await outbox.deliver(message, async () => true);
  await outbox.deliver(message, async () => true);
  expect(await readdir(join(root, '2025-W45'))).toEqual(['hanako@example.jp.eml']);
});
