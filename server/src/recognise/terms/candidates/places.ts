import { sentenceAt } from '../../../text/sentences';
import type { Span } from '../../../text/span';
import type { Steps } from '../../../text/steps';
import type { TermTag } from '../../tags';
import { findDefinitions } from '../definitions';
import type { Candidate, DefinitionPlace, Place } from './candidate';
import { PairTable } from './pairTable';
import type { Scored } from './score';
import { SEPARATOR, type CandidateTexts, type ReadText, type SymbolRow } from './symbols';

/** Symbols that are gone through in one step. */
const STEP = 10_000;

/** Finds the places of the chosen candidates, of each the first so many, how they are written, and the sentences that define them. */
export function* placesOf(chosen: readonly Scored[], texts: CandidateTexts, row: SymbolRow, most: number): Steps<Candidate[]> {
  const forms = yield* FormTrie.of(chosen, row);
  const found = chosen.map((draft) => new Found(draft));
  for (let index = 0; index < texts.count; index++) {
    const text = yield* texts.read(index);
    const tags: TermTag[] = [];
    let offset = 0;
    const from = row.starts[index] as number;
    const to = row.starts[index + 1] ?? row.length;
    for (let i = from; i < to; i++) {
      if ((i - from) % STEP === STEP - 1) yield;
      offset += row.distance(i);
      for (const { candidate, end } of forms.beginningAt(i, to, offset)) {
        const span = { start: offset, end };
        (found[candidate] as Found).add(index, span, text, most);
        tags.push({ layer: 'term', kind: 'concept', id: String(candidate), ...span });
      }
    }
    for (let at = 0; at < tags.length; ) {
      yield;
      const end = nextSentenceFrom(text.text, tags, at + TAGS);
      for (const { id, ...definition } of findDefinitions(text.text, tags.slice(at, end))) (found[Number(id)] as Found).define(placeOf(index, definition, text), definition.evidence);
      at = end;
    }
  }
  return found.map((each) => each.candidate());
}

/** Mentions that are looked at for definitions in one step. */
const TAGS = 500;

/** Index of the first tag, from one on, that is in another sentence than the one before it. */
function nextSentenceFrom(text: string, tags: readonly TermTag[], from: number): number {
  if (from >= tags.length) return tags.length;
  const { end } = sentenceAt(text, (tags[from - 1] as TermTag).start);
  let next = from;
  while (next < tags.length && (tags[next] as TermTag).start < end) next++;
  return next;
}

function placeOf(text: number, { start, end }: Span, { toSource, written }: ReadText): Place {
  return { text, start, end, source: toSource({ start, end }), written: written({ start, end }) };
}

/** What is found of one candidate. */
class Found {
  readonly #draft: Scored;
  readonly #places: Place[] = [];
  readonly #definitions: DefinitionPlace[] = [];
  readonly #forms = new Map<string, number>();
  #frequency = 0;
  #documents = 0;
  #lastText = -1;

  constructor(draft: Scored) {
    this.#draft = draft;
  }

  /** Text by text, in order; of the places the first so many are kept. */
  add(index: number, span: Span, text: ReadText, most: number): void {
    this.#frequency++;
    if (this.#lastText !== index) this.#documents++;
    this.#lastText = index;
    const written = onOneLine(text.written(span));
    this.#forms.set(written, (this.#forms.get(written) ?? 0) + 1);
    if (this.#places.length < most) this.#places.push(placeOf(index, span, text));
  }

  define(place: Place, evidence: DefinitionPlace['evidence']): void {
    this.#definitions.push({ ...place, evidence });
  }

  candidate(): Candidate {
    const { form, score, parts, marks } = this.#draft;
    const english = marks.find((mark) => mark.english !== undefined)?.english;
    const aliases = new Map(marks.flatMap((mark) => mark.aliases));
    aliases.delete(form);
    return {
      key: form,
      score,
      parts,
      frequency: this.#frequency,
      documents: this.#documents,
      forms: [...this.#forms].sort((a, b) => b[1] - a[1]).map(([written]) => written),
      places: this.#places,
      definitions: this.#definitions,
      quoted: marks.filter(({ kind }) => kind === 'quoted').length,
      ...(english !== undefined && { english }),
      aliases: [...aliases.values()],
    };
  }
}

function onOneLine(written: string): string {
  return written.replace(/[\r\n]+/g, ' ').trim();
}

/** A candidate of a list, and the offset where it ends. */
interface Ending {
  readonly candidate: number;
  readonly end: number;
}

const NONE: readonly Ending[] = [];

/** The forms of candidates as a trie over their characters. */
class FormTrie {
  readonly #row: SymbolRow;
  readonly #edges = new PairTable();
  /** By node: number of the candidate whose form ends there, from 1. */
  readonly #ends: number[] = [];
  /** By symbol: whether a candidate begins with it. */
  readonly #begins: Uint8Array;
  /** By number of symbols: whether a candidate has so many. */
  readonly #lengths: boolean[] = [];

  private constructor(row: SymbolRow) {
    this.#row = row;
    this.#begins = new Uint8Array(row.symbolCount);
  }

  static *of(drafts: readonly Scored[], row: SymbolRow): Steps<FormTrie> {
    const trie = new FormTrie(row);
    for (const [candidate, { form, first, length }] of drafts.entries()) {
      yield* trie.#edges.room(form.length);
      let node = ROOT;
      for (let i = 0; i < form.length; i++) node = trie.#edges.count(node, form.charCodeAt(i), 0);
      trie.#ends[node] = candidate + 1;
      trie.#begins[row.symbols[first] as number] = 1;
      trie.#lengths[length] = true;
    }
    return trie;
  }

  /**
   * The candidates that begin with a symbol, the longest first, and where each ends. `offset` is that of the symbol, `to` the index of the symbol
   * where its text has ended.
   */
  beginningAt(first: number, to: number, offset: number): readonly Ending[] {
    const row = this.#row;
    const { symbols } = row;
    if (this.#begins[symbols[first] as number] === 0) return NONE;
    let found: Ending[] | undefined;
    let node = ROOT;
    let at = offset;
    for (let i = first; i < to; i++) {
      const symbol = symbols[i] as number;
      if (symbol === SEPARATOR) break;
      if (i > first) at += row.distance(i);
      node = this.#step(node, i > first, i);
      if (node === 0) break;
      const candidate = this.#lengths[i - first + 1] ? (this.#ends[node] ?? 0) : 0;
      if (candidate > 0) (found ??= []).unshift({ candidate: candidate - 1, end: at + (row.isLatin(symbol) ? row.write(symbol).length : 1) });
    }
    return found ?? NONE;
  }

  /** The node that a symbol leads to; 0 when none does. */
  #step(from: number, isInside: boolean, index: number): number {
    const row = this.#row;
    const symbol = row.symbols[index] as number;
    if (!row.isLatin(symbol)) return this.#edges.find(from, symbol);
    let node = isInside && row.isSpaced(index) ? this.#edges.find(from, SPACE) : from;
    const word = row.write(symbol);
    if (isInside && node === 0) return 0;
    for (let i = 0; i < word.length; i++) {
      node = this.#edges.find(node, word.charCodeAt(i));
      if (node === 0) break;
    }
    return node;
  }
}

/** Nodes have the numbers of the edges that lead to them, from 1. */
const ROOT = 0;
const SPACE = 0x20;
