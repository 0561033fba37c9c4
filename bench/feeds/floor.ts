/** What no builder can beat: starting, looking at every file, reading every file. */
import { join } from 'node:path';
import type { Run } from '../measure.ts';
import type { Corpus } from './corpus.ts';

export type Floor = { readonly name: string; run(corpus: Corpus): Run };

const readAll = `const { readFileSync, readdirSync } = require('node:fs');
for (const name of readdirSync('.')) readFileSync(name);`;

export const START = '`node -e 0`';
export const LOOK = '`find posts -printf %T@`';

export const floors: readonly Floor[] = [
  { name: START, run: () => ({ program: process.execPath, args: ['-e', '0'] }) },
  { name: LOOK, run: ({ root }) => ({ program: 'find', args: [join(root, 'posts'), '-printf', '%T@'] }) },
  {
    name: 'node, `readFileSync` of every file',
    run: ({ root }) => ({ program: process.execPath, args: ['-e', readAll], cwd: join(root, 'posts') }),
  },
];
