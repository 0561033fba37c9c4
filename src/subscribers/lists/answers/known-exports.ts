/**
 * Exports in which a column or a word is used in another way than elsewhere. An export is known by headers that stand
 * together in no other list. What no record here says is read as everywhere (answer-columns.ts, answer-words.ts). Pure.
 */
import type { Departure } from '../../../ledger/ledger.ts';
import { folded } from './cell-meaning.ts';
import type { ColumnKind } from './column-kinds.ts';

type KnownExport = {
  /** Groups of headers. One of them must be there as a whole. */
  readonly signs: readonly string[];
  readonly kinds?: Readonly<Partial<Record<ColumnKind, string>>>;
  /** A column, and what its cells are called elsewhere. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** By hand, or brought in: not because mail came back. */
const HELD_BACK = { manual: 'unsubscribed', manual_block: 'unsubscribed', import: 'unsubscribed' };

const EXPORTS: readonly KnownExport[] = [
  // Tayori's own. A break is a fact beside the state; elsewhere a date of that name is a doubt.
  { signs: ['consent_source consent_at'], kinds: { silent: 'paused_until' } },
  // Substack's, short or with all columns of its dashboard. Who does not pay, or does no longer, still reads; a gift
  // ends in a hundred years.
  {
    signs: [
      'email_disabled active_subscription',
      'email_disabled prefer_digests',
      'stripe_subscription_id stripe_plan',
      'emails_received_(6mo) type',
    ],
    kinds: { silent: 'expiry expiration_date', other: 'active_subscription cancel_date type' },
  },
  // Buttondown's. Whoever left is `unsubscribed` or `removed`; the other words are about paying.
  {
    signs: ['type creation_date unsubscription_date', 'churn_date unsubscription_date'],
    kinds: { other: 'churn_date' },
    words: { type: { paused: 'premium', churning: 'premium', unpaid: 'free' } },
  },
  // MailPoet's. It stops to mail people who have opened nothing for long, and calls them inactive: they never left.
  {
    signs: ['global_status list_status'],
    words: { global_status: { inactive: 'on hold' }, list_status: { inactive: 'on hold' } },
  },
  // What Amazon SES, Postmark, Telnyx and others hold back: only the reason counts, and none is a yes.
  {
    signs: [
      'emailaddress reason lastupdatetime',
      'emailaddress suppressionreason origin',
      'to from reason source scope',
      'address scope reason email_id',
    ],
    kinds: { receives: 'reason suppressionreason', silent: 'status scope source origin from' },
    words: { reason: HELD_BACK, suppressionreason: HELD_BACK },
  },
  // The Newsletter Plugin's: letters for states, and a column for each list and each paid service.
  {
    signs: ['surname sex status date token'],
    kinds: { other: 'feed_by_mail follow_up' },
    words: {
      status: { C: 'confirmed', S: 'not confirmed', U: 'unsubscribed', B: 'bounced', P: 'complained' },
    },
  },
];

/** Lists of people who left, in which no row says so; these are all their columns. */
const LEAVERS: readonly { readonly whose: string; readonly columns: string; readonly as: Departure }[] = [
  {
    whose: 'Mailgun’s list of people who unsubscribed',
    columns: 'address tags created_at',
    as: 'unsubscribed',
  },
  { whose: 'Mailgun’s list of bounces', columns: 'address code error created_at', as: 'bounced' },
  { whose: 'Mailgun’s list of complaints', columns: 'address created_at', as: 'complained' },
];

/** The list of people who left that has these columns and no other. */
export function leaversOf(headers: readonly string[]): (typeof LEAVERS)[number] | undefined {
  const names = headers.map(folded).join(' ');
  return LEAVERS.find(({ columns }) => split(columns).join(' ') === names);
}

function split(names: string): string[] {
  return names.split(' ').map(folded);
}

const known = EXPORTS.map(({ signs, kinds = {}, words = {} }) => ({
  signs: signs.map(split),
  kinds: new Map(
    Object.entries(kinds).flatMap(
      ([kind, names]) => split(names).map((name) => [name, kind as ColumnKind] as const), // the keys are kinds
    ),
  ),
  words: new Map(Object.entries(words).map(([column, table]) => [folded(column), tableOf(table)])),
}));

type Table = ReadonlyMap<string, string>;

function tableOf(words: Readonly<Record<string, string>>): Table {
  return new Map(Object.entries(words).map(([word, common]) => [folded(word), common]));
}

/** @param names the headers of a list, folded */
function exportOf(names: readonly string[]) {
  return known.find(({ signs }) => signs.some((group) => group.every((name) => names.includes(name))));
}

/** The columns that this export uses in its own way. */
export function kindsInExport(names: readonly string[]): ReadonlyMap<string, ColumnKind> {
  return exportOf(names)?.kinds ?? new Map<string, ColumnKind>();
}

/**
 * "Do not allow Bulk Emails" (Dynamics): the cell says which of both it is in full, `Allow` or `Do Not Allow`. Read as a
 * yes to the header, `Allow` would be a no to mail.
 */
const FORBIDS = /donotallow|許可シナイ|nichtzulassen|nepasautoriser|nopermitir|nonconsentire/;
const ALLOWED = tableOf({
  Allow: 'no',
  'Do Not Allow': 'yes',
  許可: 'no',
  許可する: 'no',
  許可しない: 'yes',
  Zulassen: 'no',
  'Nicht zulassen': 'yes',
  Autoriser: 'no',
  'Ne pas autoriser': 'yes',
  Permitir: 'no',
  'No permitir': 'yes',
  Consenti: 'no',
  'Non consentire': 'yes',
});

/** Klaviyo's `$consent` names the ways that somebody agreed to; without mail among them it is a doubt. */
const CONSENT = tableOf({
  email: 'yes',
  '["email"]': 'yes',
  'email, web': 'yes',
  'email, sms': 'yes',
  'sms, email': 'yes',
});

/** Outlook's `E-mail Type`, `E-Mail 2: Typ`: in what way mail is sent there, SMTP or Exchange. */
const MAIL_TYPE = /^(?:email\d?typ[eo]?|typedemessagerie\d?)$/;
const WAYS = tableOf({ SMTP: 'email', EX: 'email' }); // neither a yes nor a no

/** For each column, what its cells are called elsewhere; `undefined` if it has no words of its own. */
export function ownWords(headers: readonly string[]): readonly (Table | undefined)[] {
  const names = headers.map(folded);
  const found = exportOf(names);
  return headers.map((header, index) => {
    const name = names[index] ?? '';
    if (FORBIDS.test(name)) return ALLOWED;
    if (MAIL_TYPE.test(name)) return WAYS;
    return header.trim() === '$consent' ? CONSENT : found?.words.get(name);
  });
}
