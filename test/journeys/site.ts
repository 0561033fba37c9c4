/** A small site in a folder of its own, and the commands run on it. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beginNow } from '../cli/program.ts';
import { ENTRY } from './installed.ts';

export type Finished = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type Site = {
  readonly root: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file below a folder, sorted; empty where there is none. */
  files(folder: string): Promise<string[]>;
  /** Runs `tayori ARGS` in the folder, without a terminal: in this process, where that makes no difference. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
  /** The same as a process of its own. */
  spawn(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
};

export const CONFIG = `export default {
  site: { title: '週刊みなと', url: 'https://minato.example', author: '編集部' },
  organisation: { name: '株式会社みなと', address: '〒231-0000 横浜市中区見本町1-2-3', contact: 'hello@minato.example' },
  categories: [{ name: '投資分析', slug: 'investment' }, { name: '技術解説', slug: 'technology' }],
  mail: { from: { name: '週刊みなと', address: 'letter@minato.example' }, unsubscribe: 'leave@minato.example' },
};
`;

/** A post in the front matter shape of the samples. */
export function post(title: string, date: string, body: string, category = '投資分析'): string {
  return `---\nlayout: post\ntitle: "${title}"\ndate: ${date}\ncategories: ["${category}"]\n---\n\n${body}\n`;
}

export async function openSite(files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), 'tayori-site-'));
  const spawned: Site['spawn'] = (args, env = {}) => finish(process.execPath, [ENTRY, ...args], root, env);
  // A process loads a config once: another one at the same place would not be seen.
  let [loaded, changed] = [false, false];
  const site: Site = {
    root,
    write: async (path, content) => {
      changed ||= loaded && path === 'tayori.config.ts';
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    read: (path) => readFile(join(root, path), 'utf8'),
    files: async (folder) => {
      const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      const paths = names
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      return paths.map((path) => path.slice(root.length + 1)).toSorted();
    },
    run: (args, env = {}) => {
      loaded = true;
      return changed ? spawned(args, env) : beginNow(root, args, env).finished;
    },
    spawn: spawned,
  };
  for (const [path, content] of Object.entries({ 'tayori.config.ts': CONFIG, ...files })) {
    await site.write(path, content);
  }
  return site;
}

/** Runs a program to its end, with nothing on stdin and none of the secrets of this machine. */
export function finish(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Finished> {
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|MAIL_URL|LEDGER_URL|SIGNING_KEY|DKIM_KEY)/.test(name),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...Object.fromEntries(clean), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
