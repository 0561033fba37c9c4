/** What every command has in common: help, version, and where files that are named on the line are looked for. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { ProblemError } from '../../src/problem.ts';
import { tayori } from './program.ts';

const CONFIG =
  "export default { site: { title: '週刊みなと', url: 'https://minato.example' }, categories: [{ name: '投資分析', slug: 'investment' }] };\n";

/** A folder that holds a site, `site`, and beside it the folder where a person stands. */
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tayori-run-'));
  await mkdir(join(folder, 'site/posts'), { recursive: true });
  await mkdir(join(folder, 'desk'));
  await writeFile(join(folder, 'site/tayori.config.ts'), CONFIG);
});
const at = (path: string) => join(folder, path);

describe('help and version', () => {
  it.for([
    { argv: ['--version'], says: '0.0.0\n', why: 'the long word' },
    { argv: ['version'], says: '0.0.0\n', why: 'a word alone' },
    { argv: ['-v'], says: '0.0.0\n', why: 'the letter' },
    { argv: ['-V'], says: '0.0.0\n', why: 'the other letter' },
  ])('$argv is the version: $why', async ({ argv, says }) => {
    expect(await tayori(folder, argv)).toEqual({ code: 0, stdout: says, stderr: '' });
  });

  it.for([
    { argv: [], says: 'Usage: tayori COMMAND', why: 'no word at all' },
    { argv: ['-h'], says: 'Usage: tayori COMMAND', why: 'the letter' },
    { argv: ['--help'], says: 'Usage: tayori COMMAND', why: 'the long word' },
    { argv: ['help'], says: 'Usage: tayori COMMAND', why: 'a word alone' },
    { argv: ['help', 'send'], says: 'Usage: tayori send [options]', why: 'about a command' },
    { argv: ['-h', 'send'], says: 'Usage: tayori send [options]', why: 'the same, shorter' },
    { argv: ['send', '-h'], says: 'Usage: tayori send [options]', why: 'behind the command' },
    {
      argv: ['send', '--week', 'nonsense', '--help'],
      says: 'Usage: tayori send',
      why: 'whatever else stands there',
    },
  ])('$argv helps: $why', async ({ argv, says }) => {
    const { code, stdout, stderr } = await tayori(folder, argv);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(says);
  });

  it.for([
    { argv: [], env: {}, says: '`tayori help COMMAND`', why: 'a shell of a person' },
    { argv: ['help'], env: { npm_lifecycle_event: 'npx' }, says: '`npx tayori help COMMAND`', why: 'npx' },
    { argv: [], env: { npm_lifecycle_event: 'npx' }, says: '`npx tayori help COMMAND`', why: 'npx, no word' },
    { argv: ['help'], env: { npm_lifecycle_event: 'help' }, says: '`npm run help -- COMMAND`', why: 'npm' },
  ])('$argv names the line that says more as it is typed: $why', async ({ argv, env, says }) => {
    expect((await tayori(folder, argv, { env })).stdout).toContain(says);
  });

  it.for([
    { argv: ['help', 'digset'], says: 'Did you mean `tayori digest`?' },
    { argv: ['digset'], says: 'Did you mean `tayori digest`?' },
    { argv: ['help', 'constructor'], says: 'There is no command `constructor`.' },
  ])('$argv is no command', async ({ argv, says }) => {
    const { code, stderr } = await tayori(folder, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

it('says one fault once, and in the document too', async () => {
  const fault = { code: 'usage', message: 'No.', hint: 'Write yes.' } as const;
  const other = { ...fault, message: 'Never.' };
  const command: Command = {
    doc: 'Fails.',
    options: {},
    json: {},
    run: async () => {
      throw new ProblemError([fault, fault, other, fault]);
    },
  };
  const [stdout, stderr]: [string[], string[]] = [[], []];
  await run(
    { fail: async () => command },
    {
      argv: ['fail', '--json'],
      cwd: folder,
      env: {},
      adopt: () => {},
      streams: {
        stdout: (text) => void stdout.push(text),
        stderr: (text) => void stderr.push(text),
        columns: undefined,
        width: undefined,
        color: false,
        question: undefined,
      },
      clock: () => new Date(0),
      random: (bytes) => new Uint8Array(bytes),
      signal: new AbortController().signal,
      version: '0.0.0',
    },
  );
  expect(stderr.join('').match(/\[usage\]/g)).toHaveLength(2);
  expect(JSON.parse(stdout.join(''))).toEqual({ problems: [fault, other] });
});

describe('a file that is named on the line', () => {
  const consent = ['--already-confirmed', '名刺'];
  beforeEach(() => writeFile(at('desk/list.csv'), 'email\nhanako@example.jp\n'));

  it('is looked for where the person stands, not in --root', async () => {
    const desk = { cwd: at('desk') };
    const root = ['--root', '../site'];
    const imported = await tayori(folder, ['subscribers', 'import', 'list.csv', ...consent, ...root], desk);
    expect([imported.code, imported.stderr.includes('unreadable')]).toEqual([0, false]);
    expect((await tayori(folder, ['subscribers', 'export', 'all.csv', ...root], desk)).code).toBe(0);
    expect(await readFile(at('desk/all.csv'), 'utf8')).toContain('hanako@example.jp');
    expect((await tayori(folder, ['backup', 'copy.db', ...root], desk)).code).toBe(0);
    expect((await readFile(at('desk/copy.db'))).length).toBeGreaterThan(0);
  });

  it('is looked for there too where npm has gone to the folder of package.json', async () => {
    const env = { npm_lifecycle_event: 'subscribers', INIT_CWD: at('desk') };
    const imported = await tayori(at('site'), ['subscribers', 'import', 'list.csv', ...consent], { env });
    expect(imported.code).toBe(0);
    const named = ['subscribers', 'list', '--root', '../site', '--json'];
    const { stdout } = await tayori(folder, named, { env });
    expect(JSON.parse(stdout)).toMatchObject({ subscribers: [{ address: 'hanako@example.jp' }] });
  });

  it('is not looked for where another script of npm began', async () => {
    const env = { npm_lifecycle_event: 'weekly', INIT_CWD: at('desk') };
    const imported = await tayori(at('site'), ['subscribers', 'import', 'list.csv', ...consent], { env });
    expect([imported.code, imported.stderr]).toEqual([1, expect.stringContaining('list.csv')]);
  });

  it('may not lie in the public folder of the site, wherever the person stands', async () => {
    await mkdir(at('site/out'));
    const root = ['--root', '../site'];
    for (const argv of [
      ['backup', '../site/out/copy.db'],
      ['subscribers', 'export', '../site/out/all.csv'],
    ]) {
      await tayori(folder, ['subscribers', 'import', 'list.csv', ...consent, ...root], { cwd: at('desk') });
      const { code, stderr } = await tayori(folder, [...argv, ...root], { cwd: at('desk') });
      expect([code, stderr]).toEqual([2, expect.stringContaining('would be published')]);
    }
  });
});
