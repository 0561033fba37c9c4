/** The addresses of the pages of digests on the web. They never change. */
import type { Settings } from '../settings.ts';

/** The web version of one digest. */
export function webUrlOf({ site }: Pick<Settings, 'site'>, id: string): string {
  return `${site.url}/digests/${id}/`;
}

/** The list of all digests. */
export function issuesUrlOf({ site }: Pick<Settings, 'site'>): string {
  return `${site.url}/digests/`;
}
