/** Loads LiquidJS only for a post that has Liquid: most have none. */
import { createRequire } from 'node:module';

/** A filter, as LiquidJS calls it. */
export type LiquidFilter = (this: unknown, value: unknown, ...more: readonly unknown[]) => unknown;

let loaded: typeof import('liquidjs') | undefined;

export function liquidjs(): typeof import('liquidjs') {
  loaded ??= createRequire(import.meta.url)('liquidjs') as typeof import('liquidjs');
  return loaded;
}
