/** The workers of a digest, as `tayori status` shows them: which are working, and which stopped before the end. */

import type { Tally, Worker } from '../../ledger/ledger.ts';
import { grouped } from '../../text/amounts.ts';
import { columnsOf } from '../../text/text-columns.ts';
import { minuteOf } from '../../time.ts';
import { labelled } from '../terminal/terminal-text.ts';

/**
 * Workers that gave a sign of life within their lease. A worker that was killed is among them until its lease is over.
 */
export function atWork(workers: readonly Worker[]): Worker[] {
  return workers.filter(({ host, ended, leaseLeft }) => host !== '' && ended === undefined && leaseLeft > 0);
}

/** Workers that stopped because of a trouble that may still be there. */
function stopped(workers: readonly Worker[], { queued, deferred }: Tally): Worker[] {
  return queued + deferred === 0 ? [] : workers.filter(({ stop }) => stop !== undefined);
}

/**
 *     Workers
 *       tokyo (4711)  since 2025-11-10 07:00, 165/s: 12,340 sent, 320 held
 *       osaka (88)    stopped (login): 535 5.7.8 no
 */
export function workerLines(workers: readonly Worker[], tally: Tally, now: Date, zone: string): string[] {
  const rows = [
    ...atWork(workers).map((worker) => [worker.host, workWords(worker, now, zone)] as const),
    ...stopped(workers, tally).map(
      ({ host, stop }) => [host, `stopped (${stop?.why}): ${stop?.said}`] as const,
    ),
  ];
  if (rows.length === 0) return [];
  const width = Math.min(34, Math.max(...rows.map(([host]) => columnsOf(host) + 4)));
  return ['  Workers', ...rows.flatMap(([host, text]) => labelled(`    ${host}`, width, text))];
}

function workWords(worker: Worker, now: Date, zone: string): string {
  const { since, held, sent } = worker;
  const rate = `${grouped(Math.round(perSecond(worker, now)))}/s`;
  return `since ${minuteOf(since, zone)}, ${rate}: ${grouped(sent)} sent, ${grouped(held)} held`;
}

/** The rate since it began; by two clocks, the worker's and ours. */
function perSecond({ since, sent }: Worker, now: Date): number {
  return sent / Math.max(1, (now.getTime() - since.getTime()) / 1000);
}

export function workerDocuments(workers: readonly Worker[], now: Date) {
  const live = new Set(atWork(workers));
  return workers
    .filter(({ host }) => host !== '')
    .map((worker) => ({
      host: worker.host,
      since: worker.since,
      atWork: live.has(worker),
      sent: worker.sent,
      held: worker.held,
      perSecond: live.has(worker) ? Math.round(10 * perSecond(worker, now)) / 10 : null,
      stopped: worker.stop ?? null,
    }));
}
