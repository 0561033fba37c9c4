// The least that a build or a check does: reads every post, and renders the newest of them. node render.mjs FOLDER BODIES
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import markdownIt from 'markdown-it';

const [, , folder, bodies] = process.argv;
const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
const texts = files
  .toSorted()
  .toReversed()
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const markdown = markdownIt({ html: true, linkify: true });
for (const text of texts.slice(0, Number(bodies))) markdown.render(text.slice(text.indexOf('\n---\n') + 5));
