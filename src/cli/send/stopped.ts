/** What `tayori send` says if a run ended early, and what servers refused because of us. Words only. */

import { optionFor } from '../../period.ts';
import type { Problem } from '../../problem.ts';
import type { Ending, RefusingDomain } from '../../sending/loop/run-result.ts';
import { grouped } from '../../text/amounts.ts';

/**
 * Why a run ended before its time, and what servers hold against us.
 * @param left how many are still to be sent to: a connection that broke at the last mail stopped nothing
 */
export function endingProblems(id: string, { stop, away, refusedBy, sent }: Ending, left: number): Problem[] {
  const again = `run \`tayori send ${optionFor(id)}\` again: it goes on where it stopped`;
  const only = `\`tayori send ${optionFor(id)} --only failed\``;
  const problems = refusedBy.slice(0, NAMED).map(refusingProblem);
  const more = refusedBy.slice(NAMED);
  if (more.length > 0) problems.push(furtherProblem(more));
  if (stop !== undefined)
    problems.push({
      code: 'send-stopped',
      ...(stop.why === 'relay' && sent === 0 ? tookNothing : stopWords[stop.why])(
        stop.said.replace(/\.$/, ''),
        again,
        only,
      ),
    });
  else if (away !== undefined && left > 0) {
    const what = IN_USE.test(away)
      ? 'A connection to the mail server broke'
      : 'The mail server could not be reached';
    const message = `${what}: ${away.replace(/\.$/, '')}.`;
    problems.push({ code: 'send-stopped', message, hint: `${CHECK_SERVER}, then ${again}.` });
  }
  return problems;
}

/** The server was reached, and began to talk about a mail. */
const IN_USE = /^(?:mail|rcpt|data|body|answer)\b/;

/** This many domains are named; the others are counted. */
const NAMED = 5;

const CHECK_SERVER =
  'Check MAIL_URL and the server (`tayori doctor` looks at its name, port and certificate)';
const CHECK_US =
  'Check SPF, DKIM and DMARC of the sending domain, and whether its address is on a block list.';

function refusingProblem({ domain, ofUs, said }: RefusingDomain): Problem {
  if (ofUs > 0)
    return {
      code: 'send-refused',
      message: `${domain} refused ${grouped(ofUs)} ${ofUs === 1 ? 'mail' : 'mails'} because of us, not because of the address.`,
      hint: CHECK_US,
    };
  return {
    code: 'send-refused',
    message: `${domain} refused one mail after the other, whoever it was for: ${said.replace(/\.$/, '')}.`,
    hint: 'Read the answer: it may be about us (SPF, DKIM, DMARC, block lists) or about that server. Further mail for this domain waits an hour.',
  };
}

function furtherProblem(domains: readonly RefusingDomain[]): Problem {
  const one = domains.length === 1;
  return {
    code: 'send-refused',
    message: `${grouped(domains.length)} further ${one ? 'domain refuses' : 'domains refuse'} mail from us as well.`,
    hint: CHECK_US,
  };
}

type Words = Pick<Problem, 'message' | 'hint'>;

/** No pace would help: not one mail was taken. */
function tookNothing(said: string, again: string): Words {
  return {
    message: `The mail server took no mail of this run, and put off every one that it was asked to take: ${said}.`,
    hint: `Read the answer: it may be busy or broken, or limit what it takes (\`mail.pace.perSecond\`). Later ${again}.`,
  };
}

const stopWords: Readonly<
  Record<NonNullable<Ending['stop']>['why'], (said: string, again: string, only: string) => Words>
> = {
  connection: (said, again) => ({
    message: `The connection to the mail server failed ten times in a row: ${said}.`,
    hint: `${CHECK_SERVER}, then ${again}.`,
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
  refused: (said, again, only) => ({
    message: `Servers of several domains refuse every mail, whoever it is for: ${said}. Nobody was taken off the list.`,
    hint: `Ask whoever runs the mail server in MAIL_URL. When it is mended, ${again}; ${only} sends to whom it refused.`,
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
