/** Whether a title is whole. A title that the pipeline cut should not be the lead or the subject. */
import { looksCut } from '../../posts/rules/claims/pipeline-title.ts';

export function isWhole(title: string): boolean {
  return !looksCut(title) && !title.endsWith('…') && areBracketsClosed(title);
}

function areBracketsClosed(title: string): boolean {
  return ['「」', '『』', '（）', '()', '【】'].every((pair) => {
    const [open = '', close = ''] = pair;
    return title.split(open).length === title.split(close).length;
  });
}
