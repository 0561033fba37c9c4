/** The worker's loop: it works when it is woken, when a mail that was put off is due, and every few seconds. */
import type { LogLine } from '../service.ts';
import type { MailWorker } from './worker.ts';

/** It looks every so often, in ms, even if nothing woke it: another process may have queued a mail, or died at its work. */
const LOOK_EVERY = 5_000;
/** The pause after a fault, such as a database that does not answer, in ms. */
const REST = 5_000;

export type Loop = { wake(): void; readonly ended: Promise<void> };

/** @param worker asked for once, when the loop begins. @param signal aborted: the loop ends after what is under way */
export function startLoop(worker: () => MailWorker, log: (line: LogLine) => void, signal: AbortSignal): Loop {
  let woken = false;
  let stir = () => {};
  const wake = () => {
    woken = true;
    stir();
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      stir = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  signal.addEventListener('abort', () => stir(), { once: true });
  const turn = async () => {
    woken = false;
    try {
      const { sent, failed, trouble } = await worker().work();
      if (sent + failed > 0) log({ what: 'mails', sent, failed });
      if (trouble !== undefined) log({ what: 'mail server', said: withoutAddresses(trouble) });
      await pause(trouble === undefined ? LOOK_EVERY : REST);
    } catch (error) {
      log({ what: 'worker', fault: error instanceof Error ? withoutAddresses(error.message) : 'unknown' });
      woken = false;
      await pause(REST);
    }
  };
  const run = async () => {
    while (!signal.aborted) await turn();
  };
  return { wake, ended: run() };
}

/**
 * A mail server's answer may quote an address: it is replaced, since the log must not contain any. Old addresses of
 * Japanese carriers stand in quotes (`"a..b"@docomo.ne.jp`), and links of a server may hold `a%40example.jp`.
 */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, '(an address)').slice(0, 300);
}

const ADDRESS =
  /(?:"[^"]{1,128}"|(?<![^\s<>"'(),;:])[^\s<>"'(),;:]{1,500}?)(?:@|＠|%40)[^\s<>"'(),;:]{1,500}/gi;
