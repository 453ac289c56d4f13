import { foldUnit } from '../text/fold';
import { afterSelectors, foldQuery, isReadWhole } from '../text/reading';
import type { Span } from '../text/span';
import type { CorpusDocument } from './corpus';
import type { Cancellation } from './ports';

/** What is asked of a document; of most, only the text. */
type Searched = Pick<CorpusDocument, 'text' | 'reading'>;

/**
 * Every place of a string in the readings of documents, whatever the script or width and also across soft line
 * breaks; Latin letters match in either case. Places do not overlap. In document order; a document is looked into when its turn comes.
 * Ends early when cancelled.
 */
export function* findString<D extends Searched>(query: string, documents: Iterable<D>, token: Cancellation): Generator<{ readonly document: D; readonly span: Span }> {
  const placesIn = stringFinder(query);
  for (const document of documents) {
    if (token.isCancellationRequested) return;
    for (const span of placesIn(document)) yield { document, span };
  }
}

/** What {@link findString} does for one document after another, for whoever goes through them. */
export function stringFinder(query: string): (document: Searched) => Iterable<Span> {
  const wanted = foldQuery(query);
  if (wanted === '') return () => [];
  const asRead = new RegExp(escapeRegExp(wanted), hasLetters(wanted) ? 'gi' : 'g');
  const asWritten = writtenPattern(wanted);
  return (document) => placesAsWritten(document.text.text, asWritten, wanted) ?? placesAsRead(document, asRead);
}

// #region In the text as it is written

/** What a reading may leave out between two characters: white space around a line break, and characters without a shape. Surrogates are those of variation selectors. */
const LEFT_OUT = '[\\s\\u00ad\\u200b\\u2060\\ufe00-\\ufe0f\\udb40\\udd00-\\uddef]';

/**
 * Matches, in a text as it is written, every place that is read as the folded string, and others that only may be: with line breaks
 * or characters without a shape between the characters, and with other white space than it has. To look for all forms of
 * each character takes a fraction of the time of folding the text.
 */
function writtenPattern(wanted: string): RegExp {
  const read = hasLetters(wanted) ? (readInAnyCase ??= unitsInAnyCase()) : undefined;
  const formsOf = (sign: string): string => {
    const unit = sign.charCodeAt(0);
    return read ? formsIn((each) => read[each] === read[unit]) : formsIn((each) => foldUnit(each) === unit);
  };
  const known = new Map<string, string>();
  const pieces: string[] = [];
  // White space is one piece: two that each may take any number would try all ways to share them.
  for (const [stretch] of wanted.matchAll(/\s+|\S+/g)) {
    if (/\s/.test(stretch)) {
      pieces.push(`${LEFT_OUT}+`);
      continue;
    }
    const signs = stretch.split('');
    for (const sign of signs) if (!known.has(sign)) known.set(sign, formsOf(sign));
    pieces.push(signs.map((sign) => known.get(sign)).join(`${LEFT_OUT}*`));
  }
  return new RegExp(pieces.join(''), 'g');
}

/** The code units of which something holds, as a part of a regular expression. */
function formsIn(isForm: (unit: number) => boolean): string {
  let forms = '';
  for (let unit = 0; unit < 0x10000; unit++) if (isForm(unit)) forms += `\\u${unit.toString(16).padStart(4, '0')}`;
  return `[${forms}]`;
}

let readInAnyCase: Uint16Array | undefined;

/** By code unit, what it is read as, in the case that regular expressions without the flag `u` compare. */
function unitsInAnyCase(): Uint16Array {
  return Uint16Array.from({ length: 0x10000 }, (_, unit) => upperCase(foldUnit(unit)));
}

/** ECMA-262, Canonicalize: upper case where it is one code unit and does not turn others into ASCII. */
function upperCase(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  const first = upper.charCodeAt(0);
  return upper.length !== 1 || (unit >= 0x80 && first < 0x80) ? unit : first;
}

/** The places of a folded string; undefined where the reading has to say which of them are some: always where white space may stand. */
function placesAsWritten(text: string, pattern: RegExp, wanted: string): Span[] | undefined {
  const { length } = wanted;
  const isSpaced = /\s/.test(wanted);
  const places: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [written] = match;
    const start = match.index;
    const end = start + length;
    if (isSpaced || written.length !== length || /\s/.test(written) || !isReadWhole(written)) return undefined;
    // Half of a variation selector is no character.
    if (afterSelectors(text, start - 1) > start || afterSelectors(text, end - 1) > end - 1) return undefined;
    places.push({ start, end: afterSelectors(text, end) });
  }
  return places;
}

// #endregion

function* placesAsRead({ reading }: Searched, pattern: RegExp): Generator<Span> {
  for (const match of reading.text.matchAll(pattern)) yield reading.toSourceSpan({ start: match.index, end: match.index + match[0].length });
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\p{Script=Han}/gu, ''));
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
