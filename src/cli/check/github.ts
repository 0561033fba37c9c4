/** The findings of a check as annotations of GitHub's workflows, which stand beside the lines of a change. */
import type { Severity } from '../../problem.ts';
import type { CheckedFolder } from './checked-folder.ts';

/** GitHub's names of severities. */
const commands = { error: 'error', warning: 'warning', hint: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/** `::warning file=…,line=3,col=1,title=post-marker::…`, only for new findings. */
export function github({ posts }: CheckedFolder): string {
  return posts
    .flatMap((post) => post.findings())
    .filter((finding) => finding.new)
    .map(({ at, severity, code, message, hint }) => {
      const place = `file=${property(at.file)},line=${at.line ?? 1},col=${at.column ?? 1},title=${code}`;
      return `::${commands[severity]} ${place}::${escaped(`${message} ${hint}`)}\n`;
    })
    .join('');
}

/** Escapes a text for GitHub's runner: a line end would begin another command. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
