/**
 * What stands in a frame: the mail, or another page that was written by others, as one kind of mail program shows it.
 * No script runs there and the page can not look in, so the frame tells its height by style alone: exactly one rule
 * fits, and asks for a picture whose address says which.
 */

/** How a mail program shows a mail. */
export const looks = ['light', 'dark', 'inverted', 'no-pictures', 'no-styles'] as const;
export type FrameLook = (typeof looks)[number];

export function isLook(text: string | null): text is FrameLook {
  return looks.some((look) => look === text);
}

/** Heights are told in steps of so many px, up to the most. */
const STEP = 40;
const MOST = 48_000;

/** @param heights where a height is told: an address that a number follows */
export function framed(html: string, look: FrameLook, heights: string): string {
  const unlinked = withoutLinks(html);
  const shown = look === 'no-styles' ? withoutStyles(unlinked) : inScheme(unlinked, look === 'dark');
  const extra = `${measure(heights)}<style>${look === 'inverted' ? INVERTED : ''}${look === 'dark' ? DARK : LIGHT}</style>`;
  const end = [...shown.matchAll(/<\/body\s*>/gi)].at(-1)?.index ?? shown.length;
  const whole = shown.slice(0, end) + extra + shown.slice(end);
  return whole.replace(/<head\b[^>]*>/i, (head) => `${head}<base target="_blank">`);
}

/**
 * Style sheets, and hosts to be looked up beforehand, which no policy holds back. The name alone is changed, to that of
 * an element that is read in the same way and does nothing: so it does not matter how the tag is written.
 */
function withoutLinks(html: string): string {
  return html.replace(/<link(?=[\s/>])/gi, '<basefont');
}

const DARK = ':root{color-scheme:dark}';
const LIGHT = ':root{color-scheme:light}';
/** As programs do that know no dark mail and turn every colour over; pictures stay as they are. */
const INVERTED =
  'html{background:#fff;filter:invert(1) hue-rotate(180deg)}img,video{filter:invert(1) hue-rotate(180deg)}';

/**
 * By day or by night, whatever the machine says: what asks for one is always true, and for the other never. Only in
 * style sheets and in tags that have a `media`: in a text the same words stay as they are.
 */
function inScheme(html: string, dark: boolean): string {
  return html.replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>|<(?:source|meta)\b[^>]*>/gi, (part) =>
    part.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, scheme: string) =>
      (scheme.toLowerCase() === 'dark') === dark ? '(min-width:0px)' : '(max-width:0px)',
    ),
  );
}

/** Gmail's apps for accounts of other providers drop every style sheet, and leave what stands at each tag. */
function withoutStyles(html: string): string {
  return html.replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, '');
}

function measure(heights: string): string {
  const rules: string[] = [];
  for (let from = 0; from < MOST; from += STEP)
    rules.push(
      `@container tayori-height (height>=${from}px) and (height<${from + STEP}px){#tayori-height i{background:url(${heights}${from + STEP})}}`,
    );
  return `<div id="tayori-height" aria-hidden="true"><i></i></div><style>html{position:relative;height:auto!important;overflow-y:hidden}#tayori-height{position:absolute;inset:0 auto 0 0;width:1px;opacity:0;pointer-events:none;container:tayori-height/size}#tayori-height i{display:block;width:1px;height:1px}${rules.join('')}</style>`;
}
