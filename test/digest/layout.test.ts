import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/digest/digest.ts';
import { contentsOf } from '../../src/digest/layout.ts';
import { shareOut } from '../../src/digest/section-room.ts';
import { digestOf, item, sample, settings, subjects } from './example.ts';

const limits = { sectionLimit: 12, totalLimit: 24 };
const lay = (items: readonly Item[], some: Partial<typeof limits> = {}, chosen?: readonly string[]) =>
  contentsOf(digestOf(items), settings.categories, { ...limits, ...some }, chosen, 'その他');
const titles = (items: readonly Item[] = []) => items.map(({ title }) => title);

describe('lead', () => {
  it.for([
    { items: [item('新', 1), item('古', 2)], lead: '新', why: 'the newest' },
    {
      items: [item('新', 1), item('古', 2, { image: 'https://a.example/b.png' })],
      lead: '古',
      why: 'a cover goes first',
    },
    {
      items: [item('「切れた', 1), item('全', 2)],
      lead: '全',
      why: 'a title cut inside a bracket does not lead',
    },
    {
      items: [item('「切れた', 1), item('全', 2, { categories: ['業界動向'] })],
      lead: '全',
      why: 'nor before a whole one of another section',
    },
    {
      items: [item('表', 1, { excerpt: '' }), item('文', 2)],
      lead: '文',
      why: 'a post without words has nothing to show',
    },
    {
      items: [
        item('表', 1, { excerpt: '' }),
        item('絵', 2, { excerpt: '', image: 'https://a.example/b.png' }),
      ],
      lead: '絵',
      why: 'but a picture is something',
    },
    { items: [item('表', 1, { excerpt: '' })], lead: '表', why: 'it leads where there is no other' },
    { items: [item('「切れた', 1)], lead: '「切れた', why: 'but it does where there is no other' },
    { items: [item('新', 1), item('推', 2, { featured: true })], lead: '推', why: 'who asks for it gets it' },
    {
      items: [item('業', 1, { categories: ['業界動向'] }), item('投', 2)],
      lead: '投',
      why: 'the first section of the config, though another has a newer post',
    },
    {
      items: [item('投', 1), item('業', 2, { categories: ['業界動向'], featured: true })],
      lead: '業',
      why: 'featured in any section',
    },
    {
      items: [item('新推', 1, { featured: true }), item('古推', 2, { featured: true })],
      lead: '新推',
      why: 'of two that ask the newest',
    },
  ])('$lead: $why', ({ items, lead }) => {
    expect(lay(items)?.lead.title).toBe(lead);
  });

  it('does not stand in its section again', () => {
    expect(lay([item('新', 1), item('古', 2)])?.sections.flatMap(({ items }) => titles(items))).toEqual([
      '古',
    ]);
  });
});

describe('sections', () => {
  it('follow the config; unknown names come after them, and posts without a category last', () => {
    const items = [
      item('無', 1, { categories: [] }),
      item('港', 2, { categories: ['港の話'] }),
      item('食', 3, { categories: ['食'] }),
      item('業', 4, { categories: ['業界動向'] }),
      item('投', 5),
      item('投2', 6),
    ];
    const sections = lay(items)?.sections.map(({ name, slug }) => [name, slug]);
    expect(sections).toEqual([
      ['投資分析', 'investment'],
      ['業界動向', 'industry'],
      ['港の話', 'more_1'],
      ['食', 'more_2'],
      ['その他', 'more_3'],
    ]);
  });

  it('hold a post of several categories once, in the first that the config names', () => {
    const contents = lay([item('長', 1), item('両', 2, { categories: ['港の話', '業界動向', '投資分析'] })]);
    expect(contents?.sections.map(({ name, items }) => [name, titles(items)])).toEqual([
      ['投資分析', ['両']],
    ]);
  });
});

describe('editions', () => {
  const items = [
    item('投', 1),
    item('両', 2, { categories: ['投資分析', '業界動向'] }),
    item('港', 3, { categories: ['港'] }),
  ];

  it.for([
    { chosen: undefined, total: 3, why: 'all, unknown categories too' },
    { chosen: ['investment'], total: 2, why: 'one category' },
    { chosen: ['industry'], total: 1, why: 'by a second category of the post' },
    { chosen: ['industry', 'investment'], total: 2, why: 'a post in both counts once' },
    { chosen: ['gone'], total: undefined, why: 'nothing to send' },
  ])('$chosen has $total posts: $why', ({ chosen, total }) => {
    expect(lay(items, {}, chosen)?.total).toBe(total);
  });
});

describe('room', () => {
  it.for([
    {
      wanted: [44, 30, 1],
      each: 12,
      total: 23,
      given: [11, 11, 1],
      why: 'small sections are not crowded out',
    },
    { wanted: [89, 1], each: 8, total: 23, given: [8, 1], why: 'no section shows more than its limit' },
    { wanted: [2, 2], each: 8, total: 23, given: [2, 2], why: 'all of it where there is room' },
    {
      wanted: [5, 5, 5],
      each: 8,
      total: 2,
      given: [1, 1, 0],
      why: 'the first sections where there are more than slots',
    },
    { wanted: [], each: 8, total: 5, given: [], why: 'no sections' },
  ])('$wanted -> $given: $why', ({ wanted, each, total, given }) => {
    expect(shareOut(wanted, each, total)).toEqual(given);
  });

  it.for([
    {
      investment: [1, 2, 3, 4, 5, 6, 25, 26, 150],
      industry: [],
      total: 4,
      shown: [1, 2, 25, 150],
      why: 'a crowded Sunday leaves room for Saturday and Monday',
    },
    {
      investment: [1, 2, 3],
      industry: [4, 5, 6, 145],
      total: 3,
      shown: [1, 2, 145],
      why: 'a section shows what the sections above left out',
    },
    {
      investment: [1, 25, 49, 73],
      industry: [97, 121],
      total: 4,
      shown: [1, 25, 49, 97],
      why: 'of days with as little the later one',
    },
    {
      investment: [1, 2, 25],
      industry: [49],
      total: 4,
      shown: [1, 2, 25, 49],
      why: 'all where there is room',
    },
  ])('goes round the days: $why', ({ investment, industry, total, shown }) => {
    const items = [...investment, ...industry].map((hour, index) =>
      item(subjects[index] ?? '', hour, index < investment.length ? {} : { categories: ['業界動向'] }),
    );
    const contents = lay(items, { totalLimit: total });
    const seen = [contents?.lead, ...(contents?.sections ?? []).flatMap((section) => section.items)];
    expect(seen.map((one) => one?.url)).toEqual(shown.map((hour) => `https://minato.example/${hour}/`));
  });

  it('goes to other stories: a second telling stands below the first, and takes no room', () => {
    const items = [
      ...['あかつき造船が進水', 'きりしま製紙は竹に賭ける', '竹に賭けるきりしま製紙', 'くろしお海運の航路'],
      ...subjects.slice(1, 6),
    ].map((subject, hour) => item(`${subject}、その真意はどこにあるのか`, hour));
    const contents = lay(items, { totalLimit: 3 });
    const [section] = contents?.sections ?? [];
    expect(titles(section?.items)).toEqual([items[1]?.title, items[3]?.title]);
    expect([...(contents?.also ?? [])]).toEqual([[items[1], [items[2]]]]);
    expect(section?.rest).not.toContain(items[2]);
    expect(section?.total).toBe(items.length - 1);
  });

  it('is not taken from the editor: what the note puts in order is shown, another telling too', () => {
    const items = [item(subjects[0], 1), item('竹に賭ける製紙会社', 2), item('製紙会社、竹に賭ける', 3)];
    const order = [items[2]?.url ?? '', items[1]?.url ?? ''];
    const digest = { ...digestOf(items), note: { order, html: '', text: '' } };
    const contents = contentsOf(
      digest,
      settings.categories,
      { ...limits, totalLimit: 1 },
      undefined,
      'その他',
    );
    expect(titles(contents?.sections[0]?.items)).toEqual([items[2]?.title, items[1]?.title]);
  });

  it('that nobody takes goes to a section that holds nearly all, in groups', () => {
    const tags = ['造船', '電池', '債券'];
    const items = Array.from({ length: 40 }, (_, hour) =>
      item(String.fromCodePoint(...[1, 2, 3, 4].map((step) => 0x4e00 + 431 * hour + 7 * step)), hour, {
        tags: [tags[hour % 3] ?? ''],
      }),
    );
    const [most] = lay(items)?.sections ?? [];
    expect(most?.items.length).toBeGreaterThan(limits.sectionLimit);
    expect(most?.list.map(({ tag }) => tag).toSorted()).toEqual(tags.toSorted());
    expect(most?.list.flatMap((group) => group.items)).toHaveLength(
      (most?.items.length ?? 0) - (most?.leading ?? 0),
    );
  });

  it('never loses or doubles a post, whatever the limits', () => {
    const posts = fc.array(
      fc.record({
        title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        categories: fc.subarray(['投資分析', '業界動向', '港の話']),
        featured: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(
        posts,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 24 }),
        (made, each, total) => {
          const items = made.map(({ title, ...rest }, index) => item(title, index, rest));
          const contents = lay(items, { sectionLimit: each, totalLimit: total });
          const all = [
            ...(contents?.sections.flatMap((section) => [...section.items, ...section.rest]) ?? []),
            ...[...(contents?.also.values() ?? [])].flat(),
          ];
          expect([...all, contents?.lead].map((one) => one?.url).toSorted()).toEqual(
            items.map(({ url }) => url).toSorted(),
          );
          expect(all.length + 1).toBe(contents?.total);
          expect(contents?.sections.flatMap(({ items: shown }) => shown).length).toBeLessThan(total);
          expect(
            contents?.sections.every(
              ({ items: shown, list, leading }) =>
                shown.slice(leading).length === list.flatMap((group) => group.items).length,
            ),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('highlights', () => {
  it('have a title with a word in it', () => {
    const found = contentsOf(
      digestOf([item('🎉', 1), item('窯を直す', 2), item('……', 3), item('灯台の光', 4)]),
      settings.categories,
      limits,
      undefined,
      'その他',
    );
    expect(titles(found?.highlights)).toEqual(['窯を直す', '灯台の光']);
  });

  it('are the lead and the first of other sections, each another story', () => {
    expect(titles(contentsOf(sample, settings.categories, limits, undefined, 'その他')?.highlights)).toEqual([
      'しおさい半導体の逆風：受注残はどこへ消えたのか？',
      'うみねこ銀行の円建て社債 <第2回> & "利回り"',
      'くろしお海運、北極航路の試験運航を開始',
      '{\u2060{ secret }} と your-address@tayori-slots.invalid という名の船',
    ]);
  });
});
