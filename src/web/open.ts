/**
 * Opens the public service on a ledger and a transport. `handle` answers one request; `work` acts on the forms that
 * came in and sends the mails that follow. The caller calls both: `tayori serve` from its own server and loop, a site
 * with a server of its own through mount.ts.
 */

import type { Dns } from '../mail/dns.ts';
import { proxyList } from './client-network.ts';
import { openFormLimits } from './form-limits.ts';
import { type MailOptions, openMailService } from './mails/open-mail-service.ts';
import type { MailWorker } from './mails/worker.ts';
import { lookOf } from './pages/style.ts';
import { openMailServers } from './receiving-server.ts';
import { type Handle, openRoutes } from './routes.ts';

/** `url`: the public address of the service, such as `https://letter.example`; links in mails begin with it. */
export type ServiceOptions = MailOptions & {
  readonly url: string;
  /** Says which mail server receives the mail of a domain. */
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
