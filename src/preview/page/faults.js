/** What is wrong with the digest: faults that keep it from being made, or problems of the one that is shown. */
import { el, find, problemItem, say, words } from './elements.js';

/** @param rendered the digest below, if there is one */
export function showFaults(faults, rendered) {
  const box = find('faults');
  const problems = rendered?.problems ?? [];
  box.hidden = faults.length === 0 && problems.length === 0;
  box.classList.toggle('mild', faults.length === 0);
  if (box.hidden) return box.replaceChildren();
  const heading = faults.length === 0 ? words.page.problems : words.page.faults;
  const list = el(
    'ul',
    { className: 'problems' },
    (faults.length === 0 ? problems : faults).map(problemItem),
  );
  const over = rendered === undefined ? [] : [el('p', { className: 'about' }, words.page.faultsOver)];
  // Hints are folded, so that they do not disturb.
  if (faults.length === 0)
    return box.replaceChildren(
      el(
        'details',
        {},
        el('summary', {}, say(words.page.howMany, { name: heading, n: problems.length })),
        list,
      ),
    );
  box.replaceChildren(el('h2', {}, heading), ...over, list);
}
