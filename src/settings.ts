/**
 * The settings of a publication: the schema below is the one table of them. Types, defaults, messages
 * and docs/configuration.md follow from it. Secrets are not settings: they come from the environment
 * (secrets.ts).
 */
import * as v from 'valibot';
import { check } from './check-settings.ts';
import { isTimeZone } from './time.ts';

export { type Environment, secrets } from './secrets.ts';

const line = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.regex(/^\P{Cc}*$/u, 'must be one line'),
    v.description(about),
  );
const address = (about: string) =>
  v.pipe(v.string(), v.trim(), v.email('is no mail address'), v.description(about));
const anyUrl = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => /^https?:$/.test(protocolOf(text)), 'must be an absolute http(s) URL'),
    v.transform((text) => new URL(text).href),
    v.description(about),
  );
/** Without `/` at the end: paths are put after it. */
const webUrl = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => /^https?:$/.test(protocolOf(text)), 'must be an absolute http(s) URL'),
    v.transform((text) => new URL(text).href.replace(/\/$/, '')),
    v.description(about),
  );
const count = (about: string, most: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(most, `must be at most ${most}`),
    v.description(about),
  );

const site = v.strictObject({
  title: line('The name of the publication.'),
  url: webUrl('Where the site answers; every URL in feeds and mails begins with it.'),
  description: v.optional(line('One sentence about the publication.')),
  language: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a language tag such as ja'),
      v.description('BCP 47 language tag.'),
    ),
    'ja',
  ),
  timezone: v.optional(
    v.pipe(
      v.string(),
      v.check(isTimeZone, 'must be an IANA time zone such as Asia/Tokyo'),
      v.description('IANA time zone of dates, URLs and weeks.'),
    ),
    'Asia/Tokyo',
  ),
  author: v.optional(line('The author of posts that name none.')),
  icon: v.optional(webUrl('A square picture that stands for the site in feed readers, 512 pixels or so.')),
  favicon: v.optional(webUrl('A small picture for lists of feeds, 64 pixels or so.')),
  permalink: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.nonEmpty('must not be empty'),
      v.description(
        'URL pattern, as in Jekyll: `:categories :year :month :day :title …` or a style such as `pretty`.',
      ),
    ),
    '/:year/:month/:day/:title/',
  ),
});

const organisation = v.strictObject({
  name: line('The sender, as the law wants it shown (特定電子メール法).'),
  address: line('The postal address.'),
  contact: line('Where readers reach a person: a mail address, telephone number or URL.'),
});

const category = v.strictObject({
  name: line('The name, as posts write it.'),
  slug: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case ASCII words joined by hyphens'),
    v.description('The name in paths: out/categories/SLUG/.'),
  ),
  label: v.optional(line('A short second name, shown beside the first in the digest.')),
});

const content = () =>
  v.pipe(
    v.picklist(['full', 'excerpt'], 'must be "full" or "excerpt"'),
    v.description('Whole posts, or their excerpts.'),
  );
const kind = (about: string, on: boolean) =>
  v.optional(
    v.strictObject({
      on: v.optional(v.pipe(v.boolean(), v.description(about)), on),
      limit: v.optional(count('As `feeds.limit`, for these feeds.', 1000)),
      content: v.optional(content()),
    }),
    {},
  );

/** Apple's list; directories refuse any other. */
const podcastCategories = [
  'Arts',
  'Business',
  'Comedy',
  'Education',
  'Fiction',
  'Government',
  'Health & Fitness',
  'History',
  'Kids & Family',
  'Leisure',
  'Music',
  'News',
  'Religion & Spirituality',
  'Science',
  'Society & Culture',
  'Sports',
  'TV & Film',
  'Technology',
  'True Crime',
];
const podcast = v.strictObject({
  title: v.optional(line('The name of the podcast; by default made from that of the site.')),
  description: v.optional(line('What it is about, in a sentence or two.')),
  author: line('Who makes it.'),
  email: address('Where directories ask who owns it; it is public.'),
  image: v.pipe(
    anyUrl('The cover: a square JPEG or PNG of 1400 to 3000 pixels.'),
    v.regex(/\.(jpe?g|png)$/i, 'must be a JPEG or PNG'),
  ),
  category: v.pipe(
    v.picklist(podcastCategories, `must be one of: ${podcastCategories.join(', ')}`),
    v.description('A category of Apple Podcasts, such as `Business`.'),
  ),
  explicit: v.optional(v.pipe(v.boolean(), v.description('Whether it is not for children.')), false),
});

const feeds = v.strictObject({
  limit: v.optional(count('How many of the newest posts a feed holds.', 1000), 20),
  content: v.optional(content(), 'full'),
  categories: kind('A feed for each category.', true),
  tags: kind('A feed for each tag.', false),
  authors: kind('A feed for each author.', false),
  digests: kind('A feed of the digests, each an entry, once there is one.', true),
  podcast: v.optional(podcast),
  hub: v.optional(anyUrl('A WebSub hub, which `tayori build --ping` tells of changed feeds.')),
  archives: v.optional(
    v.pipe(
      v.picklist(['none', 'site', 'all'], 'must be "none", "site" or "all"'),
      v.description('Which feeds have archives of all older posts (RFC 5005).'),
    ),
    'none',
  ),
  archiveSize: v.optional(count('How many posts an archive page holds at most.', 1000), 20),
  broken: v.optional(
    v.pipe(
      v.picklist(['skip', 'stop'], 'must be "skip" or "stop"'),
      v.description('A post that can not be published is left out and named, or stops the build.'),
    ),
    'skip',
  ),
});

const digest = v.strictObject({
  weekStart: v.optional(
    v.pipe(
      v.picklist(['monday', 'sunday', 'saturday'], 'must be "monday", "sunday" or "saturday"'),
      v.description('The first day of a digest week.'),
    ),
    'monday',
  ),
  subject: v.optional(
    line('The subject: a Liquid template.'),
    '{{ lead.title | cut: 40 }}{% if others > 0 %} ほか{{ others }}本{% endif %}｜{{ period.short }}',
  ),
  preheader: v.optional(
    line('The line after the subject in a list of mails: a Liquid template.'),
    '{{ summary }}',
  ),
  greeting: v.optional(
    line('The opening words: a Liquid template.'),
    '{{ period.name }}は{{ total }}本の記事をお届けします。{% if total > 5 and points.size == 0 %}お忙しい方は、まず下の{{ highlights.size }}本（合わせて約{{ highlight_minutes }}分）をどうぞ。{% endif %}',
  ),
  sectionLimit: v.optional(count('How many posts a section shows before 「ほか n 本」.', 100), 12),
  totalLimit: v.optional(count('How many posts the whole mail shows, the lead included.', 200), 24),
});

const clock = (about: string) =>
  v.pipe(
    v.string(),
    v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00'),
    v.description(about),
  );
const rate = (about: string) =>
  v.pipe(
    v.number(),
    v.minValue(0.01, 'must be at least 0.01'),
    v.maxValue(100_000, 'must be at most 100000'),
    v.description(about),
  );

const pace = v.strictObject({
  perSecond: v.optional(rate('Mails a second in all; without it, as fast as the server takes them.')),
  messagesPerConnection: v.optional(count('Mails after which a connection is opened anew.', 100_000), 100),
  providers: v.optional(
    v.pipe(
      v.record(
        v.string(),
        v.strictObject({
          perSecond: v.optional(rate('Mails a second to this provider.')),
          connections: v.optional(count('Mails under way to this provider at once.', 100)),
        }),
      ),
      v.description(
        'Bounds by mailbox provider (`gmail`, `docomo`, `au`, `softbank`, `yahoo.co.jp`, `outlook`) or domain. One that asks for less gets half at once, and slowly more again.',
      ),
    ),
    {},
  ),
  warmUp: v.optional(
    v.strictObject({
      since: v.pipe(
        v.string(),
        v.isoDate('must be a day such as 2026-01-05'),
        v.description('The first day.'),
      ),
      perDay: count('Mails on that day; twice as many on each day after.', 1_000_000),
    }),
  ),
  quiet: v.optional(
    v.strictObject({
      from: clock('From this time on no mail leaves, in the zone of the site.'),
      to: clock('Until this time, of the next day where it is the earlier one.'),
    }),
  ),
});

const hostName = (about: string) =>
  v.pipe(
    v.string(),
    v.regex(
      /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/,
      'is no host name',
    ),
    v.description(about),
  );

function isReturnPattern(text: string): boolean {
  const [local = '', domain = ''] = text.replace('{token}', 'x').split('@');
  const plain = /^[\w+=-]+(?:\.[\w+=-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
  return plain.test(`${local}@${domain}`) && text.indexOf('{token}') < text.indexOf('@');
}

/** 48 letters of token and 16 others are the 64 of a local part (RFC 5321, 4.5.3.1.1). */
function leavesRoom(text: string): boolean {
  const [local = ''] = text.split('@');
  return local.replace('{token}', '').length <= (local.includes('{token}') ? 16 : 15);
}

const mail = v.strictObject({
  pace: v.optional(pace, {}),
  dkim: v.optional(
    v.strictObject({
      domain: hostName('The domain that signs (`d=`): that of from.address, or one above it.'),
      selector: hostName(
        'The name of the key (`s=`): its public half is published at SELECTOR._domainkey.DOMAIN.',
      ),
    }),
  ),
  from: v.optional(
    v.strictObject({ name: line('The name readers see.'), address: address('The address mails come from.') }),
  ),
  replyTo: v.optional(address('Where answers go.')),
  returnPath: v.optional(address('Where bounces go (the envelope sender); the default is from.address.')),
  bounces: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check(
        isReturnPattern,
        'must be an address such as bounce@example.jp, or one with `{token}` before the @',
      ),
      v.check(
        leavesRoom,
        'leaves no room for the token: 15 letters may stand before the @, 16 beside `{token}`',
      ),
      v.description(
        'Where bounces go, with a signed token for each mail that says whose it is: `bounce@example.jp` becomes `bounce+TOKEN@example.jp`, and `{token}` puts it elsewhere. Goes before returnPath.',
      ),
    ),
  ),
  unsubscribe: v.optional(address('An address that takes people off the list, for List-Unsubscribe.')),
});

const ledger = v.strictObject({
  lease: v.optional(
    v.pipe(
      count(
        'On PostgreSQL: a sender that gave no sign of life for so many seconds is dead, and others take over what it held.',
        3600,
      ),
      v.minValue(2, 'must be at least 2'),
    ),
    60,
  ),
  patience: v.optional(
    count('On PostgreSQL: how many seconds a run waits for a database that went away meanwhile.', 86_400),
    300,
  ),
});

export const schema = v.strictObject({
  site,
  organisation: v.optional(organisation),
  categories: v.optional(v.array(category), []),
  feeds: v.optional(feeds, {}),
  digest: v.optional(digest, {}),
  check: v.optional(check, {}),
  mail: v.optional(mail, {}),
  ledger: v.optional(ledger, {}),
  web: v.optional(
    v.strictObject({
      url: v.optional(webUrl('Where the public service answers: unsubscribe, preferences.')),
    }),
    {},
  ),
});

/** What `tayori.config.ts` holds: `export default { … } satisfies Config`. */
export type Config = v.InferInput<typeof schema>;

/** The same with every default filled in. */
export type Settings = v.InferOutput<typeof schema>;
export type Category = Settings['categories'][number];

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
