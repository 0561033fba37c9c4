/**
 * Ctrl-C, the signal with which a system ends its services, and a terminal that is closed: the first one asks for a
 * clean end, the second one ends the process at once.
 */

const ALWAYS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
const ON_TERMINAL: readonly NodeJS.Signals[] = ['SIGHUP'];

const listeners = new Map<NodeJS.Signals, () => void>();

/**
 * Listens from now on.
 *
 * @param atOnce is called by the second signal
 * @param onTerminal whether something is shown on a terminal. SIGHUP comes when it is closed, or the connection to it
 *   breaks. Without a terminal it is left as it is: `nohup` has it ignored, and a listener would end that
 * @returns is aborted by the first signal, with its name as the reason
 */
export function interruption(atOnce: () => void, onTerminal: boolean): AbortSignal {
  const controller = new AbortController();
  for (const signal of [...ALWAYS, ...(onTerminal ? ON_TERMINAL : [])]) {
    listeners.set(signal, () => {
      if (controller.signal.aborted) atOnce();
      controller.abort(signal);
    });
  }
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
