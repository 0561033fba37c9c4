import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Register } from '../../../src/feeds/ids/id-register.ts';
import { type SiteIds, settleIds } from '../../../src/feeds/ids/settle-ids.ts';
import { sketchOf } from '../../../src/feeds/ids/text-fingerprint.ts';
import type { Post } from '../../../src/posts/post.ts';
import { postOf } from '../sample.ts';

const BODY = `潮見電池は量産の開始を二年早めると発表しました。
前倒しを可能にしたのは、乾式の塗工ラインです。
設備投資の額は変わらず、内訳だけが変わっています。
次の節目は、来年春に予定されている耐久試験です。`;
const EDITED = `冒頭に新しい一文を足して、書き出しを改めました。
前倒しを可能にしたのは、乾式の塗工ラインです。
設備投資の額は変わらず、内訳だけが変わっています。
結びの一文も、まったく別のものに書き換えました。`;
const OTHER = `港のクレーンは夜のあいだに静かに動きつづけます。
風が弱く、船の到着も少ないからだと聞きました。`;

const battery = postOf('battery', { title: '量産を前倒し' });
const ID = battery.id;

/** A site whose first ids are the URLs. */
const SITE: SiteIds = { zone: 'UTC', firstId: ({ url }) => url };

/** One build after another: each sees what the last one registered. */
function build(
  posts: readonly Post[],
  register: Register = {},
  bodies: Readonly<Record<string, string>> = {},
) {
  const present = new Set(posts.map(({ file }) => file));
  return settleIds(posts, register, present, ({ file }) => sketchOf(bodies[file] ?? BODY), SITE);
}
const first = build([battery]);

/** The same post under another file name, and so at another URL. */
const renamed = (fields: Partial<Post> = {}) => postOf('denchi', { title: '量産を前倒し', ...fields });

describe('the id of a post', () => {
  it('is its URL when it is new', () => {
    expect(first.posts.map(({ id }) => id)).toEqual([ID]);
    expect(first.notes).toEqual([]);
  });

  it.for([
    {
      change: 'its slug or the permalink pattern',
      post: { ...battery, url: 'https://minato.example/b/', id: 'https://minato.example/b/' },
    },
    { change: 'its title', post: { ...battery, title: '量産は来年から' } },
    { change: 'its date', post: { ...battery, published: new Date('2025-12-01T00:00:00Z') } },
    { change: 'its tags and categories', post: { ...battery, tags: [], categories: ['技術解説'] } },
  ])('stays when $change changes', ({ post }) => {
    expect(build([post], first.register).posts[0]?.id).toBe(ID);
  });

  it('says where a post went that keeps its id', () => {
    const url = 'https://minato.example/b/';
    expect(build([{ ...battery, url, id: url }], first.register).notes).toEqual([
      `posts/2025-11-07-battery.md moved to https://minato.example/b/: it keeps the id ${ID}`,
    ]);
  });

  it('is what the front matter says, before everything', () => {
    expect(build([{ ...battery, id: 'tag:minato.example,2025:b' }], first.register).posts[0]?.id).toBe(
      'tag:minato.example,2025:b',
    );
  });

  it('stays with a draft that comes back', () => {
    const away = settleIds([], first.register, new Set([battery.file]), () => [], SITE);
    expect(away.notes).toEqual([]);
    const url = 'https://minato.example/b/';
    expect(build([{ ...battery, url, id: url }], away.register).posts[0]?.id).toBe(ID);
  });
});

describe('a post whose file was renamed', () => {
  it.for([
    { why: 'nothing else changed', post: renamed(), body: BODY },
    { why: 'half of the text is still there', post: renamed({ title: '別の題' }), body: EDITED },
    { why: 'the title is still there', post: renamed(), body: OTHER },
    {
      why: 'the date changed too',
      post: renamed({ published: new Date('2025-12-01T00:00:00Z') }),
      body: BODY,
    },
    {
      why: 'it is at the same URL',
      post: renamed({ title: '別の題', url: battery.url, id: battery.url }),
      body: OTHER,
    },
    {
      why: 'its id is in the front matter',
      post: renamed({ title: '別の題', id: 'tag:x,2025:1' }),
      body: OTHER,
      id: 'tag:x,2025:1',
    },
  ])('keeps its id, and the build says so: $why', ({ post, body, id = ID }) => {
    const before = build([{ ...battery, ...(id === ID ? {} : { id }) }]);
    const { posts, notes, register } = build([post], before.register, { [post.file]: body });
    expect(posts.map((settled) => settled.id)).toEqual([id]);
    expect(notes).toEqual([
      `posts/2025-11-07-denchi.md was posts/2025-11-07-battery.md: it keeps the id ${id}`,
    ]);
    expect(Object.keys(register)).toEqual(['posts/2025-11-07-denchi.md']);
  });

  it.for([
    { why: 'the moment is the same', post: renamed({ title: '別の題' }), body: OTHER },
    {
      why: 'the name is the same',
      post: postOf('battery', {
        file: 'posts/old/battery.md',
        url: 'https://minato.example/x/',
        id: 'https://minato.example/x/',
        title: '別の題',
        published: new Date('2025-12-01T00:00:00Z'),
      }),
      body: OTHER,
    },
  ])('and changed is never silently new: $why', ({ post, body }) => {
    const { posts, skipped, register } = build([post], first.register, { [post.file]: body });
    expect(posts).toEqual([]);
    expect(skipped).toMatchObject([{ code: 'post-id-unclear', at: { file: post.file } }]);
    expect(skipped[0]?.hint).toContain(`id: ${ID}`);
    expect(build([post], register, { [post.file]: body }).skipped).toHaveLength(1); // asked until it is answered
    expect(build([{ ...post, id: ID }], register).posts[0]?.id).toBe(ID);
    expect(build([{ ...post, id: `${post.url}#new` }], register).posts[0]?.id).toBe(`${post.url}#new`);
  });

  it('is unclear where two posts of old are as like it', () => {
    const twins = build([battery, postOf('battery-2', { title: '量産を前倒し' })]);
    expect(build([renamed()], twins.register).skipped).toMatchObject([{ code: 'post-id-unclear' }]);
  });
});

describe('a post that is new', () => {
  const fresh = postOf('crane', { title: '夜のクレーン', published: new Date('2025-11-09T00:00:00Z') });
  const bodies = { [fresh.file]: OTHER };

  it('is new where a post that it has nothing in common with is gone', () => {
    const { posts, notes } = build([fresh], first.register, bodies);
    expect(posts.map(({ id }) => id)).toEqual([fresh.url]);
    expect(notes).toEqual([`posts/2025-11-07-battery.md is gone: its id ${ID} stays reserved`]);
  });

  it('raises no question about a post that went long ago', () => {
    const later = build([], first.register);
    const post = postOf('daily', { title: '別の題', published: battery.published });
    expect(build([post], later.register, { [post.file]: OTHER }).skipped).toEqual([]);
  });

  it.for([
    {
      why: 'both have a day and no time: midnight of the site',
      zone: 'Asia/Tokyo',
      at: '2025-01-01T15:00:00Z',
    },
    { why: 'midnight of a site elsewhere', zone: 'America/New_York', at: '2025-01-02T05:00:00Z' },
    { why: 'midnight in UTC, as some pipelines write it', zone: 'Asia/Tokyo', at: '2025-01-02T00:00:00Z' },
  ])('is not suspected for its day: $why', ({ zone, at }) => {
    const published = new Date(at);
    const before = build([{ ...battery, published }]).register;
    const post = postOf('crane', { title: '夜のクレーン', published });
    const { posts, skipped, notes } = settleIds([post], before, new Set([post.file]), () => sketchOf(OTHER), {
      ...SITE,
      zone,
    });
    expect(skipped).toEqual([]);
    expect(posts.map(({ id }) => id)).toEqual([post.url]);
    expect(notes).toEqual([`posts/2025-11-07-battery.md is gone: its id ${ID} stays reserved`]);
  });

  describe('is not suspected for what posts that are still there have too', () => {
    const THANKS = 'いつもお読みいただき、ありがとうございます。また来週お会いしましょう、どうぞお元気で。';
    const other = postOf('ship', { title: '今週のまとめ', published: new Date('2025-11-05T01:00:00Z') });
    const before = (body = '') =>
      build(
        [{ ...battery, title: '今週のまとめ' }, other],
        {},
        {
          [battery.file]: `${BODY}${body}`,
          [other.file]: `入港した船は三隻で、先週より一隻少なくなりました。${body}`,
        },
      ).register;
    const next = (fields: Partial<Post>, body: string) => {
      const post = postOf('crane', { title: '夜のクレーン', ...fields });
      return build([other, post], before(THANKS), { [post.file]: body });
    };
    it.for([
      {
        why: 'an hour at which the author always publishes',
        fields: { published: battery.published },
        body: OTHER,
      },
      {
        why: 'a title that each week has',
        fields: { title: '今週のまとめ', published: new Date('2025-11-14T09:12:44Z') },
        body: OTHER,
      },
      {
        why: 'a greeting at the end',
        fields: { published: new Date('2025-11-14T09:12:44Z') },
        body: `${OTHER}${THANKS}`,
      },
      {
        why: 'a greeting, and little else',
        fields: { published: new Date('2025-11-14T09:12:44Z') },
        body: `今日は短いお知らせがひとつだけあります。${THANKS}`,
      },
    ])('$why', ({ fields, body }) => {
      const { posts, skipped } = next(fields, body);
      expect(skipped).toEqual([]);
      expect(posts.map(({ id }) => id)).toEqual([other.id, posts[1]?.url]);
    });

    it('but is known again where it is a copy of one of them in every word', () => {
      const copies = build([battery, { ...other, title: battery.title }]).register;
      const post = renamed();
      expect(build([other, post], copies).posts.map(({ id }) => id)).toEqual([other.id, ID]);
    });
  });

  it('is not suspected for a name that many posts have', () => {
    const daily = (day: string) =>
      postOf('ai-news', {
        file: `posts/2025-11-${day}-ai-news.md`,
        title: `${day}日`,
        url: `https://minato.example/${day}/`,
        id: `https://minato.example/${day}/`,
        published: new Date(`2025-11-${day}T01:00:00Z`),
      });
    const before = build([daily('02'), daily('01')], {}, { 'posts/2025-11-01-ai-news.md': OTHER });
    const { skipped, posts } = build([daily('03'), daily('02')], before.register, {
      'posts/2025-11-03-ai-news.md': EDITED,
    });
    expect(skipped).toEqual([]);
    expect(posts.map(({ id }) => id)).toEqual(['https://minato.example/03/', 'https://minato.example/02/']);
  });

  it('gets an id of its own at the URL that an older post once had', () => {
    const url = 'https://minato.example/b/';
    const moved = build([{ ...battery, url, id: url }], first.register);
    const newcomer = postOf('new', { title: '夜のクレーン', url: ID, id: ID });
    const { posts } = build([newcomer, { ...battery, url, id: url }], moved.register, {
      [newcomer.file]: OTHER,
    });
    expect(posts.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^https:.*\/battery\/#[0-9a-f]{8}$/),
      ID,
    ]);
  });

  it('is refused where it copies the id of another', () => {
    const { posts, skipped } = build([postOf('copy', { id: ID }), battery], first.register);
    expect(posts.map(({ file }) => file)).toEqual([battery.file]);
    expect(skipped).toMatchObject([{ code: 'post-id-taken', at: { file: 'posts/2025-11-07-copy.md' } }]);
    expect(skipped[0]?.hint).toContain('`id:`');
  });
});

it('never gives two posts one id, nor a file that stays another, over any history', () => {
  const file = fc.record({ name: fc.integer({ min: 0, max: 5 }), url: fc.integer({ min: 0, max: 5 }) });
  const history = fc.array(fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 4 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(history, (builds) => {
      let register: Register = {};
      for (const files of builds) {
        const posts = [...new Map(files.map((one) => [one.url, one])).values()].map(({ name, url }) => {
          const address = `https://minato.example/${url}/`;
          return postOf(`p${name}`, { title: `題${name}`, url: address, id: address });
        });
        const before = register;
        const settled = build(
          posts,
          before,
          Object.fromEntries(posts.map((post) => [post.file, post.title.repeat(9)])),
        );
        register = settled.register;
        expect(new Set(settled.posts.map(({ id }) => id)).size).toBe(settled.posts.length);
        for (const post of settled.posts)
          expect(post.id).toBe(before[post.file]?.id ?? register[post.file]?.id);
        for (const post of posts) {
          const said = settled.skipped.some(({ at }) => at.file === post.file);
          expect(settled.posts.some((one) => one.file === post.file)).toBe(!said);
        }
      }
    }),
  );
});
