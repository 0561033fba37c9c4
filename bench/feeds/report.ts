/** The race as Markdown: one table of times and ratios, one of floors, one of goals. */
import { markdownTable, mebibytes, ratio, seconds, secondsOf, whole } from '../table.ts';
import { floors, LOOK, START } from './floor.ts';
import { verdicts } from './goals.ts';
import type { Race, Result, Summary } from './race.ts';

/** The size that the goals are written for. */
const GOAL_POSTS = 10_000;

export function report(race: Race): string {
  const megabytes = whole(race.bytes / 1e6);
  return [
    `### ${whole(race.posts)} posts, ${megabytes} MB`,
    '',
    'Seconds: the median (least–most) of wall time; peak memory in MiB.',
    '',
    markdownTable([resultHead, ...race.results.map(resultRow)]),
    '',
    'As ratios of the medians:',
    '',
    markdownTable([ratioHead(race), ...race.results.map((result) => ratioRow(result, race))]),
    '',
    markdownTable([['floor', 'wall', 'processor'], ...floorRows(race)]),
    '',
    ...(race.posts === GOAL_POSTS ? ['Goals:', '', goalTable(race), ''] : []),
    ...race.results.map(
      ({ tool, version, about, command }) => `- ${tool} ${version}: ${about}. \`${command}\``,
    ),
    ...race.leftOut.map((line) => `- ${line}`),
  ].join('\n');
}

const resultHead = [
  '',
  'cold',
  'nothing changed',
  'one changed',
  'processor, cold',
  'memory, cold',
  'memory, nothing changed',
  'files',
];

function resultRow({ tool, scenes, files }: Result): string[] {
  const { cold, nothing, one } = scenes;
  const walls = [cold, nothing, one].map(({ wallMs }) => secondsOf(wallMs));
  const peaks = [cold, nothing].map(({ peakKib }) => mebibytes(peakKib.median));
  return [tool, ...walls, seconds(cold.cpuMs.median), ...peaks, String(files)];
}

function ratioHead({ results }: Race): string[] {
  const hugo = results.some(({ tool }) => tool === 'Hugo')
    ? ['cold / Hugo', 'one changed / Hugo', 'processor, cold / Hugo']
    : [];
  return ['', ...hugo, `nothing changed / ${START}`, `nothing changed / ${LOOK}`];
}

function ratioRow({ tool, scenes }: Result, race: Race): string[] {
  const hugo = race.results.find((result) => result.tool === 'Hugo');
  const against = (summary: Summary, base: Summary | undefined) =>
    base === undefined ? '' : ratio(summary.wallMs.median, base.wallMs.median);
  const beside =
    hugo === undefined
      ? []
      : [
          against(scenes.cold, hugo.scenes.cold),
          against(scenes.one, hugo.scenes.one),
          ratio(scenes.cold.cpuMs.median, hugo.scenes.cold.cpuMs.median),
        ];
  return [
    tool,
    ...beside,
    against(scenes.nothing, race.floors[START]),
    against(scenes.nothing, race.floors[LOOK]),
  ];
}

function floorRows(race: Race): string[][] {
  return floors.flatMap(({ name }) => {
    const cost = race.floors[name];
    return cost === undefined ? [] : [[name, secondsOf(cost.wallMs), seconds(cost.cpuMs.median)]];
  });
}

function goalTable(race: Race): string {
  const rows = verdicts(race).map(({ goal, most, measured, unit }) => {
    const said = `${unit === 'MiB' ? Math.round(measured) : measured.toFixed(2)} ${unit}`;
    return [
      goal,
      `<= ${most} ${unit}`,
      said,
      measured <= most ? 'met' : `missed, ${(measured / most).toFixed(2)} times the goal`,
    ];
  });
  return markdownTable([['goal', 'at most', 'measured', ''], ...rows]);
}
