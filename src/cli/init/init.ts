/** `tayori init`: the first config of a site folder, made from three answers or from the config of a Jekyll site. */
import { join, resolve } from 'node:path';
import { CONFIG_FILE, parseConfig } from '../../config.ts';
import { readWhole, writeWhole } from '../../disk/files.ts';
import { exists } from '../../disk/scan-files.ts';
import type { FromJekyll } from '../../posts/jekyll/config.ts';
import { CONFIG_NAMES, type JekyllSite, readJekyllSite } from '../../posts/jekyll/site.ts';
import type { Left } from '../../posts/jekyll/unused-keys.ts';
import { ProblemError } from '../../problem.ts';
import { type Call, type Command, type ExitCode, exitCodes, usage, type World } from '../command.ts';
import { table } from '../terminal/table.ts';
import {
  type ConfigChange,
  changeJekyllConfig,
  changeReport,
  publishedByInclude,
} from './change-jekyll-config.ts';
import { configText } from './config-text.ts';
import { addressLines, knownLines } from './found-lines.ts';
import { generatorSite } from './generator-sites.ts';
import { extendedIgnore } from './git-ignore.ts';
import { checkable, postsFrom, understand, withAnswers, withFolder, withSiteFolders } from './jekyll.ts';
import { type Answers, answered, answerOptions, answersGiven, askFor, freshSite } from './new-site.ts';
import { copyTemplates } from './templates.ts';

export const init: Command = {
  doc: 'Begins a site: writes tayori.config.ts and what else a first build needs, and says what comes next.',
  details: [
    'Asks for the name of the publication, its address and its language, unless they are given; where there are',
    'no posts yet, it writes two. In the folder of a Jekyll site, or with `--from-jekyll DIR`, it reads',
    '`_config.yml` instead and says what it understood: posts are read where they lie, and what Jekyll would',
    'otherwise copy into the site is put on its `exclude:` list. A file that is there already is never replaced:',
    '.gitignore and _config.yml only get lines.',
  ].join('\n'),
  examples: [
    ['tayori init --title "Harbour Weekly" --url https://minato.example', 'Asks nothing: for scripts.'],
    ['tayori init --from-jekyll .', 'In the folder of a Jekyll site.'],
    ['tayori init --templates', 'The look of the mail, to change it: docs/templates.md.'],
  ],
  options: {
    ...answerOptions,
    'from-jekyll': { type: 'string', doc: 'The folder of the Jekyll site.', value: 'DIR' },
    'leave-config': { type: 'boolean', doc: 'Leave the _config.yml of a Jekyll site as it is.' },
    templates: { type: 'boolean', doc: 'Only copy the templates of the mail to email-templates/.' },
  },
  json: {
    written: 'The config that was written; null with `--templates`.',
    files: 'All files that were written or got lines.',
    excluded: 'The `exclude:` lines that _config.yml got.',
    fill: 'What is to fill in before anything is published: `{setting, why}`.',
    taken: 'What was understood: `{key, setting, value}`.',
    left: 'What was not taken over, what matters first: `{key, why}`.',
  },
  run: async (call, world) => {
    if (call.flag('templates')) return await onlyTemplates(call, world);
    const { root, here, output } = world;
    if (exists(join(root, CONFIG_FILE))) throw taken();
    const given = answersGiven(call);
    const from = call.text('from-jekyll');
    if (from !== undefined) return await beginFromJekyll(call, world, resolve(here, from), given);
    if (await isJekyllSite(root)) {
      output.note('This is the folder of a Jekyll site: it is read as with `--from-jekyll .`.');
      return await beginFromJekyll(call, world, resolve(root), given);
    }
    return await beginFresh(call, world, given);
  },
};

/** Hexo has a `_config.yml`, too; its posts are in `source/_posts`. */
async function isJekyllSite(root: string): Promise<boolean> {
  if (!CONFIG_NAMES.some((name) => exists(join(root, name)))) return false;
  if (exists(join(root, '_posts'))) return true;
  const { postFolders } = await readJekyllSite(root);
  return postFolders.some(({ path }) => !path.startsWith('source/'));
}

async function beginFresh(
  call: Call,
  { root, output, clock }: World,
  given: Parameters<typeof askFor>[0],
): Promise<ExitCode> {
  if (call.flag('leave-config')) throw new ProblemError([onlyJekyll()]);
  const known = generatorSite(root);
  const { title, url, language } = known?.said ?? {};
  const answers = await askFor({ title, url, language, ...answered(given) }, output);
  if (answers === undefined) {
    output.note('Nothing was written.');
    return exitCodes.mend;
  }
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const fresh = await freshSite(root, answers, known, timeZone, clock());
  const { config, samples, passed } = fresh;
  parseConfig(config);
  for (const [file, text] of samples) await writeWhole(join(root, file), text);
  const ignored = await ignoreInGit(root);
  await writeWhole(join(root, CONFIG_FILE), configText(config));
  const written = [CONFIG_FILE, ...samples.keys()];
  output.lines(
    ...table([
      ...written.map((file) => ['Written ', file] as const),
      ...ignored,
      ...(samples.size > 0 ? [] : [['Reads   ', `the posts in ${config.site.posts ?? 'posts'}/`]]),
    ]),
    ...(known === undefined ? [] : ['', ...knownLines(known, config, given)]),
    ...(passed === undefined ? [] : ['', notRead(passed)]),
    ...addressLines(fresh),
    '',
    'Next',
    '  1. `tayori build` writes the feeds into out/',
    '  2. `tayori digest` makes the mail of last week, in out/digests/',
    '  3. `tayori send --rehearse --test you@example.com` delivers one into a folder: nothing leaves this machine',
    '',
    `Before the first real mail: fill in what says TODO in ${CONFIG_FILE}, and bring in your list (\`tayori subscribers --help\`).`,
  );
  const nothing = { excluded: [], fill: [], taken: [], left: [] };
  output.document({ written: CONFIG_FILE, files: [...written, ...filesOf(ignored)], ...nothing });
  return exitCodes.done;
}

function notRead(folder: string): string {
  return folder === ''
    ? 'Not read: the posts beside the config. Move them into posts/: posts are read from one folder.'
    : `Not read: the Markdown files in ${folder}/, which have no \`date\`. With one, write \`posts: '${folder}'\` into \`site\` of ${CONFIG_FILE}.`;
}

async function beginFromJekyll(
  call: Call,
  { root, output, clock }: World,
  place: string,
  given: { readonly [key in keyof Answers]: string | undefined },
): Promise<ExitCode> {
  const site = await readJekyllSite(place);
  const found = withAnswers(await understand(place, site, clock()), given);
  const posts = withFolder(found, postsFrom(root, place, site), site);
  const result = withSiteFolders(posts, root, place, site);
  parseConfig(checkable(result.config));
  const inPlace = place === resolve(root);
  // A file that was published by accident cannot be taken back: so Jekyll's list is changed before any file of ours is
  // written.
  const isAsked = inPlace && !call.flag('leave-config');
  const change: ConfigChange = isAsked ? await changeJekyllConfig(root, site) : { state: 'left' };
  const ignored = await ignoreInGit(root);
  await writeWhole(join(root, CONFIG_FILE), configText(result.config));
  output.lines(...report(result, site, ignored), ...(inPlace ? changeReport(change, site, root) : []));
  output.problems(publishedByInclude(site));
  const { fill, taken: rows, left } = result;
  const changed = change.state === 'changed' ? change : undefined;
  const files = [CONFIG_FILE, ...(changed === undefined ? [] : [changed.file]), ...filesOf(ignored)];
  const excluded = changed?.added ?? [];
  output.document({ written: CONFIG_FILE, files, excluded, fill, taken: rows, left });
  return exitCodes.done;
}

async function onlyTemplates(call: Call, { root, output }: World): Promise<ExitCode> {
  const others = ['from-jekyll', 'title', 'url', 'language'].filter((name) => call.text(name) !== undefined);
  if (others.length > 0)
    throw new ProblemError([
      usage(
        `\`--templates\` copies templates and nothing else, and \`--${others[0]}\` says otherwise.`,
        'Run `tayori init` once with each.',
      ),
    ]);
  const { written, kept } = await copyTemplates(root);
  output.lines(
    ...table([
      ...written.map((file) => ['Written ', file]),
      ...kept.map((file) => ['There   ', `${file} stays as it is`]),
    ]),
    '',
    'Next: change them, make a digest with `tayori digest`, and look at it. docs/templates.md lists what they may name.',
    'A template that you do not change is better deleted: then the one that comes with the program is used.',
  );
  output.document({ written: null, files: written, excluded: [], fill: [], taken: [], left: [] });
  return exitCodes.done;
}

type Ignored = readonly (readonly [what: 'Written ' | 'Extended', file: string])[];

/** @returns the file, if it was written or got lines */
async function ignoreInGit(root: string): Promise<Ignored> {
  const path = join(root, '.gitignore');
  const old = readWhole(path)?.toString('utf8');
  const next = extendedIgnore(old);
  if (next === old) return [];
  await writeWhole(path, next);
  return [[old === undefined ? 'Written ' : 'Extended', '.gitignore']];
}

function filesOf(ignored: Ignored): string[] {
  return ignored.map(([, file]) => file);
}

function report(result: FromJekyll, { folder }: JekyllSite, ignored: Ignored): string[] {
  const { config, fill, taken: rows, left } = result;
  const lies = config.site.posts === undefined ? `copy or link ${folder.posts} to posts/, then ` : '';
  return [
    `Written  ${CONFIG_FILE}`,
    ...ignored.map(([what, file]) => `${what} ${file}`),
    ...section('To fill in', table(fill.map(({ setting, why }) => [`  ${setting}`, why]))),
    ...section('Understood', table(rows.map(({ key, setting, value }) => [`  ${key}`, setting, value]))),
    ...section('Not taken over', grouped(left)),
    '',
    `Next: ${fill.length === 0 ? '' : 'fill in what is named above, '}${lies}\`tayori check\`, \`tayori build\` and \`tayori digest\`.`,
    'Before the first mail: add `organisation` and `mail` (docs/configuration.md).',
    'Keep .env and lists out of Git: they hold subscribers and secrets. (.tayori/ keeps itself out.)',
  ];
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}

/** Keys that are left for the same reason share a line: `  future: posts are published when …`. */
function grouped(left: readonly Left[]): string[] {
  return [...Map.groupBy(left, ({ why }) => why)].map(
    ([why, some]) => `  ${some.map(({ key }) => key).join(', ')}: ${why}`,
  );
}

function onlyJekyll() {
  return usage('`--leave-config` is about the _config.yml of a Jekyll site.', 'Leave it out.');
}

function taken(): ProblemError {
  return new ProblemError([
    {
      code: 'config-exists',
      message: `There is a ${CONFIG_FILE} already, and it stays as it is.`,
      hint: 'Move it away, or name another folder with --root DIR.',
      at: { file: CONFIG_FILE },
    },
  ]);
}
