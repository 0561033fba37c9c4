import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The config of a site is run by Node itself, as for everyone, not by Vite. */
const server = { deps: { external: [/\/tayori\.config\.ts(?:\?\d+)?$/] } };

/**
 * Whole commands, real browsers and servers, and what goes through thousands of cases: correct code passes them,
 * but nobody wants to wait for them while writing it. `npm run quick` leaves them out, `npm test` does not.
 */
const whole = [
  'test/{journeys,chaos}/**/*.test.ts',
  'test/docs-commands.test.ts',
  'test/{cli,web,preview}/**/*.test.ts',
  'test/bounces/{read-mail,listener,imap-attack}.test.ts',
  'test/doctor/tls.test.ts',
  'test/digest/{screens,slot-attack,naughty,mail-clients,render,web-pages/digests-page}.test.ts',
  'test/digest/templates/{liquid,whole-mail}.test.ts',
  'test/locale/{readers,screens}.test.ts',
  'test/feeds/{build,published-size,read-back}.test.ts',
  'test/feeds/page/page.test.ts',
  'test/feeds/archives/*.test.ts',
  'test/ledger/{model,plans}.test.ts',
  'test/ledger/postgres/{postgres,encryption,new-session}.test.ts',
  'test/ledger/sqlite/sqlite.test.ts',
  'test/mail/{dkim,message,slots,utf8}.test.ts',
  'test/mail/smtp/*.test.ts',
  'test/posts/{growth,hostile}.test.ts',
  'test/posts/article/render-article.test.ts',
  'test/posts/liquid/*.test.ts',
  'test/sending/ask-published.test.ts',
  'test/sending/pace/relay-limit.test.ts',
  'test/subscribers/{import,round-trip}.test.ts',
  'test/subscribers/lists/row-answer.test.ts',
];

// A file that was moved would slow down `npm run quick`, and nobody would know why.
for (const pattern of whole)
  if (globSync(pattern, { cwd: import.meta.dirname }).length === 0)
    throw new Error(`vitest.config.ts names ${pattern}, and there is no such test: write where it is now`);

/** What takes longest. */
const heavy = [
  'chaos/chaos',
  'ledger/postgres/postgres',
  'digest/templates/whole-mail',
  'preview/page',
  'web/pages',
  'journeys/build-cache',
  'journeys/interruption',
  'journeys/postgres-ill',
  'journeys/memory',
  'journeys/send',
  'ledger/sqlite/sqlite',
  'chaos/month',
];

/**
 * Begins with the heavy files, so that all processes end together: a fresh clone, which has no times of an earlier
 * run, would begin with the largest files.
 */
class HeavyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) => {
      const place = heavy.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return project.name === 'unit' ? -1 : place < 0 ? heavy.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

const MINUTES = 60_000;

/** Only so that what hangs comes to an end: no test is about time, and a machine may be busy with other things. */
const waiting = {
  testTimeout: 5 * MINUTES,
  hookTimeout: 5 * MINUTES,
  expect: { poll: { timeout: 4 * MINUTES } },
};

/** Modules that the tests start as processes of their own: each is compiled once. Files of it are named by their content. */
const compiled = join(import.meta.dirname, 'node_modules/.cache/tayori/compiled');

/**
 * Files share a few processes and the modules in them: to load these anew for each file takes as long as the tests.
 * So a test leaves behind what it found: the environment, the clock, the name of a site folder is its own.
 */
const shared = { isolate: false, ...waiting, server, env: { NODE_COMPILE_CACHE: compiled } };

export default defineConfig({
  test: {
    globalSetup: ['test/temporary-folder.ts'],
    sequence: { sequencer: HeavyFirst },
    // One more than the two cores of a small machine: journeys often wait for a server or for a process.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**', ...whole],
          ...shared,
        },
      },
      {
        test: {
          name: 'whole',
          include: whole,
          globalSetup: ['test/bundle.ts'],
          ...shared,
        },
      },
    ],
  },
});
