/**
 * Warns of figures in an issue note that contradict the posts: 「窯詰めAIに27億円」 about a post that says 270億円. The words for
 * one post (its title or excerpt in the mail) are compared with that post; each sentence of the rest is compared with
 * the posts that it names. A sentence that names no post, such as 「読者が3,000人になりました」, is not compared.
 */
import { plainText } from '../../posts/html-to-text.ts';
import type { Article } from '../../posts/post.ts';
import { quote } from '../../posts/repair.ts';
import { contradicted } from '../../posts/rules/claims/figure.ts';
import { type Quantity, quantitiesIn } from '../../posts/rules/claims/quantities.ts';
import { sentencesOf } from '../../posts/sentences.ts';
import type { Problem } from '../../problem.ts';
import type { NotePosts } from './note-posts.ts';
import type { NoteText } from './note-text.ts';

/**
 * @param articles the posts of the period
 * @param source the text of the note, to find the line of a figure
 */
export function figureWarnings(
  note: NoteText,
  { words }: NotePosts,
  articles: readonly Article[],
  file: string,
  source: string,
): Problem[] {
  const texts = [note.subject, note.preheader, note.body, note.closing].filter((text) => text !== undefined);
  const saidIn = new Map<Article, readonly Quantity[]>();
  const said = (article: Article) => {
    const known = saidIn.get(article) ?? quantitiesIn(plainText(article.html));
    saidIn.set(article, known);
    return known;
  };
  const ofOne = articles.flatMap((article) => {
    const { title = '', excerpt = '' } = words.get(article.post) ?? {};
    return [title, excerpt].map((text) => ({ text, about: [article] }));
  });
  const sentences = texts
    .flatMap((text) => sentencesOf(text))
    .filter((text) => quantitiesIn(text).length > 0);
  const named = sentences.length === 0 ? () => [] : namedIn(articles);
  const ofMany = sentences.map((text) => ({ text, about: named(text) }));
  const everywhere = () => articles.flatMap(said);
  return [...ofOne, ...ofMany].flatMap(({ text, about }) =>
    contradicted(text, about.flatMap(said))
      .filter(({ told }) => contradicted(told, everywhere()).length > 0)
      .map((one): Problem => {
        const by = about.find((article) => said(article).some((quantity) => quantity.text === one.said));
        return {
          code: 'note-figure',
          message: `The note says ${quote(one.told)}, and ${quote(by?.post.title ?? '', 30)} has ${quote(one.said)}, not that.`,
          hint: 'Look both up, and correct the wrong one.',
          at: { file, ...placeOf(one.told, source) },
        };
      }),
  );
}

/** Words that may be names: in Latin letters, katakana or Hangul, or three kanji and more. */
const NAME =
  /[a-z][a-z\d.&+-]*[a-z\d]|[\p{Script=Katakana}ー]{3,}|\p{Script=Hangul}{2,}|\p{Script=Han}{3,}/gu;

/** A word that stands in more titles than this does not name one post. */
const SHARED = 3;

/** @returns a function that gives the posts whose title has a name that stands in the sentence */
function namedIn(articles: readonly Article[]): (sentence: string) => readonly Article[] {
  const having = new Map<string, Article[]>();
  for (const article of articles)
    for (const name of namesIn(article.post.title)) having.set(name, [...(having.get(name) ?? []), article]);
  return (sentence) => {
    const found = [...namesIn(sentence)].map((name) => having.get(name) ?? []);
    return [...new Set(found.filter(({ length }) => length <= SHARED).flat())];
  };
}

function namesIn(text: string): Set<string> {
  return new Set(text.normalize('NFKC').toLowerCase().match(NAME));
}

/** The place of a figure in the file, in whatever form its letters are written. */
function placeOf(figure: string, source: string): { readonly line: number; readonly column: number } {
  const lines = source.split(/\r\n?|\n/);
  const found = lines.findIndex((line) => quantitiesIn(line).some(({ text }) => text === figure));
  return { line: Math.max(0, found) + 1, column: columnOf(figure, lines[found] ?? '') };
}

/** The form in which letters are compared may be longer or shorter: ㌔ becomes キロ. */
function columnOf(figure: string, line: string): number {
  const at = line.normalize('NFKC').indexOf(figure);
  let column = 0;
  while (line.slice(0, column).normalize('NFKC').length < at) column += 1;
  return column + 1;
}
