import { foldQuery } from '../text/reading';
import type { CorpusDocument, Mention } from './corpus';
import type { Cancellation } from './ports';

/**
 * Every place of a string in the readings of documents, whatever the script or width and also across soft line
 * breaks; Latin letters match in either case. Places do not overlap. At most `limit`, in document order.
 */
export function findString(query: string, documents: Iterable<CorpusDocument>, limit: number, token: Cancellation): Mention[] {
  const wanted = foldQuery(query);
  const found: Mention[] = [];
  if (wanted === '') return found;
  const places = hasLetters(wanted) ? placesIgnoringCase : exactPlaces;
  for (const document of documents) {
    if (found.length >= limit || token.isCancellationRequested) break;
    for (const start of places(document.reading.text, wanted)) {
      found.push({ document, span: document.reading.toSourceSpan({ start, end: start + wanted.length }) });
      if (found.length >= limit) break;
    }
  }
  return found;
}

function* exactPlaces(text: string, wanted: string): Generator<number> {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) yield at;
}

function* placesIgnoringCase(text: string, wanted: string): Generator<number> {
  for (const match of text.matchAll(new RegExp(escapeRegExp(wanted), 'gi'))) yield match.index;
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\p{Script=Han}/gu, ''));
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
