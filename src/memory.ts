/**
 * Keeps the memory of a long run from growing with its length. Nearly all that a walk over a list makes is
 * garbage at once, and V8 would rather take more memory than look for it: the space for young objects grows
 * to three times 16 MiB, and old ones may double before they are gone through. Here both are held, at a cost of
 * some microseconds for each person. V8 looks at these flags whenever it might grow.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Smaller than this, the young are swept so often that too many of them are taken for old. */
const NURSERY = 4 * 1024 * 1024;
const OLD_GROWTH_PERCENT = 20;

/** Call it once, before the long part begins. */
export function holdHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${OLD_GROWTH_PERCENT}`);
  const observer = new PerformanceObserver(() => {
    if (nurserySize() < NURSERY) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

function nurserySize(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
