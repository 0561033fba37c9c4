/** One request that tells a WebSub hub that a feed has changed: the only file of this folder that uses the network. */

type Answer = {
  /** Why the hub was not told; `undefined` if it was. */
  readonly failure: string | undefined;
  /** Whether the same request may succeed later. */
  readonly again: boolean;
};

/** @param timeout in ms */
export async function publish(
  hub: string,
  topic: string,
  signal: AbortSignal,
  timeout: number,
): Promise<Answer> {
  try {
    const response = await fetch(hub, {
      method: 'POST',
      body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    const { status } = response;
    await response.body?.cancel();
    if (response.ok) return { failure: undefined, again: false };
    return { failure: `the hub answered ${status}`, again: status === 429 || status >= 500 };
  } catch (error) {
    // The reason of an abort may be anything, such as the name of a signal, so it is not shown.
    if (signal.aborted) return { failure: 'it was interrupted', again: false };
    return { failure: reasonOf(error, timeout), again: true };
  }
}

function reasonOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `the hub did not answer within ${timeout / 1000} s`;
  const cause = error.cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
  return `the hub can not be reached (${code})`;
}
