/** LiquidJS, loaded where a post has something to run: most have not. */
import { createRequire } from 'node:module';

let loaded: typeof import('liquidjs') | undefined;

export function liquidjs(): typeof import('liquidjs') {
  loaded ??= createRequire(import.meta.url)('liquidjs') as typeof import('liquidjs');
  return loaded;
}
