/** Settings of the editors' page: how it opens a post in an editor, and which pictures it may show. */
import * as v from 'valibot';
import { address, line } from './fields.ts';

const host = v.pipe(
  v.string(),
  v.trim(),
  v.check(isOrigin, 'must be the beginning of an address, such as https://images.example.jp'),
  v.transform((text) => new URL(text).origin),
);

export const preview = v.strictObject({
  editor: v.optional(
    v.pipe(
      line('The link that opens a post at its line: `{file}`, `{line}` and `{column}` are put in.'),
      v.check((text) => text.includes('{file}'), 'must hold {file}'),
      v.check((text) => /^[a-z][a-z\d+.-]*:/i.test(text), 'must begin with a scheme, such as vscode:'),
      v.check((text) => !/^(?:javascript|data|vbscript|blob):/i.test(text), 'must lead to an editor'),
    ),
    'vscode://file/{file}:{line}:{column}',
  ),
  pictures: v.optional(
    v.pipe(
      v.array(host),
      v.description(
        'Whose pictures `tayori preview` may load, besides those of the site: `https://images.example.jp`.',
      ),
    ),
    [],
  ),
  browser: v.optional(
    line('The Chromium that draws `digest --sheet` (default: the first on the path, such as `chromium`).'),
  ),
  testTo: v.optional(address('Who gets the test mail that the page sends; another address can be typed.')),
});

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '';
}
