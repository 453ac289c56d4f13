import { wholeCharacters } from '../../text/codePoints';
import { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { GramIndex } from './gramIndex';
import type { AnchorState, Passage } from '../model';
import { Moves } from './moves';
import { isRepeated, searchQuotation } from './quotation';
import { SqueezedText } from './squeezed';
import { Transport } from './transport';

/** Where a passage is in the present text (UTF-16 offsets), and how that is known. */
export interface Anchored {
  readonly state: AnchorState;
  /** Absent when ambiguous or lost. */
  readonly span?: Span | undefined;
  /** Where an ambiguous or lost passage may be, the likeliest first; at most ten. */
  readonly candidates?: readonly Span[] | undefined;
}

const MOST_CANDIDATES = 10;

/**
 * Finds passages again in a text that may have changed since they were taken, without ever guessing:
 *
 * 1. The text is the version they were taken from: their positions hold.
 * 2. That version is still known: the difference between it and the text carries positions over (transport.ts); what was deleted in one
 *    place and stands in another has moved (moves.ts). What is in neither way found is lost: the same words elsewhere are
 *    another passage.
 * 3. That version is not known: quotation and context are looked for (quotation.ts).
 * 4. Otherwise the passage is ambiguous or lost.
 *
 * @param oldText gives earlier versions by their hash.
 */
export function anchorPassages(
  passages: readonly Passage[],
  text: SourceText,
  textHash: string,
  oldText: (hash: string) => string | undefined,
): Anchored[] {
  const present = presentOf(text);
  const versions = new Map<string, OldVersion | undefined>();
  const versionOf = (hash: string): OldVersion | undefined => {
    if (!versions.has(hash)) {
      const old = oldText(hash);
      versions.set(hash, old === undefined ? undefined : new OldVersion(new SourceText(old), present));
    }
    return versions.get(hash);
  };
  return passages.map((passage) => {
    const inPlace = passage.textHash === textHash ? spanIn(text, passage) : undefined;
    if (inPlace) return { state: 'exact', span: inPlace };
    const version = passage.textHash === undefined || passage.textHash === textHash ? undefined : versionOf(passage.textHash);
    return version?.find(passage) ?? byQuotation(passage, present);
  });
}

/**
 * A passage with what can only be seen in the text that it is taken from: whether another place reads like it. Without that
 * text, such a passage is never placed by its quotation.
 */
export function withTwins(passage: Passage, text: SourceText): Passage {
  return hasTwin(passage, text) ? { ...passage, repeated: true } : passage;
}

function hasTwin(passage: Passage, text: SourceText): boolean {
  const present = presentOf(text);
  const source = spanIn(text, passage);
  return source !== undefined && isRepeated(passage, present.squeezed.fromSource(source), present.squeezed, present.index);
}

let latest: PresentText | undefined;

/** One text is prepared at a time: several annotations in a row are of the same one. */
function presentOf(text: SourceText): PresentText {
  if (latest?.text !== text) latest = new PresentText(text);
  return latest;
}

/** A text, prepared for searching when that is first needed. */
class PresentText {
  readonly text: SourceText;
  #squeezed: SqueezedText | undefined;
  #index: GramIndex | undefined;

  constructor(text: SourceText) {
    this.text = text;
  }

  get squeezed(): SqueezedText {
    return (this.#squeezed ??= new SqueezedText(this.text.text));
  }

  get index(): GramIndex {
    return (this.#index ??= new GramIndex(this.squeezed.units));
  }

  /** UTF-16 offsets of a stretch of the squeezed text. */
  toSource(span: Span): Span {
    return wholeCharacters(this.text.text, this.squeezed.toSource(span));
  }

  candidates(spans: readonly Span[]): Span[] {
    return spans.slice(0, MOST_CANDIDATES).map((span) => this.toSource(span));
  }
}

/** A version of the text that passages were taken from. */
class OldVersion {
  readonly #text: SourceText;
  readonly #present: PresentText;
  readonly #transport: Transport;
  #moves: Moves | undefined;

  constructor(text: SourceText, present: PresentText) {
    this.#text = text;
    this.#present = present;
    this.#transport = new Transport(new SqueezedText(text.text), present.squeezed);
  }

  /** Where a passage is now; `undefined` when this version does not hold it where it says. */
  find(passage: Passage): Anchored | undefined {
    const source = spanIn(this.#text, passage);
    if (!source) return undefined;
    const span = this.#transport.old.fromSource(source);
    if (span.end === span.start) return undefined;
    const equal = this.#transport.equalPlaces(span);
    if (equal) return { state: 'ambiguous', candidates: this.#present.candidates(equal) };
    const carried = this.#transport.carry(span);
    this.#moves ??= new Moves(this.#transport, () => this.#present.index);
    if (carried && carried.end > carried.start) {
      const elsewhere = this.#moves.elsewhere(span, carried);
      if (elsewhere.length > 0) return { state: 'ambiguous', candidates: this.#present.candidates([carried, ...elsewhere]) };
      const place = this.#present.toSource(carried);
      return { state: this.#present.text.slice(place) === passage.quote ? 'exact' : 'changed', span: place };
    }
    const moved = this.#moves.find(span);
    if ('span' in moved) {
      const place = this.#present.toSource(moved.span);
      return { state: this.#present.text.slice(place) === passage.quote ? 'moved' : 'changed', span: place };
    }
    if (moved.candidates.length > 0) return { state: 'ambiguous', candidates: this.#present.candidates(moved.candidates) };
    return { state: 'lost', candidates: this.#present.candidates(searchQuotation(passage, this.#present.squeezed, this.#present.index).candidates) };
  }
}

function byQuotation(passage: Passage, present: PresentText): Anchored {
  const { found, isAmbiguous, candidates } = searchQuotation(passage, present.squeezed, present.index);
  if (!found) return { state: isAmbiguous ? 'ambiguous' : 'lost', candidates: present.candidates(candidates) };
  const place = present.toSource(found);
  if (present.text.slice(place) !== passage.quote) return { state: 'changed', span: place };
  return { state: present.text.codePoints.toCodePoint(place.start) === passage.position?.start ? 'exact' : 'moved', span: place };
}

/** The span of a passage in the version it was taken from; `undefined` when its position does not hold its quotation. */
function spanIn(text: SourceText, passage: Passage): Span | undefined {
  if (!passage.position) return undefined;
  const span = text.codePoints.spanToUtf16(passage.position);
  return text.slice(span) === passage.quote ? span : undefined;
}
