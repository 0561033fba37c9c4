/** What `tayori send` says of addresses that servers called bad: who is suppressed, or that it was not believed. */

import { optionFor } from '../../period.ts';
import type { Problem } from '../../problem.ts';
import type { Brake, Conclusion } from '../../sending/brake/conclude-faults.ts';
import { grouped, people } from '../../text/amounts.ts';
import { table } from '../terminal/table.ts';

/** How many people a list on the terminal names. */
const NAMED = 20;

/** Who gets nothing from now on, and how to bring them back. */
export function bouncedLines(conclusions: readonly Conclusion[]): string[] {
  return conclusions.flatMap(({ mailing, bounced, again }) => {
    if (again > 0)
      return [
        '',
        `${people(again)} whose address was called bad: servers were wrong about ${mailing} before, so they are asked once more; nobody was taken off the list.`,
      ];
    if (bounced.length === 0) return [];
    const rows = bounced.slice(0, NAMED).map(({ address, response }) => [`  ${address}`, response]);
    const more = bounced.length > NAMED ? [`  and ${grouped(bounced.length - NAMED)} more`] : [];
    const them = bounced.length === 1 ? 'is' : 'are';
    return [
      '',
      `${people(bounced.length)} ${them} \`bounced\` after ${mailing}, and ${bounced.length === 1 ? 'gets' : 'get'} nothing more:`,
      ...table(rows),
      ...more,
      'If that is wrong: `tayori subscribers restore ADDRESS --because "how you know"`.',
    ];
  });
}

/** Servers that were not believed: what happened, how often, whose word it was, and what to do. */
export function brakeProblems(conclusions: readonly Conclusion[]): Problem[] {
  return conclusions.flatMap(({ mailing, brake }) =>
    brake === undefined ? [] : [{ code: 'send-bounces', ...brakeWords(mailing, brake) }],
  );
}

function brakeWords(id: string, brake: Brake): Pick<Problem, 'message' | 'hint'> {
  const { providers, bad, people: all, allowed, queued, said } = brake;
  const who = providers.length === 0 ? 'The mail server called' : `${providers.join(' and ')} called`;
  const cause =
    providers.length === 0
      ? 'A mail server that is broken or set up wrongly says this of everyone: ask whoever runs the one in MAIL_URL.'
      : 'A provider that is out says this of everyone, and the others got their mail: look whether it reports trouble.';
  const much =
    bad > allowed ? `more than the ${grouped(allowed)} that are believed` : 'and took no mail at all';
  const still =
    queued === 0 ? '' : ` ${people(queued)} ${queued === 1 ? 'waits' : 'wait'} to be sent to again.`;
  return {
    message: `${who} ${grouped(bad)} of ${grouped(all)} addresses bad (${said}), ${much}. Nobody was taken off the list.${still}`,
    hint: `${cause} When it is mended, run \`tayori send ${optionFor(id)}\` again. If these addresses are really bad, such as on an old list, run \`tayori send ${optionFor(id)} --believe-bounces\`.`,
  };
}

/** What `--json` says of it. */
export function brakeDocument(conclusions: readonly Conclusion[]) {
  return {
    bounced: conclusions.flatMap(({ bounced }) =>
      bounced.map(({ address, response }) => ({ address, response })),
    ),
    notBelieved: conclusions.flatMap(({ mailing, brake }) =>
      brake === undefined ? [] : [{ id: mailing, ...brake }],
    ),
  };
}
