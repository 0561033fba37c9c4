/** The program as a process of its own: the bundle that was made for this run of the tests (test/bundle.ts). */
import { join } from 'node:path';
import { type Program, programIn } from '../../bench/program.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

/** Outside of the journeys, such as in `npm run chaos`, it is the program of the checkout. */
export const installed: Program = programIn(process.env['TEST_PROGRAM'] ?? CHECKOUT, 'under test');

/** The file that Node starts. */
export const ENTRY = installed.call([]).args[0] ?? '';
