import { namesMaker } from './bylines';
import { isContact } from './furniture';
import type { Line } from './line';

/** A label that stands alone on its line, what is said beginning on the next: a name or a role, no clause that leads to a quotation. */
const ALONE = /^(?!其|如|即|以下|他|她|我|这|那)\p{Script=Han}{2,5}(?<![说道问答称示为写是的了下:指出强调认到问言点因果式法类项注据料容件录])$|^[A-Z][A-Za-z. ·]{1,20}$|^(?:问|答|提问|回答|Q|A)$/u;
/** The one who asks and has no name. */
export const ANONYMOUS = /^(?:问|Q|提问)$/i;
const ANSWER = /^(?:答|A)$/i;
/** A line in which speech ends before credits behind a dash. */
const FINISHED_BEFORE_CREDITS = /[。!?…][”’")\]】]*-{2,}.*$/;

/**
 * Labels of an interview: a line label is a speaker when it comes back, and when at least two labels take
 * turns, and when what it opens are sentences. Contact data and by-lines are labels of another kind.
 */
export function speakerLabels(lines: readonly Line[]): Set<string> {
  const counts = new Map<string, { count: number; finished: number }>();
  let previous: string | undefined;
  let changes = 0;
  lines.forEach((line, i) => {
    const { label, labelEnd } = line;
    if (label === undefined || isContact(line) || /\d/.test(label) || isCredit(line)) return;
    const isAlone = labelEnd === line.length;
    if (isAlone && !ALONE.test(label)) return;
    const entry = counts.get(label) ?? { count: 0, finished: 0 };
    entry.count++;
    const spoken = isAlone ? lines[i + 1] : line;
    if (spoken && isFinished(spoken)) entry.finished++;
    counts.set(label, entry);
  });
  const recurring = new Set(
    [...counts]
      .filter(([label, { count, finished }]) => (count >= 2 || ANONYMOUS.test(label) || ANSWER.test(label)) && finished / count >= 0.5)
      .map(([label]) => label),
  );
  for (const line of lines) {
    const { label } = line;
    if (label === undefined || !isSpoken(line, recurring)) continue;
    if (previous !== undefined && previous !== label) changes++;
    previous = label;
  }
  return recurring.size >= 2 && changes >= 2 ? recurring : new Set();
}

/** Whether a line begins a speaker's turn. */
export function isSpoken(line: Line, speakers: ReadonlySet<string>): boolean {
  return line.label !== undefined && speakers.has(line.label) && !isCredit(line);
}

/** 记者: may be a by-line or the one who asks; what ends as a sentence was said, and a label with nothing after it names nobody. */
function isCredit(line: Line): boolean {
  return namesMaker(line) && !isFinished(line) && !(line.label !== undefined && line.labelEnd === line.length);
}

/** Whether a line ends as speech does, or goes on with credits behind a dash. */
function isFinished(line: Line): boolean {
  return line.endsSpeech || (line.text.includes('--') && FINISHED_BEFORE_CREDITS.test(line.text));
}
