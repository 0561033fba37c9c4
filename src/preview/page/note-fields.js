/**
 * The fields that the editor writes: subject, note, last line. A field is saved a moment after the last key. The text
 * of the note on disk goes into a field only if nobody is writing in it and it has no text that is not saved. If both
 * have changed, both are shown, and the editor chooses.
 */
import { el, words } from './elements.js';
import { forgive, openSaving, save } from './saving.js';

const { shape } = words;
/** How long to wait after a key before saving, in ms. */
const PAUSE = 350;

/** By name, in the order of the page. */
const fields = new Map();
let pause;

export function openFields() {
  openSaving(unwritten, () => [choice(shape.again, againAll), choice(shape.reload, takeAll)]);
  const line = (name) => field(name, el('input', { id: `word-${name}`, autocomplete: 'off' }), shape[name]);
  return [
    ...['subject', 'preheader', 'number'].map(line),
    field(
      'body',
      el('textarea', { id: 'word-body', rows: 12, 'aria-describedby': 'note-about' }),
      shape.note,
    ),
    el('p', { className: 'about', id: 'note-about' }, shape.noteAbout),
    line('closing'),
  ];
}

function field(name, input, label) {
  if (name !== 'body') input.placeholder = shape.byDefault;
  const theirs = el('div', { className: 'theirs', role: 'group', 'aria-label': label, hidden: true });
  /**
   * `disk`: what the note says. `base`: what it said when the editor began to write. `as`: the text of the box at that
   * time.
   */
  const own = { name, input, theirs, disk: '', base: '', as: '', composing: false, conflict: false };
  fields.set(name, own);
  // While a word is being composed (kana to kanji), the text is incomplete, and must not be changed.
  input.addEventListener('compositionstart', () => {
    own.composing = true;
    clearTimeout(pause);
  });
  input.addEventListener('compositionend', () => {
    own.composing = false;
    typed(own);
  });
  input.addEventListener('input', () => {
    if (!own.composing) typed(own);
  });
  input.addEventListener('blur', () => settle(own));
  return el('div', { className: 'field' }, el('label', {}, el('span', {}, label), input), theirs);
}

function typed(own) {
  settle(own);
  clearTimeout(pause);
  if (![...fields.values()].some(({ composing }) => composing)) pause = setTimeout(save, PAUSE);
}

/** The text as the note stores it: the server trims it, and makes one blank of several in a line. */
function cleaned({ name }, text) {
  return name === 'body' ? text.replace(/\r\n?/g, '\n').trim() : text.replace(/\s+/g, ' ').trim();
}

function isSame(own, one, other) {
  return cleaned(own, one) === cleaned(own, other);
}

function isUnsaved(own) {
  return own.input.value !== own.as && !isSame(own, own.input.value, own.base);
}

export function hasUnsaved() {
  return [...fields.values()].some(isUnsaved);
}

/** Whether somebody is writing in it: then the text must not change. */
function isBusy({ input, composing }) {
  return composing || (document.activeElement === input && document.hasFocus());
}

/** @param note what the note on disk says at present */
export function showFields(note) {
  for (const own of fields.values()) {
    own.disk = note[own.name];
    settle(own);
  }
}

/** Compares the text of the box with the text on disk. */
function settle(own) {
  const { input, disk } = own;
  if (isSame(own, input.value, disk)) agree(own);
  else if (!isUnsaved(own)) {
    if (!isBusy(own)) take(own);
  } else if (own.conflict && isSame(own, disk, own.base)) agreeOn(own, own.base);
  else own.conflict = !isSame(own, disk, own.base);
  showTheirs(own);
}

/** Whether box and disk have the same text, apart from blanks at the ends. */
function agree(own) {
  own.as = own.input.value;
  agreeOn(own, own.disk);
}

function agreeOn(own, base) {
  own.base = base;
  own.conflict = false;
  if (own.refused !== undefined) forgive(own.name);
  own.refused = undefined;
}

/** Puts the text of the disk into the box. */
function take(own) {
  own.input.value = own.disk;
  agree(own);
}

function showTheirs(own) {
  const { theirs, conflict, disk } = own;
  theirs.hidden = !conflict;
  if (!conflict) return theirs.replaceChildren();
  // Not made again without need: a button that disappears while it is pressed is not clicked.
  if (theirs.querySelector('pre')?.dataset.disk === disk) return;
  const mine = choice(shape.keepMine, () => {
    agreeOn(own, own.disk);
    showTheirs(own);
    save();
  });
  const other = choice(shape.reload, () => {
    take(own);
    showTheirs(own);
  });
  theirs.replaceChildren(
    el('p', {}, shape.onDisk),
    el('pre', { tabIndex: 0, 'data-disk': disk }, disk === '' ? shape.nothing : disk),
    el('p', {}, mine, ' ', other),
  );
}

function choice(label, onclick) {
  return el('button', { type: 'button', className: 'quiet', onclick }, label);
}

/** Each field that can be saved, and what the page had read of it when the editor began to write. */
function unwritten() {
  const waiting = [...fields.values()].filter(
    (own) => isUnsaved(own) && !own.composing && !own.conflict && own.refused !== own.input.value,
  );
  return waiting.map((own) => {
    const { name, base } = own;
    const text = own.input.value;
    return {
      name,
      change: { [name]: text },
      base: { [name]: base },
      done: (note) => {
        Object.assign(own, { base: note[name], disk: note[name], as: text, refused: undefined });
        settle(own);
      },
      refused: () => {
        own.refused = text;
      },
    };
  });
}

function againAll() {
  for (const own of fields.values()) own.refused = undefined;
  save();
}

/** Replaces all text that is not saved by the text of the file. */
function takeAll() {
  for (const own of fields.values()) {
    take(own);
    showTheirs(own);
  }
  forgive('order');
}
