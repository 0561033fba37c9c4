/** What Liquid in a post may take from other files of the site; each is read only when a post asks for it. */

export type OtherFiles = {
  /** The URL of another post, by the name that `post_url` and `link` use; `undefined` if there is none. */
  readonly urlOf: (name: string) => string | undefined;
  /**
   * `site.data`, whose values are read when they are asked for; `undefined` if the site has no data files.
   * A value throws a FileFault if its file cannot be read.
   */
  readonly data: () => object | undefined;
};

/** For a text that stands alone. */
export const NO_OTHER_FILES: OtherFiles = { urlOf: () => undefined, data: () => undefined };
