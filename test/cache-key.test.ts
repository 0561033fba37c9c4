/** What a build depends on besides the posts and the clock is in its key. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../src/cache-key.ts';

const CONFIG = "export default { site: { title: '週刊みなと', url: 'https://minato.example' } };\n";
const PROGRAM = 'opt/chunks/build-AB12CD34.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-key-'));
});
afterAll(() => rm(root, { recursive: true }));

async function key(config: string, program: string): Promise<string> {
  await writeFile(join(root, 'tayori.config.ts'), config);
  await mkdir(dirname(join(root, program)), { recursive: true });
  await writeFile(join(root, program), '');
  return keyOf(root, pathToFileURL(join(root, program)).href);
}

describe('the key of what a build keeps', () => {
  it.for([
    { config: CONFIG, program: PROGRAM, same: true, why: 'all is as it was' },
    {
      config: CONFIG,
      program: 'usr/lib/chunks/build-AB12CD34.js',
      same: true,
      why: 'the same program, elsewhere',
    },
    {
      config: CONFIG,
      program: 'other/chunks/build-AB12CD35.js',
      same: false,
      why: 'another version of the program',
    },
    {
      config: CONFIG.replace('週刊', '日刊'),
      program: PROGRAM,
      same: false,
      why: 'another title',
    },
    {
      config: CONFIG.replace("url: '", "permalink: '/:year/:title/', url: '"),
      program: PROGRAM,
      same: false,
      why: 'other addresses',
    },
  ])('is the same ($same): $why', async ({ config, program, same }) => {
    const before = await key(CONFIG, PROGRAM);
    expect((await key(config, program)) === before).toBe(same);
  });
});
