/** How a list grew, as people ask for it: by the weeks of the publication, and by its categories. */
import type { Growth, ListGrowth } from '../ledger/subscribers/growth.ts';
import type { Period } from '../period.ts';
import type { Category } from '../settings.ts';

/** What is shown of a list unless somebody asks for more: this many weeks, and this many mail domains. */
export const USUAL_GROWTH = { weeks: 12, domains: 10 } as const;

/** The oldest first; the last one is not over yet. */
export function lastWeeks(count: number, now: Date, weekAt: (at: Date) => Period): readonly Period[] {
  const weeks = [weekAt(now)];
  while (weeks.length < count) weeks.unshift(weekAt(new Date((weeks[0]?.start.getTime() ?? 0) - 1)));
  return weeks;
}

export type NamedGrowth = ListGrowth & { readonly name: string };

/** A person who chose all categories counts in each. */
export function byCategory(
  { choices }: Pick<Growth, 'choices'>,
  categories: readonly Category[],
): NamedGrowth[] {
  return categories.map(({ name, slug }) => {
    const own = choices.filter((choice) => choice.categories?.includes(slug) ?? true);
    const sum = (key: keyof ListGrowth) => own.reduce((all, one) => all + one[key], 0);
    return {
      name,
      confirmed: sum('confirmed'),
      joined: sum('joined'),
      left: sum('left'),
      bounced: sum('bounced'),
      complained: sum('complained'),
    };
  });
}
