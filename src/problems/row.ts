/** One row of the table of problems; its key is the code, which is permanent: scripts and searches rely on it. */

export type Severity = 'error' | 'warning' | 'hint';

export type ProblemRow = { readonly severity: Severity; readonly about: string };
