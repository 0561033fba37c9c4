/**
 * What the last build wrote, so that files of a category that is gone can be removed, and nothing else
 * ever: a file goes only if it is named in the manifest, is a feed of a category, and still holds what
 * we wrote. A manifest that was tampered with can at worst leave files behind.
 */
import { createHash } from 'node:crypto';
import { formats } from './formats.ts';

export const MANIFEST_FILE = 'feeds/manifest.json';

/** Files relative to `out/`, each with the SHA-256 of what it holds, in hex. */
export type Manifest = Readonly<Record<string, string>>;

const files = Object.values(formats).map(({ file }) => file.replace('.', '\\.'));
const REMOVABLE = new RegExp(`^categories/[a-z0-9-]+/(${files.join('|')})$`);

export function manifestOf(documents: ReadonlyMap<string, string>): Manifest {
  return Object.fromEntries([...documents].map(([file, document]) => [file, sha256(document)]));
}

export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ files: manifest }, undefined, 2)}\n`;
}

/** @returns an empty manifest where there is none or it can not be read */
export function readManifest(text: string | undefined): Manifest {
  try {
    const { files } = JSON.parse(text ?? '{}') as { files?: unknown }; // each entry is checked below
    const entries = Object.entries(files ?? {}).filter(([, hash]) => /^[0-9a-f]{64}$/.test(String(hash)));
    return Object.fromEntries(entries) as Manifest;
  } catch {
    return {};
  }
}

/** The files that the last build wrote and this one does not, if they may be removed at all. */
export function staleFiles(last: Manifest, current: Manifest): string[] {
  return Object.keys(last).filter((file) => REMOVABLE.test(file) && !Object.hasOwn(current, file));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
