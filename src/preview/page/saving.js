/**
 * Saves the decisions of the page in the issue note, one request after the other. What could not be saved is kept:
 * after a broken connection it is tried again, and what the server refuses waits for the editor.
 */
import { el, find, said, say, words } from './elements.js';
import { act, Refused } from './server.js';

const { shape } = words;
/** After a broken connection, the first and the longest time until it is tried again, in ms. */
const [SOON, SELDOM] = [1_000, 10_000];

/**
 * @type {(() => {name: string, change: object, base: object, done: (note: object) => void, refused: () => void}[])[]}
 * Each says what it has to save, and what the page has read of that.
 */
const sources = [];
/** For each name: why it could not be saved. */
const wrong = new Map();
/** The choices of the editor if something was refused. */
let choices = () => [];
let running;
let wanted = false;
let unreachable = false;
let wait = SOON;
let timer;

export function openSaving(unwritten, whatNow) {
  sources.push(unwritten);
  choices = whatNow ?? choices;
}

/** Whether something is being saved: then an answer of the server may be older than the page. */
export function isSaving() {
  return running !== undefined;
}

/** Saves what waits, and asks the server for the new state of the page. */
export function save() {
  wanted = true;
  clearTimeout(timer);
  if (running !== undefined) return;
  running = writeAll().finally(() => {
    running = undefined;
    if (unreachable) {
      timer = setTimeout(save, wait);
      wait = Math.min(wait * 2, SELDOM);
    } else wait = SOON;
    // Also after a broken connection: a state that came meanwhile was not taken in (isSaving).
    document.dispatchEvent(new CustomEvent('shaped'));
  });
}

async function writeAll() {
  unreachable = false;
  while (wanted && !unreachable) {
    wanted = false;
    for (const source of sources) for (const part of source()) await write(part);
  }
}

async function write({ name, change, base, done, refused }) {
  if (unreachable) return;
  const status = find('saved');
  if (wrong.size === 0) {
    status.className = '';
    status.textContent = shape.saving;
  }
  try {
    const { note, version } = await act('note', { base, ...change });
    wrong.delete(name);
    done(note);
    document.body.dataset.saved = version;
    showSaved(note.file);
  } catch (error) {
    // An answer without a reason does not come from our server: the connection broke, or the preview ended.
    const problems = error instanceof Refused ? error.problems : [];
    unreachable = problems.length === 0;
    if (unreachable) return showWrong([shape.unreachable], []);
    refused();
    wrong.set(name, problems.map(reasonOf).join(' '));
    document.body.dataset.refused = String(error.status);
    showWrong(wrong.values(), choices());
  }
}

/** In the language of the page, with what exactly was refused. */
function reasonOf(problem) {
  const { message, hint } = problem;
  const reason = said(problem);
  return reason === `${message} ${hint}` ? reason : `${reason} (${message})`;
}

function showSaved(file) {
  if (wrong.size > 0) return showWrong(wrong.values(), choices());
  const status = find('saved');
  status.className = '';
  status.textContent = say(shape.saved, { file });
}

function showWrong(reasons, buttons) {
  const status = find('saved');
  status.className = 'grave';
  const spaced = buttons.flatMap((button) => [' ', button]);
  status.replaceChildren(el('b', {}, shape.notSaved), ' ', [...new Set(reasons)].join(' '), ...spaced);
}

/** The editor has chosen, so the refusal is no longer shown. */
export function forgive(name) {
  if (!wrong.delete(name) || wrong.size > 0) return;
  find('saved').className = '';
  find('saved').textContent = '';
}
