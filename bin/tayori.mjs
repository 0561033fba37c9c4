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

const source = new URL('../src/', import.meta.url);
const bundle = new URL('../dist/tayori.js', import.meta.url);

/** @returns the modification time in ms; 0 where there is no such file */
const modified = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(folder) {
  if (modified(folder) === 0) return 0;
  const times = readdirSync(folder, { recursive: true }).map((name) =>
    modified(new URL(name.replaceAll('\\', '/'), folder)),
  );
  return Math.max(modified(new URL('../package.json', import.meta.url)), ...times);
}

const fresh = modified(bundle) >= newest(source);
const { start } = await import(fresh ? bundle.href : new URL('main.ts', source).href);
await start();
