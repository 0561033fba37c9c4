/** Asking a web server whether a page is there: the only place of this room that reaches the web. */
import type { AskWeb } from './ask-published.ts';

const PATIENCE = 15_000; // ms, for one answer

/** @param signal aborted when the person stops the command */
export function openWeb(signal: AbortSignal): AskWeb {
  return async (url, method) => {
    const over = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    try {
      const answer = await fetch(url, { method, redirect: 'follow', signal: over });
      await answer.body?.cancel();
      return answer.status;
    } catch (error) {
      return signal.aborted ? 'it was stopped before an answer came' : fetchFailure(error, PATIENCE);
    }
  };
}

/**
 * Why a request has no answer. fetch hides the cause: `fetch failed`, because of `connect ECONNREFUSED 127.0.0.1:443`.
 * @param patience how long it was waited for, in ms
 */
export function fetchFailure(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${patience / 1000} seconds`;
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
