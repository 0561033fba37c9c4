/** One row of the table of problems; its key is the code, which is permanent: scripts and searches rely on it. */

/** An error keeps a post from being published; a hint is only worth a look. */
export type Severity = 'error' | 'warning' | 'hint';

export type ProblemRow = {
  readonly severity: Severity;
  readonly about: string;
  /** Whether `check.rules` can give it another severity, or switch it off. */
  readonly rule?: true;
  readonly byDefault?: 'off';
};
