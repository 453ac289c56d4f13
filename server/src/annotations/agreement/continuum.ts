import { bySpan, type Span } from '../../text/span';

/** A passage that an annotator gave a code; what measures agree on the unit of its offsets, code points in what is reported. */
export interface CodedUnit extends Span {
  readonly code: string;
  /** Which document it stands in, where several are one continuum: units of two documents are never the same. */
  readonly section?: number;
}

/** A text, or several one after the other, and what each annotator marked in it. */
export interface Continuum {
  /** Units lie between 0 and this. */
  readonly length: number;
  readonly annotators: readonly (readonly CodedUnit[])[];
}

/** Only the units with a code. */
export function onlyCode({ length, annotators }: Continuum, code: string): Continuum {
  return { length, annotators: annotators.map((units) => units.filter((unit) => unit.code === code)) };
}

/** All codes of a continuum, sorted. */
export function codesOf({ annotators }: Continuum): string[] {
  return [...new Set(annotators.flatMap((units) => units.map(({ code }) => code)))].sort();
}

export function hasUnits({ annotators }: Continuum): boolean {
  return annotators.some((units) => units.length > 0);
}

/** Units by place, those of one annotator and one code that overlap made one: the same was said twice. Units that only touch stay two. */
export function mergeOverlapping(units: readonly CodedUnit[]): CodedUnit[] {
  const merged: CodedUnit[] = [];
  const last = new Map<string, number>();
  for (const unit of [...units].sort(bySpan)) {
    const index = last.get(unit.code);
    const before = index === undefined ? undefined : merged[index];
    if (index !== undefined && before && unit.start < before.end) {
      if (unit.end > before.end) merged[index] = { ...before, end: unit.end };
    } else {
      last.set(unit.code, merged.length);
      merged.push(unit);
    }
  }
  return merged;
}
