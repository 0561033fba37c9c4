/** How a command comes to the ledger: what counts as one that is there, and the files that change with it. */
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askLedger, filesOfLedger } from '../../src/cli/ledger.ts';

it.for([
  { url: undefined, files: ['.tayori/ledger.db', '.tayori/ledger.db-wal'], why: 'the default' },
  { url: 'sqlite:list.db', files: ['list.db', 'list.db-wal'], why: 'another file' },
  { url: 'SQLITE:list.db', files: ['list.db', 'list.db-wal'], why: 'a scheme has no case' },
  { url: 'postgres://u:p@db.example/letter', files: [], why: 'a database server has no file here' },
  { url: 'sqlite:out/list.db', files: [], why: 'a public place is refused when it is opened' },
])('$url changes with $files: $why', ({ url, files }) => {
  expect(filesOfLedger({ root: '/site', env: { LEDGER_URL: url } })).toEqual(files);
});

it.for([undefined, 'sqlite:list.db', 'SQLITE:list.db'])(
  'nobody is asked where %s is not there yet, and none is made',
  async (url) => {
    const root = await mkdtemp(join(tmpdir(), 'tayori-ledger-'));
    const world = { root, env: { LEDGER_URL: url }, random: () => new Uint8Array(16) };
    expect(await askLedger(world, async () => 'asked')).toBeUndefined();
    expect(await readdir(root)).toEqual([]);
  },
);
