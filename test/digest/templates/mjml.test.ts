import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { mjmlToHtml } from '../../../src/digest/templates/mjml.ts';
import { squeeze } from '../../../src/digest/templates/remove-white-space.ts';

it.for([
  {
    html: '<table>\n   <tr>\n <td>港</td>  </tr>',
    out: '<table><tr><td>港</td></tr>\n',
    why: 'between table parts nothing is seen',
  },
  { html: '<a>港</a>\n   <a>船</a>', out: '<a>港</a>\n<a>船</a>\n', why: 'between words a space is' },
  { html: '<pre>a\n   b</pre>', out: '<pre>a\n   b</pre>\n', why: 'code stays as it is' },
  { html: '<p style="color : red; margin: 0;">', out: '<p style="color:red;margin:0">\n', why: 'styles' },
])('$html: $why', ({ html, out }) => {
  expect(squeeze(html)).toBe(out);
});

it.for([
  { source: '', why: 'an empty template' },
  { source: ' \n', why: 'a template of blanks' },
  { source: 'こんにちは', why: 'only text' },
  { source: '<mjml><mj-head></mj-head></mjml>', why: 'no body' },
])('is refused with words where it is no document: $why', async ({ source }) => {
  await expect(mjmlToHtml(source, { file: 'x' })).rejects.toMatchObject({
    problems: [
      { code: 'template-layout', message: expect.stringContaining('no <mjml> with an <mj-body>') as unknown },
    ],
  });
});

it('runs no code that a .mjmlconfig in the content folder names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tayori-mjml-'));
  try {
    await writeFile(join(folder, 'evil.cjs'), "console.log('evil');");
    await writeFile(join(folder, '.mjmlconfig'), '{"packages": ["./evil.cjs"]}');
    const module = pathToFileURL(join(import.meta.dirname, '../../../src/digest/templates/mjml.ts')).href;
    const mail =
      '<mjml><mj-body><mj-section><mj-column><mj-text>港</mj-text></mj-column></mj-section></mj-body></mjml>';
    const code = `const { mjmlToHtml } = await import('${module}'); console.log((await mjmlToHtml('${mail}', { file: 'x' })).includes('港'), process.cwd());`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      cwd: folder,
    });
    expect(stdout).toBe(`true ${folder}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
