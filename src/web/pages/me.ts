/**
 * The page where people download or erase what the ledger keeps about them. Its link is sent only in a mail that they
 * asked for themselves, and works for a week. A digest does not contain it, because digests are forwarded to others.
 */
import { apart, html } from '../../feeds/formats/html.ts';
import type { Event, Subscriber } from '../../ledger/ledger.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { erasePerson } from '../../sending/erase-person.ts';
import { queuedBefore } from '../../sending/one-mail.ts';
import { LINK_DAYS } from '../../settings/link-days.ts';
import { readToken } from '../../subscribers/links.ts';
import { DAY } from '../../time.ts';
import { fileAnswer, htmlAnswer } from '../answer.ts';
import { baseOf, type Route, type Service } from '../service.ts';
import { badLink, overLink } from './leave.ts';
import { masked } from './masked.ts';
import { framed, hidden, says } from './page.ts';

export const showMe: Route = async ({ token = '' }, service) => {
  const person = await personOf(service, token);
  return person instanceof Response ? person : mePage(service, person, token);
};

export const actOnMe: Route = async ({ token = '', form }, service) => {
  const person = await personOf(service, token);
  if (person instanceof Response) return person;
  if (form.text('do') === 'export') return fileAnswer('my-data.json', await exportOf(service, person));
  if (form.text('do') !== 'erase') return mePage(service, person, token);
  if (form.text('sure') !== 'yes')
    return mePage(service, person, token, { title: '', lead: service.words.me.notSure });
  await erase(service, person);
  return says(service, service.words.erased);
};

/** The person of a link, or the page that says why there is none. Who is not known any more was erased. */
async function personOf(service: Service, token: string): Promise<Subscriber | Response> {
  const { ledger, keys, clock } = service;
  const id = readToken('me', token, keys);
  if (id === undefined) return badLink(service);
  const person = await ledger.subscribers.find({ id });
  if (person === undefined) return says(service, service.words.erased);
  const asked = (await queuedBefore(ledger, id, 'link')).at(-1);
  const works = asked !== undefined && clock().getTime() - asked.getTime() <= LINK_DAYS.data * DAY;
  return works ? person : overLink(service);
}

/** If a mail to this person is being sent at this moment, the worker erases them when that is over. */
async function erase(service: Service, person: Subscriber): Promise<void> {
  const { ledger, clock } = service;
  const { id } = person;
  if ((await erasePerson(service, person, clock())) !== 'busy') return;
  const request = { kind: 'erase', address: '', subscriber: id, categories: undefined, form: '' } as const;
  await ledger.forms.keep(request, clock());
  service.wake();
}

async function exportOf({ ledger }: Service, person: Subscriber) {
  const events = await ledger.history(person.id);
  return { subscriber: person, history: events.map(eventOf) };
}

/** Without the detail of a `claimed` event: it names the machine that sends, which is not the person's data. */
function eventOf({ at, what, mailing, detail }: Event) {
  return { at, what, mailing, ...(what === 'claimed' ? {} : { detail }) };
}

function mePage(service: Service, person: Subscriber, token: string, fault?: PageWords): Response {
  const { me } = service.words;
  const action = `${baseOf(service)}/me?t=${token}`;
  const body = html`<p class="who">${apart(masked(person.address), service.settings.site.language)}</p>
<section><h2>${me.exportTitle}</h2><p>${me.exportAbout}</p>
<form method="post" action="${action}">${hidden('do', 'export')}<button>${me.exportButton}</button></form></section>
<section class="second"><h2>${me.erase}</h2><p>${me.eraseAbout}</p>
<form method="post" action="${action}">${hidden('do', 'erase')}
<label class="choice"><input type="checkbox" name="sure" value="yes" required><span>${me.sure}</span></label>
<button>${me.eraseButton}</button></form></section>`;
  return htmlAnswer(service, fault === undefined ? 200 : 422, framed(service, me, body, fault));
}
