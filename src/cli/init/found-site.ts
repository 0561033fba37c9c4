/** What `tayori init` finds out about a site from the files of its generator. */
import type { GeneratorName } from '../../settings/generators.ts';

export type FoundSite = {
  readonly generator: GeneratorName;
  /** The file or folder by which it was known. */
  readonly sign: string;
  /** What the config of the generator says. */
  readonly said: {
    readonly title?: string | undefined;
    readonly url?: string | undefined;
    readonly language?: string | undefined;
    readonly timezone?: string | undefined;
  };
  /** Folders below which posts may lie; the first one that has posts counts. */
  readonly roots: readonly string[];
  /** Whether a folder below the root is a section with addresses of its own, of which one is taken. */
  readonly sections?: boolean;
  /** The languages with which names of files may end (`a.ja.md`); that of the site stands first. */
  readonly editions?: readonly string[];
  readonly addressOf: (folder: string) => FoundAddress;
};

export type FoundAddress = {
  /** `undefined` if nothing tells it. */
  readonly permalink: string | undefined;
  /** Where it comes from; or, if it is only what the generator does by itself, why it may be another one. */
  readonly from: string;
  readonly sure: boolean;
};

export const itself = (permalink: string): FoundAddress => ({
  permalink,
  from: 'what its generator does by itself',
  sure: true,
});

/** What a program decides: the usual pattern, and what may say otherwise. */
export const usual = (permalink: string | undefined, from: string): FoundAddress => ({
  permalink,
  from,
  sure: false,
});

/** The part of a folder below another one, with a slash before it. */
export function below(folder: string, root: string): string {
  if (root === '') return `/${folder}`;
  return folder === root ? '' : `/${folder.slice(root.length + 1)}`;
}

export function withBase(url: string | undefined, base: string | undefined): string | undefined {
  return url === undefined ? undefined : `${url.replace(/\/+$/, '')}/${(base ?? '').replace(/^\/+/, '')}`;
}
