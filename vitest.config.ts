import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The config of a site is run by Node itself, as for everyone, not by Vite. */
const server = { deps: { external: [/\/tayori\.config\.ts(?:\?\d+)?$/] } };

/** Whatever waits for a database server or for a process to be killed: with the journeys, so that `npm run quick` is. */
const patient = ['test/ledger/postgres/postgres.test.ts', 'test/ledger/sqlite/sqlite.test.ts'];

/** Journeys, which start servers and kill processes, get a project of their own. */
export default defineConfig({
  test: {
    // One worker is what two cores get by default, and journeys mostly wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/chaos/**', 'test/fixtures/**', ...patient],
          // Only so that what hangs comes to an end: no test is about time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          server,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/{journeys,chaos}/**/*.test.ts', ...patient],
          globalSetup: ['test/bundle.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          server,
        },
      },
    ],
  },
});
