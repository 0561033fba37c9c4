/** The settings that the tests of this room share: a site in Tokyo, with every default. */
import { parseConfig } from '../../src/config.ts';
import type { Config, Settings } from '../../src/settings.ts';

export const NOW = new Date('2026-01-15T03:00:00Z');

export function settingsWith(more: Partial<Config> = {}): Settings {
  return parseConfig({
    site: { title: '週刊みなと経済', url: 'https://minato.example', author: 'みなと編集部' },
    categories: [
      { name: '投資分析', slug: 'investment' },
      { name: '技術解説', slug: 'technology' },
    ],
    ...more,
  });
}

/** A whole file. */
export function file(body: string, front = ''): string {
  return `---\ntitle: "白波ロボティクス、新工場を発表"\ndate: 2025-11-07 16:39:06 +0000\ncategories: ["投資分析"]\n${front}---\n${body}`;
}
