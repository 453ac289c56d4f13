import type { Span } from '../../text/span';
import type { RecogniserInput } from '../recogniser';
import { entityIdAt } from './canonical';
import { isForeignName, isNativeName } from './nameShapes';
import { isOrganizationName } from './organizationNames';
import { endsWithTitle, isTitle } from './personContext';
import { wordCost } from './wordCosts';

/** The name in the label of a speaker's turn. */
export interface SpeakerLabel extends Span {
  readonly kind: 'person' | 'organization';
  readonly id: string;
}

/** Speaker labels that name somebody: a person, or a body that asks the questions. */
export function speakerLabels(input: RecogniserInput): SpeakerLabel[] {
  const { reading, structure } = input;
  const counts = new Map<string, number>();
  for (const turn of structure.turns) {
    const written = reading.text.slice(turn.label.start, turn.label.end);
    counts.set(written, (counts.get(written) ?? 0) + 1);
  }
  const labels: SpeakerLabel[] = [];
  for (const turn of structure.turns) {
    if (turn.anonymous) continue;
    const span = nameOfLabel(reading.text, turn.label);
    const written = reading.text.slice(span.start, span.end);
    if (isTitle(written)) continue;
    if (isNativeName(written) || isForeignName(written)) labels.push({ ...span, kind: 'person', id: entityIdAt(reading, 'person', span) });
    else if (isOrganizationName(written) || /[社报网台刊]$|周刊$|日报$/.test(written)) labels.push({ ...span, kind: 'organization', id: entityIdAt(reading, 'organization', span) });
    else if (/^\p{Script=Han}{2,4}$/u.test(written) && (counts.get(written) ?? 0) > 1 && wordCost(written) === undefined && !endsWithTitle(written)) {
      labels.push({ ...span, kind: 'person', id: entityIdAt(reading, 'person', span) });
    }
  }
  return labels;
}

/** The name in a label, its title left out (`张三(主持人)`, `主持人 张三`). */
function nameOfLabel(text: string, label: Span): Span {
  const written = text.slice(label.start, label.end);
  const bracket = written.search(/\s*[(（]/);
  if (bracket > 0) return { start: label.start, end: label.start + bracket };
  const space = written.lastIndexOf(' ');
  if (space > 0 && endsWithTitle(written.slice(0, space).trim())) return { start: label.start + space + 1, end: label.end };
  return label;
}
