/** `tayori init`: the first config of a site folder, from what a Jekyll site says of itself. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CONFIG_FILE, type Config, parseConfig } from '../config.ts';
import { readText, writeWhole } from '../files.ts';
import { type FromJekyll, readJekyllConfig } from '../posts/jekyll.ts';
import { type Problem, type ProblemCode, ProblemError } from '../problem.ts';
import { type Command, exitCodes, usage } from './command.ts';
import { table } from './terminal-text.ts';

const SOURCE = '_config.yml';

export const init: Command = {
  doc: 'Writes tayori.config.ts from the _config.yml of a Jekyll site, and says what it understood.',
  details: [
    'A config that is there already is never changed. Posts are read from posts/: copy or link _posts there.',
    'What has no meaning here, and what a person must decide, is listed with the reason.',
  ].join('\n'),
  options: {
    'from-jekyll': { type: 'string', doc: 'The folder of the Jekyll site.', value: 'DIR' },
  },
  json: {
    written: 'The file that was written.',
    taken: 'What was understood: `{key, setting, value}`.',
    left: 'What was not taken over: `{key, why}`.',
  },
  run: async (call, { root, here, output }) => {
    const from = call.text('from-jekyll');
    if (from === undefined) {
      throw new ProblemError([
        usage('There is nothing to begin with.', 'Name a Jekyll site: `tayori init --from-jekyll DIR`.'),
      ]);
    }
    if (existsSync(join(root, CONFIG_FILE))) throw taken();
    const found = await readSite(resolve(here, from));
    const { config, taken: rows, left } = found;
    if (config === undefined) throw incomplete(from);
    parseConfig(config);
    await writeWhole(join(root, CONFIG_FILE), configText(config));
    output.lines(...report(found));
    output.document({ written: CONFIG_FILE, taken: rows, left });
    return exitCodes.done;
  },
};

async function readSite(folder: string): Promise<FromJekyll> {
  const path = join(folder, SOURCE);
  const text = await readText(path);
  if (text === undefined) {
    throw problem(
      'jekyll-config',
      `There is no ${SOURCE} in ${folder}.`,
      'Name the folder that holds it.',
      path,
    );
  }
  try {
    return readJekyllConfig(text);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    throw problem(
      'jekyll-config',
      `It can not be read: ${reason}.`,
      'Check that Jekyll itself reads it.',
      path,
    );
  }
}

function report({ taken: rows, left }: FromJekyll): string[] {
  return [
    `Written  ${CONFIG_FILE}`,
    '',
    'Understood',
    ...table(rows.map(({ key, setting, value }) => [`  ${key}`, setting, value])),
    ...(left.length === 0
      ? []
      : ['', 'Not taken over', ...table(left.map(({ key, why }) => [`  ${key}`, why]))]),
    '',
    'Next: copy or link _posts to posts/, then `tayori check` and `tayori build`.',
    'Before the first mail: add `organisation` and `mail` (docs/configuration.md).',
    'Keep .env and lists out of Git: they hold subscribers and secrets. (.tayori/ keeps itself out.)',
  ];
}

/** As a person would write it. */
export function configText(config: Config): string {
  return `import type { Config } from 'tayori';\n\nexport default ${literal(config, '')} satisfies Config;\n`;
}

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const rows = Object.entries(value).map(([key, one]) => `${inner}${key}: ${literal(one, inner)},\n`);
  return `{\n${rows.join('')}${indent}}`;
}

function taken(): ProblemError {
  return problem(
    'config-exists',
    `There is a ${CONFIG_FILE} already, and it stays as it is.`,
    'Move it away, or name another folder with --root DIR.',
    CONFIG_FILE,
  );
}

function incomplete(from: string): ProblemError {
  return problem(
    'jekyll-config',
    'It lacks a title, or a url that is an address: feeds need both.',
    'Add `title:` and `url: https://…` to it, or write tayori.config.ts by hand: docs/configuration.md shows how.',
    join(from, SOURCE),
  );
}

function problem(code: ProblemCode, message: string, hint: string, file: string): ProblemError {
  const found: Problem = { code, message, hint, at: { file } };
  return new ProblemError([found]);
}
