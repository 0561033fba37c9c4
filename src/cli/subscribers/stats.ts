/** `subscribers stats`: how the list grows, week by week, by category and by domain. */

import { loadConfig } from '../../config.ts';
import type { Movement } from '../../ledger/subscribers/growth.ts';
import { type Period, weekOf } from '../../period.ts';
import { ProblemError } from '../../problem.ts';
import { byCategory, lastWeeks, type NamedGrowth, USUAL_GROWTH } from '../../subscribers/list-growth.ts';
import { grouped } from '../../text/amounts.ts';
import { type Call, type ExitCode, exitCodes, usage } from '../command.ts';
import { table } from '../terminal/table.ts';
import { padEnd } from '../terminal/terminal-text.ts';
import type { Task } from './action.ts';

/** In weeks: ten years. */
const MOST = 520;
/** The longest bar, in columns. */
const BAR = 20;

export async function stats({ call, world, ledger, zone, categories }: Task): Promise<ExitCode> {
  const { digest } = await loadConfig(world.root);
  const weeks = lastWeeks(numberOf(call), world.clock(), (at) => weekOf(at, zone, digest.weekStart));
  const growth = await ledger.subscribers.growth(weeks, USUAL_GROWTH.domains);
  const counts = await ledger.subscribers.count();
  const chosen = byCategory(growth, categories);
  const domains = growth.domains.map(({ domain, ...one }) => ({ name: domain, ...one }));
  const nobody = Object.values(counts).every((count) => count === 0);
  world.output.lines(
    ...(nobody
      ? NOBODY
      : [
          `${grouped(counts.confirmed)} confirmed, ${grouped(counts.unconfirmed)} unconfirmed.`,
          '',
          ...chart(weeks, growth.stretches),
          ...(chosen.length === 0 ? [] : ['', ...standings('Category', chosen)]),
          ...(domains.length === 0 ? [] : ['', ...standings('Domain', domains)]),
        ]),
  );
  world.output.document({
    action: 'stats',
    counts,
    weeks: weeks.map(({ id }, at) => ({ week: id, ...growth.stretches[at] })),
    byCategory: chosen.map(({ name, ...one }) => ({ category: name, ...one })),
    byDomain: growth.domains,
  });
  return exitCodes.done;
}

/** A grid of zeros says less than one sentence. */
const NOBODY = [
  'Nobody is on the list yet. Three ways to begin:',
  '  `tayori subscribers import list.csv`: a list that you have',
  '  `tayori subscribers add ADDRESS`: one person',
  '  `tayori serve --snippet`: the form for your site, by which readers join',
];

function numberOf(call: Call): number {
  const text = call.text('weeks') ?? String(USUAL_GROWTH.weeks);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST) return count;
  throw new ProblemError([
    usage(`\`--weeks ${text}\` is no number of weeks.`, `Write \`--weeks 1\` to \`--weeks ${MOST}\`.`),
  ]);
}

function chart(weeks: readonly Period[], movements: readonly Movement[]): string[] {
  const most = Math.max(1, ...movements.flatMap(({ joined, left }) => [joined, left]));
  const rows = weeks.map(({ id }, at) => {
    const { joined, left, bounced, complained } = movements[at] ?? nothing;
    return [
      ...[id, grouped(joined), padEnd(bar(joined, most), BAR), grouped(left), padEnd(bar(left, most), BAR)],
      ...[grouped(bounced), grouped(complained)],
    ];
  });
  const head = ['Week', 'Joined', '', 'Left', '', 'Bounced', 'Spam'];
  return table([head, ...rows], [1, 3, 5, 6]);
}

const nothing: Movement = { joined: 0, left: 0, bounced: 0, complained: 0 };

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar in eighths of a column; a count above zero always shows something. */
export function bar(count: number, most: number): string {
  const eighths = count === 0 ? 0 : Math.max(1, Math.round((count / most) * BAR * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

function standings(title: string, rows: readonly NamedGrowth[]): string[] {
  const cells = rows.map(({ name, confirmed, joined, left, bounced, complained }) => [
    name,
    ...[confirmed, joined, left, bounced, complained].map(grouped),
  ]);
  const head = [title, 'Confirmed', 'Joined', 'Left', 'Bounced', 'Spam'];
  return table([head, ...cells], [1, 2, 3, 4, 5]);
}
