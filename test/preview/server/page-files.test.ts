import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from '../../../src/preview/server/page-files.ts';

const names = readdirSync(join(import.meta.dirname, '../../../src/preview/page'));

describe('the files of the page', () => {
  it.for(names)('%s is served, with the type of its ending', (name) => {
    expect(pageFile(name)?.type).toBe(
      name.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
    );
  });

  it.for([
    { name: 'page.ts', why: 'there is no such file' },
    { name: '../state.ts', why: 'it is no file of the page' },
    { name: '', why: 'it is the folder' },
  ])('nothing is served for `$name`: $why', ({ name }) => {
    expect(pageFile(name)).toBeUndefined();
  });
});
