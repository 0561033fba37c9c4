/** What takes a while says so on a terminal, and takes the line back when it is done. */
import type { Output } from './output.ts';

export async function working<T>(
  output: Pick<Output, 'progress'>,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  output.progress(`${what}…`);
  try {
    return await work();
  } finally {
    output.progress('');
  }
}
