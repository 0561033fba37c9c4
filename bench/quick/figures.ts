/** The figures of `npm run bench:quick`: a row each, as a ratio to a floor of the same run or as an amount. */
import type { Cost } from '../measure.ts';
import { spreadOf } from '../statistics.ts';

/** The costs of each probe, a turn after the other. */
export type Costs = ReadonlyMap<string, readonly Cost[]>;

export type Figure = {
  readonly title: string;
  readonly of: string;
  /** Absent: the amount itself counts. */
  readonly floor?: string;
  readonly by: keyof Cost;
  readonly unit: 'x' | 'ms' | 'MiB';
  /** At most; issue by issue they were agreed, and a floor of its own has none. */
  readonly goal?: number;
};

const START = { floor: 'node -e 0', by: 'cpuMs', unit: 'x' } as const;

export const figures: readonly Figure[] = [
  { title: '`--help`', of: '--help', ...START, goal: 2 },
  { title: '`send --help`', of: 'send --help', ...START, goal: 2 },
  { title: '`status`', of: 'status', ...START, goal: 2 },
  { title: '`why ADDRESS`', of: 'why', ...START, goal: 2 },
  { title: '`posts`, nothing changed', of: 'posts', ...START, goal: 2 },
  { title: '`build`, nothing changed', of: 'nothing changed', ...START, goal: 2.3 },
  { title: '`build`, cold', of: 'cold build', floor: 'read + markdown-it of 100', by: 'cpuMs', unit: 'x' },
  { title: '`build`, cold', of: 'cold build', floor: 'Hugo cold', by: 'wallMs', unit: 'x', goal: 1 },
  {
    title: '`build`, one changed',
    of: 'one changed',
    floor: 'read + markdown-it of 100',
    by: 'cpuMs',
    unit: 'x',
  },
  { title: '`build`, one changed', of: 'one changed', floor: 'Hugo one changed', by: 'wallMs', unit: 'x' },
  { title: '`build`, cold', of: 'cold build', by: 'peakKib', unit: 'MiB', goal: 150 },
  {
    title: '`check` of 1,000 posts',
    of: 'check',
    floor: 'read + markdown-it of all',
    by: 'cpuMs',
    unit: 'x',
    goal: 2,
  },
  { title: '`check` of 1,000 posts', of: 'check', by: 'peakKib', unit: 'MiB', goal: 200 },
  { title: '`check`, again', of: 'check again', floor: 'check', by: 'cpuMs', unit: 'x', goal: 0.1 },
  { title: '`digest` of 88 posts', of: 'digest', floor: 'markdown-it + mjml', by: 'cpuMs', unit: 'x' },
  { title: '`digest`, again', of: 'digest again', floor: 'markdown-it + mjml', by: 'cpuMs', unit: 'x' },
  { title: '`start` on the sample', of: 'start', by: 'wallMs', unit: 'ms', goal: 1000 },
  { title: '`start` on the sample', of: 'start', by: 'cpuMs', unit: 'ms' },
  { title: '`start`, again', of: 'start again', by: 'cpuMs', unit: 'ms' },
  { title: '`send` to 1,000, until the first mail', of: 'first mail', by: 'cpuMs', unit: 'ms', goal: 400 },
  { title: '`send` to 1,000, time', of: 'send', floor: 'bare sockets', by: 'wallMs', unit: 'x' },
  { title: '`send` to 1,000, processor', of: 'send', floor: 'bare sockets', by: 'cpuMs', unit: 'x' },
  { title: '`send` to 1,000, time', of: 'send', floor: 'smtp-source', by: 'wallMs', unit: 'x' },
  { title: '`send` to 1,000', of: 'send', by: 'peakKib', unit: 'MiB' },
  { title: '`send` to 1,000, signed with RSA', of: 'send RSA 2048', floor: 'send', by: 'cpuMs', unit: 'x' },
  {
    title: '`send` to 1,000, signed with Ed25519',
    of: 'send Ed25519',
    floor: 'send',
    by: 'cpuMs',
    unit: 'x',
  },
];

/** What a figure is called in the file of the last record. */
export function keyOf({ title, floor, by }: Figure): string {
  return `${title}, ${by}${floor === undefined ? '' : ` / ${floor}`}`;
}

/** @returns the median over the turns; `undefined` where one of the two was not measured */
export function amountOf({ of, floor, by, unit }: Figure, costs: Costs): number | undefined {
  const ours = costs.get(of) ?? [];
  const base = floor === undefined ? undefined : (costs.get(floor) ?? []);
  if (ours.length === 0 || base?.length === 0) return undefined;
  const values = ours.map((cost, turn) => cost[by] / (base?.[turn]?.[by] ?? 1));
  return spreadOf(values).median / (unit === 'MiB' ? 1024 : 1);
}

/** What stands for a kind of cost in the table. */
export const kinds = { cpuMs: 'processor', wallMs: 'time', peakKib: 'memory' } as const satisfies Record<
  keyof Cost,
  string
>;
