#!/usr/bin/env node
// Starts the bundle; in a checkout whose source is newer than its bundle, starts the source instead, so that nobody runs stale code.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write(
    `tayori needs Node.js 24.12 or newer, and this is ${process.version}.\n` +
      '  -> Run `npm i -D node@24` in this folder: it brings a Node of its own, which `npx tayori` then uses.\n' +
      '     In a checkout of tayori, use the npm scripts (npm start, npm run send …): they bring theirs.\n',
  );
  process.exit(1);
}
// Not by an import statement, which would run every lazy getter of the module: that takes as long as all the rest.
const { readdirSync, statSync } = process.getBuiltinModule('node:fs');
process.getBuiltinModule('node:module').enableCompileCache?.();

const { dirname } = import.meta;
const source = `${dirname}/../src`;
const bundle = `${dirname}/../dist/tayori.js`;

/** @returns the modification time in ms; 0 if there is no such file */
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Whether the folder, or something in it, is newer. A start should cost little: with paths as text, and folders known by
 * their entries, this takes a quarter of the time that URLs take.
 */
function isNewer(folder, built) {
  if (modified(folder) > built) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? isNewer(path, built) : modified(path) > built;
  });
}

const built = modified(bundle);
const isStale =
  modified(source) > 0 && (modified(`${dirname}/../package.json`) > built || isNewer(source, built));
const { start } = await import(
  new URL(isStale ? '../src/main.ts' : '../dist/tayori.js', import.meta.url).href
);
await start();
