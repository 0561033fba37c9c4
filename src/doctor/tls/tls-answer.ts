/** What a server shows when encryption (TLS) begins: its certificates, or why encryption did not begin. */

export type TlsPlace = {
  readonly host: string;
  readonly port: number;
  /** `at once`: from the first byte. `smtp`, `imap`: after the command STARTTLS (RFC 3207; RFC 9051, 6.2.1). */
  readonly begins: 'at once' | 'smtp' | 'imap';
};

export type Certificate = {
  /** Whom it is for, for people: its common name, or its first name. */
  readonly subject: string;
  /** Who signed it, for people. */
  readonly issuer: string;
  /** The DNS names and addresses that it is for (subjectAltName); empty in an old one, which has a common name alone. */
  readonly names: readonly string[];
  readonly from: Date;
  readonly until: Date;
  readonly selfSigned: boolean;
};

/** Why encryption did not begin. */
export type NoTls =
  /** No connection, or the server turns us away before encryption: other checks say why. */
  | 'unreachable'
  /** The server takes the connection, and then does not answer. */
  | 'silent'
  /** The server speaks, and not TLS; so its port is one on which TLS begins later, or never. */
  | 'plain'
  /** The server waits for TLS from the first byte. */
  | 'at once'
  /** The server does not offer STARTTLS. */
  | 'not offered'
  /** Something on the way has crossed out the offer. */
  | 'crossed out'
  /** The server speaks another protocol. */
  | 'another protocol'
  /** The server knows only versions before TLS 1.2. */
  | 'too old'
  /** It began, and broke off. */
  | 'broken';

export type TlsAnswer =
  | {
      /** Such as `TLSv1.3`. */
      readonly version: string;
      /** Those that the server sends, from its own towards an authority, each signed by the next. */
      readonly chain: readonly Certificate[];
      /** Whether the certificate is for the name under which the server was asked. */
      readonly isForHost: boolean;
      /** OpenSSL's code, such as `SELF_SIGNED_CERT_IN_CHAIN`; `undefined` if the certificate is trusted here. */
      readonly distrust: string | undefined;
      /** The authority behind the last of the chain, as this machine knows it; only looked for where a date is wrong. */
      readonly authority: Certificate | undefined;
    }
  | { readonly none: NoTls; readonly said: string };

export type AskTls = (place: TlsPlace) => Promise<TlsAnswer>;

/** Whether OpenSSL's code is about a date. It may hide others: OpenSSL names the last fault that it found. */
export function isAboutDates(distrust: string | undefined): boolean {
  return distrust === 'CERT_HAS_EXPIRED' || distrust === 'CERT_NOT_YET_VALID';
}
