/** How many people, in words. */
import { grouped } from './terminal-text.ts';

/** `1 person`, `2,000 people`. */
export function people(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'person' : 'people'}`;
}
