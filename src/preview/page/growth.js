/** How the list grew: a picture of the weeks, and the same numbers as tables, for people who can not see bars. */
import { coded, el, find, problemItem, say, words } from './elements.js';
import { ask, Refused } from './server.js';

const SVG = 'http://www.w3.org/2000/svg';
/** Of the picture, in units of its own: it grows with the page. */
const [WIDTH, HEIGHT, FOOT, GAP] = [720, 240, 28, 6];

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The bars of one week: people who joined are above the line, people who left or bounced are below it. */
function barsOf({ name, joined, left, bounced, complained }, { x, width, line, unit }) {
  const bar = (kind, y, n) =>
    n === 0 ? [] : [draw('rect', { class: kind, x, y, width, height: Math.max(1, n * unit), rx: 2 })];
  const label = draw('text', { x: x + width / 2, y: HEIGHT - 6, 'text-anchor': 'middle' });
  label.textContent = name.replace(/^\d+-/, '');
  return [
    ...bar('joined', line - joined * unit, joined),
    ...bar('left', line, left),
    ...bar('bounced', line + left * unit, bounced + complained),
    label,
  ];
}

function chart(weeks) {
  const sum = (key) => weeks.reduce((all, week) => all + week[key], 0);
  const lost = ({ left, bounced, complained }) => left + bounced + complained;
  const up = Math.max(1, ...weeks.map(({ joined }) => joined));
  const down = Math.max(1, ...weeks.map(lost));
  const unit = (HEIGHT - FOOT - 2 * GAP) / (up + down);
  const line = GAP + up * unit;
  const step = WIDTH / weeks.length;
  const about = say(words.growth.picture, {
    weeks: weeks.length,
    joined: sum('joined'),
    left: sum('left'),
    bounced: sum('bounced') + sum('complained'),
  });
  return draw(
    'svg',
    { class: 'growth', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': about },
    ...weeks.flatMap((week, at) =>
      barsOf(week, { x: at * step + step * 0.2, width: step * 0.6, line, unit }),
    ),
    draw('line', { class: 'zero', x1: 0, x2: WIDTH, y1: line, y2: line }),
  );
}

function key(kind, text) {
  return el('li', {}, el('i', { className: kind, 'aria-hidden': 'true' }), text);
}

function table(heading, columns, rows) {
  const head = [heading, ...columns.map((column) => words.growth[column])];
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const headings = head.map((name) => el('th', { scope: 'col' }, name));
  const lines = rows.map((row) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, row.name),
      columns.map((column) => el('td', { className: 'number' }, number(row[column]))),
    ),
  );
  return el(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': heading },
    el('table', { className: 'numbers' }, el('thead', {}, el('tr', {}, headings)), el('tbody', {}, lines)),
  );
}

const MOVED = ['joined', 'left', 'bounced', 'complained'];

function sheetOf({ counts, weeks, categories, domains }) {
  const { growth } = words;
  if (counts === undefined) return [el('p', {}, coded(growth.nobody))];
  const standing = (heading, rows) =>
    rows.length === 0 ? [] : [el('h2', {}, heading), table(heading, ['confirmed', ...MOVED], rows)];
  return [
    el('p', { className: 'sum' }, say(growth.standing, counts)),
    el('p', { className: 'about' }, growth.about),
    el(
      'ul',
      { className: 'keys' },
      key('joined', growth.joined),
      key('left', growth.left),
      key('bounced', growth.lost),
    ),
    chart(weeks),
    table(growth.week, MOVED, weeks.toReversed()),
    ...standing(growth.category, categories),
    ...standing(growth.domain, domains),
  ];
}

async function content() {
  try {
    return sheetOf(await ask('growth'));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [el('ul', { className: 'problems' }, error.problems.map(problemItem))];
  }
}

export async function showGrowth() {
  find('view-growth-panel').replaceChildren(el('div', { className: 'sheet growth' }, await content()));
}
