/** Which words the public service needs: its pages, and the mails to one person. */

export type WebWords = {
  /** The version of these words: it stands in the record of consent. A change of meaning is a new version. */
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
  /** After the form: the same for every address. */
  readonly sent: Page & {
    readonly code: string;
    readonly button: string;
    readonly help: readonly string[];
  };
  readonly linkSent: Page;
  readonly confirm: Page & { readonly button: string };
  readonly moving: Page & { readonly button: string };
  readonly confirmed: Page;
  readonly moved: Page;
  readonly leave: Page & {
    readonly button: string;
    readonly pause: string;
    readonly pauseAbout: string;
    readonly until: string;
    readonly pauseButton: string;
  };
  readonly left: Page;
  readonly paused: (day: string) => Page;
  readonly resumed: Page;
  readonly undo: Page & { readonly button: string };
  readonly undone: Page;
  readonly preferences: Page & {
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
  readonly saved: Page;
  readonly link: Page & { readonly button: string };
  readonly me: Page & {
    readonly exportTitle: string;
    readonly exportAbout: string;
    readonly exportButton: string;
    readonly erase: string;
    readonly eraseAbout: string;
    readonly sure: string;
    readonly eraseButton: string;
    readonly notSure: string;
  };
  readonly erased: Page;
  readonly faults: Readonly<
    Record<
      'address' | 'link' | 'code' | 'confirmation' | 'day' | 'limit' | 'missing' | 'size' | 'method' | 'own',
      Page
    >
  >;
  readonly mails: {
    /** Beside the six digits and the link of the mail, in the words of the person. */
    readonly confirm: MailWords & { readonly code: string };
    readonly move: MailWords & { readonly code: string };
    readonly welcome: MailWords & { readonly leave: string };
    readonly goodbye: MailWords;
    readonly moved: MailWords;
    readonly link: MailWords & { readonly leave: string; readonly data: string };
    readonly why: (site: string) => string;
  };
  /** The same mails where there is no public service: what differs when people answer by mail. */
  readonly byMail: {
    readonly confirm: MailWords & { readonly code: string };
    readonly welcome: MailWords & { readonly leave: string };
    readonly goodbye: MailWords;
    readonly link: MailWords & { readonly leave: string; readonly data: string };
    readonly why: (site: string) => string;
    /** For a page of a static site: a link that begins a mail. */
    readonly snippet: { readonly button: string; readonly subject: string; readonly note: string };
  };
  /** The form for a static site. */
  readonly snippet: { readonly heading: (site: string) => string; readonly note: string };
};

export type Page = { readonly title: string; readonly lead: string };

export type MailWords = {
  readonly subject: (site: string) => string;
  readonly heading: string;
  readonly lead: (site: string) => string;
  /** What the button says; empty where there is none. */
  readonly button: string;
  readonly note: string;
};
