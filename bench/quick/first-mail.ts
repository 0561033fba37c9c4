/** What a send costs until the server has its first mail: processor time, from the start of the program. Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { bareEnvironment, type Cost, type Run } from '../measure.ts';
import { openSink } from '../send/sinks.ts';
import { freshLedger, type Site } from '../send/site.ts';

/** How the kernel counts in /proc: a hundred a second, everywhere. */
const TICK_MS = 10;

export async function firstMail(site: Site, readers: number, call: (port: number) => Run): Promise<Cost> {
  await freshLedger(site, readers);
  await using sink = await openSink({ roundTripMs: 0, pipelining: true });
  const { program, args, cwd, env } = call(sink.port);
  const begun = performance.now();
  const child = spawn(program, args, { cwd, env: { ...bareEnvironment(), ...env }, stdio: 'ignore' });
  const gone = once(child, 'exit');
  const early = gone.then(() => Promise.reject(new Error('The sender ended before its first mail.')));
  await Promise.race([sink.first, early]);
  const cost = { wallMs: performance.now() - begun, ...(await costOf(child.pid ?? 0)) };
  early.catch(() => {});
  child.kill('SIGKILL');
  await gone;
  return cost;
}

async function costOf(pid: number): Promise<Pick<Cost, 'cpuMs' | 'peakKib'>> {
  const [stat, status] = await Promise.all(
    ['stat', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
  );
  // The name of the program, which may hold spaces, stands in brackets before the fields.
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  const peak = /^VmHWM:\s+(\d+)/m.exec(status ?? '')?.[1];
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, peakKib: Number(peak) };
}
