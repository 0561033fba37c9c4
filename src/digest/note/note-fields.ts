/** Reads the fields of an issue note's front matter, each with its place, and says what is wrong with them. */
import { isMap } from '../../plain-map.ts';
import { own, textOf } from '../../posts/head/fields.ts';
import type { Head } from '../../posts/head/front-matter/front-matter.ts';
import type { FrontMatter, FrontMatterValue } from '../../posts/post.ts';
import type { Place, Problem } from '../../problem.ts';

/** An advertisement; the mail marks it as one. */
export type Sponsor = { readonly name: string; readonly text: string; readonly url: string | undefined };

/** A post as a note names it, and what the digest should say about it. */
export type Naming = {
  /** The file, the slug or the URL of a post. */
  readonly name: string;
  readonly title: string | undefined;
  readonly excerpt: string | undefined;
  readonly at: Place;
};

/** Reads the fields of one note; problems are added to `problems`. */
export function readerOf(text: string, file: string, head: Head, problems: Problem[]) {
  const { data } = head;
  const lines = text.split('\n');
  const place = (key: string): Place => ({ file, ...head.places.get(key) });
  const fault = (key: string, what: string, hint: string): Problem => {
    return { code: 'note-field', message: `\`${key}\` ${what}.`, hint, at: place(key) };
  };
  /** The line below the key that contains the name: YAML gives no place for the entries of a list. */
  const placeOf = (key: string, name: string): Place => {
    const start = head.places.get(key)?.line ?? 1;
    const found = lines.findIndex((line, index) => index >= start - 1 && line.includes(name));
    if (found < 0) return place(key);
    return { file, line: found + 1, column: (lines[found]?.indexOf(name) ?? 0) + 1 };
  };
  const naming = (key: string, value: FrontMatterValue): Naming[] => {
    const map = isMap(value) ? value : { post: value };
    const name = textOf(map, 'post') ?? '';
    if (name === '') {
      problems.push(
        fault(key, 'has an entry without the name of a post', `Write \`${key}: NAME\`, or \`- post: NAME\`.`),
      );
      return [];
    }
    const [title, excerpt] = [textOf(map, 'title'), textOf(map, 'excerpt')];
    return [{ name, title, excerpt, at: placeOf(key, name) }];
  };
  return {
    fault,
    line: (key: string): string | undefined => {
      const value = own(data, key);
      if (value === undefined || typeof value === 'string') return textOf(data, key);
      problems.push(fault(key, 'must be one line of text', `Write \`${key}: …\`.`));
      return undefined;
    },
    names: (key: string): Naming[] => {
      const value = own(data, key);
      if (value === undefined || (typeof value === 'string' && textOf(data, key) === undefined)) return [];
      return (isList(value) ? value : [value]).flatMap((entry) => naming(key, entry));
    },
    sponsor: (): Sponsor | undefined => {
      const value = own(data, 'sponsor');
      if (value === undefined || value === '') return undefined;
      const map: FrontMatter = isMap(value) ? value : {};
      const [name, words, url] = [textOf(map, 'name'), textOf(map, 'text'), textOf(map, 'url')];
      const wrongUrl = url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '');
      if (name !== undefined && words !== undefined && !wrongUrl)
        return { name, text: words, url: url === undefined ? undefined : new URL(url).href };
      const what = wrongUrl ? 'has a `url` that is no http(s) address' : 'needs a `name` and a `text`';
      problems.push(fault('sponsor', what, 'Write `sponsor: { name: …, text: …, url: https://… }`.'));
      return undefined;
    },
  };
}

function isList(value: FrontMatterValue): value is readonly FrontMatterValue[] {
  return Array.isArray(value);
}
