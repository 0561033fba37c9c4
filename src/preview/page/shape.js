/**
 * Shaping the issue: lead, order, what is left out, and the words of the editor. Each decision goes into the issue note
 * at once; what the note says comes back with the next picture.
 */
import { openDrag } from './drag.js';
import { act, announce, el, find, Refused, said, say, words } from './elements.js';

const { shape } = words;
const ZONES = ['lead', 'order', 'rest', 'out'];
const FIELDS = ['subject', 'preheader', 'number', 'closing'];
/** Somebody who writes is waited for, in ms. */
const PAUSE = 350;

/** @type {{posts: any[], note: any, leadChosen: string}} */
let picture;
let posts = [];
/** The file of the post that the keys are about. */
let focused;
const written = new Map();

export function openShape() {
  const order = find('shape-order-panel');
  order.append(
    el('p', { className: 'about', id: 'shape-keys' }, shape.keysAbout),
    el('p', { className: 'about', id: 'shape-touch' }, shape.touchAbout),
    ...ZONES.map((zone) =>
      el(
        'section',
        { 'data-zone': zone },
        el(
          'h2',
          { id: `zone-${zone}` },
          { lead: shape.lead, order: shape.ordered, rest: shape.rest, out: shape.out }[zone],
        ),
        el('ol', { 'aria-labelledby': `zone-${zone}`, 'data-zone': zone }),
        el('p', { className: 'empty' }),
      ),
    ),
  );
  order.addEventListener('keydown', onKey);
  openDrag(order, (file, zone, at) => {
    const post = posts.find((one) => one.file === file);
    if (post !== undefined) move(post, zone, at);
  });
  find('shape-words-panel').append(...wordFields());
}

function wordFields() {
  const field = (name) => {
    const input = el('input', { id: `word-${name}`, autocomplete: 'off', placeholder: shape.byDefault });
    input.addEventListener('input', () => typed(name, input));
    return el('label', { className: 'field' }, el('span', {}, shape[name]), input);
  };
  const note = el('textarea', { id: 'word-body', rows: 12, 'aria-describedby': 'note-about' });
  note.addEventListener('input', () => typed('body', note));
  return [
    field('subject'),
    field('preheader'),
    field('number'),
    el('label', { className: 'field' }, el('span', {}, shape.note), note),
    el('p', { className: 'about', id: 'note-about' }, shape.noteAbout),
    field('closing'),
  ];
}

const pauses = new Map();

function typed(name, input) {
  clearTimeout(pauses.get(name));
  written.set(name, input.value);
  pauses.set(
    name,
    setTimeout(
      () =>
        void save({ [name]: input.value }).then(
          () => written.get(name) === input.value && written.delete(name),
        ),
      PAUSE,
    ),
  );
}

/** @param next what the server says now; while something is being saved, it may be older than what is shown */
export function showShape(next) {
  if (pending > 0) return;
  picture = next;
  posts = next.posts;
  for (const name of [...FIELDS, 'body']) {
    const input = find(`word-${name}`);
    if (!written.has(name) && input.value !== next.note[name]) input.value = next.note[name];
  }
  if (find('saved').textContent === '') find('saved').textContent = say(shape.file, { file: next.note.file });
  showPosts();
}

function showPosts() {
  if (!posts.some(({ file }) => file === focused)) focused = posts[0]?.file;
  const had =
    find('shape-order-panel').contains(document.activeElement) &&
    document.activeElement.closest('li') !== null;
  for (const zone of ZONES) {
    const held = posts.filter((post) => post.zone === zone);
    const section = find('shape-order-panel').querySelector(`section[data-zone=${zone}]`);
    section.querySelector('ol').replaceChildren(...held.map(row));
    const empty = {
      lead: say(shape.leadNone, { title: picture.leadChosen }),
      order: shape.orderedNone,
      rest: '',
      out: shape.outNone,
    }[zone];
    section.querySelector('.empty').textContent = held.length === 0 ? empty : '';
    section.hidden = zone === 'rest' && held.length === 0;
  }
  if (had) rowOf(focused)?.focus();
}

function row(post) {
  const { file, title, about, zone, shown } = post;
  const button = (name, label, sign, pressed) =>
    el(
      'button',
      {
        type: 'button',
        tabIndex: -1,
        title: label,
        'aria-label': `${label}: ${title}`,
        'data-act': name,
        'aria-pressed': pressed === undefined ? undefined : String(pressed),
        onclick: () => {
          focused = file;
          perform(name, post);
        },
      },
      sign,
    );
  const item = el(
    'li',
    {
      tabIndex: file === focused ? 0 : -1,
      draggable: true,
      'data-file': file,
      'aria-describedby': 'shape-keys',
      className: shown || zone === 'out' ? '' : 'unshown',
    },
    el('span', { className: 'grip', 'aria-hidden': 'true' }, '⠿'),
    el(
      'span',
      { className: 'what' },
      el('b', {}, title),
      el(
        'span',
        { className: 'meta' },
        about,
        shown || zone === 'out' ? '' : words.page.between + shape.hidden,
      ),
    ),
    el(
      'span',
      { className: 'acts' },
      zone === 'out'
        ? undefined
        : button(
            'lead',
            zone === 'lead' ? shape.unLead : shape.makeLead,
            zone === 'lead' ? '★' : '☆',
            zone === 'lead',
          ),
      zone === 'out' || zone === 'lead' ? undefined : button('up', shape.up, '↑'),
      zone === 'order' ? button('down', shape.down, '↓') : undefined,
      button('out', zone === 'out' ? shape.bringBack : shape.leaveOut, zone === 'out' ? '↩' : '✕'),
    ),
  );
  item.addEventListener('focus', () => {
    focused = file;
    for (const other of find('shape-order-panel').querySelectorAll('li'))
      other.tabIndex = other === item ? 0 : -1;
  });
  return item;
}

function rowOf(file) {
  return find('shape-order-panel').querySelector(`li[data-file="${CSS.escape(file ?? '')}"]`);
}

function onKey(event) {
  const item = event.target.closest('li');
  if (item === null) return;
  const post = posts.find(({ file }) => file === item.dataset.file);
  if (post === undefined || event.ctrlKey || event.metaKey) return;
  const rows = [...find('shape-order-panel').querySelectorAll('li')];
  const at = rows.indexOf(item);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step !== undefined && event.altKey) perform(step < 0 ? 'up' : 'down', post);
  else if (step !== undefined) rows[at + step]?.focus();
  else if (event.key === 'Home') rows[0]?.focus();
  else if (event.key === 'End') rows.at(-1)?.focus();
  else if (/^l$/i.test(event.key)) perform('lead', post);
  else if (/^x$/i.test(event.key) || event.key === 'Delete') perform('out', post);
  else return;
  event.preventDefault();
}

/** What an act makes of the zones. */
function perform(name, post) {
  const { zone } = post;
  const place = posts.filter((one) => one.zone === 'order').indexOf(post);
  const ordered = posts.filter((one) => one.zone === 'order').length;
  if (name === 'lead') move(post, zone === 'lead' ? 'rest' : 'lead', 0);
  else if (name === 'out') move(post, zone === 'out' ? 'rest' : 'out', 0);
  else if (name === 'up' && zone === 'order') move(post, 'order', Math.max(0, place - 1));
  else if (name === 'up' && zone === 'rest') move(post, 'order', ordered);
  else if (name === 'up' && zone === 'out') move(post, 'rest', 0);
  else if (name === 'down' && zone === 'order' && place + 1 < ordered) move(post, 'order', place + 1);
  else if (name === 'down' && zone === 'order') move(post, 'rest', 0);
  else if (name === 'down' && zone === 'lead') move(post, 'order', 0);
}

/** Puts a post into a zone, at a place among those in it; a lead that was there goes to the top of the order. */
function move(post, zone, at) {
  const others = posts.filter((one) => one !== post);
  const inZone = (name) => others.filter((one) => one.zone === name);
  const lists = Object.fromEntries(ZONES.map((name) => [name, inZone(name)]));
  if (zone === 'lead')
    lists.order = [...lists.lead.map((one) => ({ ...one, zone: 'order' })), ...lists.order];
  if (zone === 'lead') lists.lead = [];
  lists[zone].splice(at, 0, { ...post, zone });
  posts = ZONES.flatMap((name) => lists[name]);
  focused = post.file;
  showPosts();
  rowOf(post.file)?.focus();
  const names = { lead: shape.lead, order: shape.ordered, rest: shape.rest, out: shape.out };
  announce(`${post.title}: ${names[zone]}${zone === 'order' ? ` ${at + 1}` : ''}`);
  void save(decided());
}

/** Only what is not as the note has it. */
function decided() {
  const files = (list, zone) => list.filter((one) => one.zone === zone).map(({ file }) => file);
  const [lead = null] = files(posts, 'lead');
  const [leadBefore = null] = files(picture.posts, 'lead');
  const same = (zone) => files(posts, zone).join('\n') === files(picture.posts, zone).join('\n');
  return {
    ...(lead === leadBefore ? {} : { lead }),
    ...(same('order') ? {} : { order: files(posts, 'order') }),
    ...(same('out') ? {} : { leaveOut: files(posts, 'out') }),
  };
}

let saving = Promise.resolve();
let pending = 0;

/** One after the other: each is made on what the one before has written. After the last, the page is asked anew. */
function save(change) {
  pending += 1;
  saving = saving
    .then(() => write(change))
    .finally(() => {
      pending -= 1;
      if (pending === 0) document.dispatchEvent(new CustomEvent('shaped'));
    });
  return saving;
}

async function write(change) {
  if (Object.keys(change).length === 0) return;
  const status = find('saved');
  status.className = '';
  status.textContent = shape.saving;
  try {
    const { version } = await act('note', { version: picture.note.version, ...change });
    picture = { ...picture, posts, note: { ...picture.note, version } };
    status.textContent = say(shape.saved, { file: picture.note.file });
    document.body.dataset.saved = version;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    status.className = 'grave';
    const reload = el('button', { type: 'button', className: 'quiet', onclick: takeDisk }, shape.reload);
    status.replaceChildren(el('b', {}, shape.notSaved), ' ', error.problems.map(said).join(' '), ' ', reload);
    document.body.dataset.refused = String(error.status);
  }
}

/** What was typed here and not saved gives way to the file. */
function takeDisk() {
  written.clear();
  find('saved').textContent = '';
  document.dispatchEvent(new CustomEvent('shaped'));
}
