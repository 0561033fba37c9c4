/**
 * Reads XML strictly, so that a feed of ours that is not well-formed is noticed before a reader notices it. It knows
 * elements, attributes, text, CDATA, the five entities and character references, because we write nothing else; it
 * refuses comments, instructions and document types.
 */
import { isAllowedText } from './xml.ts';

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, without the text of child elements. */
  readonly text: string;
};

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';

const DECLARATION = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/;

const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, 'y');

const ATTRIBUTE = new RegExp(`(${NAME})="([^"<]*)"`, 'g');

/**
 * Reads a document.
 *
 * @throws Error with the line of the first thing that is not well-formed
 */
export function parseXml(document: string): XmlElement {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let at = DECLARATION.exec(document)?.[0].length ?? fail(document, 0, 'there is no XML declaration');
  while (at < document.length) {
    const parent = open.at(-1) ?? root;
    if (document.startsWith('<![CDATA[', at)) at = readSection(document, at, parent);
    else if (document[at] === '<') at = readTag(document, at, open);
    else at = readText(document, at, parent);
    if (open.length === 0) fail(document, at, 'an element is closed that was never opened');
  }
  const [only, ...more] = root.children;
  if (open.length > 1) fail(document, at, `<${open.at(-1)?.name}> is not closed`);
  if (only === undefined || more.length > 0 || root.text.trim() !== '') {
    fail(document, at, 'there must be exactly one root element');
  }
  return only;
}

function readSection(document: string, at: number, parent: Open): number {
  const end = document.indexOf(']]>', at);
  if (end === -1) fail(document, at, 'a CDATA section is not closed');
  parent.text += allowed(document, at, document.slice(at + 9, end));
  return end + 3;
}

function readText(document: string, at: number, parent: Open): number {
  const next = document.indexOf('<', at);
  const end = next === -1 ? document.length : next;
  parent.text += resolve(document, at, document.slice(at, end));
  return end;
}

function readTag(document: string, at: number, open: Open[]): number {
  TAG.lastIndex = at;
  const match = TAG.exec(document) ?? fail(document, at, 'this is no tag');
  const [, closing, name = '', attributes = '', empty] = match;
  if (closing === '/') {
    if (open.pop()?.name !== name) fail(document, at, `</${name}> closes something else`);
    return TAG.lastIndex;
  }
  const element: Open = {
    name,
    attributes: readAttributes(document, at, attributes),
    children: [],
    text: '',
  };
  open.at(-1)?.children.push(element);
  if (empty !== '/') open.push(element);
  return TAG.lastIndex;
}

function readAttributes(document: string, at: number, text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name)) fail(document, at, `the attribute ${name} is there twice`);
    attributes[name] = resolve(document, at, value);
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolve(document: string, at: number, raw: string): string {
  if (raw.includes(']]>')) fail(document, at, '`]]>` stands in text');
  const text = raw.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|([a-z]+));|&/g, (reference, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? fail(document, at, `there is no entity ${reference}`);
    if (hex === undefined && decimal === undefined) return fail(document, at, '`&` stands alone');
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
  return allowed(document, at, text);
}

function allowed(document: string, at: number, text: string): string {
  return isAllowedText(text) ? text : fail(document, at, 'a character stands here that XML does not allow');
}

function fail(document: string, at: number, reason: string): never {
  throw new Error(`line ${document.slice(0, at).split('\n').length}: ${reason}`);
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** @throws Error if there is not exactly one */
export function childOf(element: XmlElement, name: string): XmlElement {
  const [only, ...more] = childrenOf(element, name);
  if (only !== undefined && more.length === 0) return only;
  throw new Error(
    `<${element.name}> must have one <${name}>, and has ${only === undefined ? 'none' : more.length + 1}`,
  );
}

export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name).text;
}
