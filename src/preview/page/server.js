/** Questions to the server of the preview, and what the editor does there. No other file of the page asks it. */

/** The server said no: `problems` say why, `status` is that of HTTP. */
export class Refused extends Error {
  constructor(problems, status) {
    super(problems[0]?.message ?? String(status));
    this.problems = problems;
    this.status = status;
  }
}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.problems ?? [], response.status);
  return body;
}

/**
 * @param path from the address of the page
 * @returns the JSON of the answer
 * @throws Refused
 */
export async function ask(path) {
  return answerOf(await fetch(path));
}

/** Changes something: `body` is sent as JSON. Returns and throws as `ask` does. */
export async function act(path, body) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}
