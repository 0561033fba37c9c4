/**
 * Tayori as it is installed: a bundle of the source as it stands now, in a folder of its own, so that
 * neither a stale `dist/` nor the checks of a checkout take part in the numbers.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Run, versionOf } from './measure.ts';

const PROJECT = join(import.meta.dirname, '..');

export type Program = {
  readonly version: string;
  /** `tayori ARGS`, ready to be run. */
  call(args: readonly string[], env?: Readonly<Record<string, string>>): Run;
};

/** @param folder an empty folder that the caller removes */
export async function installProgram(folder: string): Promise<Program> {
  const dist = join(folder, 'dist');
  await promisify(execFile)(process.execPath, ['scripts/bundle.mjs', dist], { cwd: PROJECT });
  await mkdir(join(folder, 'bin'));
  await cp(join(PROJECT, 'bin/tayori.mjs'), join(folder, 'bin/tayori.mjs'));
  await cp(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  await cp(join(PROJECT, 'email-templates'), join(folder, 'email-templates'), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return programIn(folder, await revision());
}

/** A program that stands in a folder: of `installProgram`, or a checkout. */
export function programIn(folder: string, version: string): Program {
  const entry = join(folder, 'bin/tayori.mjs');
  // Compiled code is kept beside the program, so that a run of ours never profits from somebody else's.
  const own = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return {
    version,
    call: (args, env = {}) => ({
      program: process.execPath,
      args: [entry, ...args],
      cwd: folder,
      env: { ...own, ...env },
    }),
  };
}

/** The commit, with `-dirty` where the source has changes besides. */
async function revision(): Promise<string> {
  const described = { program: 'git', args: ['describe', '--always', '--dirty'], cwd: PROJECT };
  return (await versionOf(described)) ?? 'without a commit';
}
