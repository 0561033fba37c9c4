/** What is asked of 10,000 posts, and how far we are from it. Each goal is a row. */
import { LOOK, START } from './floor.ts';
import type { Race, Result, Summary } from './race.ts';

export type Verdict = {
  readonly goal: string;
  readonly most: number;
  readonly measured: number;
  readonly unit: string;
};

const wall = (summary: Summary | undefined) => summary?.wallMs.median ?? Number.NaN;
const peak = (summary: Summary) => summary.peakKib.median / 1024;

type Measured = { readonly ours: Result; readonly hugo: Result | undefined; readonly race: Race };

const goals: readonly { goal: string; most: number; unit: string; of(measured: Measured): number }[] = [
  {
    goal: 'cold, against Hugo',
    most: 0.35,
    unit: 'x',
    of: ({ ours, hugo }) => wall(ours.scenes.cold) / wall(hugo?.scenes.cold),
  },
  {
    goal: `nothing changed, against ${START}`,
    most: 2.3,
    unit: 'x',
    of: ({ ours, race }) => wall(ours.scenes.nothing) / wall(race.floors[START]),
  },
  {
    goal: `nothing changed, against ${LOOK}`,
    most: 3.5,
    unit: 'x',
    of: ({ ours, race }) => wall(ours.scenes.nothing) / wall(race.floors[LOOK]),
  },
  {
    goal: 'one post changed, against Hugo',
    most: 0.12,
    unit: 'x',
    of: ({ ours, hugo }) => wall(ours.scenes.one) / wall(hugo?.scenes.one),
  },
  { goal: 'peak memory, cold', most: 150, unit: 'MiB', of: ({ ours }) => peak(ours.scenes.cold) },
  {
    goal: 'peak memory, nothing changed',
    most: 70,
    unit: 'MiB',
    of: ({ ours }) => peak(ours.scenes.nothing),
  },
];

/** @returns one row a goal; a goal that needs a tool which is not here is left out */
export function verdicts(race: Race): Verdict[] {
  const ours = race.results.find(({ tool }) => tool === 'tayori');
  const hugo = race.results.find(({ tool }) => tool === 'Hugo');
  if (ours === undefined) return [];
  return goals
    .map(({ of, ...goal }) => ({ ...goal, measured: of({ ours, hugo, race }) }))
    .filter(({ measured }) => !Number.isNaN(measured));
}
