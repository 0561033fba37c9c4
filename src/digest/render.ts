/**
 * A digest -> Email: subject, html and text for each set of categories, each rendered once; and the web
 * version. Same digest, settings and templates, same bytes.
 */
import { ALL, type Edition, type Email, editionKey, slotMark } from '../mail/email.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { type Contents, contentsOf } from './contents.ts';
import type { Digest } from './digest.ts';
import { escapeHtml, renderTemplate, type Templates, type Variables } from './liquid.ts';
import { mjmlToHtml } from './mjml.ts';
import { cutAtPhrase } from './phrases.ts';
import { lineTemplates, mainTemplates } from './templates.ts';
import { viewOf } from './view.ts';

/** Everything that a mail is made from: the same material gives the same bytes. */
export type Material = {
  readonly digest: Digest;
  readonly settings: Settings;
  readonly templates: Templates;
};

/** Mail programs show 20 to 40 letters of a subject, and 60 full-width letters are the most that helps. */
const SUBJECT_LETTERS = 60;
const PREHEADER_LETTERS = 100;

/**
 * Renders the mail for each set of categories that occurs.
 *
 * @param sets slugs chosen by subscribers; the edition of all categories is always there, and first. A set
 *   without a post in the period has no edition: there is nothing to send to those who chose it
 * @returns `undefined` where the period has no post at all
 * @throws ProblemError with every fault of the templates, or where a mail lacks what it must have
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

/** @param chosen slugs; `undefined` for all categories. @returns `undefined` where nothing is in them */
export async function renderEdition(
  material: Material,
  chosen?: readonly string[],
): Promise<Edition | undefined> {
  const { templates, settings } = material;
  const contents = layOut(material, chosen);
  if (contents === undefined) return undefined;
  const { view, subject } = viewWithLines(material, contents);
  const [mjml, text] = together([
    () => renderTemplate(templates, mainTemplates.html, view, 'html'),
    () => renderTemplate(templates, mainTemplates.text, view, 'text'),
  ]);
  const at = templates[mainTemplates.html]?.at ?? { file: mainTemplates.html };
  const html = await mjmlToHtml(mjml ?? '', at);
  const edition = { key: editionKey(chosen), subject, html, text: tidyText(text ?? '') };
  const faults = faultsOf(edition, settings, templates);
  if (faults.length > 0) throw new ProblemError(faults);
  return edition;
}

/** The web version: every post of the period, no slots. @returns `undefined` where there is no post */
export function renderWeb(material: Material): string | undefined {
  const contents = layOut(material);
  if (contents === undefined) return undefined;
  const { view } = viewWithLines(material, contents);
  const { slots: _, ...shared } = view; // a page that everyone sees has no place for a subscriber's links
  return `${renderTemplate(material.templates, mainTemplates.web, shared, 'html')
    .replace(/\n\s*(?=\n)/g, '')
    .trim()}\n`;
}

function layOut({ digest, settings }: Material, chosen?: readonly string[]): Contents | undefined {
  return contentsOf(digest, settings.categories, settings.digest, chosen);
}

function viewWithLines(
  { digest, settings, templates }: Material,
  contents: Contents,
): { readonly view: Variables; readonly subject: string } {
  const bare = viewOf(digest, contents, settings);
  const [subject = '', preheader = '', greeting = ''] = together(
    lineTemplates.map((key) => () => oneLine(renderTemplate(templates, `digest.${key}`, bare, 'text'))),
  );
  const lines = {
    subject: cutAtPhrase(subject, SUBJECT_LETTERS),
    preheader: cutAtPhrase(preheader, PREHEADER_LETTERS),
    greeting,
  };
  return { view: viewOf(digest, contents, settings, lines), subject: lines.subject };
}

/** Runs all, and where any fail, throws what is wrong with all of them at once. */
function together<T>(steps: readonly (() => T)[]): T[] {
  const problems: Problem[] = [];
  const results: T[] = [];
  for (const step of steps) {
    try {
      results.push(step());
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return results;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Liquid tags leave blank lines behind; a mail has at most one between paragraphs. */
function tidyText(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** What must be in a mail, whatever became of the template: 特定電子メール法, and one whole document. */
function faultsOf({ html, text }: Edition, { organisation }: Settings, templates: Templates): Problem[] {
  const must = ['unsubscribe_url' as const].map(slotMark);
  const shown =
    organisation === undefined ? [] : [organisation.name, organisation.address, organisation.contact];
  const missing = (template: string, body: string, encode: (text: string) => string) => [
    ...must.filter((mark) => !body.includes(mark)).map(() => lacks(template, '{{ slots.unsubscribe_url }}')),
    ...shown.filter((words) => !body.includes(encode(words))).map((words) => lacks(template, words)),
    ...(body.includes('{{') ? [broken(template, 'a template tag that nothing filled (`{{`)')] : []),
  ];
  const lacks = (template: string, what: string): Problem =>
    problem(template, `The mail made from it does not show \`${what}\`, which every mail must.`);
  const broken = (template: string, what: string): Problem =>
    problem(template, `The mail made from it has ${what}.`);
  const problem = (template: string, message: string): Problem => ({
    code: 'template-layout',
    message,
    hint: 'Put it back into the template, and look for a tag above it that is not closed.',
    at: templates[template]?.at ?? { file: template },
  });
  const documents = [/<html[\s>]/g, /<\/html>/g].map((pattern) => html.match(pattern)?.length ?? 0);
  return [
    ...missing(mainTemplates.html, html, escapeHtml),
    ...missing(mainTemplates.text, text, (words) => words),
    ...(documents.every((count) => count === 1)
      ? []
      : [broken(mainTemplates.html, 'not exactly one <html>')]),
  ];
}
