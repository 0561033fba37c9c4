/**
 * The house as tables: the floors, and which files touch which part of the world. test/architecture.test.ts
 * holds the source to them. A room that is moved, or a file that becomes an edge, is a change of a row here.
 */

/** Top floor first. A room is a folder, or the file of that name beside it; some are still to be built. */
export const floors: readonly (readonly string[])[] = [
  ['main'],
  ['cli'],
  ['doctor'],
  ['web', 'preview'],
  ['bounces'],
  ['sending'],
  ['digest'],
  ['feeds'],
  ['mail'],
  ['posts', 'subscribers'],
  ['ledger'],
  ['locale', 'cache', 'cache-key'],
  ['config'],
  ['settings'],
  ['disk'],
  ['period'],
  ['secrets', 'process', 'time', 'problem', 'text', 'plain-map'],
  ['problems'],
];

export type Part = {
  readonly world: string;
  /** What code that touches it says. Comments and imports of types are not looked at. */
  readonly pattern: RegExp;
  /** Every file that may, and each of them does. */
  readonly only: readonly string[];
};

/** Imports of a module, as a statement or a call. */
const from = (names: string) => new RegExp(`(?:from|import\\() ?'(?:${names})'`);

export const world: readonly Part[] = [
  { world: 'the clock', pattern: /\bnew Date\(\)|\bDate\.now\(/, only: ['main.ts', 'preview/page/app.js'] },
  {
    world: 'chance',
    pattern: /\bMath\.random\(|\brandomBytes\b|\brandomUUID\b|\brandomInt\b|\bgetRandomValues\b/,
    only: ['main.ts', 'preview/page/frames.js'], // in the browser, frames of two pages need different names
  },
  { world: 'the environment', pattern: /\bprocess\.(?:env|loadEnvFile)\b/, only: ['main.ts'] },
  { world: 'the exit code', pattern: /\bprocess\.(?:exitCode|exit)\b/, only: ['main.ts'] },
  {
    world: 'the terminal',
    pattern: /\bprocess\.(?:stdin|stdout|stderr)\b|\bconsole\.|'node:(?:readline\/promises|tty)'/,
    only: ['cli/terminal/terminal.ts'],
  },
  {
    world: 'the process and the machine',
    pattern:
      /\bprocess\.(?!env\b|loadEnvFile\b|exit\b|exitCode\b|std)\w+|'node:(?:os|child_process|worker_threads|cluster)'/,
    only: [
      'main.ts',
      'cli/terminal/terminal.ts',
      'cli/check/changed-files.ts', // asks Git what changed
      'doctor/exposed-files.ts', // asks Git what it holds
      'cli/open-browser.ts', // the browser of the person
      'cli/digest/draw-page.ts', // the same, to draw
      'cli/digest/contact-sheet.ts', // the folder for temporary files
      'sending/this-worker.ts', // its name and number, for people
      'mail/smtp/smtp-url.ts', // the name of the machine, for EHLO
      'config/config-module.ts', // a config that never ends
      'process/signals.ts',
      'cache-key.ts', // the versions, on which bytes depend
      'disk/scan-files.ts', // a clock that goes on steadily
      'digest/templates/load-mjml.ts', // mjml looks for files where the process stands
      'disk/files.ts', // the number is in the names of files that are being written
      'subscribers/lists/piped-list.ts',
      'subscribers/lists/list-file.ts',
    ],
  },
  {
    world: 'performance',
    pattern: /\bperformance\.|'node:perf_hooks'/,
    only: [
      'process/v8-memory.ts',
      'mail/smtp/relays.ts',
      'mail/steady-clock.ts',
      'mail/smtp/access-tokens.ts',
      'ledger/postgres/postgres.ts', // how long it has waited for the database
    ],
  },
  {
    world: 'memory flags',
    pattern: from('node:v8'),
    only: ['process/v8-memory.ts'],
  },
  {
    world: 'the disk',
    pattern: from('node:fs|node:fs/promises'),
    only: [
      'disk/files.ts',
      'disk/links-on-disk.ts',
      'disk/private-folder.ts',
      'disk/scan-files.ts',
      'config/config-module.ts',
      'config/config-problems.ts', // the place of a fault
      'bounces/mail-sources.ts', // mailboxes, one mail at a time
      'cli/build/build.ts',
      'cli/init/old-places.ts',
      'doctor/exposed-files.ts', // the rights of .env
      'cli/init/change-jekyll-config.ts',
      'cli/terminal/terminal.ts', // whether there is a pipe
      'cli/terminal/held-answer.ts',
      'cli/digest/contact-sheet.ts', // what a browser draws from and into
      'cli/send/log-file.ts', // a mail log, line by line
      'ledger/postgres/encryption.ts', // the certificates that LEDGER_URL names
      'ledger/sqlite/log-sync.ts',
      'ledger/sqlite/backup.ts',
      'ledger/sqlite/sqlite.ts',
      'posts/post-bytes.ts', // thousands of posts, quickly
      'preview/watch.ts', // hears of changes
      'sending/erased-list.ts', // a line is added, never changed
      'subscribers/lists/piped-list.ts', // what comes through a pipe, while it is read
      'subscribers/lists/read-list.ts', // lists that do not fit into memory
      'subscribers/lists/list-file.ts',
    ],
  },
  {
    world: 'SQLite',
    pattern: from('node:sqlite'),
    only: [
      'ledger/sqlite/backup.ts',
      'ledger/sqlite/file-locks.ts',
      'ledger/sqlite/sqlite.ts',
      'subscribers/lists/repeated-addresses.ts',
    ],
  },
  { world: 'PostgreSQL', pattern: from('pg'), only: ['ledger/postgres/pools.ts'] },
  {
    world: 'SMTP',
    pattern: from('nodemailer|nodemailer/lib/smtp-connection'),
    only: ['mail/smtp/session.ts'],
  },
  { world: 'IMAP', pattern: from('imapflow'), only: ['bounces/imap/mailbox.ts'] },
  { world: 'DNS', pattern: from('node:dns|node:dns/promises'), only: ['mail/dns.ts'] },
  {
    world: 'sockets',
    pattern: from('node:net|node:tls|node:http|node:https|node:http2|node:dgram|@hono/node-server'),
    only: [
      'bounces/listener/listener.ts', // mail from the MTA of this machine
      'doctor/tls/ask-tls.ts', // looks at certificates
      'web/client-network.ts', // no socket: only how addresses are read
      'web/server.ts',
    ],
  },
  {
    world: 'fetch',
    pattern: /(?<![.\w])fetch\((?!\))/,
    only: [
      'doctor/ask-url.ts',
      'feeds/websub/hub-request.ts',
      'mail/smtp/access-tokens.ts',
      'sending/web-request.ts',
      'preview/page/server.js', // in the browser: only the preview itself
    ],
  },
  {
    world: 'what the server of the preview tells',
    pattern: /\bnew EventSource\(/,
    only: ['preview/page/events.js'],
  },
  {
    world: 'HTML from text, which could be of others',
    pattern: /\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b/,
    only: ['feeds/page/style.ts'], // a button gets its own face back
  },
];
