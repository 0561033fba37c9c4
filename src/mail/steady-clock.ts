/**
 * A clock that nobody can set back: it starts at the time of the wall clock and then runs like a timer. Pauses and
 * rates are measured on it: if they used the wall clock, setting it back by an hour would make a run wait for an hour.
 */
import type { Clock } from '../time.ts';

export function steadyClock(clock: Clock): Clock {
  const [started, begun] = [clock().getTime(), performance.now()];
  return () => new Date(started + performance.now() - begun);
}
