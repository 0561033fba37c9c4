/** What the numbers were measured on: without it they mean little. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  /** The load of the minute before: above 0.5, other programs take part in the numbers. */
  readonly load: number;
};

export async function thisMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${await distribution()}, kernel ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

async function distribution(): Promise<string> {
  if (!existsSync('/etc/os-release')) return process.platform;
  const text = await readFile('/etc/os-release', 'utf8');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(text)?.[1] ?? process.platform;
}

export function describeMachine({ processor, cores, memoryGib, system, node, load }: Machine): string {
  const before = `load before the run ${load.toFixed(2)}`;
  return `${processor}, ${cores} cores, ${memoryGib} GiB; ${system}; Node ${node}; ${before}.`;
}
