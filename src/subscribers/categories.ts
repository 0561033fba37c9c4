/** Reads the categories that a person asked for, by name, label or slug, as the config has them. */
import type { Category } from '../settings.ts';

export type CategoryChoice = {
  /** `undefined`: all of them, new ones too. */
  readonly slugs: readonly string[] | undefined;
  /** Words that are not the name of a category. */
  readonly unknown: readonly string[];
};

const ALL = ['all', 'すべて', '全て', '全部'];

/** @param text names divided by commas, `、`, semicolons or bars; an empty text, or すべて, means all */
export function readCategories(text: string, categories: readonly Category[]): CategoryChoice {
  const words = text
    .split(/[,、，;；|｜\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0 || words.every((word) => ALL.includes(fold(word))))
    return { slugs: undefined, unknown: [] };
  const found = words.map(
    (word) => categories.find((category) => namesOf(category).includes(fold(word)))?.slug,
  );
  return {
    slugs: found.filter((slug) => slug !== undefined),
    unknown: words.filter((_, index) => found[index] === undefined),
  };
}

function namesOf({ name, slug, label }: Category): string[] {
  return [name, slug, ...(label === undefined ? [] : [label])].map(fold);
}

/** Makes width and case the same. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
