/** The checks that ask web servers: the one click to leave, the site and its newest digest, and the clock. */
import { webUrlOf } from '../digest/web-address.ts';
import { NOBODY } from '../mail/addressee.ts';
import { signingKeys } from '../sending/signing-keys.ts';
import { signToken } from '../subscribers/links.ts';
import type { Asking } from './asking.ts';
import { type Diagnosis, isFault } from './diagnosis.ts';
import { forPublic } from './public-names.ts';
import { tlsOf } from './tls/tls-of-servers.ts';
import { webUses } from './tls/tls-uses.ts';
import { judgeClock, judgeNoService, judgeOneClick, judgePage } from './web.ts';

export async function runUnsubscribe(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, env, dns, ask } = asking;
  const { url } = settings.web;
  if (url === undefined) return judgeNoService(settings.mail.unsubscribe);
  return await forPublic(new URL(url).hostname, async (host) => {
    const token = signToken('unsubscribe', NOBODY, signingKeys(env));
    const click = (t: string) =>
      ask(`${url}/unsubscribe?t=${t}`, 'POST', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }));
    const tls = await tlsOf(webUses('web.url', url, 'nobody can leave by its links'), asking);
    if (tls.some(isFault)) return tls;
    const [genuine, forged] = [await click(token), await click(`${token.slice(0, -8)}AAAAAAAA`)];
    return [...judgeOneClick({ url, addresses: await dns.addresses(host), genuine, forged }), ...tls];
  });
}

export async function runSite(asking: Asking): Promise<readonly Diagnosis[]> {
  const { settings, digest, ask } = asking;
  const { url } = settings.site;
  return await forPublic(new URL(url).hostname, async () => {
    const tls = await tlsOf(webUses('site.url', url, 'browsers warn readers away'), asking);
    if (tls.some(isFault)) return tls;
    const page = judgePage('The site', `${url}/`, await ask(`${url}/`, 'GET'), 'Correct `site.url`.');
    const site = [...page, ...tls];
    if (digest === undefined) return site;
    const version = webUrlOf(settings, digest);
    const next = 'Publish `out/` before you send (docs/publishing.md).';
    return [...site, ...judgePage(`The web version of ${digest}`, version, await ask(version, 'GET'), next)];
  });
}

export async function runClock({ settings, ask, now }: Asking): Promise<readonly Diagnosis[]> {
  const { url } = settings.site;
  return await forPublic(new URL(url).hostname, async () => judgeClock(await ask(`${url}/`, 'GET'), now));
}
