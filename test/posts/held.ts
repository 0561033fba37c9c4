/** Which rules hold a post back from feeds and digests. */

import { heldBy } from '../../src/posts/check/held-back.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { NO_OTHER_FILES } from '../../src/posts/liquid/other-files.ts';
import type { Config } from '../../src/settings.ts';
import { settingsWith } from './settings.ts';

export type WrittenPost = {
  readonly title?: string | undefined;
  readonly excerpt?: string | undefined;
  readonly body: string;
  /** More lines of the front matter, each with its line end. */
  readonly front?: string | undefined;
};

/** @returns the codes of the rules that hold the post back */
export function held(post: WrittenPost, check: Config['check'] = {}): string[] {
  const { title = '潮の発電に戻る三社', excerpt = '海峡の計画を読む。', body, front = '' } = post;
  const text = `---\ntitle: ${JSON.stringify(title)}\ndate: 2025-11-07\nexcerpt: ${JSON.stringify(excerpt)}\n${front}---\n\n${body}\n`;
  const settings = settingsWith({ check });
  const file = 'posts/2025-11-07-a.md';
  const { post: read } = readHead(file, text, settings);
  if (read === undefined) throw new Error('the head of a test must be good');
  const opened = { file, bytes: Buffer.from(text), settings, files: NO_OTHER_FILES };
  return heldBy(opened, read.frontMatter, () => read).map(({ code }) => code);
}
