/** A break until a day: the choice beside leaving. */
import { type Html, html } from '../../feeds/formats/html.ts';
import { DAY, dayOf, parseStamp } from '../../time.ts';
import { baseOf, type Service } from '../service.ts';

const LONGEST = 366 * DAY;
/** What the field proposes. */
const USUAL = 28 * DAY;

/** The site's midnight at which the break ends. @returns `undefined` where it is no day, or not within a year */
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
