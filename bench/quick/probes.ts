/**
 * What `npm run bench:quick` runs: our commands, and the floors beside them. A short command is run ten times in a
 * row, since the kernel says its cost to 10 ms.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Corpus, editNewest, undoEdits } from '../feeds/corpus.ts';
import { hugo } from '../feeds/hugo.ts';
import { cleanOutputs } from '../feeds/tayori.ts';
import { type Cost, measure, type Run } from '../measure.ts';
import type { Program } from '../program.ts';
import { openSink, type Postfix } from '../send/sinks.ts';
import { dkimKeys, freshLedger, ledgerOf, type Site, sendDigest } from '../send/site.ts';
import { firstMail } from './first-mail.ts';

export type Probe = {
  readonly name: string;
  /** Takes seconds, beside which a cold cache is nothing. */
  readonly isLong?: boolean;
  cost(): Promise<Cost>;
};

export type Places = {
  readonly program: Program;
  /** 1,000 posts of 43 KB. */
  readonly feeds: Corpus;
  /** 88 posts of the same size, all of one week. */
  readonly week: Corpus;
  readonly mail: Site;
  /** The same, whose mail is signed. */
  readonly signed: Site;
  /** The posts and the config that come with the program. */
  readonly sample: string;
  readonly hasHugo: boolean;
  readonly postfix: Postfix | undefined;
};

export const READERS = 1000;
const CONNECTIONS = 20;
/** What our mail has on the wire. */
const MAIL_BYTES = 87_000;

const floor = (name: string, ...args: readonly (string | number)[]): Run => ({
  program: process.execPath,
  args: [join(import.meta.dirname, 'floors', `${name}.mjs`), ...args.map(String)],
});

/** In the order in which they run: a cold build is what the next ones find nothing new after. */
export function probesOf(places: Places): Probe[] {
  const { program, feeds, week, mail, signed, sample, hasHugo, postfix } = places;
  const tayori = (root: string, ...args: readonly string[]) => program.call([...args, '--root', root]);
  const short = (name: string, run: Run, before: () => Promise<unknown> = async () => {}): Probe => ({
    name,
    cost: async () => {
      await before();
      return often(run);
    },
  });
  const once = (name: string, run: Run, before = async () => {}): Probe => ({
    name,
    cost: async () => {
      await before();
      return ended(run);
    },
  });
  const posts = join(feeds.root, 'posts');
  return [
    short('node -e 0', { program: process.execPath, args: ['-e', '0'] }),
    short('--help', program.call(['--help'])),
    short('send --help', program.call(['send', '--help'])),
    short('status', program.call(['status', '--root', mail.root], ledgerOf(mail))),
    short('why', program.call(['why', 'reader1@example.com', '--root', mail.root], ledgerOf(mail))),
    once('read + markdown-it of 100', floor('render', posts, 100)),
    once('cold build', tayori(feeds.root, 'build'), async () => {
      undoEdits(feeds);
      await cleanOutputs(feeds.root);
    }),
    short('posts', tayori(feeds.root, 'posts'), () => ended(tayori(feeds.root, 'posts'))),
    short('nothing changed', tayori(feeds.root, 'build')),
    once('one changed', tayori(feeds.root, 'build'), async () => editNewest(feeds, Date.now())),
    ...(hasHugo
      ? [
          once('Hugo cold', hugo.build(feeds), async () => hugo.clean(feeds)),
          once('Hugo one changed', hugo.build(feeds), async () => editNewest(feeds, Date.now())),
        ]
      : []),
    once('read + markdown-it of all', floor('render', posts, feeds.count)),
    { ...once('check', tayori(feeds.root, 'check')), isLong: true },
    { ...once('check again', tayori(feeds.root, 'check')), isLong: true },
    once('markdown-it + mjml', { ...floor('digest', join(week.root, 'posts')), cwd: week.root }),
    once('digest', tayori(week.root, 'digest', '--week', '2026-W14'), () => forget(week.root)),
    once('digest again', tayori(week.root, 'digest', '--week', '2026-W14')),
    once('start', tayori(sample, 'start'), () => forget(sample)),
    once('start again', tayori(sample, 'start')),
    {
      name: 'first mail',
      cost: () => firstMail(mail, READERS, (port) => sendDigest(program, mail, target(port))),
    },
    mailing('bare sockets', (port) => floor('mail', port, CONNECTIONS, READERS, MAIL_BYTES)),
    ...(postfix === undefined ? [] : [mailing('smtp-source', sourceOf(postfix))]),
    mailing(
      'send',
      (port) => sendDigest(program, mail, target(port)),
      () => freshLedger(mail, READERS),
    ),
    ...Object.entries(dkimKeys()).map(([kind, env]) =>
      mailing(
        `send ${kind}`,
        (port) => sendDigest(program, signed, target(port), env),
        () => freshLedger(signed, READERS),
      ),
    ),
  ];
}

/** All that was made of a site. */
async function forget(root: string): Promise<void> {
  for (const path of ['out', '.tayori', 'posts/.tayori-ids.json', 'posts/.tayori-sent.json'])
    await rm(join(root, path), { recursive: true, force: true });
}

const target = (port: number) => ({ port, connections: CONNECTIONS, readers: READERS });

const sourceOf =
  ({ source, env }: Postfix) =>
  (port: number): Run => {
    const [at, many] = [String(CONNECTIONS), String(READERS)];
    return {
      program: source,
      args: ['-d', '-s', at, '-m', many, '-l', String(MAIL_BYTES), `127.0.0.1:${port}`],
      env,
    };
  };

/** To a server of its own, which must have everything in the end. */
function mailing(name: string, call: (port: number) => Run, before = async () => {}): Probe {
  return {
    name,
    cost: async () => {
      await before();
      await using sink = await openSink({ roundTripMs: 0, pipelining: true });
      const cost = await ended(call(sink.port));
      const arrived = await sink.count();
      if (arrived?.messages !== READERS) throw new Error(`${name} sent ${arrived?.messages} of ${READERS}.`);
      return cost;
    },
  };
}

const TIMES = 10;

async function often({ program, args, ...rest }: Run): Promise<Cost> {
  const loop = `n=0; while [ $n -lt ${TIMES} ]; do "$@" || exit; n=$((n+1)); done`;
  const { wallMs, cpuMs, peakKib } = await ended({
    ...rest,
    program: 'sh',
    args: ['-c', loop, 'sh', program, ...args],
  });
  return { wallMs: wallMs / TIMES, cpuMs: cpuMs / TIMES, peakKib };
}

/** @throws Error where it ended otherwise than well, or with something to mend (1), as `check` does */
async function ended(run: Run): Promise<Cost> {
  const { code, stderr, ...cost } = await measure(run);
  if (code > 1)
    throw new Error(`${run.program} ${run.args.join(' ')} ended with ${code}:\n${stderr.slice(-2000)}`);
  return cost;
}
