/** `npm run backup`: copies the whole ledger, as it is at one moment, into a file. */

import { resolve } from 'node:path';
import { stampOf } from '../disk/scan-files.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { kilobytes } from '../text/amounts.ts';
import { type Command, exitCodes, usage, type World } from './command.ts';
import { openPresentLedger } from './ledger.ts';
import { keepPrivate } from './subscribers/private-file.ts';
import { working } from './terminal/working.ts';

export const backup: Command = {
  doc: 'Copies the ledger into a file, while a digest may be on its way.',
  args: 'FILE',
  details: [
    'The copy is one SQLite file, as the ledger was at one moment, and checked. It never replaces a file: put the',
    'day into the name. It names people, so keep it as carefully as the ledger. To restore, stop every worker',
    'and put the file in the place of the ledger, with no `-wal` or `-shm` file beside it. Whatever was sent',
    'after the backup, a restored ledger does not know, and would send again: back up after each digest.',
    'A ledger in PostgreSQL is copied with `pg_dump`.',
  ].join('\n'),
  options: {},
  json: { file: 'The file, as it was named.', bytes: 'Its size.' },
  run: async (call, world) => {
    const { output, here } = world;
    const file = fileIn(call.args, world);
    await using ledger = await openPresentLedger(world);
    if (!(await working(output, 'Copying the ledger', () => ledger.backup(resolve(here, file)))))
      throw new ProblemError([ownTool()]);
    const [bytes = 0] = stampOf(resolve(here, file)) ?? [];
    output.lines(`The ledger is in ${file}: ${kilobytes(bytes)}, and whole.`);
    output.document({ file, bytes });
    return exitCodes.done;
  },
};

/** @throws ProblemError (usage, backup-exists) if no backup may be written there */
function fileIn([file, ...rest]: readonly string[], world: Pick<World, 'root' | 'here'>): string {
  if (file === undefined || file === '-' || rest.length > 0)
    throw new ProblemError([
      usage(
        '`tayori backup` writes one file.',
        'Write `tayori backup .tayori/backups/tayori-2025-11-10.db`.',
      ),
    ]);
  keepPrivate(file, world, 'Name another folder: `.tayori/backups/`.');
  if (stampOf(resolve(world.here, file)) !== undefined) throw new ProblemError([taken(file)]);
  return file;
}

function taken(file: string): Problem {
  return {
    code: 'backup-exists',
    message: 'There is a file already, and a backup never replaces one.',
    hint: 'Put the day into the name: `tayori backup .tayori/backups/tayori-2025-11-10.db`.',
    at: { file },
  };
}

function ownTool(): Problem {
  return {
    code: 'backup-postgres',
    message: 'This ledger is in PostgreSQL, which has a tool of its own for backups.',
    hint: 'Write `pg_dump --schema=tayori --format=custom --file=FILE "$LEDGER_URL"`; `pg_restore` reads it back.',
  };
}
