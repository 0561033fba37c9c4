/** Problems of the public service and of the editors' page. */
import type { ProblemRow } from './row.ts';

export const web = {
  'serve-port': {
    severity: 'error',
    about: 'The public service or the preview can not listen where it should.',
  },
} as const satisfies Record<string, ProblemRow>;
