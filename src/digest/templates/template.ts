/** A template, and what it may name. */
import type { Place } from '../../problem.ts';

/** A template, and the file that it comes from. */
export type Template = { readonly source: string; readonly at: Place };

/** By the name that `{% render %}` uses: `digest.mjml.liquid`. */
export type Templates = Readonly<Record<string, Template>>;

/** What a template may name: text, numbers, booleans, and lists and maps of them. */
export type Variables = { readonly [name: string]: Variable };
export type Variable = string | number | boolean | readonly Variable[] | Variables;
