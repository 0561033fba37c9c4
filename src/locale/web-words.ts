/** Which words the public service needs: its pages, and the mails to one person. */

export type WebWords = {
  /** The version of these words, which is stored with each consent. If the meaning changes, this must change. */
  readonly wording: string;
  readonly back: (site: string) => string;
  readonly sender: string;
  readonly contact: string;
  readonly subscribe: {
    readonly title: (site: string) => string;
    readonly lead: (site: string) => string;
    readonly address: string;
    readonly example: string;
    readonly categories: string;
    readonly button: string;
    readonly promise: string;
    readonly trap: string;
    readonly already: string;
  };
  /** After the form was sent: the same for every address. */
  readonly sent: PageWords & {
    readonly code: string;
    readonly button: string;
    readonly help: readonly string[];
  };
  readonly linkSent: PageWords;
  readonly confirm: PageWords & { readonly button: string };
  readonly moving: PageWords & { readonly button: string };
  readonly confirmed: PageWords;
  readonly moved: PageWords;
  readonly leave: PageWords & {
    readonly button: string;
    readonly pause: string;
    readonly pauseAbout: string;
    readonly until: string;
    readonly pauseButton: string;
  };
  readonly left: PageWords;
  readonly paused: (day: string) => PageWords;
  readonly resumed: PageWords;
  readonly undo: PageWords & { readonly button: string };
  readonly undone: PageWords;
  readonly preferences: PageWords & {
    readonly categories: string;
    readonly save: string;
    readonly pause: string;
    readonly pauseAbout: string;
    readonly pausedUntil: (day: string) => string;
    readonly until: string;
    readonly pauseButton: string;
    readonly resume: string;
    readonly move: string;
    readonly moveAbout: string;
    readonly newAddress: string;
    readonly moveButton: string;
    readonly data: string;
    readonly dataAbout: string;
    readonly leave: string;
    readonly leaveAbout: string;
    readonly chooseOne: string;
  };
  readonly saved: PageWords;
  readonly link: PageWords & { readonly button: string };
  readonly me: PageWords & {
    readonly exportTitle: string;
    readonly exportAbout: string;
    readonly exportButton: string;
    readonly erase: string;
    readonly eraseAbout: string;
    readonly sure: string;
    readonly eraseButton: string;
    readonly notSure: string;
  };
  readonly erased: PageWords;
  readonly faults: Readonly<
    Record<
      | 'address'
      | 'link'
      | 'over'
      | 'code'
      | 'confirmation'
      | 'day'
      | 'limit'
      | 'missing'
      | 'size'
      | 'method'
      | 'own',
      PageWords
    >
  >;
  readonly mails: {
    /** The words of the mail that asks for a confirmation. `code` stands beside its six digits. */
    readonly confirm: LetterWords & { readonly code: string };
    readonly move: LetterWords & { readonly code: string };
    readonly welcome: LetterWords & { readonly leave: string };
    readonly goodbye: LetterWords;
    readonly moved: LetterWords;
    readonly link: LetterWords & { readonly leave: string; readonly data: string };
    readonly why: (site: string) => string;
  };
  /** For sites without a public service: the words that differ if people answer by mail. */
  readonly byMail: {
    readonly confirm: LetterWords & { readonly code: string };
    readonly welcome: LetterWords & { readonly leave: string };
    readonly goodbye: LetterWords;
    readonly link: LetterWords & { readonly leave: string; readonly data: string };
    readonly why: (site: string) => string;
    /** For a page of a static site: a link that begins a mail. */
    readonly snippet: { readonly button: string; readonly subject: string; readonly note: string };
  };
  /** The form for a static site. */
  readonly snippet: { readonly heading: (site: string) => string; readonly note: string };
};

export type PageWords = { readonly title: string; readonly lead: string };

export type LetterWords = {
  readonly subject: (site: string) => string;
  readonly heading: string;
  readonly lead: (site: string) => string;
  /** What the button says; empty if there is none. */
  readonly button: string;
  readonly note: string;
};
