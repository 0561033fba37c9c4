/**
 * What is done about deliveries that are in doubt from earlier runs, as the editor chose with --in-doubt: hold, skip or
 * resend.
 */
import type { Ledger, MailingRef } from '../../ledger/ledger.ts';
import type { DoubtPolicy, SendRequest } from '../send-job.ts';
import type { Wanted } from './make-ready.ts';
import type { Plan } from './plan.ts';

/** `--only` is never about people in doubt: they are held. */
export function policyOf({ policy, only }: SendRequest, channel: Wanted['channel']): DoubtPolicy {
  return policy ?? (channel === 'rehearsal' && only === undefined ? 'resend' : 'hold');
}

/**
 * How many mails a run still has to send. Deferred mails count; mails in doubt count only if they are to be sent
 * again.
 */
export function openOf({ tally, only }: Pick<Plan, 'tally' | 'only'>, policy: DoubtPolicy): number {
  const { queued, deferred, uncertain } = tally;
  return only?.people ?? queued + deferred + (policy === 'resend' ? uncertain : 0);
}

/** Whether nobody is left to be mailed, and the run only settles the people in doubt as skipped. */
export function settlesOnly({ tally }: Plan, policy: DoubtPolicy): boolean {
  return tally.uncertain > 0 && policy === 'skip';
}

/** Settles what is in doubt from earlier runs. What falls into doubt in this run is reported at its end. */
export async function settleDoubt(
  ledger: Ledger,
  of: MailingRef,
  policy: DoubtPolicy,
  now: Date,
): Promise<void> {
  if (policy === 'hold') return;
  // Not `failed`: no server refused it.
  const as = policy === 'resend' ? 'queued' : 'skipped';
  await ledger.deliveries.settle(of, as, `in doubt; by decision: ${policy}`, now);
}
