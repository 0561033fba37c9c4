/** How much a text sounds like an assistant that answers the one who ordered a text. */

import weights from './answer-weights.json' with { type: 'json' };
import { mannerBy } from './manner.ts';

export const answerManner = mannerBy(weights);
