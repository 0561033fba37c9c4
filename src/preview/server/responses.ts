/** The answers of the preview, with the headers that each of them needs. */
import { ProblemError } from '../../problem.ts';
import { commonHeaders } from '../common-headers.ts';
import type { PageData, PreviewContext } from '../preview-context.ts';
import { shownProblem } from '../shown-problem.ts';

export function file(type: string, bytes: Uint8Array<ArrayBuffer> | string): Response {
  const headers = { ...commonHeaders, 'content-type': type, 'cross-origin-resource-policy': 'same-origin' };
  return new Response(bytes, { headers });
}

export function refuse(status: number, why: string): Response {
  return new Response(`${why}\n`, {
    status,
    headers: { ...commonHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}

export async function answered(preview: PreviewContext, ask: () => Promise<PageData>): Promise<Response> {
  try {
    const answer = await ask();
    const { refused = 200, ...data } = answer;
    return json(data, typeof refused === 'number' ? refused : 200);
  } catch (error) {
    if (error instanceof ProblemError) return problemsAnswer(preview, error);
    throw error;
  }
}

export function problemsAnswer({ options, live }: PreviewContext, { problems }: ProblemError): Response {
  const editor = live.now().rendered?.settings.preview.editor ?? '';
  const status = problems.some(({ code }) => code === 'note-conflict') ? 409 : 422;
  const { root, typed } = options;
  return json({ problems: problems.map((problem) => shownProblem(problem, root, editor, typed)) }, status);
}

export function json(value: object, status: number): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      ...commonHeaders,
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
