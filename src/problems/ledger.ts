/** Problems of the ledger and its copies. */
import type { ProblemRow } from './row.ts';

export const ledger = {
  'ledger-url': { severity: 'error', about: 'LEDGER_URL does not say where the ledger is.' },
  'ledger-unreadable': { severity: 'error', about: 'The ledger can not be opened, or is none.' },
  'ledger-busy': { severity: 'error', about: 'Another program is writing to the ledger.' },
  'ledger-full': { severity: 'error', about: 'The disk that holds the ledger is full.' },
  'ledger-older': {
    severity: 'error',
    about:
      'The ledger knows less of a digest than a run over SMTP left behind in .tayori/sent/ or in .tayori-sent.json: it is older, new, or another.',
  },
  'ledger-read-only': {
    severity: 'error',
    about: 'The database of the ledger takes no changes: it is a standby, or set to read only.',
  },
  'ledger-pooler': {
    severity: 'error',
    about: 'A pooler stands before the database of the ledger, and does not give tayori sessions of its own.',
  },
  'ledger-database-old': {
    severity: 'error',
    about: 'The PostgreSQL of the ledger is older than tayori can use.',
  },
  'ledger-encoding': { severity: 'error', about: 'The database of the ledger does not keep text in UTF-8.' },
  'sent-unreadable': {
    severity: 'error',
    about:
      'The record of the digests that were sent, .tayori-sent.json in the posts folder, can not be read.',
  },
  'ledger-two': {
    severity: 'error',
    about: 'A ledger, or what belongs to it, is at the place of an earlier version and at the new one.',
  },
  'ledger-newer': { severity: 'error', about: 'The ledger was written by a newer version of this program.' },
  'ledger-absent': { severity: 'error', about: 'There is no ledger where there must be one.' },
  'ledger-wrong': { severity: 'error', about: 'The ledger contradicts itself.' },
  'backup-exists': { severity: 'error', about: 'There is a file where a backup should be written.' },
  'backup-postgres': {
    severity: 'error',
    about: 'The database of the ledger has a tool of its own for backups.',
  },
  'ledger-mailing': { severity: 'error', about: 'The ledger knows of no such mailing.' },
} as const satisfies Record<string, ProblemRow>;
