/**
 * A sender that is killed in the middle of its work: a process of its own for the tests. It says on stdout
 * what it was told is kept; each line is written at once. After so many marks as it is told one connection
 * stops for good, and a little later all do: so it can not come to its end before it is killed.
 */

import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { Delivery } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { NOW, WEEK } from './people.ts';

const CONNECTIONS = 8;
/** Of all connections together, once one of them has stopped. */
const MARKS_AFTER = 40;
const [url = '', owner = '', most = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

flushCompileCache(); // whoever is killed keeps nothing for the next one, which would compile all of it again
const ledger = await openLedger(url, '/', { random: (bytes) => randomBytes(bytes) });
const lock = await ledger.lock(WEEK);
if (lock === undefined) throw new Error('The lock of a dead sender is still held');
const { queued, uncertain } = await ledger.deliveries.recover(WEEK, NOW);
say(`recovered ${queued} ${uncertain}`);

let marks = 0;
const stopAt = Number(most);
const stopped = () => marks === stopAt || marks >= stopAt + MARKS_AFTER;
const forever = new Promise(() => {});

const waiting: Delivery[] = [];
async function connection(): Promise<void> {
  for (;;) {
    if (waiting.length === 0) waiting.push(...(await ledger.deliveries.claim(WEEK, owner, 50, NOW)));
    const delivery = waiting.shift();
    if (delivery === undefined) return;
    const { subscriber } = delivery;
    if (!(await ledger.deliveries.mark(WEEK, subscriber, owner, NOW))) throw new Error('A claim was lost');
    say(`marked ${subscriber}`);
    marks += 1;
    if (stopped()) {
      say('stopped');
      setInterval(() => {}, 60_000); // it lives, and does nothing more
      await forever;
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (!(await ledger.deliveries.record(WEEK, subscriber, owner, { state: 'sent', response: '250' }, NOW)))
      throw new Error('A claim was lost');
    say(`sent ${subscriber}`);
  }
}
await Promise.all(Array.from({ length: CONNECTIONS }, connection));
await lock[Symbol.asyncDispose]();
await ledger[Symbol.asyncDispose]();
say('done');
