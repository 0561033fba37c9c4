/** Secrets come from the environment, never from files of the site: the table of them. */

/** The environment variables that are read, and what each is for. None is ever printed. */
export const secrets = {
  MAIL_URL:
    'How mail leaves: `smtp://`, `smtps://` or `outbox:DIR` (default `outbox:data/outbox`); several mail servers with blanks between them.',
  LEDGER_URL:
    'Where subscribers and deliveries are kept: `sqlite:FILE` (default `sqlite:data/tayori.db`) or `postgres://`.',
  SIGNING_KEY: 'Signs the links in mails: 32 characters or more.',
  DKIM_KEY: 'Signs mails (`mail.dkim`): a private key in PEM form, RSA or Ed25519.',
} as const;

export type Environment = { readonly [name in keyof typeof secrets]?: string | undefined };
