/**
 * One run for all: tools and floors take turns, over and over, so that whatever else the machine does
 * falls on all of them. The first turn checks the outputs and warms the disk cache; it is not counted.
 */
import { type Cost, measureWell } from '../measure.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { type Corpus, editNewest, undoEdits } from './corpus.ts';
import { floors } from './floor.ts';
import { shortcomings } from './outputs.ts';
import type { Tool } from './tool.ts';

export const scenes = ['cold', 'nothing', 'one'] as const;
export type Scene = (typeof scenes)[number];

export type Summary = { readonly wallMs: Spread; readonly cpuMs: Spread; readonly peakKib: Spread };

export type Result = {
  readonly tool: string;
  readonly version: string;
  readonly about: string;
  readonly command: string;
  readonly files: number;
  readonly scenes: Readonly<Record<Scene, Summary>>;
};

export type Race = {
  readonly posts: number;
  readonly bytes: number;
  readonly floors: Readonly<Record<string, Summary>>;
  readonly results: readonly Result[];
  /** The tools that are left out here, and why. */
  readonly leftOut: readonly string[];
};

export type Entrant = { readonly tool: Tool; readonly version: string };

/** @throws Error where a tool writes less than it must */
export async function race(
  corpus: Corpus,
  entrants: readonly Entrant[],
  runs: number,
  say: (line: string) => void,
): Promise<Omit<Race, 'leftOut'>> {
  const costs = new Map<string, Cost[]>();
  const note = (key: string, cost: Cost) => costs.set(key, [...(costs.get(key) ?? []), cost]);
  undoEdits(corpus);
  for (const { tool } of entrants) await rehearse(tool, corpus, say);
  for (let turn = 0; turn < runs; turn += 1) {
    say(`turn ${turn + 1} of ${runs}`);
    for (const floor of floors) note(floor.name, await measureWell(floor.run(corpus)));
    for (const { tool } of entrants.filter(({ tool }) => turn < tool.runs)) {
      await tool.clean(corpus);
      note(`${tool.name} cold`, await measureWell(tool.build(corpus)));
      note(`${tool.name} nothing`, await measureWell(tool.build(corpus)));
      editNewest(corpus, turn + 1);
      note(`${tool.name} one`, await measureWell(tool.build(corpus)));
    }
  }
  undoEdits(corpus);
  const summary = (key: string) => summaryOf(costs.get(key) ?? []);
  return {
    posts: corpus.count,
    bytes: corpus.bytes,
    floors: Object.fromEntries(floors.map(({ name }) => [name, summary(name)])),
    results: entrants.map(({ tool, version }) => ({
      tool: tool.name,
      version,
      about: tool.about,
      command: commandOf(tool, corpus),
      files: tool.files(corpus).length,
      scenes: {
        cold: summary(`${tool.name} cold`),
        nothing: summary(`${tool.name} nothing`),
        one: summary(`${tool.name} one`),
      },
    })),
  };
}

/** Builds once from nothing and holds the outputs against the posts. */
async function rehearse(tool: Tool, corpus: Corpus, say: (line: string) => void): Promise<void> {
  say(`${tool.name}: checking its output`);
  await tool.prepare(corpus);
  await tool.clean(corpus);
  await measureWell(tool.build(corpus));
  const missing = await shortcomings(tool.files(corpus), corpus);
  if (missing.length > 0)
    throw new Error(`${tool.name} writes less than it must:\n  ${missing.slice(0, 10).join('\n  ')}`);
}

function summaryOf(costs: readonly Cost[]): Summary {
  const spread = (key: keyof Cost) => spreadOf(costs.map((cost) => cost[key]));
  return { wallMs: spread('wallMs'), cpuMs: spread('cpuMs'), peakKib: spread('peakKib') };
}

function commandOf(tool: Tool, corpus: Corpus): string {
  const { program, args } = tool.build(corpus);
  const words = [program, ...args].map((word) => word.replace(corpus.root, 'SITE'));
  return words.map((word) => (word.startsWith('/') ? (word.split('/').at(-1) ?? word) : word)).join(' ');
}
