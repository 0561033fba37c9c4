/** Elements made from data, and the words in them. */

/** @type {import('../../locale/preview/preview-words.ts').PreviewWords} */
export const words = JSON.parse(document.getElementById('words').textContent);

/** Text is always inserted as text: a title of a post is never read as HTML. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes('-') && name !== 'list') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

export function find(id) {
  return document.getElementById(id);
}

/** Fills a pattern such as `{n} posts`. */
export function say(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

export function announce(text) {
  find('announce').textContent = text;
}

/** A button that copies a text, and says that it did. */
export function copyButton(text, label = words.page.copy) {
  const button = el('button', { type: 'button', className: 'copy', title: text }, label);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text).catch(() => getSelection()?.selectAllChildren(button));
    button.textContent = words.page.copied;
    announce(words.page.copied);
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  });
  return button;
}

/** Text between backquotes is shown as code. */
export function coded(text) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? el('code', {}, part) : part));
}

/** A place in a file: a link that opens it in the editor program, and the same as text to copy. */
export function placeLink({ place, editor }) {
  if (place === '') return undefined;
  return el(
    'span',
    { className: 'place' },
    editor === '' ? place : el('a', { href: editor, 'aria-label': `${words.page.open}: ${place}` }, place),
    copyButton(place),
  );
}

/** A problem in one line: in the language of the page if it has words for the code, otherwise in English. */
export function said({ code, message, hint }) {
  return (words.problems[code] ?? [message, hint]).join(' ');
}

/** A problem in the language of the page if it has words for the code; the English message is below. */
export function problemItem(problem) {
  const { code, message, hint } = problem;
  const [title = message, next = hint] = words.problems[code] ?? [];
  const english = title === message ? undefined : `${message} ${hint}`;
  return el(
    'li',
    { className: `problem ${problem.severity}` },
    el('p', { className: 'message' }, el('b', {}, words.findings[problem.severity] ?? ''), ' ', coded(title)),
    el('p', { className: 'hint' }, coded(next)),
    english && el('p', { className: 'said', lang: 'en' }, coded(english)),
    el('p', { className: 'where' }, placeLink(problem), el('code', {}, problem.code)),
  );
}
