/** Slips in front matter that YAML does not see. */
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src/posts/head/read-head.ts';
import { settingsWith } from '../settings.ts';

const read = (front: string) =>
  readHead('posts/2026-11-02-harbour.md', `---\n${front}\n---\n`, settingsWith());
const said = (front: string) =>
  read(front).warnings.map(({ code, message, at }) => `${at.line} ${code} ${message}`);

describe('a key', () => {
  it.for([
    { key: 'catgories', meant: 'categories', why: 'a letter is lost' },
    { key: 'cateogries', meant: 'categories', why: 'two letters changed places' },
    { key: 'catagories', meant: 'categories', why: 'a letter is wrong' },
    { key: 'cateogry', meant: 'category', why: 'of one' },
    { key: 'tgas', meant: 'tags', why: 'a short word' },
    { key: 'Tags', meant: 'tags', why: 'a capital letter' },
    { key: 'exerpt', meant: 'excerpt', why: 'an English word that few can spell' },
    { key: 'permallink', meant: 'permalink', why: 'a doubled letter' },
    { key: 'pubilshed', meant: 'published', why: 'a post that shall stay hidden goes out' },
    { key: 'autohr', meant: 'author', why: 'an author' },
  ])('that is a slip is named: $key ($why)', ({ key, meant }) => {
    expect(said(`title: 港\n${key}: 甲`)).toEqual([
      `3 post-key-slip The key \`${key}\` means nothing; \`${meant}\` is meant.`,
    ]);
  });

  it.for(
    [
      'titles: 甲',
      'tile: 甲',
      'publisher: 甲',
      'images: 甲',
      'data: 甲',
      'updates: 甲',
      'categorias: 甲',
      'descripcion: 甲',
      'authors: 甲',
      'except: 甲',
      'note: 甲',
      'catgories:',
      'subtitle: 甲',
      'craft: 甲',
      'categories: 港\ncatgories: 甲',
    ].map((front) => ({ front })),
  )('of its own is not: $front', ({ front }) => {
    expect(said(`title: 港\n${front}`)).toEqual([]);
  });

  it.for([{ key: 'titel' }, { key: 'tilte' }, { key: 'tittle' }])(
    '$key is named where the title is made',
    ({ key }) => {
      expect(said(`layout: post\n${key}: 港`)).toEqual([
        `3 post-title-from-name The post has no title: its key is \`${key}\`, and \`title\` is meant; the name of its file stands for it, as in Jekyll: 「Harbour」.`,
      ]);
    },
  );
});

describe('names in a list', () => {
  it.for([
    {
      front: 'tags: 経済、港',
      says: '3 post-list-slip `tags` has 「経済、港」 as one name: the mark in it parts nothing.',
    },
    {
      front: 'tags: [経済、港, 市場]',
      says: '3 post-list-slip `tags` has 「経済、港」 as one name: the mark in it parts nothing.',
    },
    {
      front: 'categories: 经济，港口',
      says: '3 post-list-slip `categories` has 「经济，港口」 as one name: the mark in it parts nothing.',
    },
  ])('a mark that parts nothing is named: $front', ({ front, says }) => {
    expect(said(`title: 港\n${front}`)).toEqual([says]);
  });

  it.for([
    { front: 'tags: [経済、港, 市場]', list: 'tags: [経済, 港, 市場]', why: 'of a list' },
    { front: 'tags: 市場 経済、港', list: 'tags: [市場, 経済, 港]', why: 'of a line, parted at blanks' },
    { front: 'category: 経済、港', list: 'category: [経済, 港]', why: 'of one name' },
  ])('what is to be written has all names $why', ({ front, list }) => {
    expect(read(`title: 港\n${front}`).warnings.map(({ hint }) => hint)).toEqual([`Write \`${list}\`.`]);
  });

  it.for(
    ['tags: 経済 港', 'tags: [経済, 港]', 'tags: data&nbsp;management', 'tags: 港、'].map((front) => ({
      front,
    })),
  )('others are not: $front', ({ front }) => {
    expect(said(`title: 港\n${front}`)).toEqual([]);
  });
});

describe('a title in quotation marks is a text', () => {
  it.for([
    { front: 'title: "null"', title: 'null' },
    { front: "title: '~'", title: '~' },
    { front: 'title: "false"', title: 'false' },
  ])('$front', ({ front, title }) => {
    expect(read(front)).toMatchObject({ post: { title }, warnings: [] });
  });
});
