/**
 * What a person can mend. A problem says what is wrong, where, and what to do next; everything else
 * that goes wrong is our own bug and keeps its stack.
 *
 * The table below is the one list of codes: docs/problems.md and `tayori check` follow from it.
 */

/** An error keeps a post from being published; a hint is only worth a look. */
export type Severity = 'error' | 'warning' | 'hint';

/** Codes are permanent: scripts and searches rely on them. A new problem is a new row. */
export const problemCodes = {
  usage: { severity: 'error', about: 'The command line is wrong.' },
  'file-unreadable': { severity: 'error', about: 'A file or folder can not be read or written.' },
  'config-missing': { severity: 'error', about: 'There is no tayori.config.ts in the site folder.' },
  'config-unreadable': { severity: 'error', about: 'tayori.config.ts can not be loaded.' },
  'config-value': { severity: 'error', about: 'A value in tayori.config.ts is missing, unknown or wrong.' },
  'config-exists': {
    severity: 'error',
    about: 'There is a tayori.config.ts already; it is never overwritten.',
  },
  'jekyll-config': {
    severity: 'error',
    about: 'The _config.yml of a Jekyll site is missing, or says too little.',
  },
  'post-encoding': { severity: 'error', about: 'A post is not UTF-8.' },
  'post-front-matter': { severity: 'error', about: 'The front matter is missing, not closed or not YAML.' },
  'post-title': { severity: 'error', about: 'The title is missing or empty.' },
  'post-date': { severity: 'error', about: 'The date is missing or is no date.' },
  'post-url': { severity: 'error', about: 'The post can not have the URL that it would get.' },
  'post-url-taken': {
    severity: 'error',
    about: 'A newer post has the same URL, and the site shows that one.',
  },
  'post-id-taken': {
    severity: 'error',
    about: 'Another post has the same id, and readers would take the two for one.',
  },
  'post-id-unclear': {
    severity: 'error',
    about: 'The post may be an older one, renamed and changed: only a person can say.',
  },
  'ids-unreadable': {
    severity: 'error',
    about: 'The register of ids, posts/.tayori-ids.json, can not be read.',
  },
  'fix-changed': {
    severity: 'error',
    about: 'A post changed while `tayori check --fix` was at work, and was left as it is.',
  },
  'baseline-unreadable': {
    severity: 'error',
    about: 'The baseline of `tayori check` can not be read.',
  },
  'post-draft': { severity: 'warning', about: 'The post is a draft (`draft: true` or `published: false`).' },
  'post-updated': { severity: 'warning', about: 'The date of the last change is no date, or is impossible.' },
  'post-duplicate-key': {
    severity: 'warning',
    about: 'A front matter key stands twice; the last one counts.',
  },
  'post-category': {
    severity: 'warning',
    about: 'A post has no category, or one that the config does not name.',
  },
  'post-refusal': {
    severity: 'error',
    about: 'The post is not an article: an assistant says that it can not write one.',
    rule: true,
  },
  'post-prompt': {
    severity: 'error',
    about: 'The text holds instructions that were meant for the machine that wrote it.',
    rule: true,
  },
  'post-title-markdown': {
    severity: 'warning',
    about: 'The title holds marks of Markdown, which become plain text.',
    rule: true,
  },
  'post-excerpt-boilerplate': {
    severity: 'warning',
    about: 'The excerpt says nothing of its own, and the first sentences stand for it.',
    rule: true,
  },
  'post-title-year': {
    severity: 'warning',
    about: 'The title begins with a year that is not that of the post.',
    rule: true,
  },
  'post-title-glued': {
    severity: 'warning',
    about: 'The title is two titles, or a title and a template, put together.',
    rule: true,
  },
  'post-title-cut': {
    severity: 'warning',
    about: 'The title stops in mid-word; where the first line has the rest, readers see all of it.',
    rule: true,
  },
  'post-replacement-character': {
    severity: 'warning',
    about: 'Repaired: U+FFFD, the scar of cut text, is dropped.',
    rule: true,
  },
  'post-marker': {
    severity: 'warning',
    about: 'Repaired: a marker line of the writing pipeline is dropped.',
    rule: true,
  },
  'post-flattened': {
    severity: 'warning',
    about: 'Repaired: headings and list items in mid-paragraph get their lines back.',
    rule: true,
  },
  'post-paragraph-heading': {
    severity: 'warning',
    about: 'Repaired: a paragraph that became a heading by accident is a paragraph again.',
    rule: true,
  },
  'post-run-in-heading': {
    severity: 'warning',
    about: 'Repaired: a bold line in a paragraph becomes a heading.',
    rule: true,
  },
  'post-bold-heading': {
    severity: 'warning',
    about: 'Repaired: a paragraph that is one bold line becomes a heading.',
    rule: true,
  },
  'post-repeated-paragraph': {
    severity: 'warning',
    about: 'Repaired: a paragraph that says nothing new is dropped.',
    rule: true,
  },
  'post-repeated-passage': {
    severity: 'warning',
    about: 'Repaired: sentences that were said before are dropped from a paragraph.',
    rule: true,
  },
  'post-repeated-sentence': {
    severity: 'warning',
    about: 'Repaired: a sentence that stands again as a paragraph is dropped.',
    rule: true,
  },
  'post-repeated-heading': {
    severity: 'warning',
    about: 'The same heading stands twice; one over nothing new is dropped.',
    rule: true,
  },
  'post-empty-heading': {
    severity: 'warning',
    about: 'Repaired: a heading or an introduction is dropped, because nothing is left below it.',
    rule: true,
  },
  'post-cut-joined': {
    severity: 'warning',
    about: 'Repaired: the halves of a sentence that was cut are joined.',
    rule: true,
  },
  'post-cut-restarted': {
    severity: 'warning',
    about: 'Repaired: a cut fragment is dropped, because the text begins it again.',
    rule: true,
  },
  'post-cut-open': {
    severity: 'warning',
    about: 'Repaired: a sentence that was cut ends in …; what followed is lost.',
    rule: true,
  },
  'post-cut-edge': {
    severity: 'warning',
    about: 'The first or the last paragraph of the post is cut.',
    rule: true,
  },
  'post-repeated-title': {
    severity: 'warning',
    about: 'Repaired: the text does not repeat the title.',
    rule: true,
  },
  'post-leading-dots': {
    severity: 'warning',
    about: 'Repaired: dots before the first word of a paragraph are dropped.',
    rule: true,
  },
  'post-meta-talk': {
    severity: 'warning',
    about: 'The text talks about its own writing; 「（続き）」 is dropped from headings.',
    rule: true,
  },
  'post-template-tag': {
    severity: 'warning',
    about: 'Repaired: a Liquid tag or kramdown attribute list is dropped.',
    rule: true,
  },
  'post-stray-emphasis': {
    severity: 'warning',
    about: 'Repaired: a `**` without a partner is dropped.',
    rule: true,
  },
  'post-retold': {
    severity: 'warning',
    about: 'A paragraph tells again what was said before, in nearly the same words.',
    rule: true,
  },
  'post-figure': {
    severity: 'warning',
    about: 'A figure in title or excerpt is not that of the text.',
    rule: true,
  },
  'post-doubled-letters': {
    severity: 'warning',
    about: 'The end of a sentence stands twice, as in 「重要ですす。」.',
    rule: true,
  },
  'post-cut-link': {
    severity: 'warning',
    about: 'A link is cut off.',
    rule: true,
  },
  'post-promise': {
    severity: 'warning',
    about: 'The text promises a gain, which the law forbids.',
    rule: true,
  },
  'post-disclaimer': {
    severity: 'warning',
    about: 'The post does not have the disclaimer that the config names.',
    rule: true,
    byDefault: 'off',
  },
  'post-source': {
    severity: 'warning',
    about: 'The post links to no source.',
    rule: true,
    byDefault: 'off',
  },
  'post-check-key': {
    severity: 'warning',
    about: 'The key `check` of a post names a rule or a severity that does not exist.',
  },
  'post-enclosure': {
    severity: 'warning',
    about: 'An enclosure has no usable address, type or length, and feeds leave it out.',
  },
  'post-image': {
    severity: 'warning',
    about: 'A picture is written into the post itself; feeds and mails show its description instead.',
  },
  'post-future': { severity: 'warning', about: 'The post is dated in the future.' },
  'template-variable': { severity: 'error', about: 'A template names a variable that does not exist.' },
  'template-syntax': { severity: 'error', about: 'A template can not be read as Liquid.' },
  'template-limit': { severity: 'error', about: 'Rendering a template takes no end, or too much.' },
  'template-layout': {
    severity: 'error',
    about: 'A template makes a mail that MJML refuses, or that lacks what every mail must show.',
  },
  'hub-failed': { severity: 'error', about: 'The WebSub hub could not be told that a feed changed.' },
  'digest-empty': { severity: 'error', about: 'The period has no posts.' },
  'digest-size': { severity: 'error', about: 'The digest is so large that Gmail would cut it off.' },
  'digest-large': {
    severity: 'warning',
    about: 'The digest is nearly so large that Gmail would cut it off.',
  },
  'digest-frozen': { severity: 'error', about: 'The digest is being sent or was sent, and stays as it is.' },
  'digest-altered': { severity: 'error', about: 'A kept digest is not as `tayori digest` wrote it.' },
  'digest-stale': {
    severity: 'error',
    about: 'Settings or templates changed since the digest was made, and an edition must still be rendered.',
  },
  'mail-url': { severity: 'error', about: 'MAIL_URL does not say how mail leaves.' },
  'send-digest': { severity: 'error', about: 'The digest that should be sent is not there.' },
  'send-recipients': { severity: 'error', about: 'Nobody would get the digest.' },
  'send-key': {
    severity: 'error',
    about: 'Links in mails can not be signed: SIGNING_KEY is missing or short.',
  },
  'send-dkim': { severity: 'error', about: 'Mails should be signed with DKIM, and can not be.' },
  'send-unsubscribe': { severity: 'error', about: 'Readers would have no way to leave the list.' },
  'send-footer': { severity: 'error', about: 'A mail does not show who sends it, or how to leave.' },
  'send-expect': { severity: 'error', about: 'There are more or fewer recipients than expected.' },
  'send-changed': {
    severity: 'warning',
    about: 'Posts changed since the digest was made; it is sent as it was made.',
  },
  'send-busy': { severity: 'error', about: 'Another sender is at work on the same digest.' },
  'send-other': { severity: 'error', about: 'Another sender froze the digest first, with other mails.' },
  'send-first-run': {
    severity: 'error',
    about: 'The ledger knows of no mailing, but the list is older than the ledger.',
  },
  'send-stopped': {
    severity: 'error',
    about: 'The run was stopped, because going on would do harm or no good.',
  },
  'send-refused': {
    severity: 'warning',
    about: 'Servers refuse our mail for what we are, not for its address.',
  },
  'send-doubt': { severity: 'warning', about: 'It is not known whether some recipients have the mail.' },
  'ledger-url': { severity: 'error', about: 'LEDGER_URL does not say where the ledger is.' },
  'ledger-unreadable': { severity: 'error', about: 'The ledger can not be opened, or is none.' },
  'ledger-busy': { severity: 'error', about: 'Another program is writing to the ledger.' },
  'ledger-full': { severity: 'error', about: 'The disk that holds the ledger is full.' },
  'ledger-older': {
    severity: 'error',
    about: 'The ledger knows less than a run over SMTP left behind in data/sent/: it is older, or another.',
  },
  'ledger-newer': { severity: 'error', about: 'The ledger was written by a newer version of this program.' },
  'settle-address': { severity: 'error', about: 'Somebody who should be settled is not in doubt.' },
  'ledger-absent': { severity: 'error', about: 'There is no ledger where there must be one.' },
  'ledger-wrong': { severity: 'error', about: 'The ledger contradicts itself.' },
  'backup-exists': { severity: 'error', about: 'There is a file where a backup should be written.' },
  'backup-postgres': {
    severity: 'error',
    about: 'The database of the ledger has a tool of its own for backups.',
  },
  'ledger-mailing': { severity: 'error', about: 'The ledger knows of no such mailing.' },
  'subscriber-address': { severity: 'error', about: 'What stands for an address is none.' },
  'subscriber-width': { severity: 'warning', about: 'An address was written in full-width letters.' },
  'subscriber-category': { severity: 'error', about: 'A category is not named in the config.' },
  'subscriber-status': {
    severity: 'error',
    about: 'A list says of somebody what could mean that they left.',
  },
  'subscriber-column': { severity: 'warning', about: 'A column of a list is not read.' },
  'subscriber-line': { severity: 'error', about: 'A line of a list can not be read.' },
  'subscriber-twice': { severity: 'warning', about: 'An address stands twice in one file.' },
  'subscriber-file': { severity: 'error', about: 'A list of subscribers can not be read.' },
  'subscriber-left': { severity: 'error', about: 'Somebody who left can not be added by anyone else.' },
  'subscriber-unknown': { severity: 'error', about: 'The address is not on the list.' },
} as const satisfies Record<
  string,
  {
    severity: Severity;
    about: string;
    /** Whether `check.rules` can give it another severity, or switch it off. */
    rule?: true;
    byDefault?: 'off';
  }
>;

export type ProblemCode = keyof typeof problemCodes;

/** The codes of the rules by which posts are checked and repaired: posts/rules/table.ts has a row for each. */
export type RuleCode = {
  [Code in ProblemCode]: (typeof problemCodes)[Code] extends { rule: true } ? Code : never;
}[ProblemCode];

export function isRule(code: string): code is RuleCode {
  return Object.hasOwn(problemCodes, code) && 'rule' in problemCodes[code as ProblemCode]; // the line before it asked
}

export const ruleCodes: readonly RuleCode[] = Object.keys(problemCodes).filter(isRule);

/** Where a person should look. Line and column count from 1, as editors show them. */
export type Place = {
  /** Relative to the site folder, with `/` on every system. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The path of a key in a config file, such as `site.url`. */
  readonly key?: string;
};

export type Problem = {
  readonly code: ProblemCode;
  /** What is wrong and why, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint: string;
  readonly at?: Place;
  /** Where the config or the post gives its rule another one than the table above. */
  readonly severity?: Severity;
};

/** Thrown where nothing useful can be done before these are mended; carries all of them at once. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join('\n'), options);
    this.problems = problems;
  }
}

export function severityOf(problem: Problem): Severity {
  return problem.severity ?? problemCodes[problem.code].severity;
}

/** `posts/a.md:4:1`, or `tayori.config.ts: site.url`. */
export function formatPlace(at: Place): string {
  const spot = [at.file, at.line, at.line === undefined ? undefined : at.column];
  return spot.filter((part) => part !== undefined).join(':') + (at.key === undefined ? '' : `: ${at.key}`);
}

/** Two lines for a terminal: place, message and code; then the hint. */
export function formatProblem(problem: Problem): string {
  const place = problem.at === undefined ? '' : `${formatPlace(problem.at).replace(/[\n\t]/g, escapeOf)}: `;
  return `${place}${problem.message} [${problem.code}]\n  -> ${problem.hint}`;
}

/**
 * What a terminal would obey, written out: a file may be named so that printing the name clears the screen,
 * and the marks that turn the direction of writing make a name look like another. Lines and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, escapeOf);
}

/** `\u001b`, as JSON writes it. */
function escapeOf(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** For "did you mean": the known name that is at most two letters away, whatever the case. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known.map((other) => ({ other, letters: distance(name.toLowerCase(), other.toLowerCase()) }));
  return near.filter(({ letters }) => letters <= 2).toSorted((a, b) => a.letters - b.letters)[0]?.other;
}

/** Levenshtein: how many letters must change to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
