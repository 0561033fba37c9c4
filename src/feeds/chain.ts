/** The chain of a feed: how the documents of a complete feed point to each other (RFC 5005, section 4). */

/** The relations that join the documents of a chain. */
export type ChainRelation = 'current' | 'prev-archive' | 'next-archive';

/**
 * The place of a document in its chain: the folders of other documents, each ending with `/`. A document with `current`
 * is an archive.
 */
export type Chain = Readonly<Partial<Record<ChainRelation, string>>>;

/**
 * The chain of a feed.
 *
 * @param folder of the subscription document, ending with `/`
 * @param names of the pages, newest first
 * @returns the place of the subscription document, then the place of each page
 */
export function chainsOf(folder: string, names: readonly string[]): readonly [Chain, ...Chain[]] {
  const folders = names.map((name) => archiveFolder(folder, name));
  const link = (rel: ChainRelation, to: string | undefined): Chain => (to === undefined ? {} : { [rel]: to });
  const archives = folders.map((_folder, index) => {
    const newer = index === 0 ? undefined : folders[index - 1];
    return {
      current: folder,
      ...link('prev-archive', folders[index + 1]),
      ...link('next-archive', newer),
    };
  });
  return [link('prev-archive', folders[0]), ...archives];
}

/** @param folder a URL or a path in `out/` */
export function archiveFolder(folder: string, name: string): string {
  return `${folder}archives/${name}/`;
}
