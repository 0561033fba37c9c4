/**
 * Drags a post to another place: by mouse anywhere on its row, by finger or pen only at its grip, so that the rest of
 * the row still scrolls the page. Both ways show the new place, and report it when the row is dropped.
 */

/** If a dragged row is nearer than EDGE px to the edge of the list, each move scrolls the list by STEP px. */
const [EDGE, STEP] = [56, 14];

/** Whether a row is being dragged. Then no row may be made again, or the browser would stop dragging. */
export function isCarrying() {
  return carrying;
}

let carrying = false;

/**
 * @param dropped gets the file, the zone, and the place among its rows
 * @param ended is called after each drag, dropped or not
 */
export function openDrag(list, dropped, ended) {
  const carry = (on) => {
    carrying = on;
    if (!on) ended();
  };
  const drop = (file, place) => {
    mark(list, undefined);
    if (file !== undefined && place !== undefined)
      dropped(file, place.zone, place.zone === 'order' ? place.at : 0);
  };
  byMouse(list, drop, carry);
  byFinger(list, drop, carry);
}

function byMouse(list, drop, carry) {
  let file;
  // This counts from the press on and not from the first move: a row that is made again in between could not be
  // dragged.
  list.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.target.closest('li') !== null) carry(true);
  });
  const release = () => setTimeout(() => file === undefined && carry(false)); // a click comes first
  addEventListener('pointerup', (event) => event.pointerType === 'mouse' && isCarrying() && release());
  list.addEventListener('dragstart', (event) => {
    file = event.target.closest('li')?.dataset.file;
    carry(true);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', event.target.textContent);
  });
  list.addEventListener('dragover', (event) => {
    const place = file === undefined ? undefined : placeAt(event.target, event.clientY, file);
    if (place === undefined) return;
    event.preventDefault();
    mark(list, place);
  });
  list.addEventListener('drop', (event) => {
    const place = placeAt(event.target, event.clientY, file);
    if (place !== undefined) event.preventDefault();
    const carried = file;
    file = undefined;
    carry(false);
    drop(carried, place);
  });
  list.addEventListener('dragend', () => {
    file = undefined;
    mark(list, undefined);
    carry(false);
  });
}

function byFinger(list, drop, carry) {
  let carried;
  const under = ({ clientX, clientY }) =>
    placeAt(document.elementFromPoint(clientX, clientY), clientY, carried.file);
  const letGo = () => {
    carried?.row.classList.remove('carried');
    carried?.row.style.removeProperty('transform');
    const had = carried !== undefined;
    carried = undefined;
    mark(list, undefined);
    if (had) carry(false);
  };
  // Otherwise the browser would take a resting finger for a long press, and drag the row itself.
  const hold = (event) => event.target.closest('.grip') !== null && event.preventDefault();
  list.addEventListener('touchstart', hold, { passive: false });
  list.addEventListener('pointerdown', (event) => {
    const row = event.target.closest('.grip')?.closest('li');
    if (row === null || row === undefined || event.pointerType === 'mouse') return;
    event.preventDefault();
    letGo();
    list.setPointerCapture(event.pointerId); // the row may be made again in the meantime
    carried = { row, file: row.dataset.file, pointer: event.pointerId, from: event.pageY + list.scrollTop };
    row.classList.add('carried');
    carry(true);
  });
  list.addEventListener('pointermove', (event) => {
    if (event.pointerId !== carried?.pointer) return;
    scrollNear(list, event.clientY);
    carried.row.style.transform = `translateY(${event.pageY + list.scrollTop - carried.from}px)`;
    mark(list, under(event));
  });
  list.addEventListener('pointerup', (event) => {
    if (event.pointerId !== carried?.pointer) return;
    const [file, place] = [carried.file, under(event)];
    letGo();
    drop(file, place);
  });
  list.addEventListener('pointercancel', letGo);
}

/** Scrolls the list if it scrolls by itself, otherwise the page. */
function scrollNear(list, y) {
  const own = list.scrollHeight > list.clientHeight + 1;
  const { top, bottom } = own ? list.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const step = y < top + EDGE ? -STEP : y > bottom - EDGE ? STEP : 0;
  (own ? list : document.scrollingElement).scrollBy(0, step);
}

/** The place for something that is dropped over an element, at a height of the window. */
function placeAt(element, y, file) {
  const section = element?.closest('section[data-zone]');
  if (section === null || section === undefined) return undefined;
  const rows = [...section.querySelectorAll('li')].filter((one) => one.dataset.file !== file);
  const at = rows.findIndex((one) => {
    const { top, height } = one.getBoundingClientRect();
    return y < top + height / 2;
  });
  const { zone } = section.dataset;
  return { section, zone, at: at < 0 ? rows.length : at, before: at < 0 ? undefined : rows[at] };
}

function mark(list, place) {
  for (const one of list.querySelectorAll('.target, .before')) one.classList.remove('target', 'before');
  place?.section.classList.add('target');
  if (place?.zone === 'order') place.before?.classList.add('before');
}
