/**
 * Ctrl-C, the signal with which a system ends its services, and a terminal that is closed: each asks for a clean end. Who
 * asks again by one of the first two ends the process at once.
 */

const ALWAYS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
/** One closed terminal may send it twice: the shell does, and then the system, because the shell has ended. */
const CLOSED: NodeJS.Signals = 'SIGHUP';

const listeners = new Map<NodeJS.Signals, () => void>();

/**
 * Listens from now on.
 *
 * @param atOnce is called by the second Ctrl-C or SIGTERM
 * @param onTerminal whether something is shown on a terminal. SIGHUP comes when it is closed, or the connection to it
 *   breaks. Without a terminal it is left as it is: `nohup` has it ignored, and a listener would end that
 * @returns is aborted by the first signal, with its name as the reason
 */
export function interruption(atOnce: () => void, onTerminal: boolean): AbortSignal {
  const controller = new AbortController();
  let asked = false;
  for (const signal of ALWAYS) {
    listeners.set(signal, () => {
      if (asked) atOnce();
      asked = true;
      controller.abort(signal);
    });
  }
  if (onTerminal) listeners.set(CLOSED, () => controller.abort(CLOSED));
  listenAgain();
  return controller.signal;
}

/**
 * For the time in which a config runs: in a loop that never ends, no listener is ever called. With nobody listening,
 * the system itself ends the process.
 */
export function stopListening(): void {
  for (const [signal, listener] of listeners) process.off(signal, listener);
}

export function listenAgain(): void {
  stopListening();
  for (const [signal, listener] of listeners) process.on(signal, listener);
}
