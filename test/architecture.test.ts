import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Top floor first. A file imports from its own room and from the floors below it. */
const floors = [
  ['main.ts'],
  ['cli'],
  ['web', 'preview'],
  ['bounces'],
  ['sending'],
  ['digest'],
  ['feeds'],
  ['mail'],
  ['posts', 'subscribers'],
  ['ledger'],
  ['locale', 'cache.ts', 'cache-key.ts'],
  ['config.ts'],
  ['settings.ts'],
  ['settings'],
  ['scan.ts'],
  ['files.ts', 'memory.ts'],
  ['time.ts', 'problem.ts', 'secrets.ts', 'amounts.ts'],
  ['problems'],
];

const room = (file: string) => file.split('/')[0] ?? file;
const floor = (file: string) => floors.findIndex((rooms) => rooms.includes(room(file)));
const sourceOf = (file: string) => readFileSync(join(src, file), 'utf8');

function importsOf(file: string): string[] {
  const found = sourceOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g);
  return [...found].map((match) => posix.join(dirname(file), match[1] ?? ''));
}

/** Each world is touched in the files named here and nowhere else. */
const worlds = [
  { world: 'the clock', pattern: /\bnew Date\(\)|\bDate\.now\(/, only: ['main.ts'] },
  {
    world: 'chance',
    pattern: /\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bgetRandomValues\(/,
    only: ['main.ts'],
  },
  { world: 'the environment', pattern: /\bprocess\.env\b/, only: ['main.ts'] },
  { world: 'the exit code', pattern: /\bprocess\.(exitCode|exit)\b/, only: ['main.ts'] },
  {
    world: 'the terminal',
    pattern: /\bprocess\.(stdin|stdout|stderr)\b|\bconsole\./,
    only: ['cli/terminal.ts'],
  },
];

describe('the house', () => {
  it.for(files)('%s has a floor', (file) => {
    expect(floor(file)).toBeGreaterThanOrEqual(0);
  });

  it.for(files)('%s imports only downwards', (file) => {
    const upward = importsOf(file).filter((target) => {
      return room(target) !== room(file) && floor(target) <= floor(file);
    });
    expect(upward).toEqual([]);
  });

  it.for(files)('%s says in a header what it is for', (file) => {
    expect(sourceOf(file)).toMatch(/^\/\*\*/);
  });

  it.for(worlds)('$world is touched only in $only', ({ pattern, only }) => {
    expect(files.filter((file) => pattern.test(sourceOf(file)) && !only.includes(file))).toEqual([]);
  });

  it('keeps no room for leftovers', () => {
    const leftovers = /(^|\/)(utils?|helpers?|types|common|core|lib|index|misc)(\.ts)?(\/|$)/;
    expect(files.filter((file) => leftovers.test(file))).toEqual([]);
  });
});
