import { expect } from 'vitest';

/** Waits for what must be seen, however slow the machine is, and tells what was seen instead. */
export function seen<T>(look: () => T | Promise<T>) {
  return expect.poll(look);
}
