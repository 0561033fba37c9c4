/** Which servers have to encrypt, by what the settings and URLs say. */
import type { ImapPlace } from '../../bounces/imap/imap-url.ts';
import { isLoopback } from '../../mail/smtp/connection-options.ts';
import type { TlsPlace } from './tls-answer.ts';

/** What a server is for. */
export type TlsUse = {
  readonly place: TlsPlace;
  /** Where its name is written, such as `MAIL_URL`. */
  readonly setting: string;
  /** What follows where it can not be trusted, such as `no mail leaves`. */
  readonly effect: string;
  /** The URL schemes of this protocol: TLS from the first byte, and later or never; with their usual ports. */
  readonly schemes: {
    readonly atOnce: readonly [string, number];
    readonly later: readonly [string, number];
  };
  /** Whether certificates are looked at. `tls=unverified` takes any, so a bad one stops nothing. */
  readonly verified: boolean;
};

const SMTP = { atOnce: ['smtps', 465], later: ['smtp', 587] } as const;
const IMAP = { atOnce: ['imaps', 993], later: ['imap', 143] } as const;
const HTTP = { atOnce: ['https', 443], later: ['http', 80] } as const;

/**
 * @param urls of mail servers, as MAIL_URL names them
 * @returns none for a server on this machine (unless `tls=required` says so), or with `tls=off`
 */
export function relayUses(urls: readonly URL[]): TlsUse[] {
  return urls.flatMap((url): TlsUse[] => {
    const host = bare(url.hostname);
    const tls = url.searchParams.get('tls');
    const secure = url.protocol === 'smtps:';
    if (tls === 'off' || (tls === null && isLoopback(host))) return [];
    // Without a port, nodemailer takes 465 for `smtps:` and 587 for `smtp:`.
    const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
    return [
      {
        place: { host, port, begins: secure ? 'at once' : 'smtp' },
        setting: 'MAIL_URL',
        effect: 'no mail leaves',
        schemes: SMTP,
        verified: tls !== 'unverified',
      },
    ];
  });
}

export function mailboxUses({ host, port, secure, tls }: ImapPlace): TlsUse[] {
  if (tls === 'off') return [];
  return [
    {
      place: { host, port, begins: secure ? 'at once' : 'imap' },
      setting: 'IMAP_URL',
      effect: 'answers and bounces are not read',
      schemes: IMAP,
      verified: tls === 'required',
    },
  ];
}

/** @param setting where the URL is written, such as `web.url` */
export function webUses(setting: string, text: string, effect: string): TlsUse[] {
  const url = new URL(text);
  if (url.protocol !== 'https:') return [];
  const port = url.port === '' ? 443 : Number(url.port);
  return [
    {
      place: { host: bare(url.hostname), port, begins: 'at once' },
      setting: `\`${setting}\``,
      effect,
      schemes: HTTP,
      verified: true,
    },
  ];
}

/** `mail.example.jp:465`. */
export function nameOfServer({ place }: TlsUse): string {
  return `${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`;
}

/** An IPv6 address without its brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
