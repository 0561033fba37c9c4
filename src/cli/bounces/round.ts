/** One round: takes the mails in one by one, then decides about the bounces, and sends the mails that wait. */
import { concludeBounces, type EditorsWord } from '../../bounces/conclude-bounces.ts';
import type { MailDecision } from '../../bounces/decide-mail.ts';
import type { IncomingMail } from '../../bounces/mail-sources.ts';
import { quarantine } from '../../bounces/quarantine.ts';
import { decideAgain, openKnown, type TakenIn, takeIn } from '../../bounces/take-in-mail.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Settings } from '../../settings.ts';
import type { SigningKeys } from '../../subscribers/links.ts';
import type { World } from '../command.ts';
import type { MailJoining } from './joining.ts';
import type { BouncesResult } from './report.ts';

/** What a round needs: the settings, the ledger, the keys, and the words of the editor. */
export type RoundJob = {
  readonly settings: Settings;
  readonly keys: SigningKeys;
  readonly ledger: Ledger;
  readonly byMail: MailJoining | undefined;
  readonly world: World;
  /** Marks mails as read that need no person any more. */
  readonly move: boolean;
  readonly word: EditorsWord | undefined;
};

/** @param mails the next mail is read only after the one before it is done */
export async function takeRound(
  job: RoundJob,
  mails: AsyncIterable<IncomingMail>,
  onTaken: (one: TakenIn) => void = () => {},
): Promise<BouncesResult> {
  const { settings, keys, ledger, byMail, world, word } = job;
  const known = await openKnown(ledger, keys, settings.mail.bounces);
  const taking = { ledger, known, leaveAddress: forLeavingAlone(settings), joining: byMail?.joining };
  const taken: TakenIn[] = [];
  const kept: { file: string; kept: string }[] = [];
  for await (const mail of mails) {
    if (world.signal.aborted) break;
    world.output.progress(`Reading ${mail.file}: ${taken.length + 1} mails`);
    const one = await takeIn(mail, taking, world.clock());
    taken.push(one);
    onTaken(one);
    await sayGoodbyes(job, one);
    if (one.decisions?.some(({ outcome }) => outcome === 'unreadable') === true)
      kept.push({ file: one.file, kept: await quarantine(world.root, one.hash, mail.bytes) });
    if (job.move && mail.done !== undefined) {
      // A letter that was listed by an earlier run still waits: nobody but its reader marks it as read.
      const decisions = one.decisions ?? (await decideAgain(mail, taking));
      if (!waits(decisions, byMail !== undefined)) mail.done();
    }
  }
  world.output.progress('');
  const concluded = await concludeBounces(ledger, world.clock(), word);
  const sent = world.signal.aborted ? undefined : await byMail?.sendWaiting();
  return { taken, kept, concluded, mails: sent, asksItself: byMail !== undefined, trouble: [] };
}

async function sayGoodbyes({ byMail }: RoundJob, { decisions = [] }: TakenIn): Promise<void> {
  for (const { outcome, subscriber } of decisions)
    if (outcome === 'unsubscribed' && subscriber?.status === 'confirmed')
      await byMail?.sayGoodbye(subscriber);
}

/**
 * The address only for leaving. If `mail.unsubscribe` is also the sender's address, people write to it about other
 * things.
 */
function forLeavingAlone({ mail }: Settings): string | undefined {
  const { unsubscribe, subscribe, from, replyTo, returnPath } = mail;
  return [from?.address, replyTo, returnPath, subscribe].includes(unsubscribe) ? undefined : unsubscribe;
}

/** Whether a person should look at the mail: then it stays new in the mailbox. */
function waits(decisions: readonly MailDecision[], asksItself: boolean): boolean {
  const forPeople = ['reply', 'untied', 'later', ...(asksItself ? [] : ['joining'])];
  return decisions.some(({ outcome }) => forPeople.includes(outcome));
}
