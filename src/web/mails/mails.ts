/**
 * Mails to one person. Each template is rendered once, at the start, with marks in the places of the person's own links.
 * To make a mail then means to replace the marks. Nothing that a visitor typed stands in a mail.
 */
import { renderTemplate } from '../../digest/templates/liquid.ts';
import { mjmlToHtml } from '../../digest/templates/mjml.ts';
import { tidyText } from '../../digest/templates/remove-white-space.ts';
import type { Templates, Variables } from '../../digest/templates/template.ts';
import { organisationView } from '../../digest/templates/template-variables.ts';
import { brandView, themeView } from '../../digest/templates/theme.ts';
import { directionOf } from '../../locale/letters/direction.ts';
import type { LetterWords, WebWords } from '../../locale/web-words.ts';
import { type Problem, ProblemError } from '../../problem.ts';
import type { MailPurpose, OneMail } from '../../sending/one-mail.ts';
import type { Settings } from '../../settings.ts';
import { escapeHtml } from '../../text/escape-html.ts';

/** For each kind of mail: what it is for, its template, and what is filled in. */
const kinds = {
  confirm: { template: 'confirm', purpose: 'confirmation', marks: ['confirm_url', 'code'] },
  move: { template: 'confirm', purpose: 'confirmation', marks: ['confirm_url', 'code'] },
  welcome: { template: 'welcome', purpose: 'welcome', marks: ['preferences_url', 'unsubscribe_url'] },
  goodbye: { template: 'goodbye', purpose: 'goodbye', marks: ['undo_url'] },
  moved: { template: 'moved', purpose: 'moved', marks: [] },
  link: { template: 'link', purpose: 'link', marks: ['preferences_url', 'unsubscribe_url', 'me_url'] },
} as const satisfies Record<string, { template: string; purpose: MailPurpose; marks: readonly string[] }>;

export type MailKind = keyof typeof kinds;
type Mark = (typeof kinds)[MailKind]['marks'][number];

export type Mails = {
  /** @param values what replaces the marks of this kind of mail */
  make(kind: MailKind, to: OneMail['subscriber'], values: Readonly<Partial<Record<Mark, string>>>): OneMail;
};

/** Words and marks in turn. */
type Parts = readonly string[];
type Prepared = { readonly subject: string; readonly html: Parts; readonly text: Parts };

/**
 * They enclose the name of a mark. Unicode calls these noncharacters: no text of a config or template contains them.
 */
const [OPEN, CLOSE] = ['\ufdd0', '\ufdd1'];
const MARK = new RegExp(`${OPEN}([a-z_]+)${CLOSE}`);

/** @throws ProblemError with everything that is wrong with the templates */
export async function prepareMails(
  settings: Settings,
  words: WebWords,
  templates: Templates,
): Promise<Mails> {
  const names = Object.keys(kinds) as MailKind[]; // its own keys
  const prepared = new Map<MailKind, Prepared>();
  const problems: Problem[] = [];
  for (const kind of names) {
    const mail = await prepare(kind, settings, words, templates).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    });
    if (mail !== undefined) prepared.set(kind, mail);
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return {
    make: (kind, subscriber, values) => {
      const mail = prepared.get(kind);
      if (mail === undefined) throw new Error(`There is no mail «${kind}»`);
      const given = new Map<string, string | undefined>(Object.entries(values));
      const value = (mark: string) => given.get(mark) ?? '';
      return {
        purpose: kinds[kind].purpose,
        subscriber,
        subject: mail.subject,
        html: filled(mail.html, (mark) => escapeHtml(value(mark))),
        text: filled(mail.text, value),
      };
    },
  };
}

async function prepare(
  kind: MailKind,
  settings: Settings,
  words: WebWords,
  templates: Templates,
): Promise<Prepared> {
  const { template, marks } = kinds[kind];
  const subject = wordsOf(kind, settings, words).subject(settings.site.title);
  const view = { ...viewOf(kind, settings, words), subject };
  const at = templates[`${template}.mjml.liquid`]?.at ?? { file: `${template}.mjml.liquid` };
  const mjml = renderTemplate(templates, `${template}.mjml.liquid`, view, 'html');
  const html = (await mjmlToHtml(mjml, at)).split(MARK);
  const text = tidyText(
    renderTemplate(templates, `${template}.txt.liquid`, view, 'text'),
    settings.site.language,
  ).split(MARK);
  const lacking = marks.filter((mark) => !html.includes(mark) || !text.includes(mark));
  if (lacking.length > 0) throw new ProblemError(lacking.map((mark) => noMark(mark, template)));
  return { subject, html, text };
}

function viewOf(kind: MailKind, settings: Settings, words: WebWords): Variables {
  const { title, url, language } = settings.site;
  const { subject: _, lead, ...own } = wordsOf(kind, settings, words);
  const marks = kinds[kind].marks.map((mark) => [mark, `${OPEN}${mark}${CLOSE}`] as const);
  return {
    site: { title, url, language, direction: directionOf(language) },
    brand: brandView(settings),
    theme: themeView(settings),
    organisation: organisationView(settings),
    words: {
      ...defaults,
      ...(own satisfies Omit<LetterWords, 'subject' | 'lead'>),
      lead: lead(title),
      why: (isByMail(settings) ? words.byMail : words.mails).why(title),
      contact: words.contact,
    },
    links: Object.fromEntries(marks),
  };
}

/** Without a public service people answer by mail: the words of some mails say so. */
function wordsOf(kind: MailKind, settings: Settings, words: WebWords): LetterWords {
  if (!isByMail(settings) || kind === 'move' || kind === 'moved') return words.mails[kind];
  return words.byMail[kind];
}

function isByMail({ web }: Settings): boolean {
  return web.url === undefined;
}

/** Empty words, for templates that name words which only some mails have. */
const defaults = { code: '', leave: '', data: '' };

function noMark(mark: string, template: string): Problem {
  return {
    code: 'template-layout',
    message: `The mail made from it lacks \`{{ links.${mark} }}\`, without which it is of no use.`,
    hint: 'Put it into the `.mjml.liquid` and the `.txt.liquid` of this mail, without a filter.',
    at: { file: `email-templates/${template}.mjml.liquid` },
  };
}

/** The parts alternate: text, mark, text. Each mark is replaced by its value. */
function filled(parts: Parts, value: (mark: string) => string): string {
  return parts.map((part, index) => (index % 2 === 1 ? value(part) : part)).join('');
}
