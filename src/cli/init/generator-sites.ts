/**
 * Knows the generator of a site by its files. A new one is a row here, and one in src/settings/generators.ts.
 */
import { hexoSite, nikolaSite, pelicanSite, quartoSite, zolaSite } from './configured-sites.ts';
import type { FoundSite } from './found-site.ts';
import { hugoSite } from './hugo-site.ts';
import {
  astroSite,
  docusaurusSite,
  eleventySite,
  gatsbySite,
  nextSite,
  vitepressSite,
} from './programmed-sites.ts';
import { hatenaSite, qiitaSite, zennSite } from './service-sites.ts';

/** @returns `undefined` if it is none that is known; a site of Jekyll is known elsewhere */
export function generatorSite(root: string): FoundSite | undefined {
  for (const know of KNOWN) {
    const found = know(root);
    if (found !== undefined) return found;
  }
  return undefined;
}

const KNOWN: readonly ((root: string) => FoundSite | undefined)[] = [
  hugoSite,
  zolaSite,
  hexoSite,
  docusaurusSite,
  astroSite,
  eleventySite,
  gatsbySite,
  nextSite,
  vitepressSite,
  quartoSite,
  pelicanSite,
  nikolaSite,
  zennSite,
  qiitaSite,
  hatenaSite,
];
