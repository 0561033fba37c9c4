/** Whatever command a message or a page advises is one that the program takes: no advice ends with exit code 2. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { openMailing, readers, subscribe } from '../journeys/mailing.ts';
import type { Site } from '../journeys/site.ts';
import { commandsIn, commandsInSource, type Line } from './advised-commands.ts';
import { tayori } from './program.ts';

const PROJECT = join(import.meta.dirname, '../..');
const sources = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const tables = await Promise.all(Object.values(commands).map((load) => load()));

let site: Site;
beforeAll(async () => {
  site = await openMailing();
  await subscribe(site, readers(2));
  // What the examples of `check` name: a post, and a branch of a repository.
  await site.write('posts/2026-11-09-1-kiln.md', '---\ntitle: "窯の火"\ndate: 2026-11-09\n---\n\n本文。\n');
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', site.root, ...args]);
  git('init', '-q');
  const who = ['-c', 'user.name=Editor', '-c', 'user.email=editor@minato.example'];
  git(...who, 'commit', '-q', '--allow-empty', '-m', 'begin');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
});

const unique = (lines: readonly Line[]) => [
  ...new Map(lines.map((line) => [line.words.join(' '), line])).values(),
];

async function expectTaken({ words }: Line): Promise<void> {
  // One word, such as `tayori why`, is the name of a command, and no line to copy.
  if (words.length === 1) return void expect(Object.keys(commands)).toContain(words[0]);
  // What would go on until Ctrl-C has had it already.
  const around = words[0] === 'preview' ? { signal: AbortSignal.abort() } : {};
  const { code, stderr } = await tayori(site.root, words, around);
  expect(stderr).not.toContain('[usage]');
  expect(code).not.toBe(2);
}

const written = unique(
  sources.flatMap((file) => commandsInSource(readFileSync(join(PROJECT, 'src', file), 'utf8'))),
);

describe('a command in the source', () => {
  it('is found: the search would say so if it found none', () => {
    expect(written.length).toBeGreaterThan(30);
  });
  it.for(written)('`$shown` is taken', (line) => expectTaken(line));
});

const shown = unique(
  tables.flatMap(({ examples = [] }) => examples.flatMap(([line]) => commandsIn(`\`${line}\``))),
);
it.for(shown)('the example `$shown` of a help page is taken', (line) => expectTaken(line));

const pages = [
  'README.md',
  'docs/running.md',
  'docs/publishing.md',
  'docs/reliability.md',
  'docs/scaling.md',
];
const inPages = unique(
  pages.flatMap((page) => {
    const text = readFileSync(join(PROJECT, page), 'utf8');
    const blocks = [...text.matchAll(/^ *(?:[A-Z_]+=\S+ )*((?:npm run|tayori) [a-z][^#\n]*)/gm)];
    return [...commandsIn(text), ...blocks.flatMap(([, line = '']) => commandsIn(`\`${line.trim()}\``))];
  }),
).filter(({ words: [name = ''] }) => Object.hasOwn(commands, name));
it.for(inPages)('`$shown` of a page is taken', (line) => expectTaken(line));

describe('a message about a digest advises what works for its period', () => {
  it.for(
    ['2025-W44', '2025-11-07', '2025-11'].flatMap((id) =>
      [
        ['send', '--week', id],
        ['send', '--week', id, '--only', 'failed'],
        ['status', '--week', id],
        ['settle', '--week', id, '--as', 'sent', '--reason', 'asked'],
        ['verify', '--week', id],
        ['why', 'reader0@gmail.example', '--week', id],
        ['digest', '--week', id],
        ['posts', '--week', id],
      ].map((argv) => ({ line: argv.join(' '), argv })),
    ),
  )('$line', async ({ argv }) => {
    const { stdout, stderr } = await tayori(site.root, argv);
    for (const line of commandsIn(`${stdout}${stderr}`)) await expectTaken(line);
  });
});
