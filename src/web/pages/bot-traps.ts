/**
 * Two traps for programs that fill in forms. A field that people can not see (a honeypot): programs fill it in. And the
 * time at which the form was shown: programs send it back within a second.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Html, html } from '../../feeds/formats/html.ts';
import type { SigningKeys } from '../../subscribers/links.ts';
import type { Service } from '../service.ts';
import type { Form } from './form.ts';
import { hidden } from './page.ts';

/** The name of the field that people can not see. */
export const HONEYPOT = 'website';

/** A form that comes back sooner than this, in ms, was not filled in by a person. */
const FASTEST = 1_000;

/** Both traps, to stand in a form before its button. */
export function botTraps({ words, clock, keys }: Service): Html {
  return html`<p class="trap" aria-hidden="true"><label>${words.subscribe.trap}<input type="text" name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></p>
${hidden('at', timeMark(clock(), keys))}`;
}

export function isBot(form: Form, { keys, clock, log }: Service): boolean {
  const shown = shownAt(form, keys);
  // A form on another site has no mark: there only the hidden field tells.
  const hasty = shown !== undefined && clock().getTime() - shown.getTime() < FASTEST;
  const trapped = form.text(HONEYPOT) !== '';
  if (hasty || trapped) log({ what: 'bot', by: trapped ? 'hidden field' : 'haste' });
  return hasty || trapped;
}

/** @returns when this service showed the form; `undefined` for a form of another page */
export function shownAt(form: Form, keys: SigningKeys): Date | undefined {
  return readTimeMark(form.text('at'), keys);
}

const MAC_LETTERS = 22;

/** The time at which a form was shown, signed, so that a program can not write another one into the form. */
export function timeMark(now: Date, [key]: SigningKeys): string {
  const time = now.getTime().toString(36);
  return `${time}.${macOf(time, key)}`;
}

/** @returns when the form was shown; `undefined` if this service did not sign the text */
export function readTimeMark(mark: string, keys: SigningKeys): Date | undefined {
  const [time = '', mac = ''] = mark.split('.');
  if (mac.length !== MAC_LETTERS || !/^[0-9a-z]{1,9}$/.test(time)) return undefined;
  const given = Buffer.from(mac);
  const genuine = keys.some((key) => {
    const own = Buffer.from(macOf(time, key));
    return own.length === given.length && timingSafeEqual(own, given);
  });
  return genuine ? new Date(Number.parseInt(time, 36)) : undefined;
}

function macOf(time: string, key: string): string {
  return createHmac('sha256', key).update(`tayori form\n${time}`).digest('base64url').slice(0, MAC_LETTERS);
}
