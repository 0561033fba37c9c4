/** Problems of the command line, of files and of the config. */
import type { ProblemRow } from './row.ts';

export const site = {
  usage: { severity: 'error', about: 'The command line is wrong.' },
  'file-unreadable': { severity: 'error', about: 'A file or folder can not be read or written.' },
  'config-missing': { severity: 'error', about: 'There is no tayori.config.ts in the site folder.' },
  'config-unreadable': { severity: 'error', about: 'tayori.config.ts can not be loaded.' },
  'config-value': { severity: 'error', about: 'A value in tayori.config.ts is missing, unknown or wrong.' },
  'config-exists': {
    severity: 'error',
    about: 'There is a tayori.config.ts already; it is never overwritten.',
  },
  'jekyll-config': {
    severity: 'error',
    about: 'The _config.yml of a Jekyll site is missing, or can not be read.',
  },
  'env-name': {
    severity: 'warning',
    about:
      'The `.env` of the site sets a variable that nothing reads, and whose name is nearly that of a secret.',
  },
  'env-line': {
    severity: 'warning',
    about:
      'A line of the `.env` of the site is about a secret and is no `NAME=value`, or its value is cut at a `#`.',
  },
  'file-published': {
    severity: 'warning',
    about: 'A list of people, the ledger or secrets would be published with the site.',
  },
  'period-unfinished': {
    severity: 'warning',
    about: 'A digest is made or sent before its week, day or month is over.',
  },
} as const satisfies Record<string, ProblemRow>;
