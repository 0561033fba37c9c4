/** Stops `tayori digest` before it writes a mail that could not be sent, or one that would hide what was approved. */
import { again, isKept, type KeptFiles } from '../../digest/digest-files.ts';
import { DIGESTS } from '../../feeds/digests-folder.ts';
import type { Channel, Ledger } from '../../ledger/ledger.ts';
import type { Edition } from '../../mail/email.ts';
import { composeProblems } from '../../mail/try-compose.ts';
import { optionFor } from '../../period.ts';
import { ProblemError } from '../../problem.ts';
import { frozenEdition, mailingOf, senderOf } from '../../sending/plan/frozen-edition.ts';
import type { Settings } from '../../settings.ts';
import { DEMONSTRATION_KEY } from '../../subscribers/links.ts';
import type { World } from '../command.ts';
import { askLedger } from '../ledger.ts';

/** @throws ProblemError (mail-unsendable) if no mail could be composed from it */
export async function refuseUnsendable(
  id: string,
  edition: Edition,
  settings: Settings,
  now: Date,
): Promise<void> {
  const sender = senderOf(settings);
  if (sender === undefined) return; // a digest can be looked at before it has a sender; `send` asks for one
  const mailing = { ...mailingOf(id, 'rehearsal', sender, [frozenEdition(edition)], now), planned: 0 };
  const hint = 'Correct what it names in tayori.config.ts or in the template, and make the digest again.';
  const problems = await composeProblems(mailing, [DEMONSTRATION_KEY], hint);
  if (problems.length > 0) throw new ProblemError(problems);
}

/** @throws ProblemError (digest-frozen) if a frozen mail would differ from the one on disk */
export async function refuseFrozen(world: World, id: string, files: KeptFiles): Promise<void> {
  if (await isKept(world.root, id, files)) return;
  const channel = await askLedger(world, (ledger) => frozenFor(ledger, id)); // without a ledger nothing was frozen
  if (channel !== undefined) throw frozen(id, channel);
}

async function frozenFor({ deliveries }: Ledger, id: string): Promise<Channel | undefined> {
  for (const channel of ['mail', 'rehearsal'] as const)
    if ((await deliveries.mailing(id, channel)) !== undefined) return channel;
  return undefined;
}

function frozen(id: string, channel: Channel): ProblemError {
  const what = channel === 'mail' ? 'is being sent or was sent' : 'was rehearsed into the outbox';
  const stays =
    channel === 'mail'
      ? `what is frozen in the ledger stays as it is, until \`tayori send ${optionFor(id)} --anew "WHY"\` sends the new mails to who has none`
      : 'the next rehearsal is made anew';
  return new ProblemError([
    {
      code: 'digest-frozen',
      message: `${id} ${what}, and its posts, settings or templates have changed since: making it again would hide what was approved.`,
      hint: `Leave it, or write \`${again(id).slice(1, -1)} --again\`; ${stays}.`,
      at: { file: `${DIGESTS}/${id}/manifest.json` },
    },
  ]);
}
