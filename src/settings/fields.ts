/** Kinds of values that several groups of settings use; each takes the description of its setting. */
import * as v from 'valibot';

export const line = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.regex(/^\P{Cc}*$/u, 'must be one line'),
    v.description(about),
  );
export const address = (about: string) =>
  v.pipe(v.string(), v.trim(), v.email('is no mail address'), v.description(about));
export const anyUrl = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => /^https?:$/.test(protocolOf(text)), 'must be an absolute http(s) URL'),
    v.transform((text) => new URL(text).href),
    v.description(about),
  );
/** Without `/` at the end, because paths are added after it. */
export const webUrl = (about: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => /^https?:$/.test(protocolOf(text)), 'must be an absolute http(s) URL'),
    v.check(
      (text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text),
      'must not hold a user or a password, because everybody reads it',
    ),
    v.check((text) => !/[?#]/.test(text), 'must not have a `?` or `#`, because paths are added after it'),
    v.transform((text) => new URL(text).href.replace(/\/$/, '')),
    v.description(about),
  );
export const count = (about: string, most: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be at least 1'),
    v.maxValue(most, `must be at most ${most}`),
    v.description(about),
  );

/** A folder inside the site, without hidden names, and not the folder of the feeds. */
export function isInnerFolder(text: string): boolean {
  return /^(?!out(?:\/|$))[^\p{Cc}\\/.:][^\p{Cc}\\/:]*(?:\/[^\p{Cc}\\/.:][^\p{Cc}\\/:]*)*$/u.test(text);
}

export const clock = (about: string) =>
  v.pipe(
    v.string(),
    v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:00'),
    v.description(about),
  );
export const rate = (about: string) =>
  v.pipe(
    v.number(),
    v.minValue(0.01, 'must be at least 0.01'),
    v.maxValue(100_000, 'must be at most 100000'),
    v.description(about),
  );

export const hostName = (about: string) =>
  v.pipe(
    v.string(),
    v.regex(
      /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/,
      'is no host name',
    ),
    v.description(about),
  );

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
