/** What the tests use of an IMAP server that has no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  type Message = { readonly uid: number; readonly flags: readonly string[]; readonly raw: string };
  type Folder = { messages: Message[]; uidvalidity: number };
  type ImapServer = {
    readonly server: Server;
    readonly users: Record<string, { password: string; xoauth2?: { accessToken: string } }>;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    getMailbox(path: string): Folder | undefined;
    appendMessage(
      mailbox: string,
      flags: readonly string[],
      internalDate: Date | false,
      raw: string | Buffer,
    ): void;
  };
  export default function hoodiecrow(options: {
    readonly plugins?: readonly string[];
    readonly storage?: Readonly<Record<string, object>>;
  }): ImapServer;
}
