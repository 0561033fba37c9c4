/** The strip: what is missing before the digest can be sent, for how many it is, and a test mail to oneself. */
import { act, copyButton, el, find, problemItem, Refused, say, words } from './elements.js';

export function showReady(ready, picture, editionNow) {
  const strip = find('ready');
  const { ready: about } = words;
  const lacking = ready.missing.length;
  const facts = [
    el(
      'b',
      { className: lacking === 0 ? 'yes' : 'no' },
      lacking === 0 ? about.ready : say(about.notReady, { n: lacking }),
    ),
    el('span', {}, { not: about.notMade, same: about.madeSame, other: about.madeOther }[ready.made]),
    el('span', {}, peopleWords(ready)),
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
  const open = strip.querySelector('details')?.open ?? false;
  const missing =
    lacking === 0
      ? undefined
      : el(
          'details',
          { open },
          el('summary', {}, about.missing),
          el('ul', { className: 'problems' }, ready.missing.map(problemItem)),
        );
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
    ...(missing === undefined ? [] : [missing]),
  );
  strip.hidden = false;
}

function peopleWords({ people, ledger }) {
  if (!ledger) return words.ready.noLedger;
  return people ? say(words.ready.goesTo, { n: people }) : words.ready.nobody;
}

function command(label, line) {
  return el('span', { className: 'command' }, el('span', {}, label), el('code', {}, line), copyButton(line));
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
      said.textContent = error.problems.map(({ message, hint }) => `${message} ${hint}`).join(' ');
    }
    yes.disabled = false;
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
