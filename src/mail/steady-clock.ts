/**
 * A clock that nobody sets: it starts at the wall clock's time and goes on as timers do. Pauses and rates are
 * measured on it, or a wall clock that is put back by an hour would make a run wait for an hour.
 */
import type { Clock } from '../time.ts';

export function steadyClock(clock: Clock): Clock {
  const [started, begun] = [clock().getTime(), performance.now()];
  return () => new Date(started + performance.now() - begun);
}
