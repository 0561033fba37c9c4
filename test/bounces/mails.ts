/** Mails that come back, written for these tests in the manner of the servers that send such ones. */

type Status = {
  readonly to?: string;
  readonly original?: string;
  readonly action?: string;
  readonly status?: string;
  readonly said?: string;
  /** Where the bounce comes to: the return address of the mail. */
  readonly returnAddress?: string;
  /** Head of the mail that came back. */
  readonly returned?: readonly string[];
};

/** A delivery status notification (RFC 3464), as Postfix writes it. */
export function statusMail({
  to = 'taro@shop.example',
  original,
  action = 'failed',
  status = '5.1.1',
  said = '550 5.1.1 <taro@shop.example>: Recipient address rejected: User unknown',
  returnAddress = 'bounce@minato.example',
  returned = ['Message-ID: <x@minato.example>', `To: ${to}`],
}: Status = {}): string {
  return lines(
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.minato.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${returnAddress}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `<${to}>: host mx.shop.example said: ${said}`,
    '',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.minato.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    ...(original === undefined ? [] : [`Original-Recipient: rfc822;${original}`]),
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    'From: letter@minato.example',
    'Subject: =?utf-8?B?5riv44Gu5LiA6YCx6ZaT?=',
    ...returned,
    '',
    '--part--',
  );
}

/** A bounce in words alone. */
export function wordsMail(subject: string, ...text: readonly string[]): string {
  return lines(
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.minato.example',
    'To: bounce@minato.example',
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...text,
  );
}

/** A feedback report (RFC 5965). */
export function complaintMail(type: string, fields: readonly string[], returned: readonly string[]): string {
  return lines(
    'From: feedback@provider.example',
    'To: bounce@minato.example',
    'Subject: FW: the week at the port',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '',
    '--part',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'Version: 1',
    ...fields,
    '',
    '--part',
    'Content-Type: message/rfc822',
    '',
    'From: letter@minato.example',
    ...returned,
    '',
    'The week at the port.',
    '--part--',
  );
}

/** A mail from a person, or from a program that answers for one. */
export function personMail(
  from: string,
  subject: string,
  text: string,
  head: readonly string[] = [],
): string {
  return lines(
    `From: ${from}`,
    'To: letter@minato.example',
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    ...head,
    '',
    text,
  );
}

export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
