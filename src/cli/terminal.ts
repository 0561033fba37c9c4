/** The process's own streams: the only file that touches the terminal. */
import type { Streams } from './output.ts';

export function terminal(env: Readonly<Record<string, string | undefined>>): Streams {
  const { stdin, stdout, stderr } = process;
  const color = stderr.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    columns: stderr.isTTY ? stderr.columns || 80 : undefined,
    color,
    question: stdin.isTTY && stderr.isTTY ? ask : undefined,
  };
}

/** @returns `undefined` when the person closes the input instead of answering */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<undefined>((resolve) => reader.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([reader.question(question), closed]);
  } finally {
    reader.close();
  }
}
