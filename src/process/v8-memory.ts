/**
 * Changes how V8 uses memory if its defaults do not fit the work. A long run makes objects that are nearly all garbage
 * at once, but V8 takes more memory before it collects them: the space for young objects grows to three times 16 MiB,
 * and the space for old objects may double. Each function here limits one of the two or both, in a process that was
 * named ours: the limits hold for the whole process, and stay when a command has ended.
 *
 * Load the code before: once a flag is set, V8 refuses what Node's compile cache keeps of a file that was compiled
 * without it, and the next command refuses what is compiled now. Only a build without a cache sets them first: while
 * its code is loaded, the space for young objects would grow to four times the size.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** If the space is smaller, objects are moved to the old ones before they become garbage. */
const SMALLEST_NURSERY = 4 * 1024 * 1024;

let ours = false;

/** Called by the process that runs one command and ends, such as `tayori build`. Tests run many in one, and stay as they are. */
export function ownProcess(): void {
  ours = true;
}

const setFlag = (flag: string): void => {
  if (ours) setFlagsFromString(flag);
};

/**
 * For a walk over a list of subscribers, whose memory must not grow with the list: limits both spaces, which costs some
 * microseconds for each person. Call it once, before the walk begins.
 */
export function holdHeap(): void {
  if (!ours) return;
  growOldBy(20);
  setTimeout(holdNursery, SHORT).unref();
}

/**
 * In ms. A command that reads only a few rows is done by then. Loading the code that watches garbage would cost it a
 * tenth of its time.
 */
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
 * For a build without a cache: if the space for young objects stays as small as it begins, 10,000 posts need little
 * more than half the memory and no more time. V8 reads this limit whenever that space would grow.
 */
export function keepNurserySmall(): void {
  setFlag('--semi-space-growth-factor=1');
}

/**
 * For a build without a cache, after `keepNurserySmall`: lets the space for young objects double once, from 1 to 2 MiB
 * for each half. Then fewer objects are moved to the old ones before they become garbage: 1,000 posts need 10 MiB less
 * and a twentieth less time. At 4 MiB they need 10 MiB more.
 *
 * @returns a function to call between two posts
 */
export function nurseryGrowsOnce(): () => void {
  const before = nurserySize();
  let isHeld = !ours;
  setFlag('--semi-space-growth-factor=2');
  return () => {
    if (isHeld || nurserySize() === before) return;
    keepNurserySmall();
    isHeld = true;
  };
}

/**
 * For `check`, which works on many posts without giving other work a turn: the space for young objects may grow a
 * little, but not to its limit of 64 MiB. An archive of 2,550 posts then needs 30 MiB less than with 32 MiB, and no more
 * time.
 *
 * @returns a function to call between two posts; it gives back what it gets
 */
export function nurseryGuard(): <Value>(value: Value) => Value {
  let isHeld = false;
  return (value) => {
    if (isHeld || nurserySize() < LARGE_NURSERY) return value;
    keepNurserySmall();
    isHeld = true;
    return value;
  };
}

const LARGE_NURSERY = 8 * 1024 * 1024;

/**
 * Limits the space for old objects. For a build without a cache, which would let it grow to four times what it holds: by
 * 100 % at a time, 10,000 posts need 30 MiB less and no more time. For archives, where each page is a megabyte, and
 * garbage after it is written: by less than a third at a time, a thousand pages need half the memory and a little more
 * time.
 *
 * @param percent how much it may grow before garbage is collected
 */
export function growOldBy(percent: number): void {
  setFlag(`--heap-growing-percent=${percent}`);
}

/**
 * The same text in memory of its own. V8 makes a part of a text a view of the whole: a title of 60 bytes then keeps all
 * the front matter around it, for as long as somebody has the title.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function nurserySize(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
