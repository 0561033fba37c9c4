/**
 * One of several senders on a shared ledger: `tayori send` lets one in for each mailing, so this goes on with
 * a frozen mailing as it does, through the same rooms, without the lock and with a short lease.
 */
import { randomBytes } from 'node:crypto';
import { openLedger } from '../../src/ledger/open.ts';
import { openTransport } from '../../src/mail/open.ts';
import { noLimits } from '../../src/mail/pace.ts';
import { addresseeOf } from '../../src/mail/personal.ts';
import { sendMailing } from '../../src/mail/send.ts';
import { readKeys } from '../../src/subscribers/links.ts';
import { WEEK } from '../journeys/mailing.ts';

const { LEDGER_URL = '', MAIL_URL, SIGNING_KEY, TEST_LEASE = '' } = process.env;
await using ledger = await openLedger(LEDGER_URL, process.cwd(), {
  random: (bytes) => randomBytes(bytes),
  leaseMs: Number(TEST_LEASE),
});
await using transport = openTransport(MAIL_URL, process.cwd());
const mailing = await ledger.deliveries.mailing(WEEK, 'smtp');
const keys = readKeys(SIGNING_KEY);
if (mailing === undefined || keys === undefined) throw new Error('There is nothing to send, or no key.');
await sendMailing({
  mailing,
  deliveries: ledger.deliveries,
  transport,
  addressee: (delivery) => addresseeOf(mailing, delivery, keys),
  owner: randomBytes(8).toString('hex'),
  clock: () => new Date(),
  signal: new AbortController().signal,
  patience: 2000,
  limits: noLimits,
  dkim: undefined,
  onProgress: () => {},
});
