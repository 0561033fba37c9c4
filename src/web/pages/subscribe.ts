/**
 * Subscribing. The form is answered the same for every address: it is kept as one row, and a worker decides later what
 * to do about it. Programs that fill in forms (bot-traps.ts) get the same answer, but their form is not kept.
 */
import { apart, type Html, html } from '../../feeds/formats/html.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { parseTypedAddress } from '../../subscribers/addresses.ts';
import { htmlAnswer } from '../answer.ts';
import { networkOf } from '../client-network.ts';
import { baseOf, type Route, type Service, type Visit } from '../service.ts';
import { botTraps, isBot, shownAt } from './bot-traps.ts';
import type { Form } from './form.ts';
import { framed, hidden, says } from './page.ts';

export const showSubscribe: Route = async (_, service) => htmlAnswer(service, 200, subscribePage(service));

type Typed = { readonly address: string; readonly categories: readonly string[] | undefined };

/** @param typed what the visitor typed, if the form is shown again with a fault */
function subscribePage(service: Service, fault?: PageWords, typed?: Typed): Html {
  const { subscribe } = service.words;
  const { title } = service.settings.site;
  const page = { title: subscribe.title(title), lead: subscribe.lead(title) };
  const body = html`<form method="post" action="${baseOf(service)}/subscribe">
<label>${subscribe.address}<input type="email" name="email" required maxlength="254" autocomplete="email" inputmode="email" placeholder="${subscribe.example}" value="${typed?.address ?? ''}"></label>
${categoryChoice(service, typed?.categories, subscribe.categories)}
${botTraps(service)}
<button>${subscribe.button}</button>
<p class="small">${subscribe.promise}</p>
</form>
<p class="small"><a href="${baseOf(service)}/link">${subscribe.already}</a></p>`;
  return framed(service, page, body, fault);
}

/** @param chosen slugs; `undefined` for all */
export function categoryChoice(service: Service, chosen: readonly string[] | undefined, title: string): Html {
  const { categories, site } = service.settings;
  if (categories.length < 2) return { html: '' };
  const boxes = categories.map(({ name, slug }) => {
    const on = chosen === undefined || chosen.includes(slug) ? ' checked' : '';
    const box = html`<label class="choice"><input type="checkbox" name="category" value="${slug}"`;
    return { html: `${box.html}${on}>${html`<span>${apart(name, site.language)}</span></label>`.html}` };
  });
  return html`<fieldset><legend>${title}</legend>${boxes}</fieldset>`;
}

/** @returns `undefined` for all categories, also those of the future; `none` if boxes were shown and none was ticked */
export function chosenCategories(service: Service, form: Form): readonly string[] | undefined | 'none' {
  const { categories } = service.settings;
  if (categories.length < 2) return undefined;
  const ticked = new Set(form.all('category'));
  const chosen = categories.map(({ slug }) => slug).filter((slug) => ticked.has(slug));
  if (chosen.length === 0) return 'none';
  return chosen.length === categories.length ? undefined : chosen;
}

export const subscribe: Route = async (visit, service) => {
  const { form } = visit;
  const chosen = chosenCategories(service, form);
  const categories = chosen === 'none' ? undefined : chosen;
  const parsed = parseTypedAddress(form.text('email').slice(0, 400));
  if (!parsed.ok) {
    const typed = { address: form.text('email').slice(0, 254), categories };
    return htmlAnswer(service, 422, subscribePage(service, service.words.faults.address, typed));
  }
  const refused = overLimit(visit, service) ?? (await overMailServer(parsed.address, service));
  if (refused !== undefined) return refused;
  if (!isBot(form, service)) {
    const request = { kind: 'join', address: parsed.address, subscriber: undefined, categories } as const;
    await service.ledger.forms.keep({ ...request, form: formWords(visit, service) }, service.clock());
    service.wake();
  }
  return sentPage(service, parsed.address);
};

/** The page where the six digits are typed. It shows what the visitor typed, and nothing from the ledger. */
export function sentPage(service: Service, address: string, fault?: PageWords): Response {
  const { sent } = service.words;
  const { mail, site } = service.settings;
  const sender = mail.from;
  const [soon, spam, filters, again] = sent.help;
  const body = html`<p class="who">${apart(address, site.language)}</p>
<form method="post" action="${baseOf(service)}/confirm">
<label>${sent.code}<input class="code" type="text" name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="12"></label>
${hidden('email', address)}
<button>${sent.button}</button>
</form>
<ul class="small"><li>${soon}</li><li>${spam}</li>${sender === undefined ? undefined : html`<li>${filters} <b>${apart(domainOf(sender.address), site.language)}</b></li>`}<li>${again}</li></ul>`;
  return htmlAnswer(service, fault === undefined ? 200 : 422, framed(service, sent, body, fault));
}

/** @returns the answer 429 if too many forms came from this network or in all; `undefined` if not */
export function overLimit({ client }: Visit, service: Service): Response | undefined {
  const over = service.limits.take(networkOf(client()), service.clock());
  return over === undefined ? undefined : tooMany(service, over);
}

/** Depends on the domain alone, so the answer does not show who is on the list. */
async function overMailServer(address: string, service: Service): Promise<Response | undefined> {
  const mailServer = await service.mailServers.of(address, service.clock());
  if (mailServer === undefined || service.limits.takeOf(mailServer, service.clock())) return undefined;
  return tooMany(service, 'mail server');
}

function tooMany(service: Service, of: string): Response {
  service.log({ what: 'limit', of });
  const answer = says(service, service.words.faults.limit, 429);
  answer.headers.set('retry-after', '600');
  return answer;
}

/** How the person agreed, for the record of consent: by which form, and in which version of its words. */
export function formWords({ form, client }: Visit, { url, words, settings, keys }: Service): string {
  const own = shownAt(form, keys) !== undefined;
  const place = own ? `the form at ${url}/subscribe` : 'a form of the publication on another page';
  const address = settings.web.recordAddress ? client() : undefined;
  const from = address === undefined ? '' : `, from ${address}`;
  return `${place} (wording ${words.wording}${from})`;
}
