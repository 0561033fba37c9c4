/** How far a run has come: counted by the loop, shown by its caller. */
import type { Clock } from '../../time.ts';

export type SendProgress = {
  readonly done: number;
  readonly total: number;
  /** Mails a second since the run began; 0 at the start. */
  readonly perSecond: number;
  /** `undefined` until there is a rate to tell from. */
  readonly secondsLeft: number | undefined;
  /** What the run waits for, if it waits. */
  readonly waiting: string | undefined;
};

function progressOf(done: number, total: number, started: Date, now: Date): Omit<SendProgress, 'waiting'> {
  const seconds = (now.getTime() - started.getTime()) / 1000;
  const perSecond = seconds > 0 ? done / seconds : 0;
  return { done, total, perSecond, secondsLeft: perSecond > 0 ? (total - done) / perSecond : undefined };
}

export type Count = { add(): void; show(waiting?: string): void };

/** How often progress is shown, in ms. */
const EVERY = 100;

export function openCount(total: number, clock: Clock, onProgress: (progress: SendProgress) => void): Count {
  const started = clock();
  let shown = 0;
  let done = 0;
  const show = (waiting?: string) => {
    shown = clock().getTime();
    onProgress({ ...progressOf(done, Math.max(total, done), started, new Date(shown)), waiting });
  };
  return {
    show,
    add: () => {
      done += 1;
      if (clock().getTime() - shown >= EVERY) show();
    },
  };
}
