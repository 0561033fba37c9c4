/** `subscribers erase`: deletes everything about one person, because they asked for it. */
import { ProblemError } from '../../problem.ts';
import { erasePerson } from '../../sending/erase-person.ts';
import { type ExitCode, exitCodes, usage } from '../command.ts';
import { addressOf, type Task, unknownSubscriber } from './action.ts';

/** @throws ProblemError if the person is unknown, or a mail to them is being sent at this moment */
export async function erase({ call, world, ledger, argument }: Task): Promise<ExitCode> {
  const { output, root, env, clock } = world;
  const address = addressOf(argument);
  const person = await ledger.subscribers.find({ address });
  if (person === undefined) throw new ProblemError([unknownSubscriber(address)]);
  if (!call.flag('yes') && !(await isMeant(address, output.ask)))
    throw new ProblemError([
      usage(
        `Nobody confirmed that ${address} is to be erased: nothing was changed.`,
        `Write \`tayori subscribers erase ${address} --yes\`. It can not be undone.`,
      ),
    ]);
  if ((await erasePerson({ root, env, ledger }, person, clock())) === 'busy')
    throw new ProblemError([
      {
        code: 'subscriber-busy',
        message: `A mail to ${address} is being sent at this moment: they get no more, and are not erased yet.`,
        hint: 'Run this again when the send has ended.',
      },
    ]);
  output.lines(
    `${address} is erased: from the list, from the history, and from the outbox. No import brings the address back.`,
    'Copies elsewhere are yours to look after: backups, lists, mail logs, and mail that was delivered.',
  );
  output.document({ action: 'erase', erased: person.id });
  return exitCodes.done;
}

async function isMeant(
  address: string,
  ask: (question: string) => Promise<string | undefined>,
): Promise<boolean> {
  return (await ask(`This can not be undone. Type ${address} to erase it: `))?.trim() === address;
}
