/**
 * What the law wants in every mail (特定電子メール法): who sends it, their address, how to reach them, and a way to leave.
 * A template of the site may have lost one of them. Asked when a mail is made, and again before it is sent: by then the
 * config may name somebody else.
 */
import { type Edition, partsOf } from '../../mail/email.ts';
import { decodeReferences } from '../../posts/escape.ts';
import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { defuse } from '../text/escape-slots.ts';

/** One thing that a mail must show: its name for people, and what stands in the mail or its template. */
export type FooterPart = { readonly name: string; readonly shown: string };

type Body = Pick<Edition, 'html' | 'text' | 'slots'>;

/**
 * What a reader does not find, in html and in text.
 *
 * @param organisation `undefined`: only the way to leave is looked for
 * @throws Error if a slot of the edition is not at its place
 */
export function missingInFooter(
  { html, text, slots }: Body,
  organisation: Settings['organisation'],
): Readonly<Record<'html' | 'text', readonly FooterPart[]>> {
  const parts = partsOf({ html, text, slots });
  const said = (['name', 'address', 'contact'] as const).flatMap((key): FooterPart[] =>
    organisation === undefined ? [] : [{ name: `\`organisation.${key}\``, shown: organisation[key] }],
  );
  const missing = (format: 'html' | 'text', readable: string): readonly FooterPart[] => {
    const letters = lettersOf(readable);
    // The slot itself: a link of a post may look like it.
    const canLeave = parts[format].some(
      (part) => typeof part !== 'string' && part.slot === 'unsubscribe_url',
    );
    return [
      ...said.filter(({ shown }) => !letters.includes(lettersOf(defuse(shown)))),
      ...(canLeave ? [] : [{ name: 'the unsubscribe link', shown: '{{ slots.unsubscribe_url }}' }]),
    ];
  };
  return { html: missing('html', proseOf(html)), text: missing('text', text) };
}

/** The words of an HTML document, as a reader sees them. */
function proseOf(html: string): string {
  return decodeReferences(html.replace(/<(style|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/gi, ''));
}

/** Without white space and invisible letters: a template may break lines, also between phrases. */
function lettersOf(text: string): string {
  return text.replace(/[\s\p{Cf}]+/gu, '');
}

/** @returns a problem that names what an edition does not show; none if everything is there */
export function footerProblems(
  edition: Body & Pick<Edition, 'key'>,
  organisation: Settings['organisation'],
): Problem[] {
  const { html, text } = missingInFooter(edition, organisation);
  const names = new Set([...html, ...text].map(({ name }) => name));
  if (names.size === 0) return [];
  return [
    {
      code: 'send-footer',
      message: `Edition «${edition.key}» does not show ${[...names].join(', ')} in both html and text.`,
      hint: 'Put them back into email-templates/ and run `npm run digest` again.',
    },
  ];
}
