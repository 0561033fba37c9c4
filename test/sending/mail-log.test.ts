/** Which lines of a mail log prove that a server took a mail: of each server, with the lines beside them that do not. */
import { expect, it } from 'vitest';
import { foundIn, recipientsIn } from '../../src/sending/mail-log.ts';

const ID = `2025-W45.${'ab'.repeat(16)}@minato-keizai.example`;
const AT = 'Nov 10 07:00:01 mx';
const CLEANUP = `${AT} postfix/cleanup[9]: 4B2F: message-id=<${ID}>`;
const FROM = 'from=<bounce@x.example>, size=62000';
const MTA = `${AT} sm-mta[812]: 5A9M01ab000812`;

const journal = (program: string, text: string) =>
  JSON.stringify({ SYSLOG_IDENTIFIER: program, MESSAGE: text, _PID: '9' });
const ses = (eventType: string) =>
  JSON.stringify({
    eventType,
    mail: { messageId: '0100', headers: [{ name: 'Message-ID', value: `<${ID}>` }] },
  });

it.for([
  {
    log: [CLEANUP, `${AT} postfix/qmgr[8]: 4B2F: ${FROM}, nrcpt=1 (queue active)`],
    why: 'Postfix: in the queue',
  },
  {
    log: [CLEANUP, `${AT} postfix/smtp[6]: 4B2F: to=<a@b.example>, relay=c, dsn=2.0.0, status=sent (250 ok)`],
    why: 'Postfix: passed on',
  },
  {
    log: [CLEANUP, `${AT} postfix/smtp[6]: 4B2F: to=<a@b.example>, relay=none, status=deferred (timed out)`],
    why: 'Postfix: taken, and it waits there',
  },
  {
    log: [
      `2025-11-10T07:00:01.1+09:00 mx postfix/submission/cleanup[9]: 4bQ2Xz0vNfz3Y: message-id=<${ID}>`,
      '2025-11-10T07:00:01.2+09:00 mx postfix/qmgr[8]: 4bQ2Xz0vNfz3Y: from=<b@x>, nrcpt=1 (queue active)',
    ],
    why: 'Postfix: another port, long queue ids, another form of time',
  },
  {
    log: [
      `2025-11-10 07:00:01 1vIabc-000001-AB <= b@x.example H=relay [192.0.2.1] P=esmtps S=62000 id=${ID}`,
    ],
    why: 'Exim',
  },
  {
    log: [`${AT} exim[7]: 1vIabc-00000000001-0XYz <= b@x.example P=esmtp S=62000 id=${ID} T="港の一週間"`],
    why: 'Exim, newer ids, through syslog, with the subject',
  },
  { log: [`${MTA}: ${FROM}, class=-60, nrcpts=1, msgid=<${ID}>, proto=ESMTP`], why: 'sendmail' },
  {
    log: [`${AT} dovecot: lmtp(hanako)<12><aB>: msgid=<${ID}>: saved mail to INBOX`],
    why: 'Dovecot',
  },
  {
    log: [`${AT} dovecot: lda(hanako): sieve: msgid=<${ID}>: stored mail into mailbox 'News'`],
    why: 'Dovecot, sorted by Sieve',
  },
  {
    log: [
      JSON.stringify({ log: `${CLEANUP}\n`, stream: 'stdout' }).replace(/</g, '\\u003c'),
      JSON.stringify({ log: `${AT} postfix/qmgr[8]: 4B2F: ${FROM}, nrcpt=1 (queue active)\n` }),
    ],
    why: 'Postfix in Docker, whose JSON escapes brackets',
  },
  {
    log: [
      journal('postfix/cleanup', `4B2F: message-id=<${ID}>`),
      journal('postfix/qmgr', `4B2F: ${FROM}, nrcpt=1 (queue active)`),
    ],
    why: 'Postfix, from journalctl -o json',
  },
  {
    log: [
      `2025-11-10T07:00:01.123Z,,mx,,mx,"08D,1",,STOREDRIVER,DELIVER,1234,<${ID}>,a@b.example,,62000,1,,,港,b@x.example`,
    ],
    why: 'Exchange put it into a mailbox',
  },
  { log: [ses('Delivery')], why: 'Amazon SES' },
  { log: [JSON.stringify({ Type: 'Notification', Message: ses('Send') })], why: 'Amazon SES through SNS' },
  {
    log: [`[${JSON.stringify({ event: 'delivered', 'smtp-id': `<${ID}>`, email: 'a@b.example' })}]`],
    why: 'SendGrid, several events on a line',
  },
  {
    log: [JSON.stringify({ event: 'accepted', message: { headers: { 'message-id': ID } } })],
    why: 'Mailgun',
  },
])('$why: taken', async ({ log }) => {
  expect(await evidence(log)).toEqual({ taken: 1, named: 0 });
});

it.for([
  { log: [CLEANUP], why: 'Postfix had read the header, and then the line dropped' },
  {
    log: [CLEANUP, `${AT} postfix/cleanup[9]: 4B2F: milter-reject: END-OF-MESSAGE from relay: 5.7.1 spam`],
    why: 'a filter of Postfix refused it',
  },
  { log: [CLEANUP, `${AT} postfix/qmgr[8]: 77AA: ${FROM}, nrcpt=1 (queue active)`], why: 'another mail' },
  {
    log: [`${AT} postfix/qmgr[8]: 4B2F: ${FROM}, nrcpt=1 (queue active)`, CLEANUP],
    why: 'its queue id is used again',
  },
  {
    log: [
      CLEANUP,
      `${AT} postfix/cleanup[9]: 4B2F: message-id=<other@x.example>`,
      `${AT} postfix/qmgr[8]: 4B2F: ${FROM}, nrcpt=1 (queue active)`,
    ],
    why: 'the queue id belongs to another mail by now',
  },
  {
    log: [`${AT} spamd[123]: spamd: result: Y 15 - BAYES_99 size=30000,user=nobody,mid=<${ID}>,autolearn=no`],
    why: 'SpamAssassin',
  },
  {
    log: [
      `${AT} spamd[123]: spamd: result: . -1 - DKIM_VALID size=30000,user=nobody,mid=<${ID}>,autolearn=ham`,
    ],
    why: 'SpamAssassin finds it harmless: nobody took it yet',
  },
  {
    log: [
      `${AT} amavis[1]: (1-01) Blocked SPAM {RejectedInbound}, <a@b> -> <c@d>, Message-ID: <${ID}>, Hits: 12`,
    ],
    why: 'amavis',
  },
  {
    log: [`${AT} amavis[1]: (1-01) Passed CLEAN {RelayedInbound}, <a@b> -> <c@d>, Message-ID: <${ID}>`],
    why: 'amavis lets it pass: the server behind it has the last word',
  },
  {
    log: [
      `2025-11-10 07:00:01 #12(normal) <abc>; task; rspamd_task_write_log: id: <${ID}>, (default: T (reject)`,
    ],
    why: 'rspamd',
  },
  { log: [`${AT} clamav-milter[2]: Message from <a@b> ID <${ID}> infected by Eicar`], why: 'ClamAV' },
  {
    log: [
      '2025-11-10 07:00:01 1vIabc-000001-AB H=relay [192.0.2.1] F=<a@b> rejected after DATA: spam',
      `  Message-ID: <${ID}>`,
    ],
    why: "Exim's rejectlog",
  },
  {
    log: [
      `${MTA}: ${FROM}, class=-60, nrcpts=1, msgid=<${ID}>, proto=ESMTP`,
      `${MTA}: Milter: data, reject=550 5.7.1 Spam message rejected`,
    ],
    why: 'a filter of sendmail refused it afterwards',
  },
  { log: [`${MTA}: ${FROM}, class=-60, nrcpts=0, msgid=<${ID}>, proto=ESMTP`], why: 'sendmail: for nobody' },
  {
    log: [`${AT} dovecot: lmtp(h): sieve: msgid=<${ID}>: marked message to be discarded`],
    why: 'Dovecot threw it away',
  },
  {
    log: [`${AT} dovecot: lmtp(h): msgid=<${ID}>: save failed to INBOX: Quota exceeded`],
    why: 'Dovecot could not',
  },
  { log: [`${AT} opendkim[3]: 4B2F: message has signature, message-id=<${ID}>`], why: 'DKIM was looked at' },
  { log: [`${AT} app[1]: resending ${ID}`], why: 'some other program' },
  { log: [ses('Reject')], why: 'Amazon SES found a virus' },
  { log: [ses('Bounce')], why: 'Amazon SES tells a bounce: another event says that it took it' },
  {
    log: [JSON.stringify({ event: 'dropped', 'smtp-id': `<${ID}>`, reason: 'Bounced Address' })],
    why: 'SendGrid never tried',
  },
  {
    log: [`2025-11-10T07:00:01.123Z,,mx,,mx,"08D",,AGENT,FAIL,1234,<${ID}>,a@b.example,550 5.7.1 spam,62000`],
    why: 'a filter of Exchange',
  },
  {
    log: [
      `${AT} amavis[1]: (1) Blocked SPAM, Subject: "dovecot: lmtp(h): msgid=<${ID}>: saved mail to INBOX", Message-ID: <${ID}>`,
    ],
    why: 'a subject that looks like a line of Dovecot',
  },
  { log: [`{"log": "${CLEANUP}`], why: 'half a line of JSON' },
])('$why: no proof', async ({ log }) => {
  expect(await evidence(log)).toEqual({ taken: 0, named: 1 });
});

it('finds nothing of somebody else, or in an empty log', async () => {
  expect(await evidence([CLEANUP.replaceAll('ab', 'ac')])).toEqual({ taken: 0, named: 0 });
  expect(await evidence([])).toEqual({ taken: 0, named: 0 });
});

async function evidence(log: readonly string[]) {
  async function* lines() {
    yield* log;
  }
  const { taken, named } = await foundIn(lines(), new Set([`<${ID}>`]));
  return { taken: taken.size, named: named.size };
}

const [isOurs, EXIM] = [(id: string) => id.startsWith('2025-W45.'), '2025-11-10 07:00:01 1vIabc-000001-AB'];
it.for([
  {
    log: [CLEANUP, `${AT} postfix/smtp[6]: 4B2F: to=<A@b.example>, relay=c, dsn=2.0.0, status=sent (250 ok)`],
    to: ['a@b.example'],
    why: 'Postfix passed it on',
  },
  {
    log: [CLEANUP, `${AT} postfix/smtp[6]: 4B2F: to=<a@b.example>, relay=none, status=deferred (timed out)`],
    to: ['a@b.example'],
    why: 'Postfix has it, and tries again',
  },
  {
    log: [CLEANUP, `${AT} postfix/smtp[6]: 77AA: to=<a@b.example>, relay=c, status=sent (250 ok)`],
    to: [],
    why: 'another mail',
  },
  {
    log: [
      `${AT} postfix/cleanup[9]: 4B2F: message-id=<2025-W44.${'ab'.repeat(16)}@minato-keizai.example>`,
      `${AT} postfix/smtp[6]: 4B2F: to=<a@b.example>, relay=c, status=sent (250 ok)`,
    ],
    to: [],
    why: 'the digest of another week',
  },
  {
    log: [
      CLEANUP,
      `${AT} postfix/cleanup[9]: 4B2F: message-id=<other@x.example>`,
      `${AT} postfix/smtp[6]: 4B2F: to=<c@b.example>, relay=c, dsn=2.0.0, status=sent (250 ok)`,
    ],
    to: [],
    why: 'its queue id is used again',
  },
  {
    log: [
      journal('postfix/cleanup', `4B2F: message-id=<${ID}>`),
      journal('postfix/smtp', '4B2F: to=<a@b.example>, relay=c, dsn=2.0.0, status=sent (250 ok)'),
    ],
    to: ['a@b.example'],
    why: 'Postfix, from journalctl -o json',
  },
  {
    log: [
      `${EXIM} <= b@x.example P=esmtps S=62000 id=${ID}`,
      `${EXIM} => a@b.example R=dnslookup T=remote_smtp`,
    ],
    to: ['a@b.example'],
    why: 'Exim passed it on',
  },
  {
    log: [
      `${EXIM} <= b@x.example P=esmtps S=62000 id=${ID}`,
      `${EXIM} => a <a@b.example> R=local_user T=maildir`,
    ],
    to: ['a@b.example'],
    why: 'Exim put it into a mailbox',
  },
  {
    log: [
      `${MTA}: ${FROM}, nrcpts=1, msgid=<${ID}>, proto=ESMTP`,
      `${MTA}: to=<a@b.example>, delay=00:00:01, stat=Sent (ok)`,
    ],
    to: ['a@b.example'],
    why: 'sendmail passed it on',
  },
])('where the ledger is lost the address tells: $why', async ({ log, to }) => {
  const lines = (async function* () {
    yield* log;
  })();
  expect([...(await recipientsIn(lines, isOurs))]).toEqual(to);
});
