/**
 * Runs the checks, all at the same time. If one takes too long or throws, this is reported as its result, and the
 * others go on.
 */
import type { Asking } from './asking.ts';
import { checks, type DoctorCheck } from './checks.ts';
import { type Diagnosis, fault, unasked } from './diagnosis.ts';

/** Each check may take so long, in ms. */
const PATIENCE = 20_000;

export type CheckResult = { readonly check: string; readonly findings: readonly Diagnosis[] };

/** Runs all checks at the same time; each ends within `PATIENCE`. */
export async function runChecks(
  asking: Asking,
  rows: readonly DoctorCheck[] = checks,
  patience = PATIENCE,
): Promise<readonly CheckResult[]> {
  return await Promise.all(
    rows.map(async ({ name, run, late }) => ({
      check: name,
      findings: await within(run(asking), patience, late),
    })),
  );
}

async function within(
  work: Promise<readonly Diagnosis[]>,
  patience: number,
  next: string | undefined,
): Promise<readonly Diagnosis[]> {
  const late = Promise.withResolvers<readonly Diagnosis[]>();
  const timer = setTimeout(
    () => late.resolve([unasked(`No answer in ${patience / 1000} seconds.`, next)]),
    patience,
  );
  const failed = (error: unknown): readonly Diagnosis[] => [
    fault(
      `The check itself failed: ${error instanceof Error ? error.message : String(error)}.`,
      'Tell us of it.',
    ),
  ];
  return await Promise.race([work.catch(failed), late.promise]).finally(() => clearTimeout(timer));
}
