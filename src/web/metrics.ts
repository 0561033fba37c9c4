/**
 * Counters for Prometheus, counted from the lines of the log. They are served on a port of their own that only this
 * machine can reach. Requests are counted by route (`/unsubscribe`) and not by URL, since a URL can contain a token.
 */
import type { Channel, Ledger } from '../ledger/ledger.ts';
import type { Handle } from './routes.ts';
import type { LogLine } from './service.ts';

export type Metrics = {
  readonly count: (line: LogLine) => void;
  readonly handle: Handle;
};

const about = {
  tayori_requests_total: 'Requests, by route, method and status.',
  tayori_request_seconds_sum: 'The time that they took together.',
  tayori_mails_total: 'Mails to one person, by what became of them.',
  tayori_refused_total: 'Forms that were not acted on: over a limit, or sent by a bot.',
  tayori_faults_total: 'Faults: of our own, of the worker, of the mail server.',
} as const;
type Name = keyof typeof about;

/** @param channel mails of this channel are counted as waiting: real ones, or those of a rehearsal */
export function openMetrics({ deliveries }: Pick<Ledger, 'deliveries'>, channel: Channel): Metrics {
  const counters = new Map<string, number>();
  const add = (name: Name, labels: Readonly<Record<string, unknown>>, by = 1) => {
    const key = `${name}${labelled(labels)}`;
    counters.set(key, (counters.get(key) ?? 0) + by);
  };
  return {
    count: (line) => {
      const { what, route, method, status } = line;
      if (what === 'request') {
        add('tayori_requests_total', { route, method: knownMethod(method), status });
        add('tayori_request_seconds_sum', { route }, Number(line['ms'] ?? 0) / 1000);
      } else if (what === 'mails') {
        add('tayori_mails_total', { as: 'sent' }, Number(line['sent'] ?? 0));
        add('tayori_mails_total', { as: 'failed' }, Number(line['failed'] ?? 0));
      } else if (what === 'limit' || what === 'bot')
        add('tayori_refused_total', { why: what, of: line['of'] ?? line['by'] });
      else if (what !== 'forgotten') add('tayori_faults_total', { of: what });
    },
    handle: async (request) => {
      if (new URL(request.url).pathname !== '/metrics') return new Response('/metrics\n', { status: 404 });
      const { queued, deferred } = await deliveries.transactional(channel);
      const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
      return new Response(`${page(counters)}${gauge(queued + deferred)}`, { headers });
    },
  };
}

/** A client can send any word as a method. Each would become a counter of its own, and fill the memory. */
function knownMethod(method: unknown): string {
  return method === 'GET' || method === 'HEAD' || method === 'POST' ? method : 'other';
}

function labelled(labels: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${String(value ?? '')}"`);
  return `{${pairs.join(',')}}`;
}

function page(counters: ReadonlyMap<string, number>): string {
  return Object.entries(about)
    .map(([name, help]) => {
      const rows = [...counters].filter(([key]) => key.startsWith(`${name}{`)).toSorted();
      return [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} counter`,
        ...rows.map(([key, n]) => `${key} ${n}`),
        '',
      ].join('\n');
    })
    .join('');
}

function gauge(waiting: number): string {
  const name = 'tayori_mails_waiting';
  return `# HELP ${name} Mails to one person that wait to be sent.\n# TYPE ${name} gauge\n${name} ${waiting}\n`;
}
