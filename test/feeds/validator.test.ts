import type { Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { feedOf } from '../../src/feeds/feed.ts';
import { formats } from '../../src/feeds/formats/formats.ts';
import { parseStrictly, shown } from './readers.ts';
import { articleOf, settings } from './sample.ts';

/**
 * The rules of the W3C feed validator that apply to what we write, by the names it gives them. (Its
 * remark on entries that share one instant, DuplicateUpdated, is not ours to avoid.)
 */

const heading = { title: '週刊みなと経済', description: '一週間。', folder: 'https://minato.example/' };
const articles = [
  articleOf('c', { authors: ['佐倉 みなみ', '編集部 & 読者会'], updated: new Date('2025-11-08T00:00:00Z') }),
  articleOf('b', { id: 'tag:minato.example,2025:b', categories: ['AI <技術>'], tags: [] }, { excerpt: '' }),
  articleOf(
    'a',
    { language: 'en', authors: [] },
    { html: '', excerpt: 'Use <b> & <img src=x onerror=alert(1)>.' },
  ),
];
const kinds = [
  { kind: 'full', articles, settings },
  {
    kind: 'excerpts',
    articles,
    settings: { ...settings, feeds: { ...settings.feeds, content: 'excerpt' as const } },
  },
  { kind: 'empty', articles: [], settings },
];
const feeds = kinds.map(({ kind, articles: held, settings: using }) => {
  const feed = feedOf(heading, held, using);
  return { kind, rss: formats.rss.render(feed), atom: formats.atom.render(feed) };
});

const all = (element: Element, name: string) => [...element.getElementsByTagName(name)];
const children = (element: Element, name: string) =>
  all(element, name).filter((child) => child.parentNode === element);
const text = (element: Element, name: string) => children(element, name)[0]?.textContent ?? '';
const every = (element: Element) => [element, ...all(element, '*')];
const unique = (values: readonly string[]) => new Set(values).size === values.length;
const isUri = (uri: string) => /^[a-z][a-z0-9+.-]*:[!-~]+$/.test(uri) && URL.canParse(uri);

type Rule = { readonly rule: string; readonly holds: (root: Element, source: string) => boolean };

const everyFeed: readonly Rule[] = [
  { rule: 'UndeclaredPrefix, SAXError: parses strictly', holds: (root) => root.nodeName !== '' },
  {
    rule: 'NonStdEncoding, MisplacedXMLDecl: UTF-8, declared first',
    holds: (_root, source) => source.startsWith('<?xml version="1.0" encoding="utf-8"?>'),
  },
  { rule: 'ContainsSystemEntity: no document type', holds: (_root, source) => !source.includes('<!DOCTYPE') },
  { rule: 'BadCharacters: no C1 controls', holds: (_root, source) => !/[\u0080-\u009f]/.test(source) },
  {
    rule: 'NotBlank: no empty element without attributes',
    holds: (root) =>
      every(root).every((element) => element.attributes.length > 0 || element.textContent?.trim() !== ''),
  },
  {
    rule: 'AttrNotBlank',
    holds: (root) =>
      every(root).every((element) => [...element.attributes].every(({ value }) => value !== '')),
  },
  {
    rule: 'UnexpectedWhitespace: values stand without space around them',
    holds: (root) =>
      every(root).every((element) => {
        const inner = element.textContent ?? '';
        return all(element, '*').length > 0 || inner === inner.trim();
      }),
  },
];

const RFC822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const channelOf = (root: Element) => children(root, 'channel')[0] ?? root;
const items = (root: Element) => children(channelOf(root), 'item');
const selfOf = (element: Element, name: string) =>
  children(element, name)
    .filter((link) => link.getAttribute('rel') === 'self')
    .map((link) => link.getAttribute('href'));

const rssRules: readonly Rule[] = [
  {
    rule: 'MissingTitle, MissingLink, MissingDescription, DuplicateElement',
    holds: (root) =>
      ['title', 'link', 'description', 'lastBuildDate', 'language'].every(
        (name) => children(channelOf(root), name).length === 1,
      ),
  },
  {
    rule: 'MissingAtomSelfLink, SelfDoesntMatchLocation',
    holds: (root) => selfOf(channelOf(root), 'atom:link').join() === 'https://minato.example/rss.xml',
  },
  {
    rule: 'InvalidRFC2822Date, ProblematicalRFC822Date',
    holds: (root) =>
      [...all(root, 'pubDate'), ...all(root, 'lastBuildDate')].every((date) =>
        RFC822.test(date.textContent ?? ''),
      ),
  },
  {
    rule: 'ImplausibleDate',
    holds: (root) =>
      all(root, 'lastBuildDate').every((date) => new Date(date.textContent ?? '').getUTCFullYear() >= 2000),
  },
  {
    rule: 'InvalidLanguage',
    holds: (root) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(text(channelOf(root), 'language')),
  },
  {
    rule: 'ItemMustContainTitleOrDescription',
    holds: (root) => items(root).every((item) => text(item, 'title') !== ''),
  },
  {
    rule: 'InvalidContact: names stand in dc:creator, mail addresses in author',
    holds: (root) => items(root).every((item) => children(item, 'author').length === 0),
  },
  {
    rule: 'MissingGuid, DuplicateItem',
    holds: (root) =>
      items(root).every((item) => text(item, 'guid') !== '') &&
      unique(items(root).map((item) => text(item, 'guid'))),
  },
  {
    rule: 'InvalidHttpGUID: isPermaLink only for a web address',
    holds: (root) =>
      all(root, 'guid').every(
        (guid) => (guid.getAttribute('isPermaLink') === 'true') === /^https?:/.test(guid.textContent ?? ''),
      ),
  },
  { rule: 'InvalidLink', holds: (root) => all(root, 'link').every((link) => isUri(link.textContent ?? '')) },
  {
    rule: 'NotHtml, SecurityRisk: a description is HTML, and ours holds text only',
    holds: (root) => items(root).every((item) => shown(text(item, 'description')).elements.length === 0),
  },
  {
    rule: 'NeedDescriptionBeforeContent',
    holds: (root) =>
      items(root).every((item) => {
        const names = [...item.childNodes].map(({ nodeName }) => nodeName);
        return (
          !names.includes('description') ||
          !names.includes('content:encoded') ||
          names.indexOf('description') < names.indexOf('content:encoded')
        );
      }),
  },
];

const W3CDTF = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const entries = (root: Element) => children(root, 'entry');
const alternates = (element: Element) =>
  children(element, 'link').filter((link) => link.getAttribute('rel') === 'alternate');

const atomRules: readonly Rule[] = [
  {
    rule: 'MissingElement, DuplicateElement: id, title, updated',
    holds: (root) =>
      [root, ...entries(root)].every((element) =>
        ['id', 'title', 'updated'].every((name) => children(element, name).length === 1),
      ),
  },
  {
    rule: 'MissingTextualContent, MissingSummary: an entry has content or a summary',
    holds: (root) =>
      entries(root).every((entry) => text(entry, 'content') !== '' || text(entry, 'summary') !== ''),
  },
  {
    rule: 'MissingSelf, SelfDoesntMatchLocation, RelativeSelf',
    holds: (root) => selfOf(root, 'link').join() === 'https://minato.example/atom.xml',
  },
  {
    rule: 'MissingAlternate, DuplicateAtomLink',
    holds: (root) => [root, ...entries(root)].every((element) => alternates(element).length === 1),
  },
  {
    rule: 'MissingAuthor: the feed names one for entries that have none',
    holds: (root) => children(root, 'author').length > 0,
  },
  { rule: 'NoName', holds: (root) => all(root, 'author').every((author) => text(author, 'name') !== '') },
  {
    rule: 'InvalidW3CDTFDate',
    holds: (root) =>
      [...all(root, 'updated'), ...all(root, 'published')].every((date) =>
        W3CDTF.test(date.textContent ?? ''),
      ),
  },
  {
    rule: 'ImplausibleDate',
    holds: (root) => all(root, 'updated').every((date) => (date.textContent ?? '') >= '2000'),
  },
  {
    rule: 'DuplicateIds, DuplicateEntries',
    holds: (root) => unique(all(root, 'id').map((id) => id.textContent ?? '')),
  },
  {
    rule: 'InvalidFullLink, NonCanonicalURI',
    holds: (root) =>
      [
        ...all(root, 'id').map((id) => id.textContent ?? ''),
        ...all(root, 'link').map((link) => link.getAttribute('href') ?? ''),
      ].every((uri) => isUri(uri) && new URL(uri).href === uri),
  },
  {
    rule: 'InvalidLanguage: xml:lang',
    holds: (root) =>
      every(root).every((element) =>
        /^([a-z]{2,3}(-[A-Za-z0-9]+)*)?$/.test(element.getAttribute('xml:lang') ?? ''),
      ) && root.getAttribute('xml:lang') === 'ja',
  },
  {
    rule: 'MissingTerm: categories have a term, and a scheme that is a URI',
    holds: (root) =>
      all(root, 'category').every(
        (category) => category.getAttribute('term') !== '' && isUri(category.getAttribute('scheme') ?? ''),
      ),
  },
  {
    rule: 'InvalidTextType: text where text is meant, html where HTML is',
    holds: (root) =>
      [...all(root, 'summary')].every((summary) => summary.getAttribute('type') === 'text') &&
      all(root, 'content').every((content) => content.getAttribute('type') === 'html'),
  },
];

describe.for(feeds)('a feed ($kind)', ({ rss, atom }) => {
  it.for([...everyFeed, ...rssRules])('RSS keeps $rule', ({ holds }) => {
    expect(holds(parseStrictly(rss), rss)).toBe(true);
  });

  it.for([...everyFeed, ...atomRules])('Atom keeps $rule', ({ holds }) => {
    expect(holds(parseStrictly(atom), atom)).toBe(true);
  });
});
