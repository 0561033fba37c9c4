/** The table of secrets. They come from the environment, never from files of the site. */

/** The environment variables that are read, and the use of each. None is ever printed. */
export const secrets = {
  MAIL_URL:
    'How mail leaves: `smtp://`, `smtps://` or `outbox:DIR` (default `outbox:.tayori/outbox`); several mail servers with blanks between them. After a `?`: `connections=N`, `tls=required`, `unverified` or `off`, `auth=xoauth2`, `name=OUR.HOST.NAME`, `weight=N`, `perSecond=N`.',
  MAIL_TOKEN: 'With `auth=xoauth2` in MAIL_URL: an access token, where you renew it yourself.',
  MAIL_TOKEN_URL:
    'With `auth=xoauth2`: where new access tokens come from, such as `https://oauth2.googleapis.com/token`.',
  MAIL_CLIENT_ID: 'For MAIL_TOKEN_URL: the id of the client.',
  MAIL_CLIENT_SECRET: 'For MAIL_TOKEN_URL: its secret, where it has one.',
  MAIL_REFRESH_TOKEN: 'For MAIL_TOKEN_URL: the refresh token.',
  IMAP_URL:
    'The mailbox that `tayori bounces` reads: `imaps://USER:PASSWORD@HOST/FOLDER`, or `imap://` with TLS after the greeting. After a `?`: `tls=required`, `unverified` or `off`, `auth=xoauth2` with the tokens of MAIL_TOKEN_URL.',
  LEDGER_URL:
    'Where subscribers and deliveries are kept: `sqlite:FILE` (default `sqlite:.tayori/ledger.db`) or `postgres://USER:PASSWORD@HOST/DATABASE`, with several hosts as `ONE,TWO`.',
  SIGNING_KEY: 'Signs the links in mails: 32 characters or more.',
  DKIM_KEY: 'Signs mails (`mail.dkim`): a private key in PEM form, RSA or Ed25519.',
} as const;

export type Environment = { readonly [name in keyof typeof secrets]?: string | undefined };
