import type { Tag } from '../../recognise/tags';
import { united, type Change } from '../../text/changes';
import type { SourceText } from '../../text/sourceText';
import { bySpan, type Span } from '../../text/span';

/** The lines in which two lists of the tags of a text differ, each list in the order of spans. */
export function differingLines(before: readonly Tag[], after: readonly Tag[], text: SourceText): readonly Change[] {
  const spans: Span[] = [];
  let i = 0;
  let k = 0;
  while (i < before.length || k < after.length) {
    const a = before[i];
    const b = after[k];
    if (a && b && isSame(a, b)) {
      i++;
      k++;
      continue;
    }
    const order = a && b ? bySpan(a, b) : a ? -1 : 1;
    if (a && order <= 0) {
      spans.push(a);
      i++;
    }
    if (b && order >= 0) {
      spans.push(b);
      k++;
    }
  }
  return united(spans.map((span) => linesOf(text, span, text, span)));
}

/** The lines that a stretch takes, in the text before and in the one after. */
export function linesOf(before: SourceText, was: Span, after: SourceText, is: Span): Change {
  const [oldStart, oldEnd] = linesIn(before, was);
  const [newStart, newEnd] = linesIn(after, is);
  return { oldStart, oldEnd, newStart, newEnd };
}

function linesIn(text: SourceText, { start, end }: Span): [first: number, behind: number] {
  return [text.positionAt(start).line, text.positionAt(end).line + 1];
}

/** Whether two tags look and mean the same; what numbers measure is not asked, as no list of tags shows it. */
function isSame(a: Tag, b: Tag): boolean {
  if (a === b) return true;
  if (a.start !== b.start || a.end !== b.end || a.layer !== b.layer || a.kind !== b.kind) return false;
  if (a.layer === 'number' || b.layer === 'number') return true;
  return a.id === b.id && alternatives(a) === alternatives(b);
}

function alternatives(tag: Exclude<Tag, { layer: 'number' }>): string {
  return ((tag.layer === 'source' ? tag.namesakes : tag.alternatives) ?? []).join('\n');
}
