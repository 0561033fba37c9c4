/** What every measured tool must say about itself, so that one loop can measure them all. */
import type { Run } from '../measure.ts';
import type { Corpus } from './corpus.ts';

export type Format = 'rss' | 'atom' | 'json';
export const allFormats = ['rss', 'atom', 'json'] as const satisfies readonly Format[];

/** One feed file; `feed` is a category's slug, or `site`. */
export type FeedFile = { readonly path: string; readonly format: Format; readonly feed: string };

export type Tool = {
  readonly name: string;
  /** In what its work differs from the others'. */
  readonly about: string;
  /** The version in the tool's own words; `undefined` where it is not installed. */
  version(): Promise<string | undefined>;
  /** How to get it. */
  readonly install: string;
  /** Above so many posts it is measured only when it is named: it takes too long. */
  readonly most: number;
  /** How often a cell is measured at most. */
  readonly runs: number;
  /** Writes what it needs beside the posts. */
  prepare(corpus: Corpus): Promise<void>;
  /** Removes its outputs and all that it keeps between builds. */
  clean(corpus: Corpus): Promise<void>;
  build(corpus: Corpus): Run;
  files(corpus: Corpus): readonly FeedFile[];
};
