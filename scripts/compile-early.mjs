// Node's compile cache keeps a file as it was when it was first compiled: without the functions that V8 compiles when
// somebody calls them. To compile them anew at each start took a tenth of a short command. V8 compiles a function at once
// that stands in parentheses: so those that the quick commands call are put into some, where that changes nothing else.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** What each of these calls the second time, when nothing is new, is compiled early. */
const COMMANDS = [['build'], ['posts'], ['status'], ['why', 'aoi@example.com']];

const SITE = {
  'tayori.config.ts': `export default {
  site: { title: 'A site', url: 'https://minato.example', author: 'Aoi' },
  organisation: { name: 'Minato', address: 'A street', contact: 'hello@minato.example' },
  categories: [{ name: 'News', slug: 'news' }],
  mail: { from: { name: 'A site', address: 'letter@minato.example' }, unsubscribe: 'leave@minato.example' },
};
`,
  'posts/2020-01-06-a.md':
    '---\nlayout: post\ntitle: "A post"\ndate: 2020-01-06 09:00:00 +0900\ncategories: ["News"]\n---\n\nText.\n',
};

/** @param files the names of the chunks whose functions may be compiled early */
export async function compileEarly(outdir, files) {
  const called = await calledIn(outdir);
  for (const file of files) {
    const path = join(outdir, 'chunks', file);
    await writeFile(path, inParentheses(await readFile(path, 'utf8'), called.get(file) ?? []));
  }
}

/** @returns for the name of each chunk the places of the functions that were called */
async function calledIn(outdir) {
  const folder = await mkdtemp(join(tmpdir(), 'compile-early-'));
  try {
    await mkdir(join(folder, 'posts'));
    for (const [path, text] of Object.entries(SITE)) await writeFile(join(folder, path), text);
    const entry = pathToFileURL(resolve(outdir, 'tayori.js')).href;
    await writeFile(join(folder, 'start.mjs'), `import { start } from '${entry}';\nawait start();\n`);
    const around = { ...process.env, LEDGER_URL: 'sqlite:.tayori/ledger.db' };
    const run = (words, env = {}) =>
      promisify(execFile)(process.execPath, ['start.mjs', ...words], {
        cwd: folder,
        env: { ...around, ...env },
      });
    await run(['subscribers', 'add', 'aoi@example.com', '--already-confirmed', 'by hand']);
    for (const words of COMMANDS) await run(words);
    const coverage = join(folder, 'coverage');
    for (const words of COMMANDS) await run(words, { NODE_V8_COVERAGE: coverage });
    return await calledBy(coverage, resolve(outdir, 'chunks'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param coverage a folder with the reports of V8 */
async function calledBy(coverage, chunks) {
  const called = new Map();
  for (const report of await readdir(coverage)) {
    const { result } = JSON.parse(await readFile(join(coverage, report), 'utf8'));
    for (const { url, functions } of result) {
      if (!url.startsWith('file:') || dirname(fileURLToPath(url)) !== chunks) continue;
      const name = basename(fileURLToPath(url));
      for (const { ranges } of functions)
        if (ranges[0].count > 0) called.set(name, [...(called.get(name) ?? []), ranges[0]]);
    }
  }
  return called;
}

/** @param places where functions begin and end, as V8 counts letters */
function inParentheses(source, places) {
  const points = [];
  const declared = new Map();
  // Several reports name the same function.
  const unique = new Map(places.map((place) => [place.startOffset, place]));
  for (const { startOffset, endOffset } of unique.values()) {
    const start = source.startsWith('async ', startOffset - 6) ? startOffset - 6 : startOffset;
    const text = source.slice(start, endOffset);
    const head = /^((?:async )?function\*?) (\w+)(?=\()/.exec(text);
    if (head !== null && source[start - 1] === '\n') declared.set(start, { head, end: endOffset });
    else if (isValue(text, source.slice(start - 2, start))) points.push([start, '('], [endOffset, ')']);
  }
  // Where one function ends another one may begin.
  const inOrder = points.toSorted(([one, a], [other, b]) => one - other || b.charCodeAt() - a.charCodeAt());
  return declaredFirst(source, declared, inOrder);
}

/** Whether it is an arrow function, or a function where a value stands: not a method, nor a declaration. */
function isValue(text, before) {
  if (/^(?:async )?(?:\w+|\((?:[^()]|\([^()]*\))*\)) =>/.test(text)) return true;
  return /^(?:async )?function\b/.test(text) && /[=,:?([] ?$/.test(before);
}

/** A declaration can be called before it is reached: as a value it stands before all that runs. */
function declaredFirst(source, declared, points) {
  let first = '';
  let rest = '';
  let at = 0;
  for (const [start, { head, end }] of [...declared].toSorted(([one], [other]) => one - other)) {
    const [whole, kind, name] = head;
    first += `var ${name} = (${kind}${part(source, points, start + whole.length, end)});\n`;
    rest += part(source, points, at, start);
    at = end;
  }
  return first + rest + part(source, points, at, source.length);
}

/** A part of the source with the parentheses that stand in it. */
function part(source, points, from, to) {
  let text = '';
  let at = from;
  for (const [place, mark] of points) {
    if (place < from || place > to) continue;
    text += source.slice(at, place) + mark;
    at = place;
  }
  return text + source.slice(at, to);
}
