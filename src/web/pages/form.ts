/** Reads the body of a POST, up to 8 KiB, as form-urlencoded or multipart. Any other body is read as an empty form. */

/** The longest body that is read, in bytes: no form of this service can be longer. */
export const MOST_BODY = 8 * 1024;

export type Form = {
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
};

export const emptyForm: Form = { text: () => '', all: () => [] };

/**
 * @returns `too-long` if the body is longer. A body that is not a form is read as an empty form, because leaving by one
 *   click (RFC 8058) must work whatever a mail provider sends
 */
export async function readForm(request: Request): Promise<Form | 'too-long'> {
  const bytes = await readBody(request);
  if (bytes === undefined) return 'too-long';
  const type = request.headers.get('content-type') ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return formOf(new URLSearchParams(decoder.decode(bytes)));
  if (!/^multipart\/form-data\b/i.test(type)) return emptyForm;
  const data = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  return data === undefined ? emptyForm : formOf(data);
}

const decoder = new TextDecoder();

function formOf(data: Pick<FormData | URLSearchParams, 'getAll'>): Form {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => texts(name)[0] ?? '', all: texts };
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stated = request.headers.get('content-length') ?? '';
  if (Number(stated) > MOST_BODY) return undefined;
  // The server reads no more than the stated length, so the body can be read at once. To read it as a stream would cost
  // more time than all the rest of a click to leave.
  if (/^\d+$/.test(stated)) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.byteLength > MOST_BODY ? undefined : bytes;
  }
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > MOST_BODY) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
