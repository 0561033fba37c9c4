/**
 * How the list of subscribers grew, for the page: the last weeks, each category, the largest mail domains. It never
 * contains a mail address.
 */

import { weekOf } from '../period.ts';
import { byCategory, lastWeeks, USUAL_GROWTH } from '../subscribers/list-growth.ts';
import type { PageData, PreviewContext } from './preview-context.ts';

/**
 * @returns `{}` if there is no ledger yet, or if the list is empty
 * @throws ProblemError if the ledger cannot be read
 */
export async function growthOf({ live, options }: PreviewContext): Promise<PageData> {
  const { site, digest, categories } = live.now().rendered?.settings ?? options.settings;
  const weeks = lastWeeks(USUAL_GROWTH.weeks, options.clock(), (at) =>
    weekOf(at, site.timezone, digest.weekStart),
  );
  const asked = await options.askLedger(async ({ subscribers }) => ({
    growth: await subscribers.growth(weeks, USUAL_GROWTH.domains),
    counts: await subscribers.count(),
  }));
  if (asked === undefined || Object.values(asked.counts).every((count) => count === 0)) return {};
  const { growth, counts } = asked;
  return {
    counts,
    weeks: weeks.map(({ id }, at) => ({ name: id, ...growth.stretches[at] })),
    categories: byCategory(growth, categories),
    domains: growth.domains.map(({ domain, ...one }) => ({ name: domain, ...one })),
  };
}
