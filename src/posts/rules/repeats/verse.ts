/** Verse: its author repeats on purpose, also a long refrain. */
import type { Block } from '../../blocks.ts';

/** Whether a post has a verse twice: several lines without full stops. */
export function repeatsVerse(blocks: readonly Block[]): boolean {
  const seen = new Set<string>();
  for (const { kind, text } of blocks) {
    if (kind !== 'prose' || !text.includes('\n') || /[。！？!?.]/.test(text)) continue;
    if (seen.has(text)) return true;
    seen.add(text);
  }
  return false;
}
