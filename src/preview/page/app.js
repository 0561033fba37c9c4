/** The page: takes in each new state of the digest and shows it in the view that is open. */
import { el, find, say, words } from './elements.js';
import { listen } from './events.js';
import { showFaults } from './faults.js';
import { heightTold, openPane } from './frames.js';
import { showGrowth } from './growth.js';
import { openShape, showShape } from './post-order.js';
import { showReady } from './ready.js';
import { act, ask, Refused } from './server.js';
import { openTabs } from './tabs.js';
import * as views from './views.js';

const phone = openPane(words.mail.phone, 375);
const desktop = openPane(words.mail.desktop, 640);
/** The space between the two panes and around them, in px. */
const GAP = 72;
const LEAST_SCALE = 0.6;

let view = 'mail';
let look = 'light';
let edition = 'all';
let person;
let state;
let beside;

const mailPanel = find('view-mail-panel');
const size = el('span', { id: 'size' });
const device = (pane, ...about) => el('figure', {}, el('figcaption', {}, about), pane.element);
mailPanel.append(
  device(phone, el('span', {}, words.mail.phone)),
  device(desktop, el('span', {}, words.mail.desktop), size),
);
views.openFrames();

new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width === 0) return;
  const { width } = contentRect;
  const beside = Math.min(1, (width - GAP) / (375 + 640));
  // Side by side if both are wide enough to be read; otherwise one below the other.
  phone.setScale(beside < LEAST_SCALE ? Math.min(1, (width - 4) / 375) : beside);
  desktop.setScale(beside < LEAST_SCALE ? Math.min(1, (width - 4) / 640) : beside);
}).observe(mailPanel);

function query(extra = {}) {
  const asked = new URLSearchParams({
    edition,
    ...(person === undefined ? {} : { person: person.handle }),
    ...extra,
  });
  return `?${asked}`;
}

/** The open view is updated at once, the other views when somebody opens them. */
async function showView() {
  const mail = state?.rendered?.mail;
  find('tools').hidden = !['mail', 'text', 'source', 'web', 'archive', 'letters'].includes(view);
  find('tools').dataset.view = view;
  if (state?.rendered === undefined) return;
  if (view === 'mail') {
    phone.show(`frame/mail${query({ look })}`);
    desktop.show(`frame/mail${query({ look })}`);
  }
  if (view === 'growth') await showGrowth();
  if (view === 'web' || view === 'archive') views.showFrame(view, look);
  if (view === 'text' || view === 'source') views.showPlain(view, (await views.loadPlain(query()))[view]);
  if (view === 'inbox' && mail !== undefined) views.showInbox(mail.inbox);
  if (view === 'links' && mail !== undefined) views.showLinks(mail.links);
  if (view === 'clients' && mail !== undefined) views.showClients(mail.gaps);
  if (view === 'letters' && beside?.letters) views.showLetters(beside, look);
  if (view === 'feeds' && beside?.feed) views.showFeed(beside.feed);
}

function showEditions() {
  const select = find('edition');
  const wanted = new Map((beside?.editions ?? []).map(({ key, people }) => [key, people]));
  const own = state.rendered?.mail?.editions ?? [];
  // Editions for several categories, which subscribers have chosen, come after those of one category.
  const others = [...wanted.keys()].filter((key) => !own.some((one) => one.key === key));
  const editions = [...own, ...others.toSorted().map((key) => ({ key }))];
  const options = editions.map(({ key, posts }) => {
    const name = key === 'all' ? words.mail.editionAll : key;
    const about = [
      posts === undefined ? undefined : say(words.mail.posts, { n: posts }),
      wanted.has(key) ? say(words.mail.people, { n: wanted.get(key) }) : undefined,
    ].filter((one) => one !== undefined);
    return el('option', { value: key }, `${name} (${about.join(', ')})`);
  });
  select.replaceChildren(...options);
  if (!editions.some(({ key }) => key === edition)) edition = 'all';
  select.value = edition;
}

function showSize() {
  const mail = state.rendered?.mail;
  if (mail === undefined) return;
  const { html } = mail.bytes;
  const { large, most, clip } = mail.limits;
  const meter = el('meter', { min: 0, max: clip, low: large, high: most, optimum: 0, value: html });
  meter.setAttribute('aria-label', words.mail.clip);
  size.replaceChildren(
    say(words.mail.size, { html: views.kilobytes(html) }),
    ' ',
    meter,
    ' ',
    words.mail.clip,
  );
}

function showState() {
  const { faults, rendered } = state;
  showFaults(faults, rendered);
  if (rendered === undefined) return;
  find('period').textContent = `${rendered.id}\u2003${rendered.label}`;
  document.title = `${rendered.id} · ${words.page.title}`;
  showEditions();
  showSize();
  showShape(rendered);
  views.count('links', (rendered.mail?.links ?? []).filter(({ state: to }) => to === 'broken').length, true);
  size.title = say(words.mail.picturesAbout, { hosts: rendered.hosts.join(', ') }).replaceAll('`', '');
}

/** The number of the newest question: an answer to an older one that comes later is ignored. */
let asked = 0;

/** @returns whether the server answers */
async function refresh() {
  asked += 1;
  const mine = asked;
  // If the server is gone, the browser opens the stream again by itself; then the server says it anew.
  const next = await ask('state').catch(() => undefined);
  if (mine !== asked) return true;
  if (next === undefined) {
    stand('off', words.page.lost);
    return false;
  }
  const isNew = state?.version !== next.version;
  state = next;
  showState();
  if (isNew) await showView();
  document.body.dataset.version = String(state.version);
  await refreshBeside();
  return true;
}

async function refreshBeside() {
  const mine = asked;
  const next = await ask('beside').catch(() => undefined);
  if (mine !== asked || next === undefined) return;
  beside = next;
  showEditions();
  if (beside.findings) views.showFindings(beside.findings);
  if (beside.ready) showReady(beside.ready, state.rendered, () => edition);
  if (view === 'letters' || view === 'feeds') await showView();
  document.body.dataset.beside = String(state.version);
}

const live = find('live');

function stand(name, text) {
  live.className = name;
  live.lastElementChild.textContent = text;
}

async function follow() {
  if (!(await refresh())) return;
  const time = new Date().toLocaleTimeString(document.documentElement.lang);
  stand('on', `${words.page.live}\u2003${say(words.page.updated, { time })}`);
}

/** What is done for each kind of message of the server. */
const followers = {
  awake: follow,
  rendered: follow,
  beside: () => void refreshBeside(),
  height: heightTold,
  lost: () => stand('off', words.page.lost),
};

function remember() {
  history.replaceState(null, '', `#${new URLSearchParams({ view, look })}`);
}

const selectView = openTabs('view', (id) => {
  view = id;
  remember();
  void showView();
});
openTabs('shape', () => {});

find('tools').addEventListener('change', ({ target }) => {
  if (target.name === 'look') look = target.value;
  if (target.id === 'edition') {
    edition = target.value;
    person = undefined;
    find('person-said').textContent = '';
  }
  remember();
  void showView();
});

find('person').addEventListener('submit', async (event) => {
  event.preventDefault();
  const address = find('person-address').value;
  const said = find('person-said');
  try {
    const answer = await act('person', { address });
    const { outcome, masked } = answer;
    person = outcome === 'found' ? answer : undefined;
    const text = {
      found: () => say(words.mail.personShown, { masked, edition: answer.edition }),
      unknown: () => words.mail.personNone,
      status: () =>
        say(words.mail.personStatus, { masked, status: words.statuses[answer.status] ?? answer.status }),
      nothing: () => say(words.mail.personNothing, { masked }),
      'no-ledger': () => words.mail.noLedger,
    }[outcome]();
    const back = el('button', { type: 'button', className: 'quiet' }, words.mail.personLeave);
    back.addEventListener('click', () => {
      person = undefined;
      said.replaceChildren();
      find('person-address').value = '';
      void showView();
    });
    said.replaceChildren(text, ' ', ...(outcome === 'found' ? [back] : []));
    if (outcome === 'found') find('person-address').value = '';
    await showView();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said.textContent = error.message;
  }
});

const before = new URLSearchParams(location.hash.slice(1));
const wantedLook = document.querySelector(
  `input[name=look][value="${CSS.escape(before.get('look') ?? '')}"]`,
);
if (wantedLook !== null) {
  wantedLook.checked = true;
  look = wantedLook.value;
}
openShape();
selectView(before.get('view') ?? 'mail');
listen((event, data) => followers[event](data));
document.addEventListener('shaped', () => void refresh());
