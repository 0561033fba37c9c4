/** Problems of the feeds and of what follows them. */
import type { ProblemRow } from './row.ts';

export const feeds = {
  'ids-unreadable': {
    severity: 'error',
    about: 'The register of ids, .tayori-ids.json in the posts folder, can not be read.',
  },
  'hub-failed': { severity: 'error', about: 'The WebSub hub could not be told that a feed changed.' },
} as const satisfies Record<string, ProblemRow>;
