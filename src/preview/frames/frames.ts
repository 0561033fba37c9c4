/**
 * Prepares a page for a frame: the mail, or another page with text of others, as one kind of mail program shows it. No
 * script runs in a frame, and the page around it cannot measure it. So the frame reports its height by CSS alone: there
 * is one rule for each possible height, exactly one of them applies, and it loads a background image whose address
 * contains the height. Example: `height/phone/480`.
 */

/** How a mail program shows a mail. */
export const looks = ['light', 'dark', 'inverted', 'no-pictures', 'no-styles'] as const;
export type FrameLook = (typeof looks)[number];

export function isLook(text: string | null): text is FrameLook {
  return looks.some((look) => look === text);
}

/** In px: heights are reported in steps of `STEP`, up to `MOST`. */
const STEP = 40;
const MOST = 48_000;

/**
 * @param html a whole page
 * @param heights where the height is reported: the address to which the number is added
 * @returns the page, changed to look like that mail program
 */
export function framed(html: string, look: FrameLook, heights: string): string {
  const unlinked = withoutLinks(html);
  const shown = look === 'no-styles' ? withoutStyles(unlinked) : inScheme(unlinked, look === 'dark');
  const extra = `${measure(heights)}<style>${look === 'inverted' ? INVERTED : ''}${look === 'dark' ? DARK : LIGHT}</style>`;
  const end = [...shown.matchAll(/<\/body\s*>/gi)].at(-1)?.index ?? shown.length;
  const whole = shown.slice(0, end) + extra + shown.slice(end);
  return whole.replace(/<head\b[^>]*>/i, (head) => `${head}<base target="_blank">`);
}

/**
 * Makes `<link>` harmless: it could load a style sheet, or look up a host name in advance (`dns-prefetch`), which no
 * content security policy forbids. Only the name of the tag is changed, to `<basefont>`: browsers parse it in the same
 * way and it does nothing. So it does not matter how the attributes are written.
 */
function withoutLinks(html: string): string {
  return html.replace(/<link(?=[\s/>])/gi, '<basefont');
}

const DARK = ':root{color-scheme:dark}';
const LIGHT = ':root{color-scheme:light}';
/** Some programs invert every colour of a mail in dark mode. Pictures keep their colours: they are inverted twice. */
const INVERTED =
  'html{background:#fff;filter:invert(1) hue-rotate(180deg)}img,video{filter:invert(1) hue-rotate(180deg)}';

/**
 * Shows the mail in the light or dark scheme, whatever the machine prefers: a query for the wanted scheme is replaced
 * by one that is always true, and a query for the other by one that is never true. This happens only in style sheets
 * and in tags that can have a `media` attribute; the same words in a text stay as they are.
 */
function inScheme(html: string, dark: boolean): string {
  return html.replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>|<(?:source|meta)\b[^>]*>/gi, (part) =>
    part.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, scheme: string) =>
      (scheme.toLowerCase() === 'dark') === dark ? '(min-width:0px)' : '(max-width:0px)',
    ),
  );
}

/** Gmail's apps, with an account of another provider, ignore every style sheet. They apply only `style` attributes. */
function withoutStyles(html: string): string {
  return html.replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, '');
}

/** The rules that report the height, and the element that they measure. */
function measure(heights: string): string {
  const rules: string[] = [];
  for (let from = 0; from < MOST; from += STEP)
    rules.push(
      `@container tayori-height (height>=${from}px) and (height<${from + STEP}px){#tayori-height i{background:url(${heights}${from + STEP})}}`,
    );
  return `<div id="tayori-height" aria-hidden="true"><i></i></div><style>html{position:relative;height:auto!important;overflow-y:hidden}#tayori-height{position:absolute;inset:0 auto 0 0;width:1px;opacity:0;pointer-events:none;container:tayori-height/size}#tayori-height i{display:block;width:1px;height:1px}${rules.join('')}</style>`;
}
