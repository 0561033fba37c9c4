/**
 * The marker lines that posts are searched for if the config gives no `check.markers`: lines that the writing pipeline
 * puts between its steps, and that must not reach a reader.
 */
export const BUILT_IN_MARKERS = ['---END---', '【既存の記事の最後の部分】'] as const;
