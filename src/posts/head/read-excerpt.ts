/** The excerpt that somebody wrote for a post, as plain text. Where it says nothing, sentences of the text stand for it. */
import { hasLiquid } from '../liquid/liquid.ts';
import { quote } from '../repair.ts';
import { isOn } from '../severity.ts';
import { textOf } from './fields.ts';
import type { HeadSource } from './head-source.ts';
import { behindLabel } from './labels.ts';
import { isBoilerplate, plainLine } from './title.ts';

/** @returns `undefined` if there is none, or if it says nothing of its own */
export function readExcerpt({ data, settings, report }: HeadSource, title: string): string | undefined {
  const key = textOf(data, 'excerpt') === undefined ? 'description' : 'excerpt';
  const written = textOf(data, key) ?? '';
  const excerpt = plainLine(written);
  if (excerpt === '') return undefined;
  if (hasLiquid(written)) {
    const message =
      'The excerpt asks for something that is not known here: sentences of the text stand for it.';
    report.warn('post-excerpt-boilerplate', key, message, 'Write the value itself.');
    return undefined;
  }
  const unlabelled = isOn('post-label', settings) ? behindLabel(excerpt, 'excerpt') : undefined;
  if (unlabelled !== undefined) {
    const message = `The name of a form before the excerpt is dropped: ${quote(unlabelled)}.`;
    report.warn('post-label', key, message, 'Write the excerpt alone.');
  }
  if (!isBoilerplate(unlabelled ?? excerpt, title, settings)) return unlabelled ?? excerpt;
  const message = 'The excerpt says nothing of its own: sentences of the text stand for it.';
  report.warn('post-excerpt-boilerplate', key, message, 'Write what the post says, or leave it out.');
  return undefined;
}
