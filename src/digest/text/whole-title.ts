/** Whether a title is whole. A title that the pipeline cut should not be the lead or the subject. */
import { looksCut } from '../../posts/rules/claims/pipeline-title.ts';

export function isWhole(title: string): boolean {
  return !looksCut(title) && !title.endsWith('…') && areBracketsClosed(title);
}

/** Whether a title says something by itself: it is whole, and has a letter or a number. 「🎉」 says nothing. */
export function tellsSomething(title: string): boolean {
  return isWhole(title) && /[\p{L}\p{N}]/u.test(title);
}

function areBracketsClosed(title: string): boolean {
  return ['「」', '『』', '（）', '()', '【】'].every((pair) => {
    const [open = '', close = ''] = pair;
    return title.split(open).length === title.split(close).length;
  });
}
