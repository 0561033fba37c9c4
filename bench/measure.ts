/**
 * Runs a program to its end and says what it cost: wall time on our own clock; processor time and peak
 * memory from the kernel, by way of GNU time (Debian: `apt install time`). Linux only.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GNU_TIME = '/usr/bin/time';

export type Run = {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

export type Cost = {
  readonly wallMs: number;
  /** User and system time, to 10 ms. */
  readonly cpuMs: number;
  /** Peak resident memory (VmHWM) of the largest process, in KiB. */
  readonly peakKib: number;
};

export type Finished = Cost & { readonly code: number; readonly stdout: string; readonly stderr: string };

/** @throws Error where GNU time is missing */
export async function measure(run: Run): Promise<Finished> {
  if (!existsSync(GNU_TIME)) throw new Error(`${GNU_TIME} is missing: install the Debian package \`time\`.`);
  const folder = await mkdtemp(join(tmpdir(), 'tayori-time-'));
  const note = join(folder, 'cost');
  try {
    const begun = process.hrtime.bigint();
    const timed = [...['-q', '-f', '%U %S %M', '-o', note, run.program], ...run.args];
    const { code, stdout, stderr } = await finish({ ...run, program: GNU_TIME, args: timed });
    const wallMs = Number(process.hrtime.bigint() - begun) / 1e6;
    const [user, system, peak] = (await readFile(note, 'utf8')).trim().split(' ').map(Number);
    const cpuMs = Math.round(((user ?? 0) + (system ?? 0)) * 1000);
    return { code, stdout, stderr, wallMs, cpuMs, peakKib: peak ?? 0 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws Error with the program's last words where it did not end well */
export async function measureWell(run: Run): Promise<Finished> {
  const finished = await measure(run);
  if (finished.code === 0) return finished;
  const said = (finished.stderr + finished.stdout).slice(-2000);
  throw new Error(`${run.program} ${run.args.join(' ')} ended with ${finished.code}:\n${said}`);
}

export type Ended = Pick<Finished, 'code' | 'stdout' | 'stderr'>;

/** Runs a program without a terminal and without this machine's secrets. */
export function finish(run: Run): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(run.program, run.args, {
      cwd: run.cwd,
      env: { ...bareEnvironment(), ...run.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** What a measured program may know of our environment: nothing that npm or a person set for something else. */
export function bareEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) => {
    const foreign = /^(npm_|NODE_|MAIL_URL$|LEDGER_URL$|SIGNING_KEY$|DKIM_KEY$)/.test(name);
    return value === undefined || foreign ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
}

/** A program's version in its own words, or `undefined` where it is not installed. */
export async function versionOf(run: Run): Promise<string | undefined> {
  try {
    const { code, stdout } = await finish(run);
    return code === 0 ? stdout.trim().split('\n')[0] : undefined;
  } catch {
    return undefined;
  }
}
