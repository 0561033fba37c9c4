/**
 * Loads mjml. This takes long, so it is done only when a mail is rendered. In the bundle, mjml is a file of its own,
 * without the parts that fetch from the web or minify; scripts/bundle.mjs says what is left out.
 */
import { createRequire } from 'node:module';
import type mjml2html from 'mjml';
import { exists } from '../../disk/scan-files.ts';

export type Mjml = typeof mjml2html;

/**
 * When mjml is loaded, it loads the packages that `.mjmlconfig` in the current folder names. A site folder must not run
 * code in this way. So mjml is loaded while the current folder is one without that file.
 */
export function loadMjml(): Mjml {
  const require = createRequire(import.meta.url);
  const here = process.cwd();
  const away = exists('.mjmlconfig');
  if (away) process.chdir('/');
  try {
    return require('mjml') as Mjml; // the types of mjml write it as `export =`
  } finally {
    if (away) process.chdir(here);
  }
}
