/** What the page can do besides asking: change the issue note, look up a subscriber, send a test mail. */
import * as v from 'valibot';
import { type Problem, ProblemError } from '../problem.ts';
import { alone } from './note/note-lock.ts';
import { shapeNote, shapeSchema } from './note/write-note.ts';
import type { PageData, PreviewContext } from './preview-context.ts';
import { shownProblem } from './shown-problem.ts';
import { findPerson, findSchema } from './subscriber-view.ts';
import { sendTest, testSchema } from './test-mail.ts';

/** What each act takes, and what it does, by the last part of the address. A new act is a new row here. */
export const acts = {
  note: act(shapeSchema, async (preview, shaping) => {
    const { root } = preview.options;
    const shaped = await inTurn(preview, () =>
      alone(root, () => shapeNote(root, renderedOf(preview), shaping)),
    );
    // The answer does not wait for the next digest, which may take long: the pages are told when it is there. A bug in
    // making it is not told here, because the watcher of the disk tells it too.
    preview.live.changed().catch(() => {});
    return shaped;
  }),
  person: act(findSchema, findPerson),
  test: act(testSchema, sendTest),
} as const;

/** Several pages may be open. The note is read and written for one of them after the other. */
const turns = new WeakMap<PreviewContext, Promise<unknown>>();

function inTurn<T>(preview: PreviewContext, write: () => Promise<T>): Promise<T> {
  const mine = (turns.get(preview) ?? Promise.resolve()).then(write, write);
  turns.set(preview, mine);
  return mine;
}

type Act = (preview: PreviewContext, body: unknown) => Promise<PageData>;

function act<Value>(
  schema: v.GenericSchema<unknown, Value>,
  run: (preview: PreviewContext, value: Value) => Promise<PageData>,
): Act {
  return async (preview, body) => {
    const read = v.safeParse(schema, Array.isArray(body) ? undefined : body);
    if (read.success) return run(preview, read.output);
    const [issue] = read.issues;
    // A value that is too long gets a sentence for the editor. A body of another form does not come from our page.
    return issue.kind === 'schema' ? { refused: 400 } : refusedFor(issue);
  };
}

function refusedFor(issue: v.BaseIssue<unknown>): PageData {
  const message = `\`${v.getDotPath(issue) ?? 'It'}\` ${issue.message}.`;
  const problem: Problem = { code: 'note-field', message, hint: 'Make it shorter; nothing was written.' };
  return { refused: 400, problems: [shownProblem(problem, '', '')] };
}

function renderedOf({ live }: PreviewContext) {
  const { rendered, faults } = live.now();
  if (rendered === undefined) throw new ProblemError(faults);
  return rendered;
}
