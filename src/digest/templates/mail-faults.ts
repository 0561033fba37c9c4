/**
 * What every mail must contain, whatever its templates are: what the law asks for (特定電子メール法), in one whole document.
 */

import { escapeHtml } from '../../escape-html.ts';
import type { Edition } from '../../mail/email.ts';
import type { SlotPlaces } from '../../mail/slots.ts';
import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { defuse } from './escape-slots.ts';
import type { Templates } from './template.ts';
import { mainTemplates } from './templates.ts';
import { unbalancedTag } from './unclosed-tags.ts';

type Rendering = Edition & { readonly slots: SlotPlaces };

export function faultsOf(
  { html, text, slots }: Rendering,
  { organisation }: Settings,
  templates: Templates,
): Problem[] {
  const shown =
    organisation === undefined ? [] : [organisation.name, organisation.address, organisation.contact];
  const words = html.replace(/<(style|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/gi, '');
  const documents = [/<html[\s>]/g, /<\/html>/g].map((pattern) => html.match(pattern)?.length ?? 0);
  const open = unbalancedTag(html);
  const faults = (name: string, body: string, prose: string, encode: (line: string) => string) => [
    ...(slots[name === mainTemplates.html ? 'html' : 'text'].some(({ slot }) => slot === 'unsubscribe_url')
      ? []
      : ['does not show `{{ slots.unsubscribe_url }}`, which every mail must']),
    ...shown
      .filter((line) => !prose.includes(encode(defuse(line))))
      .map((line) => `does not show \`${line}\`, which every mail must`),
    ...(body.includes('{{') ? ['has a template tag that nothing filled (`{{`)'] : []),
    ...(name === mainTemplates.html && documents.some((count) => count !== 1)
      ? ['is not one HTML document']
      : []),
    ...(name === mainTemplates.html && open !== undefined
      ? [`has a <${open}> that is not opened or not closed`]
      : []),
  ];
  const problem = (name: string, what: string): Problem => ({
    code: 'template-layout',
    message: `The mail made from it ${what}.`,
    hint: 'Correct the template; look for what was taken out of it, and for a tag or quote that is not closed.',
    at: templates[name]?.at ?? { file: name },
  });
  const { html: layout, text: plain } = mainTemplates;
  return [
    ...faults(layout, html, words, escapeHtml).map((what) => problem(layout, what)),
    ...faults(plain, text, text, (line) => line).map((what) => problem(plain, what)),
  ];
}
