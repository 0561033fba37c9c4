/** Keys of other tools than Jekyll for what its front matter calls `date`; they count where it says none. */
export const OTHER_DATE_KEYS = [
  'pubDate',
  'pubDatetime',
  'publishDate',
  'publishedAt',
  'published_at',
] as const;
