/**
 * MJML to HTML. mjml is loaded only when a mail is rendered (load-mjml.ts).
 *
 * MJML silently drops what it does not understand, for example a whole footer. So the result is compared with what it
 * must contain, and a mail that lacks something is not sent.
 */
import { type Place, type Problem, ProblemError } from '../../problem.ts';
import type { Mjml } from './load-mjml.ts';
import { squeeze } from './remove-white-space.ts';

/** MJML's own words about a tag that it does not have. */
const NO_SUCH_TAG = /doesn't exist/;

type Fault = { readonly tagName: string; readonly message: string };

/** The template names a tag that MJML does not have, or has no `<mjml>` at all. */
export class UnknownTag extends ProblemError {}

/** @throws ProblemError if it is not valid MJML; `UnknownTag` if that is because of a tag that MJML does not have */
export async function mjmlToHtml(
  source: string,
  at: Place,
  load: () => Mjml | Promise<Mjml> = loaded,
): Promise<string> {
  try {
    // No web fonts, no includes from disk, and no minifying by MJML, which leaves broken CSS behind.
    const mjml = await load();
    const { html } = await mjml(source, { fonts: {}, keepComments: false, validationLevel: 'strict' });
    return squeeze(html);
  } catch (error) {
    const faults = error instanceof Error && 'errors' in error ? (error.errors as Fault[]) : undefined;
    if (faults === undefined && !/malformed mjml|parsing failed/i.test(String(error))) throw error;
    const said = faults ?? [{ tagName: 'mjml', message: 'the document has no <mjml> with an <mj-body>' }];
    // A tag in a loop is named once.
    const causes = new Map(causesIn(said).map((fault) => [fault.tagName, fault]));
    const isUnknown =
      faults === undefined || [...causes.values()].some(({ message }) => NO_SUCH_TAG.test(message));
    const problems = [...causes.values()].map((fault) => refused(fault, at));
    throw new (isUnknown ? UnknownTag : ProblemError)(problems, { cause: error });
  }
}

const loaded = async () => (await import('./load-mjml.ts')).loadMjml();

/** MJML also complains about HTML inside a tag that it does not know. Then only the tag itself is reported. */
function causesIn(faults: readonly Fault[]): readonly Fault[] {
  const own = faults.filter(({ tagName }) => tagName.startsWith('mj'));
  return own.length > 0 ? own : faults.slice(0, 1);
}

function refused({ tagName, message }: Fault, at: Place): Problem {
  return {
    code: 'template-layout',
    message: `MJML refuses <${tagName}>: ${message}.`,
    hint: `Correct <${tagName}> in the template; https://documentation.mjml.io lists tags and attributes.`,
    at,
  };
}
