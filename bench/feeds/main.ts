/**
 * `npm run bench:feeds`: what a build costs, beside other generators and beside the floor.
 *
 *     npm run bench:feeds                                  1,000 posts, about two minutes
 *     npm run bench:feeds -- --full --eleventy DIR         1,000, 10,000 and 100,000 posts
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, thisMachine } from '../machine.ts';
import { installProgram } from '../program.ts';
import { writeCorpus } from './corpus.ts';
import { eleventy } from './eleventy.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { type Entrant, type Race, race } from './race.ts';
import { report } from './report.ts';
import { tayori } from './tayori.ts';
import type { Tool } from './tool.ts';

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '1000' },
    full: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    tools: { type: 'string' },
    kilobytes: { type: 'string', default: '43' },
    seed: { type: 'string', default: '1' },
    eleventy: { type: 'string' },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const say = (line: string) => process.stderr.write(`${line}\n`);
const counts = values.full ? [1000, 10_000, 100_000] : values.posts.split(',').map(Number);
const size = { seed: Number(values.seed), kilobytes: Number(values.kilobytes) };
const wanted = values.tools?.split(',');
const scratch = await mkdtemp(join(tmpdir(), 'tayori-bench-'));

try {
  const machine = await thisMachine();
  const modules = values.eleventy === undefined ? undefined : resolve(values.eleventy, 'node_modules');
  const tools = [tayori(await installProgram(scratch)), hugo, eleventy(modules), jekyll];
  const races: Race[] = [];
  for (const count of counts) races.push(await raceOver(count, tools));
  const text = [describeMachine(machine), '', ...races.map(report)].join('\n\n');
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine, size, races }, undefined, 1)}\n` : `${text}\n`,
  );
} finally {
  await rm(scratch, { recursive: true });
}

async function raceOver(count: number, tools: readonly Tool[]): Promise<Race> {
  say(`${count} posts of about ${size.kilobytes} KB`);
  const root = join(values.folder === undefined ? scratch : resolve(values.folder), `posts-${count}`);
  await mkdir(root, { recursive: true });
  const corpus = writeCorpus(root, count, size);
  const { entrants, leftOut } = await choose(tools, count);
  const result = { ...(await race(corpus, entrants, Number(values.runs), say)), leftOut };
  if (values.folder === undefined) await rm(root, { recursive: true });
  return result;
}

/** A tool takes part where it is installed, asked for, and able to end in reasonable time. */
async function choose(
  tools: readonly Tool[],
  count: number,
): Promise<{ entrants: Entrant[]; leftOut: string[] }> {
  const entrants: Entrant[] = [];
  const leftOut: string[] = [];
  for (const tool of tools) {
    const word = tool.name.split(' ')[0]?.toLowerCase() ?? '';
    if (wanted !== undefined && !wanted.includes(word)) continue;
    const version = await tool.version();
    if (version === undefined) leftOut.push(`${tool.name} is not installed here. ${tool.install}.`);
    else if (count > tool.most && wanted === undefined) {
      leftOut.push(
        `${tool.name} ${version} is left out: too slow for ${count} posts (\`--tools ${word}\` insists).`,
      );
    } else entrants.push({ tool, version });
  }
  return { entrants, leftOut };
}
