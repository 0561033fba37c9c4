/** Asks several servers for their certificates, and judges the answers. */
import type { Asking } from '../asking.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { judgeTls } from './judge-tls.ts';
import type { TlsUse } from './tls-uses.ts';

export async function tlsOf(
  uses: readonly TlsUse[],
  { askTls, now }: Pick<Asking, 'askTls' | 'now'>,
): Promise<readonly Diagnosis[]> {
  const found = uses.map(async (use) => judgeTls(use, await askTls(use.place), now));
  return (await Promise.all(found)).flat();
}
