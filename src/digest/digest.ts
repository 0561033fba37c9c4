/**
 * A digest: the posts of one period, grouped by category. Data for the templates, nothing rendered.
 */
import type { Period } from '../time.ts';

export type Digest = {
  /** `2025-W45`, `2025-11-07` or `2025-11`. */
  readonly id: string;
  readonly period: Period;
  /** The post on top; it does not appear in its section again. */
  readonly lead: Item;
  /** In the order of the config; categories it does not name come last, in the order of their names. */
  readonly sections: readonly Section[];
  /** All posts of the period, shown or not. */
  readonly total: number;
};

export type Section = {
  readonly name: string;
  readonly slug: string;
  readonly label: string | undefined;
  readonly items: readonly Item[];
  /** Posts of the section that are not shown. */
  readonly more: number;
};

/** A post as a digest shows it. All plain text. */
export type Item = {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
  readonly author: string;
  readonly published: Date;
  readonly readingMinutes: number;
  readonly image: string | undefined;
  /** The name of its section. */
  readonly category: string;
};
