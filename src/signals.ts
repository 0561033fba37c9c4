/**
 * Ctrl-C, and the signal with which a system ends its services: the first one asks for a clean end, the second one ends
 * the process at once.
 */

const listeners = new Map<NodeJS.Signals, () => void>();

/**
 * Listens from now on.
 *
 * @param atOnce is called by the second signal
 * @returns is aborted by the first signal, with its name as the reason
 */
export function interruption(atOnce: () => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
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
