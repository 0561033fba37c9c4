/** What the rules find in the text of one post: in its body, its pictures and its key `check`. */
import { isRule, type Problem, type ProblemCode, ProblemError, severityOf } from '../../problem.ts';
import type { Settings } from '../../settings.ts';
import { readBody } from '../article/body.ts';
import { takesIn } from '../article/other-files.ts';
import { readSource } from '../article/read-article.ts';
import { renderBody } from '../article/render-article.ts';
import type { Block } from '../blocks.ts';
import { normalizeLineEnds } from '../clean-text.ts';
import { parseHead } from '../head/front-matter/front-matter.ts';
import type { HeadReading } from '../head/read-head.ts';
import type { OtherFiles } from '../liquid/other-files.ts';
import type { Post } from '../post.ts';
import type { Mend } from '../repair.ts';
import { sharesIn } from '../rules/claims/same-share.ts';
import { contextOf } from '../rules/rule-context.ts';
import { beginningOf } from '../rules/same-event/told-twice.ts';
import { findingsIn, repairBody, ruleOf } from '../rules/table.ts';
import { type LevelOf, levelsFor, markersOf } from '../severity.ts';
import type { Looked } from './check-cache.ts';
import { checkKeyProblems } from './check-key.ts';
import { imagesIn } from './embedded-pictures.ts';
import { type Finding, findingOf } from './finding.ts';
import { NO_FINDINGS, type packer } from './packed-findings.ts';

export type Site = {
  readonly root: string;
  readonly settings: Settings;
  readonly files: OtherFiles;
  readonly pack: ReturnType<typeof packer>;
};

/** Reads the text of a post and checks it. */
export function findInText(site: Site, { file, post }: HeadReading): Looked {
  const { root, settings, pack } = site;
  if (post === undefined)
    return {
      findings: NO_FINDINGS,
      categoriesAt: undefined,
      beginning: undefined,
      shares: [],
      refused: false,
      depends: false,
    };
  const text = normalizeLineEnds(readSource(root, file));
  const head = parseHead(text, markersOf(settings));
  const places = 'data' in head ? head.places : undefined;
  const { found, beginning, shares } = inBody(site, post, text, levelsFor(post.frontMatter, settings));
  const findings = found.filter((one) => one !== undefined);
  return {
    findings: pack(findings),
    categoriesAt: places?.get('categories') ?? places?.get('category'),
    beginning,
    shares,
    refused: findings.some(({ code }) => code === 'post-liquid'),
    depends: takesIn(text),
  };
}

function inBody(
  { settings, files }: Site,
  post: Post,
  text: string,
  levelOf: LevelOf,
): Pick<Looked, 'beginning' | 'shares'> & { readonly found: readonly (Finding | undefined)[] } {
  const { file } = post;
  const of = (problem: Problem, blocks: readonly Block[] = [], line?: number) =>
    findingOf(problem, file, blocks, levelIn(problem, levelOf), line);
  const others = [...imagesIn(file, text), ...checkKeyProblems(post)].map((problem) => of(problem));
  try {
    const body = readBody(text, post, settings, files);
    const context = contextOf(post, settings, body.lineOf);
    const repaired = repairBody(body.blocks, context);
    const found = findingsIn(body.blocks, context, repaired);
    const { html, mends } = renderBody(body, repaired, post, context);
    return {
      found: [
        ...found.map((mend) => of(problemOf(file, body.place(mend)), body.blocks, mend.line)),
        ...mends.map((mend) => of(problemOf(file, mend))),
        ...others,
      ],
      beginning: beginningOf(html),
      shares: levelOf('post-figure') === 'off' ? [] : sharesIn(body.blocks, body.lineOf),
    };
  } catch (error) {
    return {
      found: [...problemsIn(error).map((problem) => of(problem)), ...others],
      beginning: undefined,
      shares: [],
    };
  }
}

function problemOf(file: string, { code, message, line, column }: Mend): Problem {
  const hint = isRule(code) ? ruleOf(code).hint : (hints[code] ?? 'Mend it in the file.');
  return { code, message, hint, at: { file, line, column } };
}

/**
 * The problems that keep the body of a post from being published.
 * @throws errors that are not problems of the post
 */
function problemsIn(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError && error.problems.every(({ code }) => code === 'post-liquid'))
    return error.problems;
  throw error;
}

/** Hints for repairs outside the rules, for an author who wants to correct the file itself. */
const hints: Partial<Readonly<Record<ProblemCode, string>>> = {
  'post-address': 'Write the address, such as https://example.jp/page/.',
  'post-liquid-slip': 'Write the tag as it is read, or as you mean it.',
  'post-include': 'Write what it shows into the post, where readers of feeds and mails need it.',
  'post-empty': 'Write a text, or `published: false` as long as there is none.',
  'post-excerpted': 'Write the value itself, or name it in the config (`site: { values: { … } }`).',
};

/** The severity that the config or the post gives to its rule. */
export function levelIn(problem: Problem, levelOf: LevelOf): ReturnType<LevelOf> {
  return isRule(problem.code) ? levelOf(problem.code) : severityOf(problem);
}
