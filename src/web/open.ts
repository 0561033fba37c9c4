/**
 * Opens the public service on a ledger and a transport: `handle` answers a request, `work` does what follows. The
 * caller brings both to life: `tayori serve` with a server of its own, others inside a server that they have.
 */
import { loadTemplates } from '../digest/templates/templates.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { localeOf } from '../locale/locale.ts';
import type { DkimKey } from '../mail/dkim.ts';
import type { Transport } from '../mail/transport.ts';
import { ProblemError } from '../problem.ts';
import { limitsOf } from '../sending/loop/limits.ts';
import { senderOf } from '../sending/plan/freeze.ts';
import { keyProblems, senderProblems } from '../sending/plan/missing.ts';
import { signingKeys } from '../sending/signing-keys.ts';
import type { Environment, Settings } from '../settings.ts';
import type { Clock } from '../time.ts';
import { proxyList } from './client-network.ts';
import { openFormLimits } from './form-limits.ts';
import { prepareMails } from './mails/mails.ts';
import { openWorker, type Worker } from './mails/worker.ts';
import { type Handle, openRoutes } from './routes.ts';
import type { LogLine, Service } from './service.ts';

export type ServiceOptions = {
  readonly root: string;
  /** With `web.url`: links in mails begin with it. */
  readonly settings: Settings;
  readonly url: string;
  readonly env: Environment;
  readonly ledger: Ledger;
  readonly transport: Transport;
  readonly dkim: DkimKey | undefined;
  readonly clock: Clock;
  /** Goes on evenly when the wall clock is set. */
  readonly steady: Clock;
  readonly random: (bytes: number) => Uint8Array;
  /** The machine and the process, for people. */
  readonly host: string;
  readonly log: (line: LogLine) => void;
  /** Called when there is something for `work` to do. */
  readonly wake: () => void;
  /** Aborted: `work` ends what is under way, and begins nothing more. */
  readonly signal: AbortSignal;
};

export type PublicService = Worker & { readonly handle: Handle };

/** @throws ProblemError with everything that is missing: sender, key, templates */
export async function openService(options: ServiceOptions): Promise<PublicService> {
  const { root, env, ledger, transport, dkim, clock, steady, random, host, log, wake, signal, url } = options;
  const settings = { ...options.settings, web: { ...options.settings.web, url } };
  const sender = senderOf(settings);
  const missing = [...senderProblems(settings), ...keyProblems(env, transport.channel)];
  if (missing.length > 0 || sender === undefined) throw new ProblemError(missing);
  const keys = signingKeys(env);
  const words = localeOf(settings.site.language).web;
  const service: Service = {
    root,
    env,
    settings,
    words,
    ledger,
    mails: await prepareMails(settings, words, await loadTemplates(root, settings)),
    from: { sender, channel: transport.channel, keys },
    keys,
    url,
    limits: openFormLimits(settings.web.perNetwork, settings.web.perHour),
    proxies: proxyList(settings.web.proxies),
    clock,
    random,
    log,
    wake,
  };
  const limits = limitsOf(settings, transport.channel, { notBefore: undefined, notAfter: undefined });
  const worker = openWorker(service, { transport, keys, dkim, limits, clock, steady, signal, random, host });
  return { handle: openRoutes(service), ...worker };
}
