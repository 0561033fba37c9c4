/** What a check finds, how bad it is, and what to do next. */

/** The worst first. `unasked`: nobody answered, so nothing is known; that is not a fault. */
export const severities = {
  error: 'mails would be refused, marked or lost, or somebody is put at risk',
  warning: 'it works today, and may not tomorrow or not everywhere',
  hint: 'worth knowing',
  unasked: 'could not be asked from here',
  ok: 'as it should be',
} as const;
export type DiagnosisSeverity = keyof typeof severities;

export type Diagnosis = {
  readonly severity: DiagnosisSeverity;
  readonly message: string;
  /** What to do; `undefined` if nothing is to be done. */
  readonly next: string | undefined;
  /** Whether all that one can do is to run the check again. */
  readonly onlyRepeat?: true;
};

export function isFault({ severity }: Diagnosis): boolean {
  return severity === 'error';
}

export function ok(message: string): Diagnosis {
  return { severity: 'ok', message, next: undefined };
}

export function fault(message: string, next: string): Diagnosis {
  return { severity: 'error', message, next };
}

export function warning(message: string, next: string): Diagnosis {
  return { severity: 'warning', message, next };
}

export function hint(message: string, next: string): Diagnosis {
  return { severity: 'hint', message, next };
}

/**
 * @param next only if there is something to do that helps; else the check can only be repeated, and a list of findings
 * does not say so at each one
 */
export function unasked(message: string, next?: string): Diagnosis {
  return next === undefined
    ? { severity: 'unasked', message, next: 'Run it again where the network answers.', onlyRepeat: true }
    : { severity: 'unasked', message, next };
}
