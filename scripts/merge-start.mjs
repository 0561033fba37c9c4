// What every command loads is one file in the end: twenty small ones take 5 ms to find and link, a tenth of a short command.
// esbuild splits by who asks for a module, and does not know that all of these always come together.
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Merges the entry and all that it loads at once. What a chunk exports as `name` is `chunk.js:name` in the merged file,
 * and whoever imports it asks for that.
 */
export async function mergeStart(outdir, metafile) {
  const outputs = Object.fromEntries(
    Object.entries(metafile.outputs).map(([file, output]) => [resolve(file), output]),
  );
  const entry = resolve(outdir, 'tayori.js');
  const parts = new Set([entry]);
  for (const file of parts)
    for (const { path, kind } of outputs[file].imports)
      if (kind === 'import-statement') parts.add(resolve(path));
  const names = [...parts].flatMap((file) => {
    const { exports } = outputs[file];
    const list = exports.map((name) => `${name} as '${basename(file)}:${name}'`);
    return `export { ${list} } from './${relative(outdir, file)}';`;
  });
  const { outputFiles } = await build({
    stdin: { contents: names.join('\n'), resolveDir: outdir },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    write: false,
    outfile: join(outdir, 'chunks/start.js'),
    plugins: [
      {
        name: 'later',
        setup: ({ onResolve }) =>
          onResolve({ filter: /./ }, ({ path, kind }) =>
            kind === 'dynamic-import'
              ? { path: path.startsWith('.') ? `./${basename(path)}` : path, external: true }
              : undefined,
          ),
      },
    ],
  });
  const merged = outputFiles[0];
  const start = `every-${createHash('sha256').update(merged.contents).digest('hex').slice(0, 8)}.js`;
  await writeFile(join(outdir, 'chunks', start), merged.contents);
  const isPart = (name) => parts.has(resolve(outdir, name)) || parts.has(resolve(outdir, 'chunks', name));
  for (const file of Object.keys(outputs).filter((name) => name.endsWith('.js') && !parts.has(name))) {
    const source = await readFile(file, 'utf8');
    const place = file.includes('chunks') ? './' : './chunks/';
    const changed = source.replace(
      /^import (?:\{([^}]*)\} from )?"[^"]*?([^"/]+)";$/gm,
      (line, list, name) => (isPart(name) ? importOf(list, name, `${place}${start}`) : line),
    );
    await writeFile(file, changed);
  }
  const late = Object.values(outputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind !== 'import-statement'),
  );
  const lost = late.find(({ path }) => parts.has(resolve(path)));
  if (lost !== undefined) throw new Error(`${lost.path} is merged, and still loaded by itself`);
  for (const file of parts) await rm(file);
  await writeFile(
    entry,
    `export { ${outputs[entry].exports.map((name) => `'tayori.js:${name}' as ${name}`)} } from './chunks/${start}';\n`,
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
