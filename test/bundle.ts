/**
 * Before the first journey: bundles the source as it stands, once for all of them. What they start as a
 * process of its own is what users run, it starts quickly, and a stale `dist/` takes no part.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installProgram } from '../bench/program.ts';

/** Called by vitest (`globalSetup`); the workers inherit the variable. @returns what it calls at the end */
export default async function setup({ vitest }: TestProject): Promise<(() => Promise<void>) | undefined> {
  // Who runs one file of another folder does not wait for a bundle.
  if (!vitest.state.getPaths().some((path) => /\/(?:journeys|chaos)\//.test(path))) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'tayori-installed-'));
  await installProgram(folder);
  process.env['TEST_PROGRAM'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
