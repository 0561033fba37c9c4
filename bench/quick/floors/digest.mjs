// The least that a digest does: reads and renders its posts, and lets MJML make one mail of them. node digest.mjs FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import markdownIt from 'markdown-it';
import mjml from 'mjml';

const [, , folder] = process.argv;
const markdown = markdownIt({ html: true, linkify: true });
const rows = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => markdown.render(readFileSync(join(folder, name), 'utf8').split('\n---\n')[1] ?? ''))
  .map((html) => `<mj-text>${html.replace(/<[^>]*>/g, '').slice(0, 120)}</mj-text>`);
await mjml(
  `<mjml><mj-body><mj-section><mj-column>${rows.join('')}</mj-column></mj-section></mj-body></mjml>`,
);
