import { describe, expect, it } from 'vitest';
import { type Command, exitCodes } from '../../src/cli/command.ts';
import { parseCall } from '../../src/cli/command-line/command-line.ts';
import { helpText } from '../../src/cli/command-line/help-text.ts';
import type { NpmEnvironment } from '../../src/cli/terminal/npm-flags.ts';
import { ProblemError } from '../../src/problem.ts';

const send: Command = {
  doc: 'Sends.',
  options: {
    week: { type: 'string', value: 'YYYY-Www', doc: 'The digest.' },
    day: { type: 'string', value: 'YYYY-MM-DD', doc: 'A day.' },
    'dry-run': { type: 'boolean', doc: 'Only say what would be sent.' },
    yes: { type: 'boolean', doc: 'Do not ask.' },
    expect: { type: 'string', value: 'N|MIN-MAX', doc: 'How many.' },
  },
  json: {},
  run: async () => exitCodes.done,
};

const faultsOf = (argv: string[], env: NpmEnvironment = {}, command = send): string => {
  try {
    parseCall('send', command, argv, env);
    return '';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, hint }) => `${message} -> ${hint}`).join('\n');
  }
};

describe('parseCall', () => {
  it('reads options in both spellings', () => {
    const call = parseCall('send', send, ['--week=2025-W45', '--expect', '12', '--yes'], {});
    expect([call.text('week'), call.text('expect'), call.flag('yes'), call.flag('dry-run')]).toEqual([
      '2025-W45',
      '12',
      true,
      false,
    ]);
  });

  it.for([
    { argv: ['--weak', 'x'], says: 'has no option `--weak`. -> Did you mean `--week`?', why: 'a slip' },
    { argv: ['--dry'], says: 'Did you mean `--dry-run`?', why: 'the beginning of it' },
    { argv: ['-y'], says: 'Did you mean `--yes`?', why: 'the letter that other programs take' },
    { argv: ['-x'], says: 'See `tayori send --help`.', why: 'a letter that begins nothing' },
    { argv: ['--frobnicate'], says: 'See `tayori send --help`.', why: 'nothing is near' },
    { argv: ['--constructor'], says: 'has no option `--constructor`.', why: 'what every object has' },
    { argv: ['--toString=x'], says: 'has no option `--toString`.', why: 'the same, with a value' },
    {
      argv: ['--week'],
      says: '`--week` needs a value. -> Write `tayori send --week YYYY-Www`.',
      why: 'no value',
    },
    { argv: ['--week='], says: '`--week` needs a value.', why: 'an empty value' },
    { argv: ['--yes=no'], says: '`--yes` takes no value.', why: 'a value for a flag' },
    { argv: ['2025-W45'], says: 'takes no argument: `2025-W45`', why: 'a stray word' },
  ])('$argv: $why', ({ argv, says }) => {
    expect(faultsOf(argv)).toContain(says);
  });

  it('names every fault at once', () => {
    expect(faultsOf(['--weak', '--wook', '--expect']).split('\n')).toHaveLength(3);
  });
});

describe('flags that npm keeps for itself', () => {
  const npm = (kept: NpmEnvironment): NpmEnvironment => ({ npm_lifecycle_event: 'send', ...kept });

  it('honours --dry-run and --json, which npm passes on in the environment', () => {
    const call = parseCall('send', send, [], npm({ npm_config_dry_run: 'true', npm_config_json: 'true' }));
    expect([call.flag('dry-run'), call.flag('json')]).toEqual([true, true]);
  });

  it.for([
    {
      env: { npm_config_week: 'true', npm_config_dry_run: 'true' },
      argv: ['2025-W45'],
      line: 'npm run send -- --week 2025-W45 --dry-run',
      why: 'the value became a word of its own',
    },
    {
      env: { npm_config_week: 'true' },
      argv: ['import', '名簿 10月.csv', '2025-W45'],
      line: "npm run send -- import '名簿 10月.csv' --week 2025-W45",
      why: 'words before the options stay where they are',
    },
    { env: { npm_config_yes: 'true' }, argv: [], line: 'npm run send -- --yes', why: 'never assumed' },
    {
      env: { npm_config_week: 'true', npm_config_expect: 'true' },
      argv: ['2025-W45', 'import', '900'],
      line: 'npm run send -- import --week 2025-W45 --expect 900',
      why: 'values are told from words by their shape',
    },
    {
      env: { npm_config_all: 'true', npm_config_yes: 'true', npm_config_loglevel: 'info' },
      argv: ['2025-11-07'],
      line: 'npm run send -- --day 2025-11-07',
      why: 'npm reads --day as -d -a -y: nobody wrote --yes',
    },
    {
      env: { npm_config_root: '/srv/site' },
      argv: [],
      line: 'npm run send -- --root /srv/site',
      why: 'written with =',
    },
  ])('refuses the rest with the line to write: $line ($why)', ({ env, argv, line }) => {
    expect(faultsOf(argv, npm(env))).toContain(`Write \`${line}\``);
  });

  it('names the one that npm drops without a word', () => {
    const options: Command['options'] = { ...send.options, only: { type: 'string', doc: 'Some.' } };
    expect(faultsOf([], npm({ npm_config_yes: 'true' }), { ...send, options })).toContain(
      'Write `npm run send -- --yes`, and `--only` too if you gave it: npm drops that one without a word.',
    );
  });

  it.for([
    { env: { npm_config_yes: '' }, why: 'off in .npmrc' },
    { env: { npm_config_loglevel: 'silent' }, why: '`npm run -s`' },
    { env: { npm_config_yes: 'false' }, why: 'off' },
  ])('is not misled: $why', ({ env }) => {
    expect(faultsOf([], npm(env))).toBe('');
  });

  it('looks only when npm runs this very script', () => {
    expect(faultsOf([], { npm_lifecycle_event: 'test', npm_config_yes: 'true' })).toBe('');
  });
});

it('prints help from the same table', () => {
  expect(helpText('send', send)).toBe(
    [
      'Sends.',
      '',
      'Usage: tayori send [options]',
      '',
      'Options:',
      '  --week YYYY-Www     The digest.',
      '  --day YYYY-MM-DD    A day.',
      '  --dry-run           Only say what would be sent.',
      '  --yes               Do not ask.',
      '  --expect N|MIN-MAX  How many.',
      '  --root DIR          The site folder (default: here).',
      '  --json              Print one JSON document on stdout.',
      '  --help              Show this help (also `-h`, or `tayori help COMMAND`).',
    ].join('\n'),
  );
});
