/** Problems of sending mail. */
import type { ProblemRow } from './row.ts';

export const sending = {
  'mail-url': { severity: 'error', about: 'MAIL_URL does not say how mail leaves.' },
  'send-digest': { severity: 'error', about: 'The digest that should be sent is not there.' },
  'send-recipients': { severity: 'error', about: 'Nobody would get the digest.' },
  'send-key': {
    severity: 'error',
    about: 'Links in mails can not be signed: SIGNING_KEY is missing or short.',
  },
  'send-dkim': { severity: 'error', about: 'Mails should be signed with DKIM, and can not be.' },
  'send-unsubscribe': { severity: 'error', about: 'Readers would have no way to leave the list.' },
  'send-footer': { severity: 'error', about: 'A mail does not show who sends it, or how to leave.' },
  'send-expect': { severity: 'error', about: 'There are more or fewer recipients than expected.' },
  'send-edition': { severity: 'error', about: 'A test asks for an edition that nobody would get.' },
  'send-changed': {
    severity: 'warning',
    about: 'Posts changed since the digest was made; it is sent as it was made.',
  },
  'send-busy': { severity: 'error', about: 'Another worker is at work on the same digest.' },
  'send-other': { severity: 'error', about: 'Another worker froze the digest first, with other mails.' },
  'send-first-run': {
    severity: 'error',
    about: 'The ledger knows of no mailing, but the list is older than the ledger.',
  },
  'send-stopped': {
    severity: 'error',
    about: 'The run was stopped, because going on would do harm or no good.',
  },
  'send-refused': {
    severity: 'warning',
    about: 'Servers refuse our mail for what we are, or refuse everybody at a domain.',
  },
  'send-doubt': { severity: 'warning', about: 'It is not known whether some recipients have the mail.' },
  'settle-address': { severity: 'error', about: 'Somebody who should be settled is not in doubt.' },
  'send-anew': {
    severity: 'error',
    about: 'The frozen mails of a digest can not be laid aside now.',
  },
  'mail-unsendable': {
    severity: 'error',
    about: 'A mail can not be composed, so nobody could be sent it.',
  },
  'send-bounces': {
    severity: 'error',
    about: 'Servers called more addresses bad than is usual: nobody was taken off the list.',
  },
  'mail-unset': {
    severity: 'error',
    about: 'A digest was to be sent without being asked, and MAIL_URL names no mail server.',
  },
  'send-unpublished': {
    severity: 'error',
    about: 'The web version of a digest, or an article of it, can not be reached at its address yet.',
  },
  'bounce-unreadable': {
    severity: 'warning',
    about: 'A mail that came in can not be understood; it was put aside for a person.',
  },
} as const satisfies Record<string, ProblemRow>;
