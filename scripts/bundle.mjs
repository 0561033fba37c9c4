// Bundles src/ into dist/, or into the folder that the first argument names: one small entry, and a chunk for each part that is loaded only where it is used.
import { readFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const [, , outdir = 'dist'] = process.argv;
const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
/** Bundled, because they are small and on the way of every command; the others are loaded from node_modules. */
const inside = [
  '@date-fns/tz',
  'date-fns',
  'feed',
  'gray-matter',
  'js-yaml',
  'markdown-it',
  'markdown-it-cjk-friendly',
  'sanitize-html',
  'valibot',
];

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: { tayori: 'src/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  external: Object.keys(dependencies).filter((name) => !inside.includes(name)),
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
