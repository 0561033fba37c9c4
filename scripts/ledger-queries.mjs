// The queries of the ledger as text in the bundle, so that commands which only ask known ones never load the query builder.
// They are made by the source itself: it is bundled once with the builder, and asked for all of them (src/ledger/all-queries.ts).
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const LEDGER = resolve('src/ledger');

/** @returns what esbuild needs for the bundle, as a plugin */
export async function ledgerQueries(outdir) {
  const queries = await allQueries();
  const builder = await builderFile(outdir);
  return {
    name: 'ledger-queries',
    setup: (on) => {
      on.onLoad({ filter: /[/\\]ledger[/\\](?:sqlite|postgres)[/\\]kept\.ts$/ }, ({ path }) => {
        const engine = /[/\\](\w+)[/\\]kept\.ts$/.exec(path)[1];
        return { contents: keptModule(queries[engine]), loader: 'js' };
      });
      namePlaces(on);
      on.onResolve({ filter: /^kysely$/ }, ({ path }) => ({ path, namespace: 'late-builder' }));
      on.onResolve({ filter: /./, namespace: 'late-builder' }, ({ path }) => ({ path, external: true }));
      on.onLoad({ filter: /./, namespace: 'late-builder' }, () => ({ contents: lateBuilder(builder) }));
    },
  };
}

/** A template has a name in the bundle: the place where it is made. */
function namePlaces({ onLoad }) {
  onLoad({ filter: /[/\\]src[/\\]ledger[/\\].*\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const file = relative(LEDGER, path).split(sep).join('/');
    let count = 0;
    const contents = source.replace(/(?<![.\w])template\(/g, () => {
      count += 1;
      return `templateAt('${file} ${count}')(`;
    });
    if (count === 0) return undefined;
    const prepared = JSON.stringify(join(LEDGER, 'prepared.ts'));
    return { contents: `import { templateAt } from ${prepared};\n${contents}`, loader: 'ts' };
  });
}

async function allQueries() {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-queries-'));
  try {
    const outfile = join(folder, 'all-queries.mjs');
    await build({
      entryPoints: [join(LEDGER, 'all-queries.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      plugins: [{ name: 'places', setup: namePlaces }],
    });
    return (await import(pathToFileURL(outfile).href)).allQueries();
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As text: it is parsed in a fifth of the time that code takes. */
function keptModule(queries) {
  const json = JSON.stringify(JSON.stringify(queries));
  return `let queries; export const kept = (name) => (queries ??= JSON.parse(${json}))[name];`;
}

/** What the source takes from kysely. */
const NAMES = [
  'DummyDriver',
  'Kysely',
  'PostgresAdapter',
  'PostgresIntrospector',
  'PostgresQueryCompiler',
  'SqliteAdapter',
  'SqliteIntrospector',
  'SqliteQueryCompiler',
  'ValueListNode',
  'ValueNode',
  'sql',
];

/** kysely in a file of its own. @returns its name */
async function builderFile(outdir) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${NAMES.join(', ')} } from 'kysely';`, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    legalComments: 'none',
  });
  const [{ contents }] = outputFiles;
  const name = `kysely-${createHash('sha256').update(contents).digest('hex').slice(0, 8)}.cjs`;
  await mkdir(join(outdir, 'chunks'), { recursive: true });
  await writeFile(join(outdir, 'chunks', name), contents);
  return name;
}

/**
 * Stands for kysely until a query is built that is not kept. What the ledger makes of it when it is opened, such as
 * `sql` for the part of a query, is made only then.
 */
function lateBuilder(file) {
  const classes = NAMES.filter((name) => /^[A-Z]/.test(name) && !name.endsWith('Node'));
  const nodes = NAMES.filter((name) => name.endsWith('Node'));
  return `
    let builder;
    const load = () => (builder ??= require('./${file}'));
    const bound = (owner, name) => {
      const value = owner[name];
      return typeof value === 'function' ? value.bind(owner) : value;
    };
    const late = (make) => {
      let made;
      const get = () => (made ??= make());
      return new Proxy({}, { get: (_, name) => bound(get(), name), has: (_, name) => name in get() });
    };
    const lateClass = (name) =>
      new Proxy(class {}, { construct: (_, words) => late(() => new (load()[name])(...words)) });
    ${classes.map((name) => `export const ${name} = /* @__PURE__ */ lateClass('${name}');`).join('\n')}
    ${nodes.map((name) => `export const ${name} = /* @__PURE__ */ late(() => load().${name});`).join('\n')}
    export const sql = new Proxy(() => {}, {
      apply: (_, self, words) => (builder ? builder.sql(...words) : late(() => load().sql(...words))),
      get: (_, name) => (builder ? builder.sql[name] : (...words) => late(() => load().sql[name](...words))),
    });
  `;
}
