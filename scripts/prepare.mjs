// What npm runs in a checkout after `npm ci`, and before it packs: the bundle and the types of the config. In an installed package all of that is there, and nothing is done.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('src/main.ts')) {
  await import('./bundle.mjs');
  execFileSync('tsc', ['-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
