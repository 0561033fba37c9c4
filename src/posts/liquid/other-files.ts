/** What Liquid in a post may take from other files of the site; each is read only when a post asks for it. */

export type OtherFiles = {
  /** The URL of another post, by the name that `post_url` and `link` use; `undefined` if there is none. */
  readonly urlOf: (name: string) => string | undefined;
  /**
   * `site.data`, whose values are read when they are asked for; `undefined` if the site has no data files.
   * A value throws a FileFault if its file cannot be read.
   */
  readonly data: () => object | undefined;
  /**
   * The file that `include` names; with a folder, the one that `include_relative` names there.
   *
   * @returns `undefined` if there is none, or it is outside of the site
   * @throws FileFault if it cannot be read
   */
  readonly include: (name: string, folder?: string) => IncludedFile | undefined;
};

export type IncludedFile = {
  /** From the site folder. */
  readonly file: string;
  readonly text: string;
};

/** For a text that stands alone. */
export const NO_OTHER_FILES: OtherFiles = {
  urlOf: () => undefined,
  data: () => undefined,
  include: () => undefined,
};
