/** The laps as Markdown, and the goals beside what was measured. */
import type { Cost } from '../measure.ts';
import type { Spread } from '../statistics.ts';
import { markdownTable, mebibytes, ratio, seconds, whole } from '../table.ts';
import type { Lap } from './race.ts';

export type Distance = {
  readonly roundTripMs: number;
  readonly pipelining: boolean;
  readonly laps: readonly Lap[];
};
/** One list, from its import to the proof that everybody got one mail. */
export type Memory = {
  readonly readers: number;
  readonly imported: Cost;
  readonly lap: Lap;
  readonly verify: Cost;
  readonly status: Cost;
};

export type Results = {
  /** HTML and text of the digest, before encoding. */
  readonly contentBytes: number;
  /** A message on the wire, by sender. */
  readonly messageBytes: Readonly<Record<string, number>>;
  readonly connections: number;
  readonly server: string;
  readonly near: readonly Lap[];
  readonly far: readonly Distance[];
  readonly memory: readonly Memory[];
  readonly resumes: readonly { readonly readers: number; readonly ms: number }[];
};

export function report(results: Results): string {
  const { near, far, connections, contentBytes, messageBytes, server } = results;
  const sizes = Object.entries(messageBytes).map(([name, bytes]) => `${name} ${whole(bytes)}`);
  return [
    `${connections} connections; a digest of ${whole(contentBytes)} bytes of HTML and text; bytes on the wire: ${sizes.join(', ')}.`,
    '',
    ...(near.length === 0 ? [] : [`### No distance (${server})`, '', lapTable(near), '']),
    ...near.map(({ sender, about }) => `- ${sender}: ${about}.`),
    '',
    ...far.flatMap(farSection(connections)),
    ...(results.memory.length === 0 ? [] : ['### Memory', '', memoryTable(results.memory), '']),
    ...results.resumes.map(
      ({ readers, ms }) =>
        `After kill -9 with ${whole(readers)} rows, the first mail leaves ${whole(ms)} ms after the start.`,
    ),
    '',
    '### Goals',
    '',
    goalTable(results),
  ].join('\n');
}

function lapTable(laps: readonly Lap[]): string {
  const source = lapOf(laps, 'smtp-source');
  const compose = lapOf(laps, 'nodemailer pool, compose');
  const beside = (value: number | undefined, of: number | undefined) =>
    value === undefined || of === undefined ? '' : ratio(value, of);
  const rows = laps.map(({ sender, messages, rate, cpuUs, peakKib }) => [
    sender,
    whole(messages),
    spread(rate),
    beside(rate.median, source?.rate.median),
    spread(cpuUs),
    beside(compose?.cpuUs.median, cpuUs.median),
    mebibytes(peakKib.median),
  ]);
  const head = [
    '',
    'messages',
    'messages/s',
    '/ smtp-source',
    'processor us/message',
    'mails a CPU second / compose',
    'memory MiB',
  ];
  return markdownTable([head, ...rows]);
}

function farSection(connections: number) {
  return ({ roundTripMs, pipelining, laps }: Distance): string[] => {
    const most = ceiling(connections, roundTripMs);
    const rows = laps.map(({ sender, messages, rate }) => [
      sender,
      whole(messages),
      spread(rate),
      ratio(rate.median, most),
    ]);
    return [
      `### ${roundTripMs} ms a round trip, PIPELINING ${pipelining ? 'offered' : 'not offered'}`,
      '',
      markdownTable([
        ['', 'messages', 'messages/s', `/ ${whole(most)} (connections / 2 round trips)`],
        ...rows,
      ]),
      '',
    ];
  };
}

const ceiling = (connections: number, roundTripMs: number) => (connections * 1000) / (2 * roundTripMs);

function memoryTable(memory: readonly Memory[]): string {
  const cost = ({ wallMs, peakKib }: Cost) => `${seconds(wallMs)} s, ${mebibytes(peakKib)} MiB`;
  const rows = memory.map(({ readers, imported, lap, verify, status }) => [
    whole(readers),
    cost(imported),
    whole(lap.rate.median),
    whole(lap.cpuUs.median),
    mebibytes(lap.peakKib.median),
    cost(verify),
    cost(status),
  ]);
  const head = ['readers', 'import', 'messages/s', 'processor us/message', 'MiB', 'verify', 'status'];
  return markdownTable([head, ...rows]);
}

type Goal = {
  readonly goal: string;
  readonly least?: number;
  readonly most?: number;
  readonly measured: number | undefined;
};

function goalTable(results: Results): string {
  const rows = goalsOf(results).flatMap(({ goal, least, most, measured }) => {
    if (measured === undefined || Number.isNaN(measured)) return [];
    const [asked, met] =
      least === undefined ? [`<= ${most}`, measured <= (most ?? 0)] : [`>= ${least}`, measured >= least];
    const off = measured / (least ?? most ?? 1);
    return [[goal, asked, measured.toPrecision(3), met ? 'met' : `missed: ${off.toFixed(2)} times the goal`]];
  });
  return markdownTable([['goal', 'asked', 'measured', ''], ...rows]);
}

function goalsOf({ near, far, memory, resumes, connections }: Results): Goal[] {
  const ours = lapOf(near, 'tayori');
  const over = (a: number | undefined, b: number | undefined) => (a ?? Number.NaN) / (b ?? Number.NaN);
  const least = memory.find(({ readers }) => readers === 1000);
  const million = memory.find(({ readers }) => readers === 1_000_000);
  const distant = far.find(({ pipelining }) => pipelining);
  const away = distant === undefined ? undefined : lapOf(distant.laps, 'tayori')?.rate.median;
  return [
    {
      goal: 'rate / smtp-source',
      least: 0.9,
      measured: over(ours?.rate.median, lapOf(near, 'smtp-source')?.rate.median),
    },
    {
      goal: 'mails a CPU second / nodemailer compose',
      least: 15,
      measured: over(lapOf(near, 'nodemailer pool, compose')?.cpuUs.median, ours?.cpuUs.median),
    },
    {
      goal: 'processor time / smtp-source',
      most: 3,
      measured: over(ours?.cpuUs.median, lapOf(near, 'smtp-source')?.cpuUs.median),
    },
    {
      goal: 'far rate / (connections / 2 round trips)',
      least: 0.92,
      measured: over(away, distant === undefined ? undefined : ceiling(connections, distant.roundTripMs)),
    },
    {
      goal: 'memory at 1,000,000 / at 1,000',
      most: 1.5,
      measured: over(million?.lap.peakKib.median, least?.lap.peakKib.median),
    },
    { goal: 'memory at 1,000,000, MiB', most: 150, measured: over(million?.lap.peakKib.median, 1024) },
    {
      goal: 'first mail of a resume at 1,000,000, ms',
      most: 1000,
      measured: resumes.find(({ readers }) => readers === 1_000_000)?.ms,
    },
  ];
}

const lapOf = (laps: readonly Lap[], name: string) => laps.find(({ sender }) => sender === name);

function spread({ median, least, most, count }: Spread): string {
  return count === 1 ? whole(median) : `${whole(median)} (${whole(least)}–${whole(most)})`;
}
