/** Problems of lists of subscribers. */
import type { ProblemRow } from './row.ts';

export const subscribers = {
  'subscriber-address': { severity: 'error', about: 'What stands for an address is none.' },
  'subscriber-width': { severity: 'warning', about: 'An address was written in full-width letters.' },
  'subscriber-category': { severity: 'error', about: 'A category is not named in the config.' },
  'subscriber-status': {
    severity: 'error',
    about: 'A list says of somebody what could mean that they left.',
  },
  'subscriber-column': { severity: 'warning', about: 'A column of a list is not read.' },
  'subscriber-line': { severity: 'error', about: 'A line of a list can not be read.' },
  'subscriber-twice': { severity: 'warning', about: 'An address stands twice in one file.' },
  'subscriber-file': { severity: 'error', about: 'A list of subscribers can not be read.' },
  'subscriber-left': { severity: 'error', about: 'Somebody who left can not be added by anyone else.' },
  'subscriber-unknown': { severity: 'error', about: 'The address is not on the list.' },
  'subscriber-complained': {
    severity: 'error',
    about: 'Somebody who called a mail spam comes back only by their own act.',
  },
  'subscriber-busy': {
    severity: 'error',
    about: 'Somebody should be erased while a mail to them is being sent.',
  },
  'imap-url': { severity: 'error', about: 'IMAP_URL does not say which mailbox is to be read.' },
  'imap-login': { severity: 'error', about: 'The mailbox can not be opened: its server refuses the login.' },
  'imap-away': { severity: 'error', about: 'The server of the mailbox can not be reached.' },
} as const satisfies Record<string, ProblemRow>;
