/** Why encryption with a server did not begin, and what to do. */
import { type Diagnosis, fault, unasked } from '../diagnosis.ts';
import type { NoTls } from './tls-answer.ts';
import { nameOfServer, type TlsUse } from './tls-uses.ts';

export const TELL = 'If the server is not yours, tell whoever runs it.';

/** @returns nothing where the server can not be reached: other checks say so */
export function judgeNoTls(use: TlsUse, none: NoTls, said: string): Diagnosis[] {
  const { place, setting, effect } = use;
  const [name, atOnce, later] = [nameOfServer(use), use.schemes.atOnce, use.schemes.later];
  const url = ([scheme, port]: readonly [string, number]) => `${scheme}://${place.host}:${port}`;
  switch (none) {
    case 'unreachable':
      return [];
    case 'silent':
      return [unasked(`${name} took the connection, and then did not answer.`)];
    case 'plain':
      return [
        fault(
          `${name} does not begin with encryption, and ${setting} says \`${atOnce[0]}\`: ${effect}.`,
          atOnce[0] === 'https'
            ? `Write \`${url(atOnce)}\`, or let the proxy bring TLS on this port.`
            : `Write \`${url([later[0], place.port])}\`: there encryption begins after the greeting. Or \`${url(atOnce)}\`.`,
        ),
      ];
    case 'at once':
      return [
        fault(
          `${name} begins with encryption, and ${setting} says \`${later[0]}\`: both wait for the other, and ${effect}.`,
          `Write \`${url([atOnce[0], place.port])}\`. Or \`${url(later)}\`.`,
        ),
      ];
    case 'not offered':
      return [
        fault(
          `${name} offers no encryption (STARTTLS), without which nothing is sent: ${effect}.`,
          `Try \`${url(atOnce)}\`, or let the server have a certificate. ${TELL}`,
        ),
      ];
    case 'crossed out':
      return [
        fault(
          `Something between here and ${name} crosses out the offer of encryption (${said}): ${effect}.`,
          `It is a firewall that looks into mail: switch that off, or try \`${url(atOnce)}\`.`,
        ),
      ];
    case 'another protocol':
      return [
        fault(
          `${name} speaks another language: «${said}». So ${effect}.`,
          `Look at host and port in ${setting}: \`${atOnce[0]}\` goes with ${atOnce[1]}, \`${later[0]}\` with ${later[1]}.`,
        ),
      ];
    case 'too old':
      return [
        fault(
          `${name} knows only versions of TLS that are no longer safe (before 1.2): ${effect}.`,
          `Let the server have TLS 1.2 and 1.3, or use another. ${TELL}`,
        ),
      ];
    case 'broken':
      return [
        fault(
          `${name} ${place.begins === 'at once' ? 'begins encryption' : 'offers encryption'}, and then breaks off (${said}): ${effect}.`,
          `Look into the log of the server: its key, its certificate or its ciphers do not fit. ${TELL}`,
        ),
      ];
  }
}
