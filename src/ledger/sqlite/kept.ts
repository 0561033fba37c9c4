/** The queries of this engine that are known before the program starts: none here, all of them in the bundle. */
import type { Kept } from '../kept-queries.ts';

export const kept: Kept = () => undefined;
