/** Sentences about a ferry, and posts of a program that say them twice. */
import { joinBlocks, splitBlocks } from '../../src/posts/blocks.ts';
import { readHead } from '../../src/posts/head/read-head.ts';
import { contextOf } from '../../src/posts/rules/rule-context.ts';
import { repairBody } from '../../src/posts/rules/table.ts';
import { settingsWith } from './settings.ts';

const settings = settingsWith();
const { post } = readHead('posts/a.md', '---\ntitle: 渡し舟の桟橋\ndate: 2025-11-07\n---\n', settings);
if (post === undefined) throw new Error('the head of a test must be good');
const context = contextOf(post, settings);
export const repaired = (body: string) => joinBlocks(repairBody(splitBlocks(body, 1), context).blocks).trim();

export const A = '桟橋の杭は十年ごとに一本ずつ替えられ、古い杭は村の冬の薪になる。';
export const B = '渡し守に求められるのは、潮を読む目、舟を直す腕、そして待つ心です。';
export const FULLER = '渡し守に求められるのは、潮を読む目、夜でも舟を直す腕、そして待つ心です。';
export const C = '舟賃は昔から、米なら一合、魚なら二尾と決まっている。';
export const D = '対岸の学校へ通う子どもには、朝と夕の二度だけ舟が出る。';
export const LEANING = 'これらは本からは学べず、師匠の背中を見て覚えるほかはない。';
export const FREE = '桟橋の灯りは、最後の舟が着くまで誰も消そうとしない。';
export const cut = (first: string, second: string) =>
  `${first}\n\n## 冬の渡し\n\n${FREE}\n\n---END---\n\n${second}`;
export const told = (first: string, second: string) =>
  `${first}\n\n## 冬の渡し\n\n${FREE}${second === '' ? '' : `\n\n${second}`}`;
