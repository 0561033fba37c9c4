/** The views of the digest, besides the mail itself: lists made of data, and frames. */
import { copyButton, el, find, placeLink, problemItem, say, words } from './elements.js';
import { openPane } from './frames.js';
import { ask } from './server.js';

const panelOf = (view) => find(`view-${view}-panel`);

/** The number beside the name of a view. */
export function count(view, number, grave = false) {
  const badge = find(`view-${view}`).querySelector('.count');
  badge.hidden = number === 0;
  badge.textContent = String(number);
  badge.classList.toggle('grave', grave);
}

export function showInbox({ subject, sender, preheader, summary }) {
  const { inbox } = words;
  const initial = [...sender][0] ?? '';
  panelOf('inbox').replaceChildren(
    el(
      'div',
      { className: 'sheet' },
      el('h2', {}, inbox.gmail),
      el(
        'div',
        { className: 'row desktop' },
        el('span', { className: 'sender' }, sender),
        el('span', { className: 'line' }, el('b', {}, subject), el('span', {}, ` - ${preheader}`)),
        el('time', {}, inbox.now),
      ),
      el('h2', {}, inbox.phone),
      el(
        'div',
        { className: 'row handset' },
        el('span', { className: 'disc', 'aria-hidden': 'true' }, initial),
        el(
          'span',
          { className: 'lines' },
          el('span', { className: 'top' }, el('b', {}, sender), el('time', {}, inbox.now)),
          el('b', { className: 'cut' }, subject),
          el('span', { className: 'cut two' }, preheader),
        ),
      ),
      el('h2', {}, inbox.summary),
      el('p', { className: 'about' }, inbox.summaryAbout),
      el('blockquote', { className: 'summary' }, summary),
    ),
  );
}

export function showPlain(view, text) {
  const lines = text.split('\n');
  const head = el('p', { className: 'about' }, copyButton(text));
  const body = el('pre', { className: view, tabIndex: 0 });
  if (view === 'source')
    body.append(...lines.map((line) => el('span', { className: 'code' }, line === '' ? '\u200b' : line)));
  else body.textContent = text;
  panelOf(view).replaceChildren(el('div', { className: 'sheet' }, head, body));
}

function table(headings, rows) {
  return el(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': headings[0] },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          headings.map((heading) => el('th', { scope: 'col' }, heading)),
        ),
      ),
      el('tbody', {}, rows),
    ),
  );
}

export function showLinks(links) {
  const { links: about } = words;
  count('links', links.filter(({ state }) => state === 'broken').length, true);
  const rows = links.map(({ url, words: said, state, file, count: times }) =>
    el(
      'tr',
      { className: state },
      el('td', {}, el('span', {}, said), el('span', { className: 'url' }, url)),
      el('td', {}, about[state], file === undefined ? undefined : el('code', {}, file)),
      el('td', { className: 'number' }, String(times)),
    ),
  );
  const body = table([about.link, about.state, about.times], rows);
  panelOf('links').replaceChildren(
    el('div', { className: 'sheet' }, el('p', { className: 'about' }, about.about), body),
  );
}

export function showClients(gaps) {
  const { clients } = words;
  const rows = gaps.map(({ name, count: times }) => {
    const [what, who] = words.gaps[name];
    return el(
      'tr',
      {},
      el('td', {}, what),
      el('td', {}, who),
      el('td', { className: 'number' }, String(times)),
    );
  });
  const body =
    gaps.length === 0 ? el('p', {}, clients.none) : table([clients.what, clients.who, clients.count], rows);
  panelOf('clients').replaceChildren(
    el('div', { className: 'sheet' }, el('p', { className: 'about' }, clients.about), body),
  );
}

export function showFindings(findings) {
  const grave = findings.filter(({ severity }) => severity === 'error').length;
  count('findings', findings.length, grave > 0);
  const byPost = Map.groupBy(findings, ({ place }) => place.replace(/(?::\d+){0,2}$/, ''));
  const groups = [...byPost].map(([file, held]) =>
    el('section', {}, el('h2', {}, file), el('ul', { className: 'problems' }, held.map(problemItem))),
  );
  panelOf('findings').replaceChildren(
    el(
      'div',
      { className: 'sheet' },
      el('p', { className: 'about' }, words.findings.about),
      groups.length === 0 ? el('p', { className: 'well' }, words.findings.none) : groups,
    ),
  );
}

const entryPane = openPane(words.feeds.back, undefined);
let entryShown;

export function showFeed(entries) {
  const open = (url) => {
    entryShown = url;
    const look = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    entryPane.show(`frame/entry?url=${encodeURIComponent(url)}&look=${look}`);
    for (const button of list.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.url === url));
  };
  const list = el(
    'ol',
    { className: 'entries' },
    entries.map((entry) => el('li', {}, entryButton(entry, open))),
  );
  panelOf('feeds').replaceChildren(
    el(
      'div',
      { className: 'reader' },
      el('div', { className: 'list' }, el('p', { className: 'about' }, words.feeds.about), list),
      entryPane.element,
    ),
  );
  const first = entries.find(({ url }) => url === entryShown) ?? entries[0];
  if (first !== undefined) open(first.url);
}

function entryButton({ url, title, summary, day, categories }, open) {
  return el(
    'button',
    {
      type: 'button',
      'data-url': url,
      'aria-pressed': String(url === entryShown),
      onclick: () => open(url),
    },
    el('span', { className: 'meta' }, [day, ...categories.slice(0, 1)].join(words.page.between)),
    el('b', {}, title),
    el('span', { className: 'cut two' }, summary),
  );
}

const LETTER_WIDTH = 640;
const panes = {
  web: openPane(words.views.web, undefined),
  archive: openPane(words.views.archive, undefined),
  letters: openPane(words.views.letters, LETTER_WIDTH),
};

export function openFrames() {
  panelOf('web').append(panes.web.element);
  panelOf('archive').append(el('p', { className: 'about' }, words.archive.about), panes.archive.element);
}

export function showFrame(view, look) {
  panes[view].show(`frame/${view}?look=${look}`);
}

let letterShown = 'confirm';

/** Smaller if there is no room for its width. */
new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width > 0) panes.letters.setScale(Math.min(1, (contentRect.width - 4) / LETTER_WIDTH));
}).observe(panelOf('letters'));

export function showLetters({ letters, letterFaults }, look) {
  count('letters', letterFaults.length, true);
  if (letterFaults.length > 0)
    return panelOf('letters').replaceChildren(
      el('ul', { className: 'problems' }, letterFaults.map(problemItem)),
    );
  const show = (kind) => {
    letterShown = kind;
    panes.letters.show(`frame/letter?kind=${kind}&look=${look}`);
    subject.textContent = letters.find((letter) => letter.kind === kind)?.subject ?? '';
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.kind === kind));
  };
  const subject = el('p', { className: 'subject' });
  const buttons = letters.map(({ kind }) =>
    el('button', { type: 'button', 'data-kind': kind, onclick: () => show(kind) }, words.letters[kind]),
  );
  panelOf('letters').replaceChildren(
    el('p', { className: 'about' }, words.lettersAbout),
    el('div', { className: 'choices', role: 'group', 'aria-label': words.views.letters }, buttons),
    subject,
    panes.letters.element,
  );
  if (letters.length > 0)
    show(letters.some(({ kind }) => kind === letterShown) ? letterShown : letters[0].kind);
}

export async function loadPlain(query) {
  return ask(`plain${query}`);
}

export function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

/** Problems of the digest that is shown: nothing must be done at once. */
export function problemList(problems, heading) {
  return el(
    'section',
    {},
    el('h2', {}, heading),
    el('ul', { className: 'problems' }, problems.map(problemItem)),
  );
}

export { placeLink, say };
