/** Each row about `include:` was compared with what Jekyll 4.3.1 itself copies. */
import { describe, expect, it } from 'vitest';
import { includeProblems, isCopied, isExcluded } from '../../../src/posts/jekyll/copied-files.ts';

describe('what a line of the list leaves out, as Jekyll decides it', () => {
  it.for([
    ['out', 'out/rss.xml', true, 'begins with it'],
    ['out', 'outlook.md', true, 'so does a page of another name'],
    ['out/', 'outlook.md', false, 'the folder only'],
    ['/out/', 'out/rss.xml', true, 'from the folder of the site'],
    ['*.ts', 'tayori.config.ts', true, 'a pattern'],
    ['*.ts', 'a/b.ts', true, 'a star stands for slashes too'],
    ['**/*.xml', 'out/rss.xml', true, 'two stars'],
    ['t?yori*', 'tayori.config.ts', true, 'one letter'],
    ['rss.xml', 'out/rss.xml', false, 'not anywhere'],
    ['', 'a', false, 'nothing'],
    ['a[', 'b', false, 'half a pattern'],
  ] as const)('%s and %s: %s, %s', ([pattern, path, left]) => {
    expect(isExcluded(pattern, path)).toBe(left);
  });
});

describe('what Jekyll copies of what is private', () => {
  const ledger = '.tayori/ledger.db';
  const mail = '.tayori/outbox/x.eml';
  it.for([
    { config: 'title: t\n', copied: [], why: 'names with a dot at the beginning are left out' },
    { config: 'include: [.htaccess]\n', copied: [], why: 'another name' },
    { config: 'include: [.tayori]\n', copied: [ledger, mail], why: 'the folder' },
    { config: 'include: [.tayori/]\n', copied: [ledger, mail], why: 'the folder with its slash' },
    { config: 'include: [/.tayori]\n', copied: [ledger, mail], why: 'the folder from the root' },
    { config: 'include: [.t]\n', copied: [ledger, mail], why: 'the beginning of its name' },
    { config: 'include: [.env]\n', copied: ['.env', '.env.local'], why: 'the secrets, and what begins so' },
    { config: "include: ['.*']\n", copied: ['.env', '.env.local', ledger, mail], why: 'a pattern' },
    { config: "include: ['*']\n", copied: ['.env', '.env.local', ledger, mail], why: 'everything' },
    {
      config: 'include:\n  - .\n',
      copied: ['.env', '.env.local', ledger, mail],
      why: 'all that begins with a dot',
    },
    {
      config: 'include: [.tayori/ledger.db]\n',
      copied: [ledger],
      why: 'one file in a folder that is left out',
    },
    {
      config: 'include: [.tayori]\nexclude: [.tayori]\n',
      copied: [ledger, mail],
      why: 'include counts more',
    },
    { config: 'include: [.tayori]\nexclude: [.tayori/]\n', copied: [], why: 'what is in it is left out' },
    {
      config: 'exclude: [.env]\ninclude: [.env]\n',
      copied: ['.env', '.env.local'],
      why: 'the same in any order',
    },
    { config: "include: ['*.db']\n", copied: [], why: 'its folder is left out still' },
    {
      config: "include: ['.tayori/*']\n",
      copied: [],
      why: 'a line is compared with one name, never with a path',
    },
    { config: 'keep_files: [.env]\n', copied: [], why: 'that is about the folder which Jekyll writes' },
  ])('$config: $why', ({ config, copied }) => {
    const paths = ['.env', '.env.local', ledger, mail];
    expect(paths.filter((path) => isCopied(path, config))).toEqual(copied);
    expect(includeProblems('_config.yml', config).length).toBe(copied.length === 0 ? 0 : 1);
  });

  it.for([
    {
      config: 'include: [out]\nexclude: [out/]\n',
      copied: false,
      why: 'the folder is read, and its files are left out',
    },
    { config: 'include: [out/rss.xml]\nexclude: [out/]\n', copied: true, why: 'the file itself is named' },
    { config: 'include: [rss.xml]\nexclude: [out/]\n', copied: false, why: 'its folder is left out' },
  ])('out/rss.xml with $config: $why', ({ config, copied }) => {
    expect(isCopied('out/rss.xml', config)).toBe(copied);
  });

  it('is said with the line, the words that do it, and what to do', () => {
    expect(includeProblems('_config.yml', 'title: t\ninclude:\n  - .well-known\n  - .env\n')).toEqual([
      {
        code: 'file-published',
        message:
          'Jekyll publishes .env (secrets): `include:` has `.env`, and it counts more than `exclude:`.',
        hint: expect.stringContaining('Take `.env` out of `include:`'),
        at: { file: '_config.yml', line: 2 },
      },
    ]);
  });
});
