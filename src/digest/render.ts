/**
 * A digest -> Email: subject, html and text for each set of categories, each rendered once; and the web version. The
 * same digest, settings and templates give the same bytes.
 */

import { localeOf } from '../locale/locale.ts';
import { ALL, type Edition, type Email, editionKey } from '../mail/email.ts';
import { putTogether } from '../mail/slots.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { escapeHtml } from '../text/escape-html.ts';
import type { Digest } from './digest.ts';
import { type Contents, contentsOf } from './layout.ts';
import { subjectLines } from './subject.ts';
import { blamePosts } from './templates/blame-posts.ts';
import { renderTemplate } from './templates/liquid.ts';
import { faultsOf } from './templates/mail-faults.ts';
import { mjmlToHtml, UnknownTag } from './templates/mjml.ts';
import { tidyText, withoutBlankLines } from './templates/remove-white-space.ts';
import { markSlots, type SlotMarks, withStandIns } from './templates/slot-marks.ts';
import type { Templates, Variables } from './templates/template.ts';
import { viewOf } from './templates/template-variables.ts';
import { mainTemplates } from './templates/templates.ts';
import { lostProblems, postsIn, unclosedProblems } from './templates/whole-mail.ts';

/** Everything that a mail is made from: the same material gives the same bytes. */
export type Material = {
  readonly digest: Digest;
  readonly settings: Settings;
  readonly templates: Templates;
};

/**
 * Renders the mail for each set of categories.
 *
 * @param sets the sets of slugs that subscribers chose. The edition of all categories is always made, and is the first.
 * A set without a post in the period gets no edition: nothing is sent to these people
 * @returns `undefined` if the period has no post at all
 * @throws ProblemError with every fault of the templates, or if a mail lacks something that it must have
 */
export async function renderEmail(
  material: Material,
  sets: readonly (readonly string[])[] = [],
): Promise<Email | undefined> {
  const all = await renderEdition(material);
  if (all === undefined) return undefined;
  const keys = new Map(sets.map((set) => [editionKey(set), set]));
  keys.delete(ALL);
  const editions = [all];
  for (const key of [...keys.keys()].toSorted()) {
    const edition = await renderEdition(material, keys.get(key));
    if (edition !== undefined) editions.push(edition);
  }
  return { id: material.digest.id, editions };
}

/** @param chosen slugs; `undefined`: all categories. @returns `undefined` if they have no post */
export async function renderEdition(
  material: Material,
  chosen?: readonly string[],
): Promise<Edition | undefined> {
  const contents = layOut(material, chosen);
  if (contents === undefined) return undefined;
  const rendered = renderFor(material, ['html', 'text'], chosen);
  return finish(editionKey(chosen), rendered, contents, material);
}

/** What `tayori digest` writes: the edition of all categories, and the web version, which lists every post. */
export async function renderDigest(
  material: Material,
): Promise<{ readonly edition: Edition; readonly web: string; readonly contents: Contents } | undefined> {
  const contents = layOut(material);
  if (contents === undefined) return undefined;
  const rendered = renderFor(material, ['html', 'text', 'web']);
  const edition = await finish(ALL, rendered, contents, material);
  const web = `${withoutBlankLines(webOf(rendered)).trim()}\n`;
  const at = material.templates[mainTemplates.web]?.at ?? { file: mainTemplates.web };
  const lost = lostProblems(web, postsIn(contents, true), at, escapeHtml);
  if (lost.length > 0) throw new ProblemError(lost);
  return { edition, web, contents };
}

/** If only some posts cause a fault, they are named. @throws ProblemError */
function renderFor(
  material: Material,
  wanted: readonly (keyof typeof mainTemplates)[],
  chosen?: readonly string[],
): Rendered {
  const make = (digest: Digest) => {
    const contents = layOut({ ...material, digest }, chosen);
    return contents && renderTemplates({ ...material, digest }, contents, wanted);
  };
  const faultsIn = (digest: Digest): readonly Problem[] => {
    try {
      return make(digest)?.unclosed ?? [];
    } catch (error) {
      if (error instanceof ProblemError) return error.problems;
      throw error;
    }
  };
  const blame = (problems: readonly Problem[]) => blamePosts(material.digest, problems, faultsIn);
  try {
    const rendered = make(material.digest);
    if (rendered === undefined) throw new Error('a digest that was laid out has contents');
    return { ...rendered, unclosed: blame(rendered.unclosed) };
  } catch (error) {
    throw error instanceof ProblemError ? new ProblemError(blame(error.problems), { cause: error }) : error;
  }
}

function layOut({ digest, settings }: Material, chosen?: readonly string[]): Contents | undefined {
  const { others } = localeOf(settings.site.language).mail.words;
  return contentsOf(digest, settings.categories, settings.digest, chosen, others);
}

type Rendered = Readonly<Record<'subject' | keyof typeof mainTemplates, string>> & {
  readonly marks: SlotMarks;
  /** Tags without a partner. */
  readonly unclosed: readonly Problem[];
};

/** Runs the templates, first those of the config. @throws ProblemError with the faults of all of them */
function renderTemplates(
  { digest, settings, templates }: Material,
  contents: Contents,
  wanted: readonly (keyof typeof mainTemplates)[],
): Rendered {
  const problems: Problem[] = [];
  const render = (name: string, view: Variables, format: 'html' | 'text') => {
    try {
      // A filter may cut a pair of surrogates into halves. A half can not be written to a file and read back.
      return renderTemplate(templates, name, view, format).toWellFormed();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
      return '';
    }
  };
  const marks = markSlots(viewOf(digest, contents, settings), templates);
  const { slots, ...shared } = marks.view; // the web version has no place for a subscriber's links
  const lines = subjectLines(digest, settings.site.language, (key) =>
    render(`digest.${key}`, key === 'subject' ? shared : marks.view, 'text'),
  );
  const documents = { html: '', text: '', web: '' };
  const unclosed: Problem[] = [];
  for (const key of wanted) {
    const [name, format] = [mainTemplates[key], key === 'text' ? 'text' : 'html'] as const;
    const view = key === 'web' ? { ...shared, ...lines } : { ...shared, ...lines, slots: slots ?? {} };
    documents[key] = render(name, view, format);
    if (key === 'text') continue;
    const again = (marked: Templates) => renderTemplate(marked, name, view, format);
    if (problems.length === 0) unclosed.push(...unclosedProblems(documents[key], name, templates, again));
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return { subject: lines.subject, ...documents, marks, unclosed };
}

/** The greeting may hold a slot. On the page for everybody, a stand-in takes its place, as on disk. */
function webOf({ web, marks }: Rendered): string {
  const parts = marks.parts(web);
  if (parts === undefined) throw new ProblemError([brokenSlot(mainTemplates.web, {})]);
  return withStandIns(parts);
}

async function finish(
  key: string,
  rendered: Rendered,
  contents: Contents,
  { settings, templates }: Material,
): Promise<Edition> {
  const at = templates[mainTemplates.html]?.at ?? { file: mainTemplates.html };
  const { unclosed } = rendered;
  const html = await mjmlToHtml(rendered.html, at).catch((error: unknown) => {
    // If MJML does not have a tag, that is why a tag has no partner: then only MJML's fault is named.
    throw unclosed.length > 0 && !(error instanceof UnknownTag)
      ? new ProblemError(unclosed, { cause: error })
      : error;
  });
  const bodies = { html, text: tidyText(rendered.text, settings.site.language) };
  const parts = { html: rendered.marks.parts(bodies.html), text: rendered.marks.parts(bodies.text) };
  const broken = (['html', 'text'] as const).filter((format) => parts[format] === undefined);
  if (broken.length > 0)
    throw new ProblemError(broken.map((format) => brokenSlot(mainTemplates[format], templates)));
  const [mail, text] = [putTogether(parts.html ?? []), putTogether(parts.text ?? [])];
  const slots = { html: mail.places, text: text.places };
  const edition = { key, subject: rendered.subject, html: mail.text, text: text.text, slots };
  const posts = postsIn(contents, false);
  if (unclosed.length > 0) throw new ProblemError(unclosed);
  const faults = [
    ...faultsOf(edition, settings, templates),
    ...lostProblems(edition.html, posts, at, escapeHtml),
    ...lostProblems(
      edition.text,
      posts,
      templates[mainTemplates.text]?.at ?? { file: mainTemplates.text },
      (url) => url,
    ),
  ];
  if (faults.length > 0) throw new ProblemError(faults);
  return edition;
}

function brokenSlot(name: string, templates: Templates): Problem {
  return {
    code: 'template-slot',
    message:
      'The template changes or cuts a slot with a filter, and nothing could be put in for the subscriber.',
    hint: 'Write `{{ slots.unsubscribe_url }}`, `{{ slots.preferences_url }}` and `{{ slots.address }}` without a filter.',
    at: templates[name]?.at ?? { file: name },
  };
}
