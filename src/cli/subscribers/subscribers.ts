/** `npm run subscribers`: the people who get the digest. */
import { loadConfig } from '../../config.ts';
import { subscriberStates } from '../../ledger/subscribers/states.ts';
import { ProblemError } from '../../problem.ts';
import { type Call, type Command, usage } from '../command.ts';
import { openLedgerOf } from '../ledger.ts';
import type { Action } from './action.ts';
import { addOne } from './add.ts';
import { erase } from './erase.ts';
import { importFile } from './import.ts';
import { restore } from './restore.ts';
import { exportFile, list, remove } from './show.ts';
import { stats } from './stats.ts';

/** A new action is a row here. */
const actions: Readonly<Record<string, Action>> = {
  import: {
    args: 'FILE.csv',
    least: 1,
    most: 1,
    options: ['already-confirmed', 'as', 'columns', 'status-column', 'dry-run'],
    run: importFile,
  },
  add: {
    args: 'ADDRESS',
    least: 1,
    most: 1,
    options: ['name', 'categories', 'already-confirmed'],
    run: addOne,
  },
  list: { args: '', least: 0, most: 0, options: ['status'], run: list },
  export: { args: '[FILE.csv]', least: 0, most: 1, options: ['status', 'force'], run: exportFile },
  remove: { args: 'ADDRESS', least: 1, most: 1, options: [], run: remove },
  restore: {
    args: 'ADDRESS... --because "…"',
    least: 0,
    most: Number.POSITIVE_INFINITY,
    options: ['because', 'bounced-in'],
    run: restore,
  },
  stats: { args: '', least: 0, most: 0, options: ['weeks'], run: stats },
  erase: { args: 'ADDRESS', least: 1, most: 1, options: ['yes'], run: erase },
};

export const subscribers: Command = {
  doc: 'Keeps the list: imports, adds, lists, exports, removes, restores and erases subscribers.',
  args: 'import FILE.csv | add ADDRESS | list | export [FILE.csv] | remove ADDRESS | restore ADDRESS... | stats | erase ADDRESS',
  details: [
    'Only confirmed subscribers get a digest. `--already-confirmed` says how and when these people agreed, and',
    'is kept as the record of their consent; without it they are unconfirmed. Nobody who left is brought back by a',
    'list: `restore ADDRESS... --because "…"` does it for who was removed by mistake, asked to come back, or bounced;',
    '`--bounced-in` for everyone whom one digest bounced. Who called a mail spam comes back only by signing up again.',
    'A list is UTF-8 or what Excel writes in Japan (CP932), with a header line such as',
    '`メールアドレス,氏名,カテゴリー` or `email,name,categories`; categories are names or slugs of the config, apart by',
    '`、` or `;`, and an empty cell means all. Files are looked for from where you are; `-` is the standard input. Nobody whose row says no is',
    'taken in, and what leaves a doubt is refused with its line: docs/lists.md. `stats` shows who joined, left and bounced, week by week.',
    '`erase ADDRESS` is for who wants all of',
    'their data gone: only a keyed hash remains, so that no list brings the address back.',
  ].join('\n'),
  options: {
    'already-confirmed': {
      type: 'string',
      value: 'SOURCE',
      doc: 'How these people agreed, such as "sign-up form until 2025-11".',
    },
    as: {
      type: 'string',
      value: 'HOW',
      doc: 'Everybody in the file left: unsubscribed, bounced or complained. No other list brings them back.',
    },
    columns: {
      type: 'string',
      value: 'ROLE=HEADER,…',
      doc: 'Which column is what: `email=連絡先,name=担当者`; also categories, status, and ignore.',
    },
    'status-column': { type: 'string', value: 'HEADER', doc: 'The column that says who gets mail.' },
    'dry-run': { type: 'boolean', doc: 'Change nothing: say what an import would do.' },
    name: { type: 'string', value: 'NAME', doc: 'The name of the one that is added.' },
    categories: {
      type: 'string',
      value: 'A,B',
      doc: 'The categories of the one that is added (default: all).',
    },
    force: { type: 'boolean', doc: 'Let the export replace a file that is there.' },
    status: {
      type: 'string',
      value: 'STATUS',
      doc: `Only these: ${subscriberStates.map(({ state, about }) => `${state} (${about})`).join(', ')}.`,
    },
    weeks: { type: 'string', value: 'N', doc: 'stats: how many weeks, up to this one (default: 12).' },
    yes: { type: 'boolean', doc: 'Erase without asking.' },
    because: { type: 'string', value: 'TEXT', doc: 'Why somebody comes back; it is kept as the record.' },
    'bounced-in': {
      type: 'string',
      value: 'YYYY-Www',
      doc: 'Restore everyone who is bounced because of this digest.',
    },
  },
  json: {
    action: 'What was done: import, add, list, export, remove, restore, stats or erase.',
    lines: 'import: lines without the header; the sum of the next six.',
    added: 'import: new subscribers.',
    updated: 'import: confirmed now, or with another name or categories.',
    same: 'import: on the list already, and nothing to change; restore: the addresses that had not left.',
    restored: 'restore: who came back, as in `subscriber`.',
    left: 'import: they left, here or by the word of the list, and stay away.',
    refused: 'import: lines that could not be read; each is in `problems`.',
    twice: 'import: lines whose address stands in an earlier line.',
    states:
      'import: in which states the people of the list are now: how many are confirmed, unconfirmed, unsubscribed, bounced, complained.',
    dryRun: 'import: whether nothing was changed, by `--dry-run`.',
    problems:
      'import: `{line, code, message}` for each line that was refused or deserves a remark; at most 10,000.',
    moreProblems: 'import: how many further ones there were.',
    result: 'add: added, updated, same or left; remove: removed or left.',
    subscriber:
      'add, remove: `{id, address, name, status, categories, consent, added}`; `categories` is null for all.',
    counts: 'list, stats: how many there are of each status.',
    weeks:
      'stats: `{week, joined, left, bounced, complained}` for each week, the oldest first; an import counts in the week in which it was made.',
    byCategory:
      'stats: `{category, confirmed, joined, left, bounced, complained}`; who chose all categories counts in each.',
    byDomain: 'stats: `{domain, confirmed, joined, left, bounced, complained}` of the ten largest.',
    subscribers: 'list: the subscribers, as in `subscriber`.',
    file: 'import, export: the file.',
    erased: 'erase: the id that the person had.',
    written: 'export: how many subscribers were written.',
  },
  run: async (call, world) => {
    const { action, args } = actionOf(call);
    const { categories, site } = await loadConfig(world.root);
    await using ledger = await openLedgerOf(world);
    return await action.run({ call, world, ledger, categories, argument: args[0], zone: site.timezone });
  },
};

/** @throws ProblemError (usage) with everything that is wrong with the command line */
function actionOf({ args: [name, ...args], flag }: Call): { action: Action; args: readonly string[] } {
  const names = Object.keys(actions);
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    const what =
      name === undefined ? 'What should be done with the list?' : `There is no \`subscribers ${name}\`.`;
    throw new ProblemError([usage(what, `Write \`tayori subscribers\` and one of: ${names.join(', ')}.`)]);
  }
  const line = `tayori subscribers ${name} ${action.args}`.trim();
  const misplaced = Object.keys(subscribers.options)
    .filter((option) => flag(option) && !action.options.includes(option))
    .map((option) => usage(`\`subscribers ${name}\` takes no --${option}.`, `Write \`${line}\`.`));
  const count = args.length < action.least || args.length > action.most;
  const wanted = action.args === '' ? 'nothing more' : `one ${action.args.replace(/[[\]]/g, '')}`;
  const problems = [
    ...(count ? [usage(`\`subscribers ${name}\` takes ${wanted}.`, `Write \`${line}\`.`)] : []),
    ...misplaced,
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return { action, args };
}
