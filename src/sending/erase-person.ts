/** One person's data leaves the ledger, and the outboxes with the mails to them. */

import type { Ledger, Subscriber } from '../ledger/ledger.ts';
import { DEFAULT_MAIL_URL, isOutbox } from '../mail/mail-url.ts';
import { mailbox } from '../mail/mailbox.ts';
import { openTransport } from '../mail/open-transport.ts';
import type { Environment } from '../secrets.ts';
import { people } from '../text/amounts.ts';
import { listErased, readErased, unlistErased } from './erased-list.ts';

export type Erasing = {
  readonly root: string;
  readonly env: Environment;
  readonly ledger: Pick<Ledger, 'subscribers'>;
};

/**
 * The list and the outboxes come before the ledger: a process that dies right after the ledger has forgotten the person
 * could not finish, because nobody knows the address any more.
 *
 * @returns `busy` while a mail to them is being sent: to be asked for again then
 */
export async function erasePerson(
  { root, env, ledger }: Erasing,
  { id, address }: Pick<Subscriber, 'id' | 'address'>,
  now: Date,
): Promise<'erased' | 'busy' | 'unknown'> {
  await forgetInOutboxes({ root, env }, address);
  await listErased(root, id, now);
  const done = await ledger.subscribers.erase(id, now);
  // Whoever stood there before came back with a backup, or another process erases them too: by that they stay listed.
  if (done === 'busy') await unlistErased(root, id);
  if (done === 'erased') await forgetInOutboxes({ root, env }, address); // a rehearsal may have written one in the meantime
  return done;
}

async function forgetInOutboxes(
  { root, env }: Pick<Erasing, 'root' | 'env'>,
  address: string,
): Promise<void> {
  // The outbox may hold a rehearsal, even if mail leaves over SMTP now.
  const own = env.MAIL_URL !== undefined && isOutbox(env.MAIL_URL) ? [env.MAIL_URL] : [];
  for (const url of new Set([DEFAULT_MAIL_URL, ...own])) {
    await using outbox = openTransport(url, root);
    await outbox.forget?.(mailbox(address));
  }
}

/** @returns how many were in the ledger again, and are erased once more */
export async function eraseAgain(erasing: Erasing, now: Date): Promise<number> {
  let again = 0;
  for (const id of await readErased(erasing.root)) {
    const person = await erasing.ledger.subscribers.find({ id });
    if (person !== undefined && (await erasePerson(erasing, person, now)) === 'erased') again += 1;
  }
  return again;
}

/** What an editor is told about them; `undefined` if there was nobody. */
export function erasedAgainWords(again: number): string | undefined {
  if (again === 0) return undefined;
  const were = again === 1 ? 'was' : 'were';
  return `${people(again)} who had been erased ${were} in this ledger again, as after a backup is put back: erased once more.`;
}
