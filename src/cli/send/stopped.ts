/** What `tayori send` says where a run ended before its time, and what servers hold against us. Words only. */
import { grouped } from '../../amounts.ts';
import type { Problem } from '../../problem.ts';
import type { Ending } from '../../sending/loop/run.ts';
import { optionFor } from '../../time.ts';

/** Why a run ended before its time, and what servers hold against us. */
export function endingProblems(id: string, { stop, away, refusedBy }: Ending): Problem[] {
  const again = `run \`tayori send ${optionFor(id)}\` again: it goes on where it stopped`;
  const problems: Problem[] = Object.entries(refusedBy).map(([domain, times]) => ({
    code: 'send-refused',
    message: `${domain} refused ${grouped(times)} ${times === 1 ? 'mail' : 'mails'} because of us, not because of the address.`,
    hint: 'Check SPF, DKIM and DMARC of the sending domain, and whether its address is on a block list.',
  }));
  if (stop !== undefined)
    problems.push({ code: 'send-stopped', ...stopWords[stop.why](stop.said.replace(/\.$/, ''), again) });
  else if (away !== undefined) {
    const message = `The mail server could not be reached: ${away}.`;
    problems.push({ code: 'send-stopped', message, hint: `Check MAIL_URL and the server, then ${again}.` });
  }
  return problems;
}

type Words = Pick<Problem, 'message' | 'hint'>;

const stopWords: Readonly<
  Record<NonNullable<Ending['stop']>['why'], (said: string, again: string) => Words>
> = {
  connection: (said, again) => ({
    message: `The connection to the mail server failed ten times in a row: ${said}.`,
    hint: `Check MAIL_URL and the server, then ${again}.`,
  }),
  login: (said, again) => ({
    message: `The mail server did not accept our login: ${said}.`,
    hint: `Check user and password in MAIL_URL, then ${again}.`,
  }),
  content: (said, again) => ({
    message: `Servers of several domains refused what the mail says: ${said}.`,
    hint: `Read the answer, mend the cause, then ${again}.`,
  }),
  reputation: (said, again) => ({
    message: `Three domains refuse mail from us, whoever it is for: ${said}.`,
    hint: `Check SPF, DKIM, DMARC and block lists, then ${again}.`,
  }),
  'bad-addresses': (said, again) => ({
    message: `More addresses were called bad than is usual: ${said}. Nobody was taken off the list.`,
    hint: `A broken server says this of everyone: ask whoever runs it, and when it is mended ${again}.`,
  }),
  relay: (said, again) => ({
    message: `The mail server limits how much it takes, and took nothing more for as long as this run may wait: ${said}.`,
    hint: `Set \`mail.pace.perSecond\` to what it allows, and later ${again}. \`--wait\` makes a run wait longer.`,
  }),
  quota: (said, again) => ({
    message: `The mail server takes no more mail from us for now: ${said}.`,
    hint: `When it does again, ${again}. \`mail.pace.warmUp\` bounds how many leave in a day.`,
  }),
  elsewhere: (said, again) => ({
    message: `Another worker stopped, because servers of several domains refused what the mail says: ${said}.`,
    hint: `Read the answer, mend the cause, then ${again}.`,
  }),
  quiet: (until, again) => ({
    message: `Quiet hours have begun (\`mail.pace.quiet\`); they end at ${until}.`,
    hint: `After that, ${again}.`,
  }),
  late: (at, again) => ({
    message: `It is ${at}, after which no mail was to leave (\`--not-after\`).`,
    hint: `When the rest may leave, ${again}.`,
  }),
  'warm-up': (allowed, again) => ({
    message: `By today ${allowed} mails of this digest may have left (\`mail.pace.warmUp\`), and have.`,
    hint: `Tomorrow, ${again}.`,
  }),
};
