/**
 * "Send me my links again". The page answers the same for every address, so nobody learns from it who is on the list:
 * only the mail that a subscriber then gets shows it.
 */
import { type Html, html } from '../../feeds/formats/html.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { htmlAnswer } from '../answer.ts';
import { baseOf, type Route, type Service } from '../service.ts';
import { botTraps, isBot } from './bot-traps.ts';
import { framed, says } from './page.ts';
import { formWords, overLimit } from './subscribe.ts';

export const showLink: Route = async (_, service) => htmlAnswer(service, 200, linkPage(service));

function linkPage(service: Service, fault?: PageWords): Html {
  const { link, subscribe } = service.words;
  const body = html`<form method="post" action="${baseOf(service)}/link">
<label>${subscribe.address}<input type="email" name="email" required maxlength="254" autocomplete="email" inputmode="email" placeholder="${subscribe.example}"></label>
${botTraps(service)}
<button>${link.button}</button>
</form>`;
  return framed(service, link, body, fault);
}

export const sendLink: Route = async (visit, service) => {
  const parsed = parseAddress(visit.form.text('email').slice(0, 400));
  if (!parsed.ok) return htmlAnswer(service, 422, linkPage(service, service.words.faults.address));
  const refused = overLimit(visit, service);
  if (refused !== undefined) return refused;
  if (!isBot(visit.form, service)) {
    const request = {
      kind: 'link',
      address: parsed.address,
      subscriber: undefined,
      categories: undefined,
    } as const;
    await service.ledger.forms.keep({ ...request, form: formWords(visit, service) }, service.clock());
    service.wake();
  }
  return says(service, service.words.linkSent);
};
