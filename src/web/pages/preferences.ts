/** The page behind a signed link: what a person gets, a pause, another address, and leaving. */
import { apart, type Html, html } from '../../feeds/formats/html.ts';
import type { Subscriber } from '../../ledger/ledger.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { parseTypedAddress } from '../../subscribers/addresses.ts';
import { readToken } from '../../subscribers/links.ts';
import { htmlAnswer } from '../answer.ts';
import { baseOf, dayWords, type Route, type Service, type Visit } from '../service.ts';
import { badLink, leaveList, pause } from './leave.ts';
import { masked } from './masked.ts';
import { buttonForm, framed, hidden, says } from './page.ts';
import { pauseForm } from './pause.ts';
import { categoryChoice, chosenCategories, overLimit } from './subscribe.ts';

export const showPreferences: Route = async ({ token = '' }, service) => {
  const id = readToken('preferences', token, service.keys);
  if (id === undefined) return badLink(service);
  const person = await service.ledger.subscribers.find({ id });
  return person?.status === 'confirmed' ? preferencesPage(service, person, token) : gone(service);
};

/** What the buttons of the page do. A new one is a row here. */
const acts: Readonly<
  Record<string, (service: Service, person: Subscriber, visit: Visit, token: string) => Promise<Response>>
> = {
  categories: async (service, person, { form }, token) => {
    const chosen = chosenCategories(service, form);
    if (chosen === 'none')
      return preferencesPage(service, person, token, {
        title: '',
        lead: service.words.preferences.chooseOne,
      });
    await service.ledger.subscribers.setCategories(person.id, chosen, service.clock());
    return says(service, service.words.saved, 200, wayBack(service, token));
  },
  pause: (service, person, { form }) => pause(service, person.id, form.text('until')),
  resume: async (service, person, _, token) => {
    await service.ledger.subscribers.pause(person.id, undefined, service.clock());
    return says(service, service.words.resumed, 200, wayBack(service, token));
  },
  move: async (service, person, visit, token) => {
    const parsed = parseTypedAddress(visit.form.text('email').slice(0, 400));
    if (!parsed.ok) return preferencesPage(service, person, token, service.words.faults.address);
    const refused = overLimit(visit, service);
    if (refused !== undefined) return refused;
    const form = `a change of address at ${service.url}/preferences (wording ${service.words.wording})`;
    const request = {
      kind: 'move',
      address: parsed.address,
      subscriber: person.id,
      categories: undefined,
    } as const;
    await service.ledger.forms.keep({ ...request, form }, service.clock());
    service.wake();
    return says(service, { title: service.words.sent.title, lead: service.words.preferences.moveAbout });
  },
  leave: async (service, person) => {
    await leaveList(service, person.id, 'the page of their subscription');
    return says(service, service.words.left);
  },
};

export const changePreferences: Route = async (visit, service) => {
  const { token = '' } = visit;
  const id = readToken('preferences', token, service.keys);
  if (id === undefined) return badLink(service);
  const person = await service.ledger.subscribers.find({ id });
  if (person?.status !== 'confirmed') return gone(service);
  const name = visit.form.text('do');
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
  return act === undefined
    ? preferencesPage(service, person, token)
    : await act(service, person, visit, token);
};

function preferencesPage(service: Service, person: Subscriber, token: string, fault?: PageWords): Response {
  const words = service.words.preferences;
  const path = `/preferences?t=${token}`;
  const form = (act: string, fields: Html, button: string) =>
    buttonForm(service, path, button, html`${hidden('do', act)}${fields}`);
  const choice = categoryChoice(service, person.categories, words.categories);
  const paused = person.pausedUntil !== undefined && person.pausedUntil > service.clock();
  const body = html`<p class="who">${apart(masked(person.address), service.settings.site.language)}</p>
${choice.html === '' ? undefined : form('categories', choice, words.save)}
<section><h2>${words.pause}</h2>${
    paused && person.pausedUntil !== undefined
      ? html`<p>${words.pausedUntil(dayWords(service, person.pausedUntil))}</p><div class="second">${form('resume', { html: '' }, words.resume)}</div>`
      : html`<p>${words.pauseAbout}</p>${pauseForm(service, path, words.until, words.pauseButton)}`
  }</section>
<section class="second"><h2>${words.move}</h2><p>${words.moveAbout}</p>
${form('move', html`<label>${words.newAddress}<input type="email" name="email" required maxlength="254" autocomplete="email" inputmode="email"></label>`, words.moveButton)}</section>
<section><h2>${words.data}</h2><p><a href="${baseOf(service)}/link">${words.dataAbout}</a></p></section>
<section class="second"><h2>${words.leave}</h2><p>${words.leaveAbout}</p>${form('leave', { html: '' }, service.words.leave.button)}</section>`;
  return htmlAnswer(service, fault === undefined ? 200 : 422, framed(service, words, body, fault));
}

function wayBack(service: Service, token: string): Html {
  return html`<p class="small"><a href="${baseOf(service)}/preferences?t=${token}">${service.words.preferences.title}</a></p>`;
}

/** The person left, or is no longer known: the link is genuine, but there is nothing to choose. */
function gone(service: Service): Response {
  const { words, settings } = service;
  const way = html`<p class="small"><a href="${baseOf(service)}/subscribe">${words.subscribe.title(settings.site.title)}</a></p>`;
  return says(service, words.left, 200, way);
}
