/**
 * The HTML for a page of a static site, with which people subscribe, without a script: a form that leads to the public
 * service, or a link that begins a mail.
 */
import { apart, html } from '../../feeds/formats/html.ts';
import { directionOf } from '../../locale/letters/direction.ts';
import { localeOf } from '../../locale/locale.ts';
import type { Settings } from '../../settings.ts';
import { HONEYPOT } from './bot-traps.ts';

/** @param url where the service answers */
export function snippet({ site, categories }: Settings, url: string): string {
  const { snippet: words, subscribe } = localeOf(site.language).web;
  const boxes = categories.map(
    ({ name, slug }) =>
      html`    <label><input type="checkbox" name="category" value="${slug}" checked> ${apart(name, site.language)}</label>
`,
  );
  const choice =
    categories.length < 2
      ? undefined
      : html`  <fieldset>
    <legend>${subscribe.categories}</legend>
${boxes}  </fieldset>
`;
  const away = directionOf(site.language) === 'rtl' ? 'right' : 'left'; // where a page does not grow
  return html`<form class="tayori-subscribe" method="post" action="${url}/subscribe">
  <h2>${words.heading(site.title)}</h2>
  <label>${subscribe.address}
    <input type="email" name="email" required maxlength="254" autocomplete="email" placeholder="${subscribe.example}"></label>
${choice}  <div style="position:absolute;${away}:-9999px" aria-hidden="true"><label>${subscribe.trap} <input type="text" name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></div>
  <button>${subscribe.button}</button>
  <p>${words.note}</p>
</form>`.html;
}

/** @param join the address at which people join by mail */
export function mailSnippet({ site }: Settings, join: string): string {
  const { snippet: words, byMail } = localeOf(site.language).web;
  const { button, subject, note } = byMail.snippet;
  const link = `mailto:${join}?subject=${encodeURIComponent(subject)}`;
  return html`<div class="tayori-subscribe">
  <h2>${words.heading(site.title)}</h2>
  <p><a href="${link}">${button}</a></p>
  <p>${note}</p>
</div>`.html;
}
