/** The editor at the terminal of `tayori send`: who is told what a send does, and asked for the number of people. */
import { openOf } from '../../sending/plan/doubt-policy.ts';
import type { Plan } from '../../sending/plan/plan.ts';
import type { Readiness } from '../../sending/plan/readiness.ts';
import type { DoubtPolicy, Editor } from '../../sending/send-job.ts';
import { working } from '../terminal/working.ts';
import { bouncedLines, brakeProblems } from './brake-report.ts';
import type { SendShown } from './outcome-words.ts';
import { lastLine } from './readiness-lines.ts';
import * as words from './report.ts';

/** @param last the digest that was sent last, besides this one */
export function editorAt(shown: SendShown, last: Readiness['last']): Editor {
  const { id, transport, settings, world } = shown;
  const { output } = world;
  return {
    reading: (work) => working(output, 'Reading the list and the digest', work),
    concluded: (earlier) => {
      output.lines(...bouncedLines(earlier));
      const own = earlier.filter(({ mailing }) => mailing === id);
      for (const { message } of brakeProblems(own)) output.note(message);
      output.problems(brakeProblems(earlier.filter((one) => !own.includes(one))));
    },
    warned: (problems) => output.problems(problems),
    noted: (text) => output.note(text),
    planned: (plan) => {
      const { timezone } = settings.site;
      output.lines(...words.planLines(plan, transport.name, timezone), lastLine(last, timezone), '');
    },
    confirms: (plan, policy) => confirm(shown, plan, policy),
    joined: (tally, others) => output.note(words.joinedLine(tally, others)),
    stopping: (underWay) => output.note(words.stoppingLine(underWay)),
    progressed: (progress) => output.progress(words.progressLine(progress)),
    ran: () => output.progress(''),
  };
}

/** @returns whether the editor typed the number, or nobody needs to be asked */
async function confirm(
  { request, world, transport }: SendShown,
  plan: Plan,
  policy: DoubtPolicy,
): Promise<boolean> {
  const { output, signal } = world;
  if (request.yes || transport.channel === 'rehearsal') return true;
  const open = openOf(plan, policy);
  const answer = await output.ask(words.question(plan, policy));
  if (answer?.normalize('NFKC').replace(/[,\s]/g, '') === String(open)) return true;
  if (answer === undefined) output.note(''); // the cursor still stands behind the question
  output.note(signal.aborted ? 'Nothing was sent.' : words.notConfirmed(plan.id, open, answer));
  return false;
}
