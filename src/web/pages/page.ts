/** The frame of every page, and the two simplest pages: one that only says something, and one with a single button. */
import { apart, type Html, html, languageAttributes, trusted } from '../../feeds/formats/html.ts';
import { localeOf } from '../../locale/locale.ts';
import type { PageWords } from '../../locale/web-words.ts';
import { bytesAnswer, htmlAnswer } from '../answer.ts';
import { baseOf, type Service } from '../service.ts';

export type Frame = Pick<Service, 'settings' | 'words' | 'url' | 'look'>;

/** @param body below the heading and the lead */
export function framed(
  { settings, words, look }: Frame,
  page: PageWords,
  body: Html,
  fault?: PageWords,
): Html {
  const { site, organisation } = settings;
  const own = (text: string) => apart(text, site.language);
  return html`<!doctype html>
<html ${languageAttributes(site.language)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${page.title}${localeOf(site.language).mail.words.title_end}${site.title}</title>
<style>${trusted(look.style)}</style>
</head>
<body>
<div class="page">
<header class="top"><b>${apart(look.name, site.language)}</b><a href="${site.url}/">${words.back(site.title)}</a></header>
<main>
<h1>${page.title}</h1>
<p class="lead">${page.lead}</p>
${fault === undefined ? undefined : faultBox(fault)}
${body}
</main>
<footer>${organisation === undefined ? undefined : html`<p>${words.sender}${own(organisation.name)}<br>${own(organisation.address)}<br>${words.contact}${own(organisation.contact)}</p>`}</footer>
</div>
</body>
</html>
`;
}

function faultBox({ title, lead }: PageWords): Html {
  const head = title === '' ? undefined : html`<b>${title}</b><br>`;
  return html`<p class="fault" role="alert">${head}${lead}</p>`;
}

const nothing: Html = { html: '' };

/** A page that only says something. */
export function says(service: Frame, page: PageWords, status = 200, body: Html = nothing): Response {
  if (body === nothing) return bytesAnswer(service, status, bytesOf(service, page));
  return htmlAnswer(service, status, framed(service, page, body));
}

/** Pages that are the same for everybody, such as "you have left", are rendered once for each service and kept. */
const made = new WeakMap<Frame['look'], WeakMap<PageWords, Uint8Array<ArrayBuffer>>>();

function bytesOf(service: Frame, page: PageWords): Uint8Array<ArrayBuffer> {
  const own = made.get(service.look) ?? new WeakMap<PageWords, Uint8Array<ArrayBuffer>>();
  made.set(service.look, own);
  const bytes = own.get(page) ?? new TextEncoder().encode(framed(service, page, nothing).html);
  own.set(page, bytes);
  return bytes;
}

/** A page with one button: a GET shows it, and only its POST acts. */
export function asks(
  service: Frame,
  page: PageWords & { readonly button: string },
  who: string,
  path: string,
  more: Html = nothing,
): Response {
  const body = html`<p class="who">${apart(who, service.settings.site.language)}</p>
${buttonForm(service, path, page.button)}
${more}`;
  return htmlAnswer(service, 200, framed(service, page, body));
}

/** @param path below the service, with its query: `/unsubscribe?t=…` */
export function buttonForm(service: Frame, path: string, button: string, fields: Html = nothing): Html {
  return html`<form method="post" action="${baseOf(service)}${path}">${fields}<button>${button}</button></form>`;
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Below the message that a link is wrong: the way to ask for a new one. */
export function wayToLinks(service: Frame): Html {
  return html`<p class="small"><a href="${baseOf(service)}/link">${service.words.link.title}</a></p>`;
}
