/** The HTML of the page, in the language of the site: headings, tabs and empty panels. Its script fills them. */
import { type Html, html } from '../../feeds/formats/html.ts';
import { localeOf } from '../../locale/locale.ts';
import { previewWords } from '../../locale/preview/preview-locale.ts';
import type { PreviewWords } from '../../locale/preview/preview-words.ts';
import type { Settings } from '../../settings.ts';
import { looks } from '../frames/frames.ts';

/** @param typed turns the commands in a text into the lines that this person can type */
export function shellPage({ site, brand }: Settings, typed: (text: string) => string): string {
  const { language } = site;
  const words = previewWords(language);
  const title = brand.title ?? site.title;
  return html`<!doctype html>
<html lang="${language}">
${pageHead(words, title)}
<body>
<a class="skip" href="#view">${words.page.skip}</a>
<header>
<p class="brand">${title}</p>
<h1><span>${words.page.title}</span> <b id="period"></b></h1>
<p id="live" role="status"><i aria-hidden="true"></i><span>${words.page.loading}</span></p>
</header>
<section id="ready" aria-labelledby="ready-title" hidden><h2 id="ready-title">${words.ready.title}</h2><div class="facts"></div></section>
<div id="faults" role="alert" hidden></div>
<div class="room">
${shapeSide(words.shape)}
<main id="view" tabindex="-1">
${tabs('view', words.mail.views, Object.entries(words.views))}
${mailTools(words, localeOf(language).web.subscribe.example)}
${Object.keys(words.views).map(
  (view) =>
    html`<div class="panel" id="view-${view}-panel" role="tabpanel" aria-labelledby="view-${view}" tabindex="0"${view === 'mail' ? html`` : html` hidden`}></div>`,
)}
</main>
</div>
<div id="announce" class="unseen" role="status" aria-live="polite"></div>
<script type="application/json" id="words">${{ html: jsonOf(words, typed) }}</script>
</body>
</html>
`.html;
}

function jsonOf(words: PreviewWords, typed: (text: string) => string): string {
  const json = JSON.stringify(words, (_key, value) => (typeof value === 'string' ? typed(value) : value));
  return json.replaceAll('<', '\\u003c');
}

function pageHead({ page }: PreviewWords, title: string): Html {
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="app/page.css">
<link rel="stylesheet" href="app/ready.css">
<link rel="stylesheet" href="app/shape.css">
<link rel="stylesheet" href="app/mail.css">
<link rel="stylesheet" href="app/lists.css">
<link rel="stylesheet" href="app/narrow.css">
<link rel="stylesheet" href="app/growth.css">
<link rel="stylesheet" href="app/theme.css" id="theme">
<script type="module" src="app/app.js"></script>
</head>`;
}

/** The side where the editor shapes the issue: the order of the posts, and the words of the note. */
function shapeSide({ title, order, words }: PreviewWords['shape']): Html {
  return html`<aside aria-label="${title}">
${tabs('shape', title, [
  ['order', order],
  ['words', words],
])}
<div class="panel" id="shape-order-panel" role="tabpanel" aria-labelledby="shape-order" tabindex="0"></div>
<div class="panel" id="shape-words-panel" role="tabpanel" aria-labelledby="shape-words" tabindex="0" hidden></div>
<p id="saved" role="status"></p>
</aside>`;
}

function tabs(name: string, label: string, entries: readonly (readonly [id: string, words: string])[]): Html {
  const buttons = entries.map(
    ([id, words], index) =>
      html`<button type="button" role="tab" id="${name}-${id}" aria-controls="${name}-${id}-panel" aria-selected="${index === 0 ? 'true' : 'false'}"${index === 0 ? html`` : html` tabindex="-1"`}>${words}<span class="count" hidden></span></button>`,
  );
  return html`<div class="tabs" id="${name}-tabs" role="tablist" aria-label="${label}">${buttons}</div>`;
}

/** The controls above the mail: which kind of mail program, which edition, and for which subscriber. */
function mailTools({ mail, looks: names }: PreviewWords, example: string): Html {
  const radios = looks.map(
    (look, index) =>
      html`<label><input type="radio" name="look" value="${look}"${index === 0 ? html` checked` : html``}><span>${names[look]}</span></label>`,
  );
  return html`<div class="tools" id="tools">
<fieldset class="looks"><legend class="unseen">${mail.looks}</legend>${radios}</fieldset>
<label class="field"><span>${mail.edition}</span><select id="edition"></select></label>
<form id="person" autocomplete="off"><label class="field"><span>${mail.person}</span><input type="email" id="person-address" placeholder="${example}" spellcheck="false" aria-describedby="person-about"></label><button type="submit">${mail.personFind}</button></form>
<p id="person-about" class="unseen">${mail.personAbout}</p>
<p id="person-said" role="status"></p>
</div>`;
}
