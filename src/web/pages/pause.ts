/** A pause until a day, which is offered beside leaving; and what a page says of the next issue while there is one. */
import { type Html, html } from '../../feeds/formats/html.ts';
import type { Subscriber } from '../../ledger/ledger.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { DAY, dayOf, parseStamp } from '../../time.ts';
import { baseOf, dayWords, type Service } from '../service.ts';

const LONGEST = 366 * DAY;
/** The day that the form proposes is so far ahead, in ms. */
const USUAL = 28 * DAY;

/**
 * @param text the day that was chosen, `2025-12-24`
 * @returns the midnight at which that day begins in the site's time zone; `undefined` if it is not a day, has begun, or
 *   is more than 366 days ahead
 */
export function pauseEnd(text: string, { clock, settings }: Service): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseStamp(text, settings.site.timezone) : undefined;
  const wait = day === undefined ? 0 : day.getTime() - clock().getTime();
  return wait > 0 && wait <= LONGEST ? day : undefined;
}

/** @param path where it is posted, with its query */
export function pauseForm(service: Service, path: string, label: string, button: string): Html {
  const now = service.clock().getTime();
  const day = (ahead: number) => dayOf(new Date(now + ahead), service.settings.site.timezone);
  return html`<form class="second" method="post" action="${baseOf(service)}${path}"><input type="hidden" name="do" value="pause">
<label>${label}<input type="date" name="until" required value="${day(USUAL)}" min="${day(DAY)}" max="${day(LONGEST - DAY)}"></label>
<button>${button}</button></form>`;
}

/**
 * The words for somebody who is on the list: `page`, which promises them the next issue. During a pause the promise is
 * the end of the pause. A pause outlives leaving and coming back.
 */
export function onTheList(service: Service, person: Subscriber | undefined, page: PageWords): PageWords {
  const until = person?.pausedUntil;
  if (until === undefined || until <= service.clock()) return page;
  return { title: page.title, lead: service.words.paused(dayWords(service, until)).lead };
}
