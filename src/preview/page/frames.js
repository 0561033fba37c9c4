/**
 * Frames that hold what others wrote. Each stands in a pane that scrolls; the frame itself is as tall as its content,
 * so that a new picture takes the place of the old one and the scroll stays. The new one is made behind the old, and
 * shown once it has said how tall it is.
 */
import { el } from './elements.js';

/** A frame that never says its height is shown all the same, in ms. */
const PATIENCE = 1_500;
/** Before it has said so, a frame is so tall. */
const FIRST_HEIGHT = 400;

let made = 0;
const waiting = new Map();

/** What the server was told by a frame. */
export function heightTold({ key, height }) {
  waiting.get(key)?.(height);
}

/** @param width in px; `undefined` takes what there is */
export function openPane(label, width) {
  const stage = el('div', { className: 'stage' });
  const pane = el('div', { className: 'pane', tabIndex: 0, role: 'region', 'aria-label': label }, stage);
  let shown;
  let next;
  let scale = 1;
  const resize = () => {
    if (shown === undefined) return;
    stage.style.height = `${Math.ceil(shown.height * scale)}px`;
    stage.style.width = width === undefined ? '100%' : `${width * scale}px`;
  };
  const show = (path) => {
    made += 1;
    const key = `f${made}-${Math.random().toString(36).slice(2, 8)}`;
    const src = `${path}${path.includes('?') ? '&' : '?'}key=${key}`;
    const frame = el('iframe', { title: label, src, sandbox: '', scrolling: 'no' });
    frame.style.height = `${FIRST_HEIGHT}px`;
    if (width !== undefined) frame.style.width = `${width}px`;
    if (scale !== 1) frame.style.transform = `scale(${scale})`;
    frame.className = 'coming';
    next?.drop();
    const drop = () => {
      clearTimeout(timer);
      waiting.delete(key);
      frame.remove();
    };
    const own = { frame, drop, height: FIRST_HEIGHT };
    const take = (height) => {
      own.height = height;
      frame.style.height = `${height}px`;
      if (next === own) {
        next = undefined;
        shown?.drop();
        shown = own;
        frame.className = '';
        pane.dataset.shown = String(Number(pane.dataset.shown ?? 0) + 1);
      }
      if (shown === own) resize();
    };
    const timer = setTimeout(() => next === own && take(own.height), PATIENCE);
    waiting.set(key, take);
    next = own;
    stage.append(frame);
  };
  return {
    element: pane,
    show,
    /** Smaller than it is, where there is no room. */
    setScale: (to) => {
      scale = to;
      for (const own of [shown, next]) if (own !== undefined) own.frame.style.transform = `scale(${to})`;
      resize();
    },
  };
}
