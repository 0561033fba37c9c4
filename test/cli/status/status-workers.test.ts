import { describe, expect, it } from 'vitest';
import { workerDocuments, workerLines } from '../../../src/cli/status/status-workers.ts';
import type { Worker } from '../../../src/ledger/ledger.ts';

const NOW = new Date('2025-11-09T22:01:40Z');
const working: Worker = {
  owner: 'a1',
  host: 'tokyo (4711)',
  since: new Date('2025-11-09T22:00:00Z'),
  leaseLeft: 41_000,
  heard: 1,
  begun: 0,
  held: 320,
  sent: 16_500,
  ended: undefined,
  stop: undefined,
};
const stopped: Worker = {
  ...working,
  host: '大阪 (88)',
  leaseLeft: 0,
  held: 0,
  ended: NOW,
  stop: { why: 'login', said: '535 5.7.8 no' },
};
const tally = {
  planned: 20_000,
  sent: 16_500,
  failed: 0,
  skipped: 0,
  uncertain: 0,
  deferred: 0,
  queued: 3500,
};

describe('the workers of a digest', () => {
  it.for<{ why: string; workers: readonly Worker[]; left?: number; lines: readonly string[] }>([
    { why: 'nobody ever sent it', workers: [], lines: [] },
    {
      why: 'one at work, by its machine and process, and one that stopped',
      workers: [working, stopped],
      lines: [
        '  Workers',
        '    tokyo (4711)  since 2025-11-10 07:00, 165/s: 16,500 sent, 320 held',
        '    大阪 (88)     stopped (login): 535 5.7.8 no',
      ],
    },
    { why: 'what stopped one is over, once nothing is left', workers: [stopped], left: 0, lines: [] },
    { why: 'a lease that ran out', workers: [{ ...working, leaseLeft: -1 }], lines: [] },
    { why: 'one that ended', workers: [{ ...working, ended: NOW }], lines: [] },
  ])('$why', ({ workers, left = 3500, lines }) => {
    expect(workerLines(workers, { ...tally, queued: left }, NOW, 'Asia/Tokyo')).toEqual(lines);
  });

  it('are all in the document, those that are gone too', () => {
    expect(workerDocuments([working, stopped], NOW)).toEqual([
      {
        host: 'tokyo (4711)',
        since: working.since,
        atWork: true,
        sent: 16_500,
        held: 320,
        perSecond: 165,
        stopped: null,
      },
      {
        host: '大阪 (88)',
        since: working.since,
        atWork: false,
        sent: 16_500,
        held: 0,
        perSecond: null,
        stopped: { why: 'login', said: '535 5.7.8 no' },
      },
    ]);
  });
});
