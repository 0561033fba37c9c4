// Few files for what is always loaded together: to find, read and link each of thirty small ones takes a fifth of a short
// command. esbuild splits by who asks for a module, and does not know what comes together in the end.
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

/** The entry and all that it loads at once: every command loads them. */
const START = 'src/main.ts';

/** Commands that should end at once, with what they always load later. */
const QUICK = {
  ledger: [
    'src/cli/status/status.ts',
    'src/cli/why.ts',
    'src/ledger/sqlite/sqlite.ts',
    'src/ledger/compose-ledger.ts',
  ],
  posts: ['src/cli/posts/posts.ts'],
  build: ['src/cli/build/build.ts'],
};

/** What others load too, who do not open the ledger, is kept apart from it. */
const WITHOUT_LEDGER = [
  'src/cli/check/check.ts',
  'src/cli/init/init.ts',
  'src/cli/note.ts',
  'src/feeds/build.ts',
  'src/config.ts',
];

/**
 * Merges in the folder of a bundle whose chunks lie in `chunks/`. The names of the chunks stay the names in the merged files.
 *
 * @returns the names of the merged files
 */
export async function mergeChunks(outdir, metafile) {
  const chunks = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [
      basename(file),
      { ...output, file: resolve(file) },
    ]),
  );
  const groups = groupsOf(chunks);
  const places = new Map();
  for (const [name, parts] of groups) {
    const contents = await merged(outdir, parts, chunks);
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8);
    for (const part of parts) places.set(part, `${name}-${hash}.js`);
    for (const part of parts) await rm(chunks.get(part).file);
    await writeFile(join(outdir, 'chunks', `${name}-${hash}.js`), contents);
  }
  const rest = [...chunks.keys()].filter((name) => name.endsWith('.js') && !places.has(name));
  const files = [...new Set(places.values())].map((name) => join(outdir, 'chunks', name));
  for (const file of [...rest.map((name) => chunks.get(name).file), ...files]) {
    const source = await readFile(file, 'utf8');
    await writeFile(file, toPlaces(source, places, file.includes('chunks') ? './' : './chunks/'));
  }
  const { exports } = chunks.get('tayori.js');
  const names = exports.map((name) => `'tayori.js:${name}' as ${name}`);
  await writeFile(
    join(outdir, 'tayori.js'),
    `export { ${names} } from './chunks/${places.get('tayori.js')}';\n`,
  );
  return [...new Set(places.values())];
}

/** @returns the names of the chunks of each merged file: those that the same of the quick commands load */
function groupsOf(chunks) {
  const entryOf = (source) => [...chunks].find(([, { entryPoint }]) => entryPoint === source)?.[0];
  const closure = (sources) => {
    const entries = sources.map((source) => entryOf(source) ?? holding(chunks, source));
    const found = new Set(entries);
    for (const name of found)
      for (const { path, kind, external } of chunks.get(name).imports)
        if (kind === 'import-statement' && !external) found.add(basename(path));
    return found;
  };
  const start = closure([START]);
  const quick = Object.entries(QUICK).map(([name, sources]) => [name, closure(sources)]);
  const others = closure(WITHOUT_LEDGER);
  const groups = new Map([['every', start]]);
  for (const name of new Set(quick.flatMap(([, found]) => [...found]))) {
    if (start.has(name)) continue;
    const users = quick.filter(([, found]) => found.has(name)).map(([user]) => user);
    // Few letters, which nearly every command needs.
    if (users.includes('posts') && users.includes('build')) {
      start.add(name);
      continue;
    }
    const key = users.join('-') + (users.join() === 'ledger' && others.has(name) ? '-parts' : '');
    groups.set(key, (groups.get(key) ?? new Set()).add(name));
  }
  return groups;
}

/** A module that several load stands in a chunk with others. */
function holding(chunks, source) {
  const found = [...chunks].find(([, { inputs }]) => Object.hasOwn(inputs, source));
  if (found === undefined) throw new Error(`No chunk holds ${source}`);
  return found[0];
}

/** What a chunk exports as `name` is `chunk.js:name` in the merged file, and all of what a later `import()` asks for is `chunk.js`. */
async function merged(outdir, parts, chunks) {
  const lines = [...parts].flatMap((part, index) => {
    const { exports, entryPoint } = chunks.get(part);
    const from = JSON.stringify(chunks.get(part).file);
    const all =
      entryPoint === undefined
        ? []
        : [`import * as all${index} from ${from}; export { all${index} as '${part}' };`];
    return [`export { ${exports.map((name) => `${name} as '${part}:${name}'`)} } from ${from};`, ...all];
  });
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: outdir },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    write: false,
    outfile: join(outdir, 'chunks/merged.js'),
    plugins: [
      {
        name: 'others',
        setup: ({ onResolve }) =>
          onResolve({ filter: /./ }, ({ path, kind }) => {
            if (kind === 'import-statement' && parts.has(basename(path))) return undefined;
            return { path: /^[./]/.test(path) ? `./${basename(path)}` : path, external: true };
          }),
      },
    ],
  });
  return outputFiles[0].text;
}

/** Whoever imports a chunk that was merged asks for the merged file. */
function toPlaces(source, places, folder) {
  return source
    .replace(/^import (?:\{([^}]*)\} from )?"[^"]*?([^"/]+)";$/gm, (line, list, name) =>
      places.has(name) ? importOf(list, name, `${folder}${places.get(name)}`) : line,
    )
    .replace(/(?<![.\w])import\("[^"]*?([^"/]+)"\)/g, (call, name) =>
      places.has(name) ? `import("${folder}${places.get(name)}").then((all) => all["${name}"])` : call,
    );
}

/** `a, b as c` of a part, as an import of the merged file. */
function importOf(list, part, from) {
  if (list === undefined) return `import '${from}';`;
  const names = list.split(',').map((one) => {
    const [name, local = name] = one.trim().split(' as ');
    return `'${part}:${name}' as ${local}`;
  });
  return `import { ${names} } from '${from}';`;
}
