import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floors, world } from './house.ts';

const src = join(import.meta.dirname, '../src');
/** The program, and what runs in the browser of the preview (`preview/page/*.js`). */
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
const sources = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]));

const room = (file: string) => (file.split('/')[0] ?? file).replace(/\.[jt]s$/, '');
const floor = (file: string) => floors.findIndex((rooms) => rooms.includes(room(file)));
const sourceOf = (file: string) => sources.get(file) ?? '';

/** What runs: without comments, and without imports of types, which are gone by then. */
const codeOf = (file: string) =>
  sourceOf(file)
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
    .replace(/\bimport type [^;]*;/g, '');

/** Imports of values and of types, at the top of a file or where they are used. */
const imports = new Map(
  files.map((file) => {
    const found = sourceOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.[jt]s)'/g);
    return [file, [...found].map((match) => posix.join(dirname(file), match[1] ?? ''))] as const;
  }),
);
const importsOf = (file: string) => imports.get(file) ?? [];

/** A way from a file or a room back to itself, or nothing. */
function circleFrom(start: string, nextOf: (at: string) => Iterable<string>): string[] | undefined {
  const seen = new Set<string>();
  const ways = [...nextOf(start)].map((next) => [start, next]);
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    const last = way.at(-1) ?? '';
    if (last === start) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of nextOf(last)) ways.push([...way, next]);
  }
  return undefined;
}

/** The folders around a file, from the outermost one: '' is `src` itself. */
const foldersAround = (file: string) =>
  file.split('/').map((_, depth, names) => names.slice(0, depth).join('/'));

/** For each room, the rooms beside it that its files import from; rooms are folders, such as `posts/head` and `posts/rules`. */
const roomsBeside = (() => {
  const beside = new Map<string, Set<string>>();
  for (const file of files) {
    const own = foldersAround(file);
    for (const target of importsOf(file)) {
      const other = foldersAround(target);
      const parted = own.findIndex((room, depth) => room !== other[depth]);
      const [from, to] = [own[parted], other[parted]];
      if (from !== undefined && to !== undefined) beside.set(from, (beside.get(from) ?? new Set()).add(to));
    }
  }
  return beside;
})();

/** The names that other files take from each file; `*` if one takes it whole, as `import()` does. */
const taken = (() => {
  const repository = join(import.meta.dirname, '..');
  const sources = ['src', 'test', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:[jt]s|mjs)$/.test(file))
      .map((file) => posix.join(folder, file)),
  );
  const names = new Map<string, Set<string>>();
  for (const file of sources) {
    const text = readFileSync(join(repository, file), 'utf8');
    for (const [, list, path = '', whole = path] of text.matchAll(
      /(?:import|export)(?: type)? \{([^}]*)\} from '(\.[^']*)'|(?:\* as \w+ from |import\()'(\.[^']*)'/g,
    )) {
      const target = posix.relative('src', posix.join(dirname(file), whole));
      const held = names.get(target) ?? new Set();
      for (const name of list?.split(',') ?? ['*']) held.add(name.trim().replace(/^type | as .*/g, ''));
      names.set(target, held);
    }
  }
  return names;
})();

/** Where others begin: the program, the config of a site, the service inside another server, the bundle of queries. */
const entries: readonly string[] = ['main.ts', 'config.ts', 'web/mount.ts', 'ledger/all-queries.ts'];

const MOST_FILES = 22;

describe('the house', () => {
  it('has no room in which a stranger must search', () => {
    const counts = Object.entries(Object.groupBy(files, dirname)).map(([folder, held = []]) => ({
      folder,
      files: held.length,
    }));
    expect(counts.filter((row) => row.files > MOST_FILES)).toEqual([]);
  });

  it('has a floor for every file', () => {
    expect(files.filter((file) => floor(file) < 0)).toEqual([]);
  });

  it('imports only downwards', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => room(target) !== room(file) && floor(target) <= floor(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('has no circle of imports, types included', () => {
    expect(files.flatMap((file) => circleFrom(file, importsOf) ?? [])).toEqual([]);
  });

  it('has no two rooms beside each other of which each needs the other', () => {
    const nextOf = (room: string) => roomsBeside.get(room) ?? [];
    expect([...roomsBeside.keys()].flatMap((room) => circleFrom(room, nextOf) ?? [])).toEqual([]);
  });

  it('says in a header of each file what it is for', () => {
    expect(files.filter((file) => !sourceOf(file).startsWith('/**'))).toEqual([]);
  });

  it('has no file over 250 lines that does not say why', () => {
    const long = files.filter((file) => sourceOf(file).split('\n').length > 251);
    const header = (file: string) => /\/\*\*[\s\S]*?\*\//.exec(sourceOf(file))?.[0] ?? '';
    expect(
      long.filter((file) => !/file\s+(?:\*\s+)?is\s+(?:\*\s+)?long\s+(?:\*\s+)?because/.test(header(file))),
    ).toEqual([]);
  });

  it.for(world)('$world is touched in $only, and nowhere else', ({ pattern, only }) => {
    const touching = files.filter((file) => pattern.test(codeOf(file)));
    expect(touching.toSorted()).toEqual(only.toSorted());
  });

  it('exports no value that nobody takes', () => {
    const idle = files.flatMap((file) => {
      const names = taken.get(file) ?? new Set();
      const exported = sourceOf(file).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm);
      return names.has('*') || entries.includes(file)
        ? []
        : [...exported].flatMap(([, name = '']) => (names.has(name) ? [] : [`${file}: ${name}`]));
    });
    expect(idle).toEqual([]);
  });

  it('keeps no room for leftovers', () => {
    const leftovers = /(^|\/)(utils?|helpers?|types|common|core|lib|index|misc)(\.[jt]s)?(\/|$)/;
    expect(files.filter((file) => leftovers.test(file))).toEqual([]);
  });
});
