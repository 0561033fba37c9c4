/** The strip at the top: what is missing before the digest can be sent, how many people get it, and a test mail. */
import {
  act,
  copyButton,
  el,
  find,
  problemItem,
  Refused,
  say,
  said as sentences,
  words,
} from './elements.js';

export function showReady(ready, picture, editionNow) {
  const strip = find('ready');
  const { ready: about } = words;
  const lacking = ready.missing.length;
  const facts = [
    lacking === 0 ? el('b', { className: 'yes' }, about.ready) : missingButton(lacking),
    el('span', {}, { not: about.notMade, same: about.madeSame, other: about.madeOther }[ready.made]),
    ready.ledger ? el('span', {}, peopleWords(ready)) : undefined,
    ready.nothingFor > 0 ? el('span', {}, say(about.nothingFor, { n: ready.nothingFor })) : undefined,
    ready.begun
      ? el(
          'span',
          {},
          say(about.sentAlready, {
            sent: ready.begun.sent,
            planned: ready.begun.planned,
            time: ready.begun.since,
          }),
        )
      : undefined,
    el(
      'span',
      {},
      ready.last
        ? say(about.lastSent, { id: ready.last.id, time: ready.last.at, sent: ready.last.sent })
        : about.neverSent,
    ),
    ready.channel === 'rehearsal' ? el('span', {}, about.rehearsal) : undefined,
  ];
  strip.querySelector('.facts').replaceChildren(
    el(
      'p',
      { className: 'line' },
      facts.filter((fact) => fact !== undefined),
    ),
    el(
      'p',
      { className: 'commands' },
      command(about.copyMake, picture.commands.make),
      command(about.copySend, picture.commands.send),
      el(
        'button',
        { type: 'button', className: 'main', onclick: () => openTest(picture, editionNow()) },
        about.test,
      ),
    ),
    ...(lacking === 0 ? [] : [missingList(ready.missing)]),
  );
  strip.hidden = false;
}

/** Whether the list of what is missing is open. It stays so with the next picture. */
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
function openTest(picture, edition) {
  const { ready: about } = words;
  const said = el('p', { role: 'status', className: 'said' });
  const address = el('input', { type: 'email', required: true, value: picture.testTo, spellcheck: false });
  const yes = el('button', { type: 'submit', className: 'main' }, about.test);
  const form = el(
    'form',
    { method: 'dialog' },
    el('h2', {}, about.test),
    el('p', {}, about.testAbout),
    el('label', { className: 'field' }, el('span', {}, about.testTo), address),
    said,
    el(
      'p',
      { className: 'buttons' },
      yes,
      el('button', { type: 'button', className: 'quiet', onclick: () => dialog.close() }, about.testCancel),
    ),
  );
  const dialog = el('dialog', { 'aria-label': about.test }, form);
  let confirmed;
  address.addEventListener('input', () => {
    confirmed = undefined;
    yes.textContent = about.test;
    said.textContent = '';
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    yes.disabled = true;
    const to = address.value.trim();
    try {
      const answer = await act('test', { address: to, edition, ...(confirmed === to ? { confirmed } : {}) });
      if (answer.outcome === 'confirm') {
        confirmed = to;
        yes.textContent = about.testSend;
        said.textContent = say(about.testAsk, answer);
      } else {
        said.textContent = say(answer.outcome === 'sent' ? about.testSent : about.testNotSent, answer);
        confirmed = undefined;
        yes.textContent = about.test;
      }
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
