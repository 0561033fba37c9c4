/**
 * Shaping the issue: lead, order, what is left out, and the words of the editor. Each decision is saved in the issue
 * note at once; the next state of the digest shows what the note says.
 */
import { isCarrying, openDrag } from './drag.js';
import { announce, el, find, say, words } from './elements.js';
import { hasUnsaved, openFields, showFields } from './note-fields.js';
import { isSaving, openSaving, save } from './saving.js';

const { shape } = words;
const ZONES = ['lead', 'order', 'rest', 'out'];

/** @type {import('../state.ts').Shape | undefined} */
let rendered;
/** @type {readonly import('../state.ts').ShapedPost[]} */
let posts = [];
/** The file of the post that the keys work on. */
let focused;
/** Whether the page shows an order of posts that is not saved yet. */
let moved = false;

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
  openDrag(
    order,
    (file, zone, at) => {
      const post = posts.find((one) => one.file === file);
      if (post !== undefined) move(post, zone, at);
    },
    () => rendered !== undefined && showPosts(),
  );
  find('shape-words-panel').append(...openFields());
  openSaving(unwritten);
  addEventListener('beforeunload', (event) => {
    if (moved || hasUnsaved()) event.preventDefault();
  });
}

/** @param next what the server says; while something is being saved, it may be older than the page */
export function showShape(next) {
  if (isSaving()) return;
  showFields(next.note);
  if (find('saved').textContent === '') find('saved').textContent = say(shape.file, { file: next.note.file });
  if (moved) return;
  rendered = next;
  posts = next.posts;
  showPosts();
}

function showPosts() {
  if (isCarrying()) return; // the new state is shown after the row was dropped
  if (!posts.some(({ file }) => file === focused)) focused = posts[0]?.file;
  const had =
    find('shape-order-panel').contains(document.activeElement) &&
    document.activeElement.closest('li') !== null;
  for (const zone of ZONES) {
    const held = posts.filter((post) => post.zone === zone);
    const section = find('shape-order-panel').querySelector(`section[data-zone=${zone}]`);
    section.querySelector('ol').replaceChildren(...held.map(row));
    const empty = {
      lead: say(shape.leadNone, { title: rendered.leadChosen }),
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
  const isUnshown = !shown && zone !== 'out';
  const item = el(
    'li',
    {
      tabIndex: file === focused ? 0 : -1,
      draggable: true,
      'data-file': file,
      'aria-describedby': 'shape-keys',
      className: isUnshown ? 'unshown' : '',
    },
    el('span', { className: 'grip', 'aria-hidden': 'true' }, '⠿'),
    el(
      'span',
      { className: 'what' },
      el('b', {}, title),
      el('span', { className: 'meta' }, about, isUnshown ? words.page.between + shape.hidden : ''),
    ),
    el('span', { className: 'acts' }, actButtons(post)),
  );
  item.addEventListener('focus', () => {
    focused = file;
    for (const other of find('shape-order-panel').querySelectorAll('li'))
      other.tabIndex = other === item ? 0 : -1;
  });
  return item;
}

/** What can be done with a post, by the zone in which it is. */
function actButtons(post) {
  const { zone } = post;
  const isLead = zone === 'lead';
  const isOut = zone === 'out';
  return [
    isOut
      ? undefined
      : actButton(post, 'lead', isLead ? shape.unLead : shape.makeLead, isLead ? '★' : '☆', isLead),
    isOut || isLead ? undefined : actButton(post, 'up', shape.up, '↑'),
    zone === 'order' ? actButton(post, 'down', shape.down, '↓') : undefined,
    actButton(post, 'out', isOut ? shape.bringBack : shape.leaveOut, isOut ? '↩' : '✕'),
  ];
}

/** @param pressed whether a button that can be on is on */
function actButton(post, name, label, sign, pressed) {
  return el(
    'button',
    {
      type: 'button',
      tabIndex: -1,
      title: label,
      'aria-label': `${label}: ${post.title}`,
      'data-act': name,
      'aria-pressed': pressed === undefined ? undefined : String(pressed),
      onclick: () => {
        focused = post.file;
        perform(name, post);
      },
    },
    sign,
  );
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

/** What an act does to the zones. */
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

/** Puts a post into a zone, at a place among its posts; an old lead goes to the top of the order. */
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
  moved = true;
  save();
}

/** What differs from the note, and what the note says. */
function unwritten() {
  if (!moved) return [];
  const [now, before] = [placed(posts), placed(rendered.posts)];
  const names = Object.keys(now).filter((name) => String(now[name]) !== String(before[name]));
  const only = (all) => Object.fromEntries(names.map((name) => [name, all[name]]));
  const shown = posts;
  const done = () => {
    rendered = { ...rendered, posts: shown };
    moved = posts !== shown;
  };
  if (names.length === 0) done();
  return names.length === 0
    ? []
    : [{ name: 'order', change: only(now), base: only(before), done, refused: giveUp }];
}

/** Shows again what the note says. */
function giveUp() {
  moved = false;
}

function placed(all) {
  const files = (zone) => all.filter((one) => one.zone === zone).map(({ file }) => file);
  return { lead: files('lead')[0] ?? null, order: files('order'), leaveOut: files('out') };
}
