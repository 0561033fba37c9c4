/**
 * What the last build wrote, so that the feeds of a category that is gone can be removed. Nothing else is ever removed:
 * a file must be named in the manifest, be a feed other than the site's own, and hold exactly what we wrote. If
 * somebody changes the manifest, the worst effect is that files stay.
 */
import { hash } from 'node:crypto';
import { isAliasPath } from '../settings/feeds.ts';
import { formats } from './formats/formats.ts';

export const MANIFEST_FILE = 'feeds/manifest.json';

export type Manifest = {
  /** Paths in `out/`, each with the SHA-256 of its content, in hex. */
  readonly files: Readonly<Record<string, string>>;
  /** The archive pages, by their folder in `out/`: see archives/build-archives.ts. */
  readonly archives: Readonly<Record<string, PageRecord>>;
  /** The files that are aliases: see alias.ts. */
  readonly aliases?: readonly string[];
};

/** Shows whether an archive page is up to date. */
export type PageRecord = {
  /** A hash of everything that it was made of. */
  readonly key: string;
  /** The size of each document, in the order of the formats. */
  readonly bytes: readonly number[];
};

const files = Object.values(formats).map(({ file }) => file.replace('.', '\\.'));
const REMOVABLE = new RegExp(
  `^(?:(?:(?:categories|tags|authors)/[a-z0-9-]+|digests|podcast)/|(?=archives/))(?:archives/[0-9]+-[0-9]{2}-[0-9]+/)?(?:${files.join('|')})$`,
);

export function hashesOf(documents: ReadonlyMap<string, string>): Manifest['files'] {
  return Object.fromEntries([...documents].map(([file, document]) => [file, hash('sha256', document)]));
}

export function writeManifest(manifest: Manifest): string {
  const { files, archives, aliases = [] } = manifest;
  const document = {
    files,
    ...(Object.keys(archives).length === 0 ? {} : { archives }),
    ...(aliases.length === 0 ? {} : { aliases }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** @returns an empty manifest if there is none or it cannot be read */
export function readManifest(text: string | undefined): Manifest {
  try {
    const read = JSON.parse(text ?? '{}') as { files?: unknown; archives?: unknown; aliases?: unknown }; // checked below
    const files = Object.entries(read.files ?? {}).filter(([, hash]) => /^[0-9a-f]{64}$/.test(String(hash)));
    const archives = Object.entries(read.archives ?? {}).filter(([, record]) => isRecord(record));
    return {
      files: Object.fromEntries(files) as Manifest['files'],
      archives: Object.fromEntries(archives) as Manifest['archives'],
      ...(Array.isArray(read.aliases) ? { aliases: read.aliases.map(String) } : {}),
    };
  } catch {
    return { files: {}, archives: {} };
  }
}

/** The files that the last build wrote and this one does not, as far as they may be removed. */
export function staleFiles(last: Manifest, current: Manifest): string[] {
  return Object.keys(last.files).filter(
    (file) => REMOVABLE.test(file) && !Object.hasOwn(current.files, file),
  );
}

/** The aliases that the last build wrote and this one does not: only paths that the config allows for aliases. */
export function staleAliases(last: Manifest, current: Manifest): string[] {
  return (last.aliases ?? []).filter(
    (file) =>
      isAliasPath(`/${file}`) && Object.hasOwn(last.files, file) && !Object.hasOwn(current.files, file),
  );
}

function isRecord(value: unknown): boolean {
  const { key, bytes } = (value ?? {}) as Partial<PageRecord>;
  return typeof key === 'string' && Array.isArray(bytes);
}
