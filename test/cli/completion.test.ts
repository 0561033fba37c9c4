import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { commonOptions } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { tayori } from './program.ts';

const ask = promisify(execFile);
const script = async (shell: string) => (await tayori(tmpdir(), ['completion', shell])).stdout;

/** What bash offers behind a line, by the script itself. */
async function offered(line: string): Promise<string> {
  const words = line.split(' ').map((word) => `'${word}'`);
  const asking = `${await script('bash')}
COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; COMPREPLY=(); _tayori; echo "\${COMPREPLY[*]}"`;
  return (await ask('bash', ['--norc', '-c', asking])).stdout.trim();
}

describe('completion in bash', () => {
  it.for([
    { line: 'tayori se', offers: 'send serve settle', why: 'a command' },
    { line: 'tayori vers', offers: 'version', why: 'a word that is no row of the table' },
    { line: 'tayori send --re', offers: '--rehearse', why: 'an option' },
    { line: 'tayori send --yes --no', offers: '--not-after', why: 'a further option' },
    { line: 'tayori send --only ', offers: 'failed deferred new', why: 'the words of an option' },
    { line: 'tayori digest --week ', offers: 'last', why: 'the one word among shapes' },
    { line: 'tayori subscribers im', offers: 'import', why: 'an action' },
    { line: 'tayori subscribers import lis', offers: '', why: 'a file, which bash finds by itself' },
    { line: 'tayori backup ', offers: '', why: 'a file at once' },
    { line: 'tayori help di', offers: 'digest', why: 'help about a command' },
    { line: 'tayori completion ', offers: 'bash zsh fish', why: 'its own words' },
    { line: 'tayori nonsense ', offers: '', why: 'no command' },
  ])('«$line» offers «$offers»: $why', async ({ line, offers }) => {
    expect(await offered(line)).toBe(offers);
  });
});

it.for([
  { shell: 'bash', option: (name: string) => new RegExp(`[' ]--${name}[' ]`) },
  { shell: 'zsh', option: (name: string) => new RegExp(`'--${name}\\[`) },
  { shell: 'fish', option: (name: string) => new RegExp(` -l ${name} `) },
])('the script for $shell names every command and option', async ({ shell, option }) => {
  const text = await script(shell);
  for (const [name, load] of Object.entries(commands)) {
    expect(text).toContain(name);
    for (const known of Object.keys({ ...(await load()).options, ...commonOptions }))
      expect(text).toMatch(option(known));
  }
});

it('quotes what a shell would read as its own', async () => {
  expect(await script('zsh')).toContain("'--root[The site folder (default\\: here).]:DIR:_files'");
  expect(await script('fish')).not.toMatch(/-d '[^']*$/m);
});

it.for([
  { argv: [], says: 'Write `tayori completion bash`', why: 'which shell?' },
  { argv: ['fihs'], says: 'Did you mean `tayori completion fish`?', why: 'a slip' },
  { argv: ['powershell'], says: 'bash, zsh or fish', why: 'one that is not known' },
  { argv: ['bash', 'zsh'], says: 'for one shell', why: 'two at once' },
])('refuses $argv: $why', async ({ argv, says }) => {
  const { code, stderr } = await tayori(tmpdir(), ['completion', ...argv]);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});
