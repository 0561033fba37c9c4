/** Reads the body of a POST, up to a length, as form-urlencoded or multipart. Any other body is read as an empty form. */

/** The longest body that is read, in bytes. */
const MOST_BODY = 8 * 1024;
/** What a form has beside its categories: an address, a token, a name. */
const WITHOUT_CATEGORIES = 4 * 1024;

/**
 * The longest body that a form of this service can have, in bytes. A box that is ticked takes `category=SLUG&`; only
 * with more than a hundred categories is this more than 8 KiB.
 */
export function longestBody(categories: readonly { readonly slug: string }[]): number {
  const boxes = categories.reduce((sum, { slug }) => sum + slug.length + 'category=&'.length, 0);
  return Math.max(MOST_BODY, WITHOUT_CATEGORIES + boxes);
}

export type Form = {
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
};

export const emptyForm: Form = { text: () => '', all: () => [] };

/**
 * @param most in bytes
 * @returns `too-long` if the body is longer, `cut-off` if the client ended the connection before it was whole. A body
 *   that is not a form is read as an empty form, because leaving by one click (RFC 8058) must work whatever a mail
 *   provider sends
 */
export async function readForm(request: Request, most = MOST_BODY): Promise<Form | 'too-long' | 'cut-off'> {
  const type = request.headers.get('content-type') ?? '';
  try {
    if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return await readOther(request, most, type);
    const text = await readText(request, most);
    // Inside another server a body may be longer than its header says.
    return text === undefined || text.length > most ? 'too-long' : formOf(new URLSearchParams(text));
  } catch {
    // The client alone makes reading fail: on a phone that loses its network this is no error of the service.
    return 'cut-off';
  }
}

async function readOther(request: Request, most: number, type: string): Promise<Form | 'too-long'> {
  const bytes = await readBytes(request, most);
  if (bytes === undefined) return 'too-long';
  if (!/^multipart\/form-data\b/i.test(type)) return emptyForm;
  const data = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  return data === undefined ? emptyForm : formOf(data);
}

function formOf(data: Pick<FormData | URLSearchParams, 'getAll'>): Form {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => texts(name)[0] ?? '', all: texts };
}

/**
 * The length that the client states, in bytes; `undefined` if it states none. The server reads no more than that, so
 * such a body can be read at once. To read it as a stream would cost more time than all the rest of a click to leave.
 */
function lengthOf(request: Request): number | undefined {
  const stated = request.headers.get('content-length') ?? '';
  return /^\d+$/.test(stated) ? Number(stated) : undefined;
}

function readText(request: Request, most: number): Promise<string | undefined> {
  const length = lengthOf(request);
  if (length === undefined) return readBytes(request, most).then((bytes) => bytes && decoder.decode(bytes));
  return length > most ? Promise.resolve(undefined) : request.text();
}

const decoder = new TextDecoder();

async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const stated = lengthOf(request);
  if (stated !== undefined) {
    if (stated > most) return undefined;
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.byteLength > most ? undefined : bytes;
  }
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > most) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
