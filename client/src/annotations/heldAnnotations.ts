import { shiftLine, type AnnotationChanges, type AnnotationInfo, type DocumentAnnotationChanges, type LineShift } from '../../../server/src/lsp/protocol';

type Range = NonNullable<AnnotationInfo['range']>;

/** What an answer of the server changed here. */
export interface HeldChange {
  /** Addresses of the documents concerned, as the server spells them; undefined when everything was told anew. */
  readonly uris: ReadonlySet<string> | undefined;
  /** Ids of the annotations of which nothing changed but the line that they begin in; undefined when other things changed, too. */
  readonly movedLines: ReadonlySet<string> | undefined;
}

/** The annotations of all corpora as the server told them, brought up to date by what it tells since. */
export class HeldAnnotations {
  readonly #most: number;
  /** By the address of the document, each in text order, those without a place last. */
  #documents = new Map<string, readonly AnnotationInfo[]>();
  #count = 0;
  #isCut = false;

  /** @param most annotations held at once. */
  constructor(most: number) {
    this.#most = most;
  }

  get documents(): ReadonlyMap<string, readonly AnnotationInfo[]> {
    return this.#documents;
  }

  /** Whether the server told of more than are held. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Takes over an answer. */
  apply({ isWhole, documents }: AnnotationChanges): HeldChange {
    if (isWhole) {
      this.#documents = new Map();
      this.#count = 0;
      this.#isCut = false;
    }
    const movedLines = new Set<string>();
    let placesOnly = !isWhole;
    for (const changes of documents) {
      placesOnly &&= !changes.removed && !changes.changed;
      const before = this.#documents.get(changes.uri) ?? [];
      const now = this.#bringUpToDate(before, changes);
      if (placesOnly) noteLines(before, now, movedLines);
      this.#count += now.length - before.length;
      if (now.length > 0) this.#documents.set(changes.uri, now);
      else this.#documents.delete(changes.uri);
    }
    return { uris: isWhole ? undefined : new Set(documents.map(({ uri }) => uri)), movedLines: placesOnly ? movedLines : undefined };
  }

  #bringUpToDate(before: readonly AnnotationInfo[], { shifts = [], removed = [], moved = [], changed = [] }: DocumentAnnotationChanges): readonly AnnotationInfo[] {
    const byId = new Map(before.map((annotation) => [annotation.id, shifted(annotation, shifts)]));
    for (const id of removed) byId.delete(id);
    for (const place of moved) {
      const known = byId.get(place.id);
      // A place that is no longer told is one that is not there any more.
      if (known) byId.set(place.id, withPlace(known, place));
    }
    let room = this.#most - this.#count + before.length - byId.size;
    for (const annotation of changed) {
      if (!byId.has(annotation.id) && room-- <= 0) this.#isCut = true;
      else byId.set(annotation.id, annotation);
    }
    return [...byId.values()].sort(byPlace);
  }
}

function shifted(annotation: AnnotationInfo, shifts: readonly LineShift[]): AnnotationInfo {
  const { range, ranges } = annotation;
  const first = shifts[0];
  if (!first || !(ranges ?? (range ? [range] : [])).some(({ end }) => end.line >= first.line)) return annotation;
  return { ...annotation, ...(range ? { range: shiftRange(range, shifts) } : {}), ...(ranges ? { ranges: ranges.map((each) => shiftRange(each, shifts)) } : {}) };
}

function shiftRange({ start, end }: Range, shifts: readonly LineShift[]): Range {
  return { start: { line: shiftLine(start.line, shifts), character: start.character }, end: { line: shiftLine(end.line, shifts), character: end.character } };
}

function withPlace({ range: _, ranges: __, ...annotation }: AnnotationInfo, { range, ranges }: Pick<AnnotationInfo, 'range' | 'ranges'>): AnnotationInfo {
  return { ...annotation, ...(range ? { range } : {}), ...(ranges ? { ranges } : {}) };
}

/** Both lists hold the same annotations, nearly in the same order. */
function noteLines(before: readonly AnnotationInfo[], now: readonly AnnotationInfo[], lines: Set<string>): void {
  const known = new Map(before.map((annotation) => [annotation.id, annotation]));
  for (const annotation of now) if (annotation.range?.start.line !== known.get(annotation.id)?.range?.start.line) lines.add(annotation.id);
}

/** The order of the server: by place, the longer first where two begin together; those without a place last, by time. */
function byPlace(a: AnnotationInfo, b: AnnotationInfo): number {
  const [p, q] = [a.range, b.range];
  if (!p || !q) return Number(!p) - Number(!q) || (a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1);
  return p.start.line - q.start.line || p.start.character - q.start.character || q.end.line - p.end.line || q.end.character - p.end.character || (a.id < b.id ? -1 : 1);
}
