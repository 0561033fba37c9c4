/**
 * The settings of a publication. The schema is the only table of them, in a file for each group in settings/. Types,
 * defaults, messages and docs/configuration.md follow from it. Secrets are not settings: they come from the environment
 * (secrets.ts).
 */
import * as v from 'valibot';
import { brand } from './settings/brand.ts';
import { check } from './settings/check.ts';
import { digest } from './settings/digest.ts';
import { feeds } from './settings/feeds.ts';
import { ledger } from './settings/ledger.ts';
import { mail } from './settings/mail.ts';
import { preview } from './settings/preview.ts';
import { category, organisation, site } from './settings/site.ts';
import { web } from './settings/web.ts';

export const schema = v.strictObject({
  site,
  organisation: v.optional(organisation),
  brand: v.optional(brand, {}),
  categories: v.optional(v.array(category), []),
  feeds: v.optional(feeds, {}),
  digest: v.optional(digest, {}),
  check: v.optional(check, {}),
  mail: v.optional(mail, {}),
  ledger: v.optional(ledger, {}),
  web: v.optional(web, {}),
  preview: v.optional(preview, {}),
});

/** The content of `tayori.config.ts`: `export default { … } satisfies Config`. */
export type Config = v.InferInput<typeof schema>;

/** The same with every default filled in. */
export type Settings = v.InferOutput<typeof schema>;
export type Category = Settings['categories'][number];
