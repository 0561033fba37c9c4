// Bundles src/ into dist/, or into the folder that the first argument names: one small entry, and a chunk for each part that is loaded only where it is used.
import { cp, readFile, rm } from 'node:fs/promises';
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
  'markdown-it-abbr',
  'markdown-it-cjk-friendly',
  'markdown-it-deflist',
  'markdown-it-footnote',
  'sanitize-html',
  'valibot',
];

/** Loaded where something of it is used: to load it takes a fifth of what starting takes, and a build that finds nothing new uses none of it. */
const late = new Set(['node:crypto']);
const namesOf = (path) =>
  Object.keys(process.getBuiltinModule(path)).filter((name) => /^[a-z]\w*$/i.test(name));

/** An import statement of one of Node's modules runs all its lazy getters: 30 ms for streams and ciphers that nobody asked for. */
const builtins = {
  name: 'builtins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : { path, external: true },
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: late.has(path)
        ? `module.exports = { ${namesOf(path).map((name) => `get ${name}() { return process.getBuiltinModule('${path}').${name}; }`)} };`
        : `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

/** Each token and state of Markdown sets a dozen fields through a helper for old engines: an assignment does the same, and engines see it. */
const fields = {
  name: 'fields',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]markdown-it\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const helper = /(function _defineProperty\(e, r, t\) )\{[\s\S]*?\n\}/;
      if (!helper.test(source))
        throw new Error(`${path} has no _defineProperty: look at how this version sets fields`);
      return { contents: source.replace(helper, '$1{ e[r] = t; }'), loader: 'js' };
    });
  },
};

/** sanitize-html parses styles with it, and no tag of ours may have one (src/posts/markdown/sanitize.ts): half of its code. */
const styles = {
  name: 'styles',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^postcss$/ }, ({ path }) => ({ path, namespace: 'styles' }));
    onLoad({ filter: /./, namespace: 'styles' }, () => ({ contents: 'module.exports = {};' }));
  },
};

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: { tayori: 'src/main.ts', web: 'src/web/mount.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  plugins: [builtins, fields, styles],
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  external: Object.keys(dependencies).filter((name) => !inside.includes(name)),
  banner: {
    js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
});

/** The files of the editors' page are served as they are (src/preview/page-files.ts). */
await cp('src/preview/page', `${outdir}/preview`, { recursive: true });
