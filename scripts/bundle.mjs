// Bundles src/ into dist/, or into the folder that the first argument names: one small entry, and a chunk for each part that is loaded only where it is used.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compileEarly } from './compile-early.mjs';
import { ledgerQueries } from './ledger-queries.mjs';
import { mergeChunks } from './merge-chunks.mjs';

const [, , outdir = 'dist'] = process.argv;
const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
/** Bundled, because they are small and on the way of every command; the others are loaded from node_modules. */
const inside = [
  '@date-fns/tz',
  '@hono/node-server',
  'date-fns',
  'feed',
  'get-east-asian-width',
  'gray-matter',
  'hono',
  'js-yaml',
  'kysely',
  'liquidjs',
  'markdown-it',
  'markdown-it-footnote',
  'mjml',
  'nodemailer',
  'postal-mime',
  'sanitize-html',
  'smol-toml',
  'valibot',
];

/** Node has loaded these before our first line runs, so that their functions are at hand. */
const loaded = new Set(['node:buffer', 'node:events', 'node:fs', 'node:module', 'node:path', 'node:url']);
const namesOf = (path) =>
  Object.getOwnPropertyNames(process.getBuiltinModule(path)).filter((name) => /^[a-z_]\w*$/i.test(name));

/** An import statement of one of Node's modules runs all its lazy getters: 30 ms for streams and ciphers that nobody asked for. */
const builtins = {
  name: 'builtins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const full = path.startsWith('node:') ? path : `node:${path}`;
      return kind === 'import-statement'
        ? { path: full, namespace: 'builtin', sideEffects: false }
        : { path: full, external: true };
    });
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: loaded.has(path) ? atHand(path) : late(path),
    }));
  },
};

/** Constants: a call of one is a call of Node's function, and a name that nobody imports is left out. */
function atHand(path) {
  const rows = namesOf(path)
    .filter((name) => name !== 'default')
    .map((name) => `export const ${name} = /* @__PURE__ */ of('${name}');`);
  return [
    `const module = process.getBuiltinModule('${path}');`,
    'const of = (name) => module[name];',
    'export default module;',
    ...rows,
  ].join('\n');
}

/** Getters: the module is loaded where something of it is first used. To load ciphers takes a fifth of what starting takes. */
function late(path) {
  const rows = namesOf(path).map((name) => `get ${name}() { return load().${name}; }`);
  return [
    'let kept;',
    `const load = () => (kept ??= process.getBuiltinModule('${path}'));`,
    `module.exports = { ${rows.join(', ')} };`,
  ].join('\n');
}

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

/** Tables that are made from the source (src/posts/rules/assistant/phrases.ts) stand in the bundle as they are: to make them takes a tenth of a second of every cold build. */
const tables = {
  name: 'tables',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]assistant[/\\]phrases\.ts$/ }, async ({ path }) => {
      const made = Object.entries(await import(pathToFileURL(path).href)).map(([name, make]) => {
        const json = JSON.stringify(JSON.stringify(make()));
        return `let ${name}Kept; export const ${name} = () => (${name}Kept ??= JSON.parse(${json}));`;
      });
      return { contents: made.join('\n'), loader: 'js' };
    });
  },
};

/** The YAML reader that gray-matter would use by itself, with a reader of JavaScript: our own stands in its place (src/posts/head/front-matter/front-matter-yaml.ts). */
const yaml = {
  name: 'yaml',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^js-yaml$/ }, ({ path, importer }) =>
      /[/\\]gray-matter[/\\]/.test(importer) ? { path, namespace: 'yaml' } : undefined,
    );
    const never = "() => { throw new Error('This YAML reader is not in the bundle.'); }";
    onLoad({ filter: /./, namespace: 'yaml' }, () => ({
      contents: `module.exports = { safeLoad: ${never}, safeDump: ${never} };`,
    }));
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

/**
 * mjml is loaded by a call, at the moment when that is safe (src/digest/templates/load-mjml.ts): a plain `require` is
 * one that is bundled. What it loads and no mail of ours needs is left out: fetching, includes, minifying. What only few
 * templates need (`mj-style inline`, `mj-html-attributes`) is loaded there: it is two thirds of the time that mjml takes.
 */
const mjml = {
  name: 'mjml',
  setup: ({ onResolve, onLoad }) => {
    onLoad({ filter: /[/\\]load-mjml\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const line = 'const require = createRequire(import.meta.url);';
      if (!source.includes(line)) throw new Error(`${path} does not say \`${line}\``);
      return { contents: source.replace(line, ''), loader: 'ts' };
    });
    onResolve({ filter: /^(?:undici|htmlnano|cssnano|cssnano-preset-\w+|js-beautify)$/ }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /^(?:juice|cheerio)$/ }, ({ path, importer }) =>
      /[/\\]mjml-core[/\\]/.test(importer) ? { path, namespace: 'few' } : undefined,
    );
    onResolve({ filter: /./, namespace: 'few' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'few' }, async ({ path }) => {
      const file = `./${await fewFile()}`;
      return { contents: path === 'juice' ? juiceIn(file) : cheerioIn(file) };
    });
  },
};

/** As mjml-core uses them: each is loaded when it is called. */
const juiceIn = (file) => `
  const load = () => require('${file}').juice;
  module.exports = Object.defineProperty((...words) => load()(...words), 'codeBlocks', { get: () => load().codeBlocks });
`;
const cheerioIn = (file) => `module.exports = { get load() { return require('${file}').load; } };`;

/** Both in a file of their own, which is two thirds of all that mjml is. @returns its name */
async function fewFile() {
  const { outputFiles } = await build({
    stdin: {
      contents: "exports.juice = require('juice/client'); exports.load = require('cheerio').load;",
      resolveDir: 'node_modules/mjml-core',
    },
    bundle: true,
    write: false,
    plugins: [mjml],
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    legalComments: 'none',
  });
  const [{ contents }] = outputFiles;
  const name = `mjml-few-${createHash('sha256').update(contents).digest('hex').slice(0, 8)}.cjs`;
  await mkdir(join(outdir, 'chunks'), { recursive: true });
  await writeFile(join(outdir, 'chunks', name), contents);
  return name;
}

/** What packages call that are no modules of ours. It is made when it is first called: to make one in each chunk took 2 ms of every command. */
const REQUIRE = [
  'const require = ((made) => new Proxy(() => {}, {',
  ' apply: (_, self, words) => Reflect.apply(made(), self, words), get: (_, name) => made()[name],',
  " }))(() => process.getBuiltinModule('node:module').createRequire(import.meta.url));",
].join('');

/** Most chunks never call it. */
async function leaveOutRequire(files) {
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    const rest = source.replace(`${REQUIRE}\n`, '');
    if (rest === source) throw new Error(`${file} does not begin with the line that makes \`require\``);
    if (!/(?<![\w$.])require\b/.test(rest)) await writeFile(file, rest);
  }
}

/** A build remembers by the names in the bundle what it was made with (src/cache-key.ts), so the folder of the words has a hash of them for a name. */
async function wordsFolder() {
  const folder = 'src/locale/languages';
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).toSorted()) hash.update(await readFile(join(folder, name)));
  return `words-${hash.digest('hex').slice(0, 8)}`;
}

/** Words of most languages are files of their own: who needs one of them loads no other (src/locale/plain/load-words.ts). */
const words = {
  name: 'words',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]load-words\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const line = "const FOLDER = '../languages';";
      if (!source.includes(line)) throw new Error(`${path} does not say \`${line}\``);
      const folder = await wordsFolder();
      await cp('src/locale/languages', join(outdir, 'chunks', folder), { recursive: true });
      return { contents: source.replace(line, `const FOLDER = '${folder}';`), loader: 'ts' };
    });
  },
};

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  metafile: true,
  entryPoints: { tayori: 'src/main.ts', web: 'src/web/mount.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  plugins: [builtins, fields, styles, tables, yaml, mjml, words, await ledgerQueries(outdir)],
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  external: Object.keys(dependencies).filter((name) => !inside.includes(name)),
  banner: { js: REQUIRE },
});

await leaveOutRequire(Object.keys(metafile.outputs));

await compileEarly(outdir, await mergeChunks(outdir, metafile));

// What `--help` says is known now: to load every command for it would take ten times as long (src/cli/help.ts).
const { allHelp } = await import(pathToFileURL(resolve(outdir, 'tayori.js')).href);
await writeFile(join(outdir, 'chunks/help.json'), `${JSON.stringify(await allHelp(), undefined, 2)}\n`);

/** The files of the editors' page are served as they are (src/preview/server/page-files.ts). */
await cp('src/preview/page', `${outdir}/preview`, { recursive: true });
