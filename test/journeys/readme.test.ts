/** What README.ja.md shows of the samples is what the commands print of them. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { tayori } from '../cli/program.ts';

const repository = join(import.meta.dirname, '../..');
const clock = () => new Date('2026-11-16T00:00:00Z');
const random = (bytes: number) => randomBytes(bytes);

let root: string;
let blocks: readonly string[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-readme-'));
  for (const name of ['posts', 'email-templates', 'tayori.config.ts'])
    await cp(join(repository, name), join(root, name), { recursive: true });
  const page = await readFile(join(repository, 'README.ja.md'), 'utf8');
  blocks = [...page.matchAll(/^```text\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
});

const run = (...argv: string[]) => tayori(root, argv, { clock, random });

it('the first start', async () => {
  const [shown = ''] = blocks;
  const { code, stdout } = await run('start');
  expect([code, stdout.slice(0, shown.length)]).toEqual([0, shown]);
});

it('the plan of a send, for one who takes all and one who chose a category', async () => {
  await run('subscribers', 'add', 'hanako@example.jp', '--already-confirmed', 'form');
  const chosen = ['--categories', 'investment'];
  await run('subscribers', 'add', 'taro@example.jp', '--already-confirmed', 'form', ...chosen);
  const { code, stdout } = await run('send', '--dry-run');
  expect([code, stdout.trimEnd()]).toEqual([0, blocks[1]?.trimEnd()]);
});
