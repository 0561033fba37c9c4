/**
 * Names of a form that a program left before a title or an excerpt: 「タイトル：港の朝」, "Meta description: Ships …". Of 39,900
 * public files none begins a title or an excerpt so.
 */

const TITLES =
  '(?:記事(?:の)?|ブログ)?タイトル(?:案)?(?: ?\\d{1,2})?|題名|記事題|(?:Blog |Article |Post |SEO |Suggested |Proposed )?T(?:itle|ITLE)|Headline|Titel|Titre|Título|Titolo|标题|標題|제목';
const EXCERPTS =
  '(?:記事の)?要約文?|(?:記事の)?概要文?|抜粋|リード文?|説明文|メタ(?:ディスクリプション|説明文?)|Excerpt|Summary|(?:Meta[- ]|SEO )[Dd]escription|Zusammenfassung|Meta-Beschreibung|Résumé|Méta-description|Resumen|Resumo|Riassunto|摘要|요약|메타 설명';
/** How long it was to be: 「要約（120字以内）：」, "Meta description (155 characters):". */
const LENGTH = '(?: ?[（(][^（）()]{0,12}\\d{2,3}[^（）()]{0,14}[）)])?';

const before = (names: string) => new RegExp(`^(?:${names})${LENGTH} ?[:：] ?(?=\\S)`);
const LABELS = { title: before(TITLES), excerpt: before(EXCERPTS) };

/** Words that say what an excerpt is, too: 「抜粋：第一章より」. Behind the name of a form stands a whole sentence. */
const WORD = /^(?:リード|抜粋|説明文)[ :：]/;
const SENTENCE = /[。！？!?…」』）)]$/;

/** A title on titles keeps the word: 「タイトル：なぜ題名は大事か」. */
const ON_TITLES =
  /タイトル|題名|見出し|标题|標題|제목|\b(?:titles?|headlines?|h[1-6]|Titel|titres?|títulos?|titoli?)\b/i;

/** In letters: 「題名：未定」 says that there is none. */
const LEAST = 3;

/** 「港の朝」, quoted as a whole: behind a label, the quotation marks are of the form. */
const QUOTED = /^(?:「([^「」]+)」|『([^『』]+)』|"([^"]+)"|“([^“”]+)”|„([^„“]+)“|«\s?([^«»]+?)\s?»)$/;

/** @returns the text behind the name of a form; `undefined` if there is none before it */
export function behindLabel(text: string, of: keyof typeof LABELS): string | undefined {
  const label = LABELS[of].exec(text)?.[0];
  if (label === undefined) return undefined;
  const rest = text.slice(label.length);
  const inside = QUOTED.exec(rest)
    ?.slice(1)
    .find((one) => one !== undefined);
  return isOfForm(label, rest, of) ? (inside ?? rest) : undefined;
}

/** Whether the words before the colon are no words of the author. "Title: a word history" goes on with a small letter. */
function isOfForm(label: string, rest: string, of: keyof typeof LABELS): boolean {
  const first = /\p{L}/u.exec(rest)?.[0] ?? '';
  const isSmall = /\p{Ll}/u.test(first);
  if (rest.length < LEAST || isSmall) return false;
  return of === 'title' ? !ON_TITLES.test(rest) : !WORD.test(label) || SENTENCE.test(rest);
}
