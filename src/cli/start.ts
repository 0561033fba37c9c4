/**
 * `npm start`: does everything once, with the posts of the folder, for a sample list, into the outbox. It runs the
 * other commands as a person would and tells the story in a dozen lines. Nothing leaves the machine, and it has its own
 * ledger: a first try never touches a real list.
 */

import { loadConfig } from '../config.ts';
import type { NewSubscriber } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open.ts';
import { DEFAULT_MAIL_URL } from '../mail/mail-url.ts';
import { lastFullWeek, weekOf } from '../period.ts';
import { readCollection } from '../posts/read-posts.ts';
import { ProblemError } from '../problem.ts';
import type { Category, Settings } from '../settings.ts';
import { grouped } from '../text/amounts.ts';
import { build } from './build/build.ts';
import type { Command, ExitCode, World } from './command.ts';
import { parseCall } from './command-line/command-line.ts';
import { digest } from './digest/digest.ts';
import { send } from './send/send.ts';
import { openOutput } from './terminal/output.ts';
import { table } from './terminal/table.ts';

const LEDGER = 'sqlite:.tayori/sample.db';

export const start: Command = {
  doc: 'Does it all once: feeds, the last digest that has posts, and its delivery to a sample list.',
  details: [
    'The mail goes into .tayori/outbox as `.eml` files and the sample list into .tayori/sample.db, whatever the',
    'environment says: nothing leaves the machine. Running it again delivers nothing twice.',
  ].join('\n'),
  options: {},
  json: {
    build: 'What `tayori build --json` prints.',
    digest: 'What `tayori digest --json` prints.',
    send: 'What `tayori send --json` prints.',
    already: 'Whether everyone on the sample list had the digest before.',
  },
  run: async (_call, world) => {
    const settings = await loadConfig(world.root);
    const sample: World = { ...world, env: { LEDGER_URL: LEDGER, MAIL_URL: DEFAULT_MAIL_URL } };
    const week = await lastWeekWithPosts(world, settings);
    world.output.progress('Building the feeds…');
    const feeds = await documentOf('build', build, [], sample);
    world.output.progress('Making the digest…');
    const email = await documentOf('digest', digest, ['--week', week, '--again'], sample);
    world.output.progress('Delivering…');
    await addSampleList(sample, settings.categories);
    const before = await documentOf('send', send, ['--week', week, '--dry-run'], sample);
    const mail = await documentOf('send', send, ['--week', week], sample);
    world.output.progress('');
    const already = before.document['sent'] === mail.document['sent'];
    const story = { build: feeds.document, digest: email.document, send: mail.document, already };
    const { output } = world;
    const typed = (command: string) => output.typed(`\`${command}\``).slice(1, -1);
    output.lines(...report(week, story, typed));
    world.output.document(story);
    return mail.code;
  },
};

type Document = Readonly<Record<string, unknown>>;

/** Runs a command without its output, and returns the document that it prints for scripts. Its errors are thrown on. */
async function documentOf(
  name: string,
  command: Command,
  argv: readonly string[],
  world: World,
): Promise<{ readonly code: ExitCode; readonly document: Document }> {
  let printed = '';
  const streams = {
    columns: undefined,
    width: undefined,
    color: false,
    question: undefined,
    stderr: () => {},
  };
  const output = openOutput({ ...streams, stdout: (text) => (printed += text) }, true);
  const code = await command.run(parseCall(name, command, argv, {}), { ...world, output });
  return { code, document: JSON.parse(printed) as Document };
}

/** The newest week that is over and has posts; if there is none, the newest week with posts. */
async function lastWeekWithPosts({ root, clock }: World, settings: Settings): Promise<string> {
  const { timezone } = settings.site;
  const { weekStart } = settings.digest;
  const { posts } = await readCollection(root, settings, clock());
  const { end } = lastFullWeek(clock(), timezone, weekStart);
  const newest = posts.find((post) => post.published < end) ?? posts[0];
  if (newest === undefined) throw noPosts(settings);
  return weekOf(newest.published, timezone, weekStart).id;
}

function noPosts({ site: { posts } }: Settings): ProblemError {
  return new ProblemError([
    {
      code: 'digest-empty',
      message: 'There is no published post.',
      hint: `Write one into ${posts}/, such as ${posts}/2026-11-16-first.md; \`tayori check\` says what is wrong with those that are there.`,
      at: { file: posts },
    },
  ]);
}

/** A few people with different wishes, at addresses that can never be real (RFC 2606). */
async function addSampleList(world: World, categories: readonly Category[]): Promise<void> {
  const [first, second] = categories.map(({ slug }) => slug);
  const wishes: readonly (readonly [string, string, readonly (string | undefined)[]])[] = [
    ['aoi@example.com', '潮見 葵', []],
    ['haruto@example.net', '港 陽翔', []],
    ['yuki@example.org', '浜田 雪', [first]],
    ['sota@example.com', '灯台 颯太', [first, second]],
  ];
  const now = world.clock();
  const people = wishes.map(([address, name, slugs]): NewSubscriber => {
    const chosen = slugs.filter((slug) => slug !== undefined);
    const consent = { source: 'sample list', at: now };
    return { address, name, categories: chosen.length > 0 ? chosen : undefined, consent };
  });
  await using ledger = await openLedger(LEDGER, world.root, { random: world.random });
  await ledger.subscribers.add(people, now);
}

type Story = {
  readonly build: Document;
  readonly digest: Document;
  readonly send: Document;
  readonly already: boolean;
};

/** @param typed a command as this person types it */
function report(
  week: string,
  { build, digest, send, already }: Story,
  typed: (command: string) => string,
): string[] {
  const feeds = Array.isArray(build['feeds']) ? build['feeds'].length : 0;
  const outbox = `.tayori/outbox/${week}/`;
  const rows = [
    [
      'Feeds',
      `${grouped(Number(build['published']))} posts in ${feeds} feeds: RSS, Atom, JSON`,
      'out/feeds/index.html',
    ],
    ...leftOut(build, typed),
    ['Digest', `${week}, ${String(digest['total'])} posts`, `out/digests/${week}/email.html`],
    [
      'Mail',
      already
        ? `${String(send['planned'])} on the sample list already have it`
        : `${String(send['sent'])} of ${String(send['planned'])} on the sample list delivered`,
      outbox,
    ],
  ];
  return [
    ...table(rows),
    '',
    `Subject: ${String(digest['subject'])}`,
    'Nothing left this machine. Open the two pages in a browser, an .eml file in a mail program.',
    '',
    'Next',
    ...table([
      [`  ${typed('tayori check')}`, 'what was repaired in the posts, and what is wrong'],
      [`  ${typed('tayori posts')}`, 'every post with its URL, week and state'],
      [`  ${typed('tayori subscribers --help')}`, 'your own list'],
      [`  ${typed('tayori send --help')}`, 'sending for real; README.md says how, README.ja.md in Japanese'],
    ]),
  ];
}

/** Posts with a fault. Those that are left out on purpose are not counted. */
function leftOut(build: Document, typed: (command: string) => string): string[][] {
  const skipped = Array.isArray(build['skipped']) ? (build['skipped'] as readonly Document[]) : [];
  const broken = skipped.filter(({ code }) => typeof code === 'string' && !ON_PURPOSE.has(code)).length;
  const posts = broken === 1 ? '1 post has a fault and is' : `${grouped(broken)} posts have a fault and are`;
  return broken === 0 ? [] : [['Left out', `${posts} in no feed and no digest`, typed('tayori check')]];
}

const ON_PURPOSE = new Set(['post-draft', 'post-future', 'post-expired', 'post-other-language']);
