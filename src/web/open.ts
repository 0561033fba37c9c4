/**
 * Opens the public service on a ledger and a transport: `handle` answers a request, `work` does what follows. The
 * caller brings both to life: `tayori serve` with a server of its own, others inside a server that they have.
 */

import type { Dns } from '../mail/dns.ts';
import { proxyList } from './client-network.ts';
import { openFormLimits } from './form-limits.ts';
import { openMailServers } from './mail-servers.ts';
import { type MailOptions, openMailService } from './mails/open-mail-service.ts';
import type { MailWorker } from './mails/worker.ts';
import { lookOf } from './pages/style.ts';
import { type Handle, openRoutes } from './routes.ts';

/** `url`: where the service answers; links in mails begin with it. */
export type ServiceOptions = MailOptions & {
  readonly url: string;
  /** Asked which mail server stands behind an address. */
  readonly dns: Pick<Dns, 'mx'>;
};

export type PublicService = MailWorker & { readonly handle: Handle };

/** @throws ProblemError with everything that is missing: sender, key, templates */
export async function openService(options: ServiceOptions): Promise<PublicService> {
  const { url, dns } = options;
  const settings = { ...options.settings, web: { ...options.settings.web, url } };
  const { service, words, worker } = await openMailService({ ...options, settings });
  const handle = openRoutes({
    ...service,
    settings,
    words,
    look: lookOf(settings),
    url,
    limits: openFormLimits(settings.web.perNetwork, settings.web.perHour, settings.web.perMailServer),
    mailServers: openMailServers(dns),
    proxies: proxyList(settings.web.proxies),
  });
  return { handle, ...worker };
}
