/** Problems of the public service. */
import type { ProblemRow } from './row.ts';

export const web = {
  'serve-port': { severity: 'error', about: 'The public service can not listen where it should.' },
} as const satisfies Record<string, ProblemRow>;
