/**
 * How V8 uses memory, where its defaults do not fit the work. Nearly all that a long run makes is garbage at
 * once, and V8 takes more memory before it looks for it: the space for young objects grows to three times
 * 16 MiB, and the space for old ones may double. Each function here holds one of the two.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** With less room, objects are moved to the old ones before they have become garbage. */
const SMALLEST_NURSERY = 4 * 1024 * 1024;

/**
 * For a walk over a list of subscribers, whose memory must not grow with the list: both spaces are held, which
 * costs some microseconds for each person. Call it once, before the walk begins.
 */
export function holdHeap(): void {
  growOldBy(20);
  setTimeout(holdNursery, SHORT).unref();
}

/** So long a command takes, in ms, that asks for a few rows: to load what watches garbage would be a tenth of it. */
const SHORT = 20;

function holdNursery(): void {
  const observer = new PerformanceObserver(() => {
    if (nurserySize() < SMALLEST_NURSERY) return;
    keepNurserySmall();
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

/**
 * For a build from nothing: where the space for young objects stays as small as it begins, 10,000 posts take
 * little more than half the memory and no more time. V8 looks at this whenever that space would grow.
 */
export function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * For archives, whose pages are a megabyte each and garbage once they are written: where the space for old
 * objects grows by less than a third at a time, a thousand pages take half the memory and a little more time.
 *
 * @param percent by how much it may grow before garbage is looked for
 */
export function growOldBy(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

function nurserySize(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
