/**
 * Whole posts. Those in machine-posts/ have the scars that a writing pipeline leaves, and beside each stands what readers
 * get. Those in careful-posts/ repeat themselves on purpose, as people do in refrains, dialogues, minutes and manuals.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const folder = (name: string) => new URL(`../fixtures/${name}/`, import.meta.url);
const read = (url: URL) => readFileSync(url, 'utf8');
const postsIn = (name: string) =>
  readdirSync(folder(name)).filter((file) => file.endsWith('.md') && !file.endsWith('.shown.md'));

function repaired(text: string) {
  const { post } = readHead('posts/2025-11-07-a.md', text, settings);
  if (post === undefined) throw new Error('the head of a test must be good');
  const body = text.slice(text.indexOf('\n---\n') + 5);
  const { blocks, mends } = repairBody(splitBlocks(body, 1), contextOf(post, settings));
  return { body, shown: joinBlocks(blocks), codes: mends.map(({ code }) => code) };
}

describe('of what a program wrote, readers get each thing once, and whole', () => {
  it.for(postsIn('machine-posts'))('%s', (file) => {
    const wanted = read(new URL(file.replace('.md', '.shown.md'), folder('machine-posts')));
    expect(repaired(read(new URL(file, folder('machine-posts')))).shown.trim()).toBe(wanted.trim());
  });
});

describe('what people repeat on purpose stays', () => {
  it.for(postsIn('careful-posts'))('%s', (file) => {
    const { body, shown, codes } = repaired(read(new URL(file, folder('careful-posts'))));
    expect(codes).toEqual([]);
    expect(shown.trim()).toBe(body.trim());
  });
});
