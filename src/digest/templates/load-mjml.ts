/**
 * Loads mjml, which takes long: only where a mail is rendered. The bundle has it in a file of its own, without what
 * could fetch from the web or make the result small; scripts/bundle.mjs says what is left out.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type mjml2html from 'mjml';

export type Mjml = typeof mjml2html;

/**
 * mjml loads the packages that `.mjmlconfig` in the current folder names, as soon as it is loaded itself.
 * A content folder must not run code that way, so it is loaded from a folder that has none.
 */
export function loadMjml(): Mjml {
  const require = createRequire(import.meta.url);
  const here = process.cwd();
  const away = existsSync('.mjmlconfig');
  if (away) process.chdir('/');
  try {
    return require('mjml') as Mjml; // its types say `export =` of this function
  } finally {
    if (away) process.chdir(here);
  }
}
