import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The config of a site is run by Node itself, as for everyone, not by Vite. */
const server = { deps: { external: [/\/tayori\.config\.ts(?:\?\d+)?$/] } };

/** Whatever waits for a database server or for a process to be killed: with the journeys. */
const patient = [
  'test/ledger/postgres/{postgres,encryption,new-session}.test.ts',
  'test/ledger/sqlite/sqlite.test.ts',
  'test/subscribers/round-trip.test.ts',
];

/**
 * Whole commands, real browsers and servers, and what goes through thousands of cases: correct code passes them,
 * but nobody wants to wait for them while writing it. `npm run quick` leaves them out, `npm test` does not.
 */
const whole = [
  'test/docs-commands.test.ts',
  'test/{cli,web,preview}/**/*.test.ts',
  'test/bounces/{read-mail,listener,imap-attack}.test.ts',
  'test/doctor/tls.test.ts',
  'test/digest/{screens,slot-attack,naughty,issues-page,mail-clients,render}.test.ts',
  'test/digest/templates/{liquid,whole-mail}.test.ts',
  'test/feeds/{build,published-size,read-back}.test.ts',
  'test/feeds/page/page.test.ts',
  'test/feeds/archives/*.test.ts',
  'test/ledger/{model,plans}.test.ts',
  'test/mail/{dkim,message,slots,utf8}.test.ts',
  'test/mail/smtp/*.test.ts',
  'test/posts/{growth,hostile}.test.ts',
  'test/posts/article/render-article.test.ts',
  'test/posts/liquid/*.test.ts',
  'test/sending/ask-published.test.ts',
  'test/sending/loop/relay-limit.test.ts',
  'test/subscribers/import.test.ts',
  'test/subscribers/lists/row-answer.test.ts',
];

const MINUTES = 60_000;

/** Only so that what hangs comes to an end: no test is about time, and a machine may be busy with other things. */
const waiting = {
  testTimeout: 5 * MINUTES,
  hookTimeout: 5 * MINUTES,
  expect: { poll: { timeout: 4 * MINUTES } },
};

/**
 * Files share a few processes and the modules in them: to load these anew for each file takes as long as the tests.
 * So a test leaves behind what it found: the environment, the clock, the name of a site folder is its own.
 */
const shared = { isolate: false, ...waiting, server };

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts'],
    // One more than the two cores of a small machine: journeys often wait for a server or for a process.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journeys/**', 'test/chaos/**', 'test/fixtures/**', ...patient, ...whole],
          ...shared,
        },
      },
      {
        test: {
          name: 'whole',
          include: whole,
          ...shared,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/{journeys,chaos}/**/*.test.ts', ...patient],
          globalSetup: ['test/bundle.ts'],
          ...shared,
        },
      },
    ],
  },
});
