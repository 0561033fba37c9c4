/** The strip at the top: what is missing before the digest can be sent, how many people get it, and a test mail. */
import { copyButton, el, find, problemItem, say, said as sentences, words } from './elements.js';
import { act, Refused } from './server.js';

export function showReady(ready, rendered, editionNow) {
  const strip = find('ready');
  const { ready: about } = words;
  strip
    .querySelector('.facts')
    .replaceChildren(
      el('p', { className: 'line' }, factsOf(ready)),
      el(
        'p',
        { className: 'commands' },
        command(about.copyMake, rendered.commands.make),
        command(about.copySend, rendered.commands.send),
        el(
          'button',
          { type: 'button', className: 'main', onclick: () => openTest(rendered, editionNow()) },
          about.test,
        ),
      ),
      ...(ready.missing.length === 0 ? [] : [missingList(ready.missing)]),
    );
  strip.hidden = false;
}

/** What is known about the sending of this digest, a short sentence each. */
function factsOf(ready) {
  const { ready: about } = words;
  const lacking = ready.missing.length;
  const fact = (text) => el('span', {}, text);
  return [
    lacking === 0 ? el('b', { className: 'yes' }, about.ready) : missingButton(lacking),
    fact({ not: about.notMade, same: about.madeSame, other: about.madeOther }[ready.made]),
    ready.ledger ? fact(peopleWords(ready)) : undefined,
    ready.nothingFor > 0 ? fact(say(about.nothingFor, { n: ready.nothingFor })) : undefined,
    ready.begun ? fact(begunWords(ready)) : undefined,
    fact(lastWords(ready)),
    ready.channel === 'rehearsal' ? fact(about.rehearsal) : undefined,
  ];
}

function begunWords({ begun }) {
  return say(words.ready.sentAlready, { sent: begun.sent, planned: begun.planned, time: begun.since });
}

function lastWords({ last }) {
  if (!last) return words.ready.neverSent;
  return say(words.ready.lastSent, { id: last.id, time: last.at, sent: last.sent });
}

/** Whether the list of what is missing is open. It stays so when the digest is rendered anew. */
let missingOpen = false;

function missingButton(lacking) {
  const button = el(
    'button',
    { type: 'button', className: 'no', 'aria-expanded': String(missingOpen), 'aria-controls': 'missing' },
    say(words.ready.notReady, { n: lacking }),
  );
  button.addEventListener('click', () => {
    missingOpen = !missingOpen;
    button.setAttribute('aria-expanded', String(missingOpen));
    find('missing').hidden = !missingOpen;
  });
  return button;
}

function missingList(missing) {
  return el('ul', { className: 'problems', id: 'missing', hidden: !missingOpen }, missing.map(problemItem));
}

function peopleWords({ people }) {
  return people ? say(words.ready.goesTo, { n: people }) : words.ready.nobody;
}

/** A click on the line copies it. */
function command(label, line) {
  const button = copyButton(line, line);
  button.className = 'command';
  button.setAttribute('aria-label', `${words.page.copy}: ${line}`);
  button.title = label;
  return button;
}

/** Two steps: the address, and a yes to it. Nothing here sends to the list. */
function openTest(rendered, edition) {
  const { ready: about } = words;
  const said = el('p', { role: 'status', className: 'said' });
  const address = el('input', { type: 'email', required: true, value: rendered.testTo, spellcheck: false });
  const yes = el('button', { type: 'submit', className: 'main' }, about.test);
  const form = testForm(address, said, yes, () => dialog.close());
  const dialog = el('dialog', { 'aria-label': about.test }, form);
  /** The address to which the editor was asked to say yes. */
  let confirmed;
  const begin = (text) => {
    confirmed = undefined;
    yes.textContent = about.test;
    said.textContent = text;
  };
  const show = (answer, to) => {
    if (answer.outcome !== 'confirm')
      return begin(say(answer.outcome === 'sent' ? about.testSent : about.testNotSent, answer));
    confirmed = to;
    yes.textContent = about.testSend;
    said.textContent = say(about.testAsk, answer);
  };
  address.addEventListener('input', () => begin(''));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    yes.disabled = true;
    const to = address.value.trim();
    try {
      show(await act('test', { address: to, edition, ...(confirmed === to ? { confirmed } : {}) }), to);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      said.textContent = error.problems.map(sentences).join(' ');
    }
    yes.disabled = false;
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function testForm(address, said, yes, cancel) {
  const { ready: about } = words;
  const no = el('button', { type: 'button', className: 'quiet', onclick: cancel }, about.testCancel);
  return el(
    'form',
    { method: 'dialog' },
    el('h2', {}, about.test),
    el('p', {}, about.testAbout),
    el('label', { className: 'field' }, el('span', {}, about.testTo), address),
    said,
    el('p', { className: 'buttons' }, yes, no),
  );
}
