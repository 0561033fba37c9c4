/** Shows a line on a terminal while something slow runs, and removes it at the end. */
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
