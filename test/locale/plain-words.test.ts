/** The languages whose words are plain texts (src/locale/languages/): each has every word, every plural, every placeholder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/locale/en.ts';
import { inTexts, localeOf } from '../../src/locale/locale.ts';
import { saidBy } from './said.ts';

const folder = join(import.meta.dirname, '../../src/locale/languages');
const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));

type Texts = ReadonlyMap<string, string>;

/** Texts by their names. A plural is a text for each of its forms: `feeds.posts#few`. */
function textsOf(file: string): Texts {
  const texts = new Map<string, string>();
  const note = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(COUNTED.test(path) ? `${path}#*` : path, value);
    else
      for (const [key, inner] of Object.entries(value as object))
        note(inner, COUNTED.test(path) ? `${path}#${key}` : path === '' ? key : `${path}.${key}`);
  };
  note(JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')), '');
  return texts;
}

const COUNTED = /^(?:feeds\.(?:minutes|posts|issues)|mail\.(?:countHeading|pointsHeading|more)|days)$/;
const nameOf = (path: string) => path.replace(/#.*/, '');
const without = (pattern: RegExp, texts: Texts) =>
  new Set([...texts.keys()].map(nameOf).filter((path) => !pattern.test(path)));
const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));

/** Marks and lengths are those of most languages where a file has none. */
const OPTIONAL = /^(?:marks|mail\.cuts)\./;

/** What the code fills in, as one language says it. */
const pattern = textsOf('it');

const NUMBERS = [...Array.from({ length: 201 }, (_, count) => count), 1000, 10_000, 1_000_000, 2_000_000];

/** The plurals of a language for whole numbers, each with the numbers that have it. */
function pluralsOf(language: string): ReadonlyMap<string, readonly number[]> {
  const rules = new Intl.PluralRules(language);
  return Map.groupBy(NUMBERS, (count) => rules.select(count));
}

it('each file has its row, and each row its file', () => {
  expect(inTexts.map(([file]) => file).toSorted()).toEqual(files.toSorted());
  const tags = inTexts.flat();
  expect(tags).toEqual([...new Set(tags)]);
});

describe.for(files)('%s', (language) => {
  const texts = textsOf(language);
  const plurals = pluralsOf(language);

  it('has every word, and no other', () => {
    expect([...without(OPTIONAL, texts)].toSorted()).toEqual([...without(OPTIONAL, pattern)].toSorted());
  });

  it('has every plural that whole numbers have, and no other', () => {
    const forms = Map.groupBy(
      [...texts.keys()].filter((path) => path.includes('#')),
      nameOf,
    );
    const wrong = [...forms].flatMap(([name, paths]) => {
      const has = paths.map((path) => path.slice(name.length + 1)).toSorted();
      return has.join() === '*' || has.join() === [...plurals.keys()].toSorted().join()
        ? []
        : [{ name, has }];
    });
    expect(wrong).toEqual([]);
  });

  it('uses each placeholder; a plural of a single number may say the number', () => {
    const wrong = [...texts].flatMap(([path, text]) => {
      const name = nameOf(path);
      const wanted = [...pattern].find(([other]) => nameOf(other) === name)?.[1] ?? '';
      const own = placeholders(text);
      const form = path.slice(name.length + 1);
      if ((plurals.get(form)?.length ?? 0) === 1) own.add('{count}');
      return own.symmetricDifference(placeholders(wanted)).size === 0 ? [] : [{ path, text }];
    });
    expect(wrong).toEqual([]);
  });

  it('says all that English says, in words of its own, with nothing left to fill in', () => {
    const [said, english] = [saidBy(localeOf(language)), saidBy(en)];
    expect([...said.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    const wrong = [...said].filter(([path, text]) => {
      const left = text.replace(/\{\{ [\w.| :]+ \}\}|\{% [^%]*%\}/g, 'Qx');
      return /[{}]|undefined|\[object|\s\s/.test(left) || (text === '') !== (english.get(path) === '');
    });
    expect(wrong).toEqual([]);
    const borrowed = [...said].filter(([path, text]) => text.length > 16 && text === english.get(path));
    expect(borrowed.filter(([, text]) => !/^[\p{P}\s\w]*Qx|^[\w\s]*\{\{/u.test(text))).toEqual([]);
  });
});
