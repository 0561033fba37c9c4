/** The chaos server as the harness sees it: a process with a log, a count of what it did, and a gate. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Mood } from './faults.ts';
import type { Hold, Order } from './gate.ts';

export type ChaosServer = {
  readonly child: ChildProcess;
  readonly port: number;
  readonly log: string;
  /** Lines of its log so far: mails taken, and faults. */
  seen(): number;
  /** Resolves once the gate is closed: the conversation that was named waits, and every other one too. */
  hold(at: Hold['at'], nth: number): Promise<void>;
  open(): void;
  turns(mood: Mood): void;
};

export async function startServer(seed: number, log: string, mood: Mood = 'ordinary'): Promise<ChaosServer> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [`${seed}`, log, mood]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]; // the first thing it says
  const waiting = new Map<number, () => void>();
  let [seen, holds] = [0, 0];
  child.on('message', (said: { readonly what: string } | { readonly closed: number }) => {
    if ('what' in said) seen += 1;
    else waiting.get(said.closed)?.();
  });
  const order = (one: Order) => void child.send(one);
  return {
    child,
    port,
    log,
    seen: () => seen,
    hold: (at, nth) => {
      holds += 1;
      const id = holds;
      order({ hold: { id, at, nth } });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    open: () => order({ open: true }),
    turns: (to) => order({ mood: to }),
  };
}
