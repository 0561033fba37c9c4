/**
 * Leaving, and coming back. A GET only shows a page. A POST acts: mail providers send it for one click (RFC 8058), and
 * the button of the page sends it. A valid link is answered with 200 even if the person has left already or was
 * erased; a forged link is answered with 400.
 */
import { apart, html } from '../../feeds/formats/html.ts';
import type { Subscriber } from '../../ledger/ledger.ts';
import { LINK_DAYS } from '../../settings/link-days.ts';
import { readToken } from '../../subscribers/links.ts';
import { DAY } from '../../time.ts';
import { htmlAnswer } from '../answer.ts';
import { baseOf, dayWords, type Route, type Service } from '../service.ts';
import { masked } from './masked.ts';
import { asks, buttonForm, framed, says, wayToLinks } from './page.ts';
import { onTheList, pauseEnd, pauseForm } from './pause.ts';

export const showLeave: Route = async ({ token = '' }, service) => {
  const id = readToken('unsubscribe', token, service.keys);
  if (id === undefined) return badLink(service);
  const person = await service.ledger.subscribers.find({ id });
  if (person === undefined || person.status === 'unsubscribed') return says(service, service.words.left);
  const { leave } = service.words;
  const path = `/unsubscribe?t=${token}`;
  const pause = html`<section><h2>${leave.pause}</h2><p>${leave.pauseAbout}</p>
${pauseForm(service, path, leave.until, leave.pauseButton)}</section>`;
  const body = html`<p class="who">${apart(masked(person.address), service.settings.site.language)}</p>
${buttonForm(service, path, leave.button)}
${pause}`;
  return htmlAnswer(service, 200, framed(service, leave, body));
};

export const leave: Route = async ({ token = '', form }, service) => {
  const id = readToken('unsubscribe', token, service.keys);
  if (id === undefined) return badLink(service);
  if (form.text('do') === 'pause') return await pause(service, id, form.text('until'));
  await leaveList(service, id, 'the link of a mail');
  return says(service, service.words.left);
};

/** May be called again: who has left already gets no second goodbye mail. @param how for the history */
export async function leaveList(service: Service, id: string, how: string): Promise<void> {
  const { ledger, clock, wake } = service;
  if (await ledger.forms.leave(id, how, clock())) wake();
}

/** Nothing is paused for a person who left: a page from before that, in another tab, must not promise mails again. */
export async function pause(service: Service, id: string, text: string): Promise<Response> {
  const { words, ledger, clock } = service;
  const until = pauseEnd(text, service);
  if (until === undefined) return says(service, words.faults.day, 422);
  if ((await ledger.subscribers.find({ id }))?.status !== 'confirmed') return says(service, words.left);
  await ledger.subscribers.pause(id, until, clock());
  return says(service, words.paused(dayWords(service, until)));
}

export const showUndo: Route = async ({ token = '' }, service) => {
  const id = readToken('undo', token, service.keys);
  if (id === undefined) return badLink(service);
  const person = await undoable(service, id);
  if (person === undefined) return overLink(service);
  if (person.status === 'confirmed') return says(service, onTheList(service, person, service.words.undone));
  return asks(service, service.words.undo, masked(person.address), `/undo?t=${token}`);
};

export const undo: Route = async ({ token = '' }, service) => {
  const { ledger, words, clock, keys } = service;
  const id = readToken('undo', token, keys);
  if (id === undefined) return badLink(service);
  const person = await undoable(service, id);
  if (person === undefined) return overLink(service);
  await ledger.subscribers.act('confirm', person.id, 'the link of the goodbye mail', clock());
  return says(service, onTheList(service, person, words.undone));
};

/** The person of a link, if they are on the list or left by their own act while the link still works. */
async function undoable({ ledger, clock }: Service, id: string): Promise<Subscriber | undefined> {
  const person = await ledger.subscribers.find({ id });
  if (person === undefined || person.status === 'confirmed') return person;
  if (person.status !== 'unsubscribed') return undefined;
  const left = (await ledger.subscribers.departures([person.id])).get(person.id);
  const age = clock().getTime() - (left?.at.getTime() ?? 0);
  return age <= LINK_DAYS.undo * DAY ? person : undefined;
}

/** The link is genuine, and its time is over, or the person is gone. */
export function overLink(service: Service): Response {
  const { words, settings } = service;
  const again = html`<p class="small"><a href="${baseOf(service)}/subscribe">${words.subscribe.title(settings.site.title)}</a></p>`;
  return says(service, words.faults.over, 400, html`${wayToLinks(service)}${again}`);
}

export function badLink(service: Service): Response {
  return says(service, service.words.faults.link, 400, wayToLinks(service));
}
