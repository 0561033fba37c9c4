/** What came in the body of a POST: read up to 8 KiB, as form-urlencoded or multipart, or as nothing. */

/** More than any form of ours can hold. */
export const MOST_BODY = 8 * 1024;

export type Form = {
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
};

export const emptyForm: Form = { text: () => '', all: () => [] };

/**
 * @returns `too-long` where there is more; a body that is no form is an empty one: leaving by one click must work
 *   whatever a mail provider sends
 */
export async function readForm(request: Request): Promise<Form | 'too-long'> {
  const bytes = await readBody(request);
  if (bytes === undefined) return 'too-long';
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return emptyForm;
  const data = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  if (data === undefined) return emptyForm;
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => texts(name)[0] ?? '', all: texts };
}

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY) return undefined;
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
