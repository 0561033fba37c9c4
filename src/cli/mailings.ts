/** The mailings that a command line means, and how one is named: for the commands that read the ledger. */
import type { Ledger, Mailing, MailingHead } from '../ledger/ledger.ts';
import { ProblemError } from '../problem.ts';
import { unknownMailing } from '../sending/plan/unknown-mailing.ts';
import type { Settings } from '../settings.ts';
import type { Clock } from '../time.ts';
import type { Call } from './command.ts';
import { namedPeriod } from './period-options.ts';

/**
 * The mailings of the period that is named, or all of them, the oldest freeze first.
 *
 * @throws ProblemError (usage, ledger-mailing) if there is no such period, or if it was never sent from this ledger
 */
export async function mailingsOf(
  call: Call,
  ledger: Pick<Ledger, 'deliveries'>,
  settings: Settings,
  clock: Clock,
): Promise<readonly MailingHead[]> {
  const id = namedPeriod(call, settings, clock())?.id;
  const all = await ledger.deliveries.mailings();
  const found = id === undefined ? all : all.filter((mailing) => mailing.id === id);
  if (id !== undefined && found.length === 0) throw new ProblemError([unknownMailing(id)]);
  return found;
}

/** `2025-W45`, or `2025-W45 (rehearsal)`. */
export function mailingName({ id, channel }: Pick<Mailing, 'id' | 'channel'>): string {
  return channel === 'rehearsal' ? `${id} (rehearsal)` : id;
}
