/** The program as a process of its own: the bundle that was made for this run of the tests (test/bundle.ts). */
import { join } from 'node:path';
import { installProgram, type Program, programIn } from '../../bench/program.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

const bundled = process.env['TEST_PROGRAM'];

/** Outside of a run of the tests it is the program of the checkout. */
export const installed: Program = programIn(bundled ?? CHECKOUT, 'under test');

/** The source as it stands now. Outside of a run of the tests, such as in `npm run chaos`, it is bundled into the folder. */
export async function currentProgram(folder: string): Promise<Program> {
  return bundled === undefined ? await installProgram(folder) : installed;
}

/** The file that Node starts. */
export const ENTRY = installed.call([]).args[0] ?? '';
