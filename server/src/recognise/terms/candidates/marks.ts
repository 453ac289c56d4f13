import type { Steps } from '../../../text/steps';
import type { Place } from './candidate';
import { isShortFor, markedNames, readGloss, type Marked } from './evidence';
import type { ReadText, SymbolRow, SymbolSpan } from './symbols';

/** A name that a text marks as one, with what it says of it. */
export interface Mark extends SymbolSpan {
  readonly kind: Marked['kind'];
  /** The symbols are the end of a longer stretch, and where the name begins in it is not said. */
  readonly openStart: boolean;
  readonly english?: string;
  /** Other names: folded, each with its place. */
  readonly aliases: readonly (readonly [string, Place])[];
}

/** Code units that are looked through for marks in one step. */
const STEP = 20_000;

/** The marked names of the text that was added last, of up to so many symbols: first the quoted ones, last those with other names. */
export function* marksOf(row: SymbolRow, index: number, text: ReadText, longest: number): Steps<Mark[]> {
  const marks: Mark[][] = [];
  for (const { from, piece } of pieces(text.text)) {
    yield;
    for (const [kind, names] of markedNames(piece).entries()) {
      const ofKind = (marks[kind] ??= []);
      for (const marked of names) {
        const span = { start: from + marked.start, end: from + marked.end, openStart: marked.openStart };
        const symbols = row.symbolsOf(span, longest);
        if (symbols) ofKind.push({ ...symbols, kind: marked.kind, openStart: marked.openStart, ...saidOf(marked, from, piece, index, text) });
      }
    }
  }
  return marks.flat();
}

/** A text in pieces that end with a sentence and its line: no mark reaches from one into the next. */
function* pieces(text: string): Generator<{ from: number; piece: string }, void, void> {
  for (let from = 0; from < text.length; ) {
    SENTENCE_AND_LINE.lastIndex = from + STEP;
    const end = from + STEP < text.length && SENTENCE_AND_LINE.test(text) ? SENTENCE_AND_LINE.lastIndex : text.length;
    yield { from, piece: text.slice(from, end) };
    from = end;
  }
}

const SENTENCE_AND_LINE = /。[\r\n]+/g;

/** English and other names. Of abbreviations in a bracket those that can be made of the English name. */
function saidOf({ alias, english, end }: Marked, from: number, piece: string, index: number, text: ReadText): Pick<Mark, 'english' | 'aliases'> {
  const named = (start: number, length: number): readonly [string, Place] => {
    const span = { start: from + start, end: from + start + length };
    return [piece.slice(start, start + length), { text: index, ...span, source: text.toSource(span), written: text.written(span) }];
  };
  if (alias) return { aliases: [named(alias.start, alias.end - alias.start)] };
  if (english === undefined) return { aliases: [] };
  const { name, abbreviation } = readGloss(english);
  const told = name ?? abbreviation;
  const isShort = name !== undefined && abbreviation !== undefined && isShortFor(abbreviation, name);
  return { ...(told !== undefined && { english: told }), aliases: isShort ? [named(piece.indexOf(abbreviation, end), abbreviation.length)] : [] };
}
