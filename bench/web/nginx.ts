/** nginx for the static file, where it is on PATH: one worker, as Node has one thread, on loopback, without logs. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Nginx = { readonly port: number; readonly version: string; readonly stop: () => void };

/** @param root its `out/` is served. @returns `undefined` where there is no nginx */
export async function startNginx(root: string): Promise<Nginx | undefined> {
  const asked = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  if (asked.error !== undefined) return undefined;
  const port = await freePort();
  const config = join(root, 'nginx.conf');
  await writeFile(config, configOf(root, port));
  const child = spawn('nginx', ['-c', config, '-p', root], { stdio: 'ignore' });
  for (let tries = 0; tries < 50; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/rss.xml`).catch(() => undefined);
    if (answered?.ok) break;
    await sleep(100);
  }
  const version = /nginx\/[\d.]+/.exec(asked.stderr)?.[0] ?? 'nginx';
  return { port, version, stop: () => void child.kill() };
}

/** It goes on with many requests on one connection, as Node does. */
function configOf(root: string, port: number): string {
  return `daemon off; worker_processes 1; pid ${root}/nginx.pid; error_log ${root}/nginx.log;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100 inactive=60s;
  types { application/rss+xml xml; }
  client_body_temp_path ${root}; proxy_temp_path ${root}; fastcgi_temp_path ${root};
  uwsgi_temp_path ${root}; scgi_temp_path ${root};
  server { listen 127.0.0.1:${port}; root ${root}/out; }
}
`;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const place = server.address();
      server.close(() => (typeof place === 'object' && place !== null ? resolve(place.port) : reject(place)));
    });
  });
}
