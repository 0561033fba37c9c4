/**
 * Writes the reference pages from the tables of the program: `npm run docs`. test/docs.test.ts says when
 * a page is no longer what the tables say.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '../src/cli/command.ts';
import { helpText, overview } from '../src/cli/command-line/help-text.ts';
import { commands } from '../src/cli/commands.ts';
import { explanations } from '../src/posts/rules/explanations.ts';
import { steps } from '../src/posts/rules/table.ts';
import { problemCodes, type RuleCode, ruleCodes } from '../src/problem.ts';
import { secrets } from '../src/secrets.ts';
import { schema } from '../src/settings.ts';

const HEAD = '<!-- Written by `npm run docs` from the tables of the program. Edit those, not this page. -->';

export async function renderDocs(): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const);
  const loaded = Object.fromEntries(await Promise.all(entries));
  return {
    'docs/commands.md': commandsPage(loaded),
    'docs/configuration.md': configurationPage(),
    'docs/problems.md': problemsPage(),
    'docs/rules.md': rulesPage(),
  };
}

function commandsPage(loaded: Readonly<Record<string, Command>>): string {
  const sections = Object.entries(loaded).flatMap(([name, command]) => [
    `## tayori ${name}`,
    '',
    ...fence('text', helpText(name, command)),
    '',
    'With `--json`:',
    '',
    ...table(
      ['key', 'meaning'],
      Object.entries(command.json).map(([key, about]) => [`\`${key}\``, about]),
    ),
    '',
  ]);
  return page(
    'Commands',
    'In a checkout, `npm run NAME -- OPTIONS` runs them on the Node that the project brings. Results go to stdout; progress,',
    'remarks and problems to stderr. Times in JSON are RFC 3339 in UTC. Where a command is refused (exit code 1 or 2), its',
    'document is `{problems}`: a list of `{code, message, hint, at}`, without `hint` and `at` where there are none.',
    '',
    ...fence('text', overview(loaded)),
    '',
    ...sections,
  );
}

/** A valibot node, as far as this page looks into it. */
type Node = {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly wrapped?: Node;
  readonly default?: unknown;
  readonly description?: string;
  readonly pipe?: readonly Node[];
};

/** The rows of one setting: itself, or everything in it. */
function settingRows(key: string, node: Node, optional = false, fallback?: unknown): string[][] {
  if (node.type === 'optional' && node.wrapped !== undefined) {
    return settingRows(key, node.wrapped, true, node.default);
  }
  if (node.entries !== undefined) {
    return Object.entries(node.entries).flatMap(([name, inner]) =>
      settingRows(key === '' ? name : `${key}.${name}`, inner),
    );
  }
  if (node.item?.entries !== undefined) return settingRows(`${key}[]`, node.item);
  const about = aboutOf(node);
  const otherwise = fallback === undefined ? (optional ? '' : 'required') : `\`${JSON.stringify(fallback)}\``;
  return [[`\`${key}\``, about.replaceAll('|', '\\|'), otherwise.replaceAll('|', '\\|')]];
}

/** The description of a setting; checks around it may stand in a pipe of their own. */
function aboutOf({ pipe = [] }: Node): string {
  for (const step of pipe) {
    const about = step.type === 'description' ? step.description : aboutOf(step);
    if (about !== undefined && about !== '') return about;
  }
  return '';
}

function configurationPage(): string {
  return page(
    'Configuration',
    '`tayori.config.ts` stands in the site folder. Only `site.title` and `site.url` are required, and for sending',
    '`organisation` and `mail.from`. What is unknown is refused, so a slip is never silently ignored. It is run as a module of',
    'TypeScript, whatever the `package.json` around it says, and may import files beside it and compute; it has 10 seconds.',
    '',
    ...fence('ts', EXAMPLE),
    '',
    '"required" holds where the group around it is present.',
    '',
    ...table(['setting', 'meaning', 'default'], settingRows('', schema as unknown as Node)),
    '',
    '## Environment',
    '',
    'Secrets are never settings. The file `.env` of the site folder (`--root`) is read where there is one (do not commit it);',
    'what the environment says wins, also where it sets a variable to nothing. A line is `NAME=value`; an unquoted `#`',
    'begins a comment, so a value with one stands in quotes.',
    '',
    ...table(
      ['variable', 'meaning'],
      Object.entries(secrets).map(([name, about]) => [`\`${name}\``, about]),
    ),
  );
}

const EXAMPLE = `import type { Config } from 'tayori';

export default {
  site: { title: '週刊みなと経済', url: 'https://minato-keizai.example', author: 'みなと経済編集部' },
  organisation: {
    name: '株式会社みなと経済',
    address: '〒231-0000 神奈川県横浜市中区見本町1-2-3',
    contact: 'hello@minato-keizai.example',
  },
  categories: [{ name: '投資分析', slug: 'investment' }],
  mail: {
    from: { name: '週刊みなと経済', address: 'letter@minato-keizai.example' },
    unsubscribe: 'leave@minato-keizai.example', // a mailbox that somebody reads
  },
  // web: { url: 'https://letter.minato-keizai.example' }, // once \`tayori serve\` answers there
} satisfies Config;`;

function problemsPage(): string {
  const rows = Object.entries(problemCodes).map(([code, { severity, about }]) => [
    `\`${code}\``,
    severity,
    about,
  ]);
  return page(
    'Problems',
    'Every problem that a person can mend has a permanent code. It is printed with its place and the next action:',
    '',
    ...fence(
      'text',
      'posts/2026-10-12-1-crane.md:4:8: The date is no date: "2026-13-45". [post-date]\n  -> Write it like 2026-10-12 07:00:00 +0900.',
    ),
    '',
    ...table(['code', 'severity', 'meaning'], rows),
  );
}

function rulesPage(): string {
  return page(
    'Rules',
    'By these rules `tayori build`, `digest` and `check` look at posts. What a rule repairs is repaired on the way to readers;',
    'the files stay as they are, and `tayori check` names each place.',
    '',
    'The severity of a rule is set in the config, and for one post in its front matter. An `error` keeps a post out of',
    'feeds and digests; a `warning` or a `hint` is only shown; a rule that is `off` is not asked, and repairs nothing.',
    '',
    ...fence('ts', "check: { rules: { 'post-title-year': 'error', 'post-bold-heading': 'off' } }"),
    '',
    ...fence(
      'yaml',
      'check: { post-refusal: off }   # in the front matter of one post; `check: off` switches all rules off',
    ),
    '',
    'Links, pictures, code of every kind, HTML, tables, quotations and addresses are no prose: no repair touches them.',
    '',
    ...table(
      ['rule', 'severity', 'what it finds'],
      ruleCodes.map((code) => [`[\`${code}\`](#${code})`, severityIn(code), problemCodes[code].about]),
    ),
    '',
    ...ruleCodes.flatMap(ruleSection),
  );
}

function severityIn(code: RuleCode): string {
  const row = problemCodes[code];
  return 'byDefault' in row ? row.byDefault : row.severity;
}

/** What is mended on the way to readers: by a repair of the text, or when the head of a post is read. */
const mended: ReadonlySet<RuleCode> = new Set([
  ...steps.flatMap((step) => (typeof step === 'function' ? [] : step.codes)),
  'post-title-markdown',
  'post-excerpt-boilerplate',
  'post-title-cut',
]);

function ruleSection(code: RuleCode): string[] {
  const { why, bad, good, hint } = explanations[code];
  return [
    `## ${code}`,
    '',
    why,
    '',
    'Bad:',
    '',
    ...fence('md', bad),
    '',
    mended.has(code) ? 'What readers get:' : 'Good:',
    '',
    ...fence('md', good),
    '',
    hint,
    '',
  ];
}

function page(title: string, ...lines: readonly string[]): string {
  return `${[HEAD, '', `# ${title}`, '', ...lines].join('\n').trimEnd()}\n`;
}

function fence(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text, '```'];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ['(none)'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  for (const [path, text] of Object.entries(await renderDocs())) await writeFile(join(root, path), text);
}
