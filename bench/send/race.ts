/**
 * The senders take turns, over and over, each to a server of its own that nobody has talked to before. All
 * send the same number of messages, so that the cost of starting weighs the same on each of them.
 */
import { measureWell } from '../measure.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import type { Sender } from './senders.ts';
import type { Sink } from './sinks.ts';

export type Lap = {
  readonly sender: string;
  readonly about: string;
  readonly messages: number;
  /** Messages a second, from the start of the program to its end. */
  readonly rate: Spread;
  /** User and system time of the sender for one message, in us; its start is in it. */
  readonly cpuUs: Spread;
  readonly peakKib: Spread;
};

export type Course = {
  readonly connections: number;
  readonly readers: number;
  readonly runs: number;
  open(): Promise<Sink>;
};

type Pass = { readonly rate: number; readonly cpuUs: number; readonly peakKib: number };

export async function race(
  senders: readonly Sender[],
  course: Course,
  say: (line: string) => void,
): Promise<Lap[]> {
  const passes = new Map<Sender, Pass[]>(senders.map((sender) => [sender, []]));
  for (let turn = 0; turn < course.runs; turn += 1) {
    for (const [sender, list] of passes) {
      say(`turn ${turn + 1} of ${course.runs}: ${sender.name}`);
      list.push(await pass(sender, course));
    }
  }
  return [...passes].map(([sender, list]) => ({
    sender: sender.name,
    about: sender.about,
    messages: course.readers,
    rate: spreadOf(list.map(({ rate }) => rate)),
    cpuUs: spreadOf(list.map(({ cpuUs }) => cpuUs)),
    peakKib: spreadOf(list.map(({ peakKib }) => peakKib)),
  }));
}

async function pass(sender: Sender, course: Course): Promise<Pass> {
  const messages = course.readers;
  await sender.reset(course.readers);
  await using sink = await course.open();
  const { port } = sink;
  const { connections } = course;
  const { wallMs, cpuMs, peakKib } = await measureWell(sender.run({ port, connections, readers: messages }));
  const arrived = await sink.count();
  if (arrived !== undefined && arrived.messages !== messages) {
    throw new Error(`${sender.name} sent ${arrived.messages} of ${messages} messages.`);
  }
  return { rate: messages / (wallMs / 1000), cpuUs: (cpuMs * 1000) / messages, peakKib };
}

/**
 * Before anything counts: everyone gets one, and the size of a message is known.
 *
 * @returns the bytes of a message on the wire, on the average
 * @throws Error where a message is missing or goes to the wrong person
 */
export async function rehearse(sender: Sender, course: Course): Promise<number> {
  await sender.reset(course.readers);
  await using sink = await course.open();
  const target = { port: sink.port, connections: course.connections, readers: course.readers };
  await measureWell(sender.run(target));
  const arrived = await sink.count();
  if (arrived?.messages !== course.readers || arrived.recipients !== course.readers) {
    throw new Error(
      `${sender.name} reached ${arrived?.recipients} of ${course.readers} with ${arrived?.messages} messages.`,
    );
  }
  return Math.round(arrived.bytes / arrived.messages);
}
