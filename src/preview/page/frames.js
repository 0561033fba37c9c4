/**
 * Frames that hold the text of others. Each frame is in a pane that scrolls; the frame itself is as high as its
 * content. So a new rendering can replace the old one without moving the scroll position. The new frame is made behind
 * the old one, and shown after it has reported its height.
 */
import { el } from './elements.js';

/**
 * A frame that reports no height is shown after this time, in ms, as high as the one before it: in a lower one the
 * scroll position would be lost.
 */
const PATIENCE = 1_500;
/** The height of a frame before it reports one, in px. */
const FIRST_HEIGHT = 400;

let made = 0;
const waiting = new Map();

/** To be called when a frame has reported its height to the server. */
export function heightTold({ key, height }) {
  waiting.get(key)?.(height);
}

/** Names a frame: with it the frame reports its height. */
function newKey() {
  made += 1;
  return `f${made}-${Math.random().toString(36).slice(2, 8)}`;
}

/** A frame that is not seen yet. Nothing in it may act: its `sandbox` is empty. */
function newFrame(label, path, key, width, scale) {
  const src = `${path}${path.includes('?') ? '&' : '?'}key=${key}`;
  const frame = el('iframe', { title: label, src, sandbox: '', scrolling: 'no' });
  frame.style.height = `${FIRST_HEIGHT}px`;
  if (width !== undefined) frame.style.width = `${width}px`;
  if (scale !== 1) frame.style.transform = `scale(${scale})`;
  frame.className = 'coming';
  return frame;
}

/** @param width in px; `undefined`: all the width that is free */
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
    const key = newKey();
    const frame = newFrame(label, path, key, width, scale);
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
    const timer = setTimeout(() => next === own && take(shown?.height ?? FIRST_HEIGHT), PATIENCE);
    waiting.set(key, take);
    next = own;
    stage.append(frame);
  };
  return {
    element: pane,
    show,
    /** Shows the pane smaller if there is no room. */
    setScale: (to) => {
      scale = to;
      for (const own of [shown, next]) if (own !== undefined) own.frame.style.transform = `scale(${to})`;
      resize();
    },
  };
}
