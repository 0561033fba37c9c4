/**
 * `tayori completion SHELL`: prints a script with which a shell completes commands, options and their values.
 * Everything in it comes from the table of commands, as the help does.
 */

import { ProblemError } from '../problem.ts';
import { nearestName } from '../text/nearest-name.ts';
import { type Command, commonOptions, exitCodes, type Option, usage } from './command.ts';
import type { Commands } from './help.ts';

type Table = Readonly<Record<string, Command>>;

const shells: Readonly<Record<string, (table: Table) => readonly string[]>> = { bash, zsh, fish };

export function completionOf(commands: Commands): Command {
  return {
    doc: 'Prints a script with which your shell completes commands and options.',
    args: Object.keys(shells).join('|'),
    details: 'It completes `tayori`, not `npm run`: npm has a completion of its own.',
    options: {},
    examples: [
      ['eval "$(tayori completion bash)"', 'In ~/.bashrc.'],
      ['eval "$(tayori completion zsh)"', 'In ~/.zshrc, behind compinit.'],
      ['tayori completion fish | source', 'In ~/.config/fish/config.fish.'],
    ],
    json: { shell: 'The shell.', script: 'The script.' },
    run: async ({ args }, { output }) => {
      const shell = shellIn(args);
      const entries = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const);
      const script = shells[shell]?.(Object.fromEntries(await Promise.all(entries))).join('\n') ?? '';
      if (!output.json) output.copy(`${script}\n`);
      output.document({ shell, script });
      return exitCodes.done;
    },
  };
}

/** @throws ProblemError (usage) if it is not exactly one known shell */
function shellIn([shell, ...rest]: readonly string[]): string {
  const known = Object.keys(shells);
  if (shell !== undefined && known.includes(shell) && rest.length === 0) return shell;
  const close = shell === undefined ? undefined : nearestName(shell, known);
  const hint = `Write ${known.map((name) => `\`tayori completion ${name}\``).join(', ')}.`;
  throw new ProblemError([
    usage(
      '`tayori completion` is for one shell: bash, zsh or fish.',
      close === undefined || rest.length > 0 ? hint : `Did you mean \`tayori completion ${close}\`?`,
    ),
  ]);
}

const optionsOf = ({ options }: Command) =>
  Object.entries<Option>({ ...options, ...commonOptions }).map(([name, option]) => ({ name, ...option }));

/** The fixed values of an option: in `last|YYYY-Www|DAY` only `last` can be typed as it is. */
function wordsOf({ value = '' }: Option): readonly string[] {
  return value.includes('|') ? value.split('|').filter((word) => /^[a-z][a-z-]*$/.test(word)) : [];
}

/** The words that can follow a command: `import add` for `import FILE.csv | add ADDRESS`. */
function actionsOf({ args = '' }: Command): readonly string[] {
  if (!args.includes('|')) return [];
  return args.split('|').flatMap((part) => /^[[\s]*([a-z]+)/.exec(part)?.[1] ?? []);
}

/** If an argument has no words of its own, the shell completes file names. */
function bash(table: Table): string[] {
  const values = Object.entries(table).flatMap(([command, row]) =>
    optionsOf(row)
      .filter(({ type }) => type === 'string')
      .map((option) => `    '${command} --${option.name}') words='${wordsOf(option).join(' ')}' ;;`),
  );
  const options = Object.entries(table).map(([command, row]) => {
    const names = optionsOf(row).map(({ name }) => `--${name}`);
    const first = row.args === undefined ? names : actionsOf(row);
    return `        ${command}) options='${names.join(' ')}' words='${first.join(' ')}' ;;`;
  });
  return [
    '# tayori completion for bash',
    '_tayori() {',
    `  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}`,
    "  local words='' options=''",
    '  if ((COMP_CWORD == 1)); then',
    `    COMPREPLY=($(compgen -W '${[...Object.keys(table), 'help', 'version'].join(' ')}' -- "$current"))`,
    '    return',
    '  fi',
    '  case "$command $previous" in',
    `    'help help') words='${Object.keys(table).join(' ')}' ;;`,
    ...values,
    '    *)',
    '      case "$command" in',
    ...options,
    '      esac',
    "      if [[ $current == -* ]]; then words=$options; elif ((COMP_CWORD > 2)); then words=''; fi ;;",
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _tayori tayori',
  ];
}

function zsh(table: Table): string[] {
  const commands = Object.entries(table).map(([name, { doc }]) => `    '${name}:${zshText(doc)}'`);
  const cases = Object.entries(table).map(([command, row]) => {
    const places = row.args === undefined ? [] : [`'*:word:${zshWords(actionsOf(row))}'`];
    const specs = [...optionsOf(row).map(zshOption), ...places];
    return `    ${command}) _arguments \\\n${specs.map((spec) => `      ${spec}`).join(' \\\n')} ;;`;
  });
  return [
    '#compdef tayori',
    '_tayori() {',
    '  local -a commands',
    '  commands=(',
    ...commands,
    "    'help:Says more about a command.'",
    "    'version:Shows the version.'",
    '  )',
    "  if ((CURRENT == 2)); then _describe 'command' commands; return; fi",
    "  if [[ $words[2] == help ]]; then _describe 'command' commands; return; fi",
    '  shift words; ((CURRENT--))',
    '  case $words[1] in',
    ...cases,
    '  esac',
    '}',
    'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _tayori "$@"; else compdef _tayori tayori; fi',
  ];
}

function zshOption(option: Option & { readonly name: string }): string {
  const { name, type, doc, value = '' } = option;
  const takes = type === 'boolean' ? '' : `:${zshText(value)}:${zshWords(wordsOf(option))}`;
  return `'--${name}[${zshText(doc)}]${takes}'`;
}

function zshWords(words: readonly string[]): string {
  return words.length === 0 ? '_files' : `(${words.join(' ')})`;
}

/** Text inside single quotes, in which brackets and colons are escaped because they would end a part. */
function zshText(text: string): string {
  return text
    .replace(/[[\]:\\]/g, '\\$&')
    .replaceAll("'", "'\\''")
    .replaceAll('`', '');
}

function fish(table: Table): string[] {
  const first = '__fish_use_subcommand';
  const commands = Object.entries(table).map(
    ([name, { doc }]) => `complete -c tayori -n ${first} -a ${name} -d ${fishText(doc)}`,
  );
  const rows = Object.entries(table).flatMap(([command, row]) => {
    const within = `complete -c tayori -n '__fish_seen_subcommand_from ${command}'`;
    const actions = actionsOf(row);
    return [
      ...optionsOf(row).map(
        (option) => `${within} -l ${option.name} ${fishValue(option)}-d ${fishText(option.doc)}`,
      ),
      ...(actions.length > 0 ? [`${within} -a '${actions.join(' ')}'`] : []),
      ...(row.args === undefined ? [] : [`${within} -F`]),
    ];
  });
  return [
    '# tayori completion for fish',
    'complete -c tayori -f',
    ...commands,
    `complete -c tayori -n ${first} -a help -d 'Says more about a command.'`,
    `complete -c tayori -n ${first} -a version -d 'Shows the version.'`,
    `complete -c tayori -n '__fish_seen_subcommand_from help' -a '${Object.keys(table).join(' ')}'`,
    ...rows,
  ];
}

function fishValue(option: Option): string {
  if (option.type === 'boolean') return '';
  const words = wordsOf(option);
  return words.length === 0 ? '-r -F ' : `-x -a '${words.join(' ')}' `;
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
