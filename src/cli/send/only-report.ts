/** What `tayori send --only` says: whom it sends to, whom it leaves out, and why. Words only. */

import type { Choice } from '../../ledger/ledger.ts';
import type { Plan } from '../../sending/plan/plan.ts';
import type { LeftOutReason, Survey } from '../../sending/plan/selection.ts';
import { grouped, people } from '../../text/amounts.ts';

/** `2 people who failed`, of however many there are. */
const who: Readonly<Record<Choice, string>> = {
  failed: 'who failed',
  deferred: 'whose mail is deferred',
  new: 'confirmed since it was frozen',
};

/** `2 people who failed (of 3), of 2,000 planned`. */
export function onlyWhom({ tally, id }: Pick<Plan, 'tally' | 'id'>, only: Survey): string {
  const { choice, people: chosen, before } = only;
  const all = chosen + only.leftOut.reduce((total, each) => total + each.people, 0);
  const of = chosen === all ? '' : ` (of ${grouped(all)})`;
  const again = before === 0 ? '' : `; ${grouped(before)} of them since an earlier run that did not end`;
  const planned =
    choice === 'new' ? `; ${id} has ${grouped(tally.planned)} planned` : `, of ${grouped(tally.planned)}`;
  return `only ${people(chosen)} ${who[choice]}${of}${planned}${again}`;
}

const reasons: Readonly<Record<LeftOutReason, string>> = {
  left: 'left the list, bounced or complained: nobody who left is written to',
  'bad-address': 'a server called the address bad; `--force` tries it all the same',
  'no-edition': 'chose categories for which this digest was not made',
};

/** Who gets nothing, and why; the first of them by name. */
export function leftOutLines({ leftOut }: Survey): string[] {
  if (leftOut.length === 0) return [];
  return [
    'Left out',
    ...leftOut.flatMap(({ reason, people: count, named }) => [
      `  ${people(count)}: ${reasons[reason]}`,
      ...named.map(({ address, response }) =>
        response === undefined ? `    ${address}` : `    ${address}  ${response}`,
      ),
      ...(count > named.length ? [`    and ${grouped(count - named.length)} more`] : []),
    ]),
  ];
}

/** There is nobody to send to. */
export function nobodyLine(id: string, { choice, leftOut }: Survey): string {
  if (leftOut.length > 0) return `Nobody is left to send ${id} to.`;
  const none: Readonly<Record<Choice, string>> = {
    failed: `Nobody failed in ${id}.`,
    deferred: `No mail of ${id} is deferred.`,
    new: `Nobody was confirmed since ${id} was frozen.`,
  };
  return `${none[choice]} There is nobody to send it to.`;
}

/** What `--json` says of it. */
export function onlyDocument(only: Survey | undefined) {
  if (only === undefined) return null;
  const { choice, people: chosen, leftOut } = only;
  return { choice, people: chosen, leftOut: leftOut.map(({ reason, people: n }) => ({ reason, people: n })) };
}
