import type { Position, Range } from 'vscode-languageserver';
import type { Annotation } from '../annotations/model';
import type { SourceText } from '../text/sourceText';
import { placeOf, toAnnotationInfo } from './annotationInfo';
import type { LoadedCorpus } from './loadedCorpus';
import { ANNOTATIONS_PAGE, shiftLine, type AnnotationChanges, type AnnotationInfo, type AnnotationPlace, type DocumentAnnotationChanges, type LineShift } from './protocol';

/** Line breaks are typed one by one; where more lines moved differently, annotations are told one by one. */
const MOST_SHIFTS = 100;

type Place = ReturnType<typeof placeOf>;

/** An annotation as the editor holds it. */
interface Told {
  readonly annotation: Annotation;
  readonly place: Place;
}

interface ToldDocument {
  readonly uri: string;
  readonly annotations: Map<string, Told>;
  /** List and text that all of them were last compared with; undefined when there is more to tell. */
  list?: readonly Annotation[] | undefined;
  text?: SourceText | undefined;
}

/**
 * What the editor was told of the annotations of all corpora, so that it need only be told what is new. Where only line breaks
 * moved, one number says it for all that is below; an answer is as short as what happened.
 */
export class ToldAnnotations {
  readonly #most: number;
  readonly #documents = new Map<string, ToldDocument>();
  #state = 0;

  /** @param most annotations told at once. */
  constructor(most = ANNOTATIONS_PAGE) {
    this.#most = most;
  }

  /** What the editor has to be told that knows what the answer `since` said. */
  changes(corpora: readonly LoadedCorpus[], since?: string): AnnotationChanges {
    const isWhole = since !== String(this.#state);
    if (isWhole) this.#documents.clear();
    this.#state++;
    const budget = { left: this.#most };
    const gone = new Map(this.#documents);
    const documents: DocumentAnnotationChanges[] = [];
    for (const loaded of corpora) {
      for (const document of loaded.corpus.documents) {
        const { id, uri } = document;
        gone.delete(uri);
        const list = loaded.annotations(id);
        let told = this.#documents.get(uri);
        // The text of a document without any may still lie unread on disk.
        if (!told && list.length === 0) continue;
        const { text } = document;
        if (told?.list === list && told.text === text) continue;
        if (budget.left <= 0) continue;
        if (!told) this.#documents.set(uri, (told = { uri, annotations: new Map() }));
        const changes = bringUpToDate(told, list, text, budget, (annotation) => toAnnotationInfo(annotation, loaded));
        if (changes) documents.push(changes);
      }
    }
    for (const [uri, { annotations }] of gone) {
      this.#documents.delete(uri);
      documents.push({ uri, removed: [...annotations.keys()] });
    }
    return { state: String(this.#state), isWhole, hasMore: budget.left <= 0, documents };
  }
}

/** Compares what was told of a document with what is, and takes for told what the answer says. */
function bringUpToDate(told: ToldDocument, list: readonly Annotation[], text: SourceText, budget: { left: number }, info: (annotation: Annotation) => AnnotationInfo): DocumentAnnotationChanges | undefined {
  const { uri, annotations } = told;
  const places = list.map((annotation) => placeOf(annotation, text));
  const removed = removedFrom(annotations, list);
  budget.left -= removed.length;
  const shifts = shiftsOf(annotations, list, places);
  const moved: AnnotationPlace[] = [];
  const changed: AnnotationInfo[] = [];
  list.forEach((annotation, i) => {
    const place = places[i] as Place;
    const { id } = annotation;
    const known = annotations.get(id);
    const expected = known && shiftPlace(known.place, shifts);
    const isSame = known !== undefined && sameButForPlace(known.annotation, annotation);
    if (!isSame || !samePlaces(expected as Place, place)) {
      if (budget.left-- <= 0) {
        // It is told with the next answer; lines that moved are taken for moved already.
        if (known && expected !== known.place) annotations.set(id, { annotation: known.annotation, place: expected as Place });
        return;
      }
      if (isSame) moved.push({ id, ...place });
      else changed.push(info(annotation));
    }
    if (known?.annotation !== annotation || expected !== known.place) annotations.set(id, { annotation, place });
  });
  const isAll = budget.left >= 0;
  told.list = isAll ? list : undefined;
  told.text = isAll ? text : undefined;
  if (shifts.length + removed.length + moved.length + changed.length === 0) return undefined;
  return {
    uri,
    ...(shifts.length > 0 ? { shifts } : {}),
    ...(removed.length > 0 ? { removed } : {}),
    ...(moved.length > 0 ? { moved } : {}),
    ...(changed.length > 0 ? { changed } : {}),
  };
}

/** Forgets what is no longer there; the ids. */
function removedFrom(told: Map<string, Told>, list: readonly Annotation[]): string[] {
  const known = list.reduce((sum, { id }) => sum + Number(told.has(id)), 0);
  if (known === told.size) return [];
  const ids = new Set(list.map(({ id }) => id));
  const removed = [...told.keys()].filter((id) => !ids.has(id));
  for (const id of removed) told.delete(id);
  return removed;
}

/** How lines moved, as annotations tell that stand as before in theirs. Those that it does not fit are told by themselves: nothing depends on its being the whole truth. */
function shiftsOf(told: ReadonlyMap<string, Told>, list: readonly Annotation[], places: readonly Place[]): LineShift[] {
  const shifts: LineShift[] = [];
  let by = 0;
  list.forEach(({ id }, i) => {
    const [before, now] = [told.get(id)?.place.range, places[i]?.range];
    if (!before || !now || before.start.character !== now.start.character || before.end.character !== now.end.character) return;
    const down = now.start.line - before.start.line;
    if (down === by || now.end.line - before.end.line !== down || before.start.line <= (shifts.at(-1)?.line ?? -1) || shifts.length === MOST_SHIFTS) return;
    shifts.push({ line: before.start.line, by: (by = down) });
  });
  return shifts;
}

function shiftPlace(place: Place, shifts: readonly LineShift[]): Place {
  if (shifts.length === 0) return place;
  const { range, ranges } = place;
  return { ...(range ? { range: shiftRange(range, shifts) } : {}), ...(ranges ? { ranges: ranges.map((each) => shiftRange(each, shifts)) } : {}) };
}

function shiftRange({ start, end }: Range, shifts: readonly LineShift[]): Range {
  return { start: shiftPosition(start, shifts), end: shiftPosition(end, shifts) };
}

function shiftPosition({ line, character }: Position, shifts: readonly LineShift[]): Position {
  return { line: shiftLine(line, shifts), character };
}

function samePlaces(a: Place, b: Place): boolean {
  return sameRange(a.range, b.range) && a.ranges?.length === b.ranges?.length && (a.ranges ?? []).every((range, i) => sameRange(range, b.ranges?.[i]));
}

function sameRange(a: Range | undefined, b: Range | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.start.line === b.start.line && a.start.character === b.start.character && a.end.line === b.end.line && a.end.character === b.end.character);
}

/** Whether an editor is told the same of two annotations but where they are. */
function sameButForPlace(a: Annotation, b: Annotation): boolean {
  return a === b || (
    a.quote === b.quote && a.anchor === b.anchor && a.memo === b.memo && a.creator === b.creator && a.created === b.created && a.modified === b.modified && a.status === b.status && a.locked === b.locked
    && a.parts.length === b.parts.length && sameData(a.about, b.about) && sameData(a.codes, b.codes) && sameData(a.relation, b.relation) && sameData(a.decision, b.decision) && sameData(a.adjudicates, b.adjudicates)
    && sameData(a.adopts, b.adopts)
  );
}

function sameData(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
