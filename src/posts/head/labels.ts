/**
 * Names of a form that a program left before a title or an excerpt: 「タイトル：港の朝」, "Meta description: Ships …". Of 39,900
 * public files none begins a title or an excerpt so.
 */

const TITLES =
  'タイトル(?:案)?|記事タイトル|題名|記事題|(?:Blog |Article |Post |SEO )?Title|Headline|Titel|Titre|Título|Titolo|标题|標題|제목';
const EXCERPTS =
  '抜粋|要約文?|概要文?|リード文?|説明文|メタ(?:ディスクリプション|説明文?)|Excerpt|Summary|Meta[- ][Dd]escription|Zusammenfassung|Meta-Beschreibung|Résumé|Méta-description|Resumen|Resumo|Riassunto|摘要|要約|요약|메타 설명';

const before = (names: string) => new RegExp(String.raw`^(?:${names})(?: ?\d{1,2})? ?[:：] ?(?=\S)`);
const LABELS = { title: before(TITLES), excerpt: before(EXCERPTS) };

/** 「港の朝」, quoted as a whole: behind a label, the quotation marks are of the form. */
const QUOTED = /^(?:「([^「」]+)」|『([^『』]+)』|"([^"]+)"|“([^“”]+)”|„([^„“]+)“|«\s?([^«»]+?)\s?»)$/;

/** @returns the text behind the name of a form; `undefined` if there is none before it */
export function behindLabel(text: string, of: keyof typeof LABELS): string | undefined {
  const label = LABELS[of].exec(text)?.[0];
  if (label === undefined) return undefined;
  const rest = text.slice(label.length);
  return (
    QUOTED.exec(rest)
      ?.slice(1)
      .find((inside) => inside !== undefined) ?? rest
  );
}
