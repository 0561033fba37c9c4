/** Tabs, for people who use a mouse, keys or a screen reader. */
import { find } from './elements.js';

/**
 * Tabs of the ARIA pattern: arrow keys go round, Home and End go to the ends.
 *
 * @returns a function that selects a tab
 */
export function openTabs(name, selected) {
  const buttons = [...find(`${name}-tabs`).querySelectorAll('[role=tab]')];
  const select = (button, focus) => {
    for (const one of buttons) {
      const on = one === button;
      one.setAttribute('aria-selected', String(on));
      one.tabIndex = on ? 0 : -1;
      find(one.getAttribute('aria-controls')).hidden = !on;
    }
    if (focus) button.focus();
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    selected(button.id.slice(name.length + 1));
  };
  for (const [at, button] of buttons.entries()) {
    button.addEventListener('click', () => select(button, false));
    button.addEventListener('keydown', ({ key }) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
      if (to !== undefined) select(buttons.at(to % buttons.length), true);
    });
  }
  return (id) => {
    const button = find(`${name}-${id}`);
    if (button !== null) select(button, false);
  };
}
