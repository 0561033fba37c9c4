/** What the page shows beside the digest: findings, what is missing before it can be sent, other mails, the feed. */
import { loadKept } from '../digest/digest-files.ts';
import { ProblemError } from '../problem.ts';
import { minuteOf } from '../time.ts';
import { findingsOf } from './findings.ts';
import { dayWords, feedEntries } from './frames/feed-entries.ts';
import type { PageData, PreviewContext } from './preview-context.ts';
import type { RenderedDigest } from './rendered-digest.ts';
import { shownProblem } from './shown-problem.ts';

/**
 * The page asks for this after the state of the digest, because it takes longer: it reads the ledger and checks every
 * post of the period.
 */
export async function besideOf(preview: PreviewContext): Promise<PageData> {
  const { live, options } = preview;
  const { rendered } = live.now();
  if (rendered === undefined) return {};
  const { settings, period } = rendered;
  const { root, typed } = options;
  const readiness = await options.readiness(settings, period.id);
  const audience = await preview.audience();
  const { editor } = settings.preview;
  const zone = settings.site.timezone;
  return {
    editions: Object.entries(audience?.editions ?? {}).map(([key, people]) => ({ key, people })),
    findings: await findingsOf(rendered, options),
    ...(await lettersOf(options, rendered)),
    ready: {
      ...readiness,
      missing: readiness.missing.map((problem) => shownProblem(problem, root, editor, typed)),
      begun: readiness.begun && { ...readiness.begun, since: minuteOf(readiness.begun.since, zone) },
      last: readiness.last && { ...readiness.last, at: minuteOf(readiness.last.at, zone) },
      made: await madeAs(root, rendered),
      transport: options.transport(),
    },
    feed: (await feedEntries(rendered, root)).map(({ url, title, summary, published, categories }) => ({
      url,
      title,
      summary,
      categories,
      day: dayWords(published, rendered),
    })),
  };
}

/** Whether `out/` has the digest that is shown here: `not` (none is there), `same`, or `other` (older or altered). */
async function madeAs(root: string, { period, made }: RenderedDigest): Promise<'not' | 'same' | 'other'> {
  const kept = await loadKept(root, period.id).catch((error: unknown) => {
    if (error instanceof ProblemError) return 'altered' as const;
    throw error;
  });
  if (kept === undefined) return 'not';
  if (kept === 'altered' || made === undefined) return 'other';
  const same = (['subject', 'html', 'text'] as const).every(
    (part) => kept.edition[part] === made.edition[part],
  );
  return same ? 'same' : 'other';
}

/** The subjects of the other mails. If their templates have faults, the faults, and the digest is still shown. */
async function lettersOf(
  { letters, root, typed }: PreviewContext['options'],
  { settings, templates }: RenderedDigest,
): Promise<PageData> {
  try {
    const all = await letters(settings, templates);
    return { letters: all.map(({ kind, subject }) => ({ kind, subject })), letterFaults: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { editor } = settings.preview;
    return { letters: [], letterFaults: error.problems.map((one) => shownProblem(one, root, editor, typed)) };
  }
}
