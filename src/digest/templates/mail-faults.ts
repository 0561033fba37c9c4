/**
 * What every mail must contain, whatever its templates are: what the law asks for (特定電子メール法), in one whole document.
 */
import type { Edition } from '../../mail/email.ts';
import type { SlotPlaces } from '../../mail/slots.ts';
import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { missingInFooter } from './legal-footer.ts';
import type { Templates } from './template.ts';
import { mainTemplates } from './templates.ts';
import { unbalancedTag } from './unclosed-tags.ts';

type Rendering = Edition & { readonly slots: SlotPlaces };

export function faultsOf(
  { html, text, slots }: Rendering,
  { organisation }: Settings,
  templates: Templates,
): Problem[] {
  const missing = missingInFooter({ html, text, slots }, organisation);
  const documents = [/<html[\s>]/g, /<\/html>/g].map((pattern) => html.match(pattern)?.length ?? 0);
  const open = unbalancedTag(html);
  const both = (format: 'html' | 'text') => [
    ...missing[format].map(({ shown }) => `does not show \`${shown}\`, which every mail must`),
    ...({ html, text }[format].includes('{{') ? ['has a template tag that nothing filled (`{{`)'] : []),
  ];
  const faults = {
    html: [
      ...both('html'),
      ...(documents.some((count) => count !== 1) ? ['is not one HTML document'] : []),
      ...(open === undefined ? [] : [`has a <${open}> that is not opened or not closed`]),
    ],
    text: both('text'),
  };
  return (['html', 'text'] as const).flatMap((format) =>
    faults[format].map((what) => problem(mainTemplates[format], what, templates)),
  );
}

function problem(name: string, what: string, templates: Templates): Problem {
  return {
    code: 'template-layout',
    message: `The mail made from it ${what}.`,
    hint: 'Correct the template; look for what was taken out of it, and for a tag or quote that is not closed.',
    at: templates[name]?.at ?? { file: name },
  };
}
