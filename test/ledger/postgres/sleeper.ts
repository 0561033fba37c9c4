/**
 * A process that falls asleep in the middle of a transaction in which it holds every delivery, as a laptop that is
 * closed. It is woken with SIGCONT. It says on stdout what it does; each line is written at once.
 */
import { writeSync } from 'node:fs';
import { openPostgres } from '../../../src/ledger/postgres/postgres.ts';

const [url = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

await using engine = await openPostgres(url, '/', { patienceMs: 60_000, onAway: (reason) => say(reason) });
let slept = false;
await engine.write(
  function* () {
    yield { sql: 'select from deliveries for update', parameters: [], reads: true };
    if (!slept) {
      slept = true;
      say('asleep');
      process.kill(process.pid, 'SIGSTOP');
    }
    yield { sql: "update deliveries set response = 'woken'", parameters: [], reads: false };
  },
  'durable',
  'again',
);
say('done');
