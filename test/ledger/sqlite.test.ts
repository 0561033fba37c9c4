import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/ledger/open.ts';
import { describeLedger } from './contract.ts';
import { countedBytes } from './people.ts';

describeLedger('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tayori-ledger-'));
  const random = countedBytes();
  return {
    open: () => openLedger('sqlite:data/tayori.db', folder, { random }),
    close: () => rm(folder, { recursive: true }),
  };
});
