/** The page shows each command as the person who started it can type it: through npm, npx or the path. */
import { expect, it } from 'vitest';
import { showSite } from './site.ts';

it.for([
  { script: undefined, make: 'tayori digest --week 2025-W45', list: '`tayori subscribers import list.csv`' },
  {
    script: 'preview',
    make: 'npm run digest -- --week 2025-W45',
    list: '`npm run subscribers -- import list.csv`',
  },
  {
    script: 'npx',
    make: 'npx tayori digest --week 2025-W45',
    list: '`npx tayori subscribers import list.csv`',
  },
])('started by $script: $make', async ({ script, make, list }) => {
  await using shown = await showSite({}, script === undefined ? {} : { npm_lifecycle_event: script });
  const state = (await (await fetch(`${shown.url}state`)).json()) as {
    rendered: { commands: { make: string; send: string } };
  };
  expect(state.rendered.commands).toEqual({ make, send: make.replace('digest', 'send') });
  expect(await (await fetch(shown.url)).text()).toContain(list);
  const beside = await (await fetch(`${shown.url}beside`)).text();
  expect(beside).toContain(list.replace('list.csv`', 'FILE.csv --already-confirmed SOURCE'));
});
