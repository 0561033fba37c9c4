/** Asks a web server and follows no redirects: the only file of this folder that uses the web. */
import { fetchFailure } from '../sending/web-request.ts';
import type { AskUrl } from './web.ts';

/** @param patience how long to wait for one answer, in ms */
export function openAskUrl(patience: number, signal: AbortSignal): AskUrl {
  return async (url, method, body) => {
    try {
      const answer = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
        ...(body === undefined ? {} : { body }),
      });
      await answer.body?.cancel();
      const date = new Date(answer.headers.get('date') ?? '');
      return {
        status: answer.status,
        date: Number.isNaN(date.getTime()) ? undefined : date,
        location: answer.headers.get('location') ?? undefined,
      };
    } catch (error) {
      return { failed: fetchFailure(error, patience) };
    }
  };
}
