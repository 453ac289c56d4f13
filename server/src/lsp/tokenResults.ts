import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import type { CorpusDocument } from '../corpus/corpus';
import type { ShownState } from '../corpus/incremental/shownState';
import { semanticTokens } from '../features/semanticTokens';
import type { Change } from '../text/changes';
import type { Span } from '../text/span';
import { placed, spliced, tokenData, type PlacedTokens } from './tokenData';

/** The tokens that an editor holds of a document. */
interface Told {
  readonly id: string;
  /** What was shown then. */
  readonly state: ShownState;
  readonly tokens: PlacedTokens;
}

/** Remembers the tokens that an editor has of each document, so that the next answer is what changed. */
export class TokenResults {
  readonly #told = new Map<string, Told>();
  #nextId = 1;

  /** All tokens of a document; of one that is still being recognised, those that are known. */
  full(document: CorpusDocument): SemanticTokens {
    const { shownState } = document;
    const tokens = placed(semanticTokens(document), document.text);
    return { resultId: this.#remember(document.uri, shownState, tokens), data: tokenData(tokens) };
  }

  /** What changed since an earlier answer, of which only the lines are looked at that may differ; all tokens when that answer is not known. */
  delta(document: CorpusDocument, previousId: string): SemanticTokens | SemanticTokensDelta {
    const told = this.#told.get(document.uri);
    if (told?.id !== previousId) return this.full(document);
    const { shownState } = document;
    const { tokens, edits } = spliced(told.tokens, shownState.since(told.state) ?? EVERYTHING, (from, to) => tokensOfLines(document, from, to));
    return { resultId: this.#remember(document.uri, shownState, tokens), edits };
  }

  /** The tokens of a stretch of a document, in offsets. */
  range(document: CorpusDocument, span: Span): SemanticTokens {
    return { data: tokenData(placed(semanticTokens(document, span), document.text)) };
  }

  forget(uri: string): void {
    this.#told.delete(uri);
  }

  #remember(uri: string, state: ShownState, tokens: PlacedTokens): string {
    const id = String(this.#nextId++);
    this.#told.set(uri, { id, state, tokens });
    return id;
  }
}

const EVERYTHING: readonly Change[] = [{ oldStart: 0, oldEnd: Number.MAX_SAFE_INTEGER, newStart: 0, newEnd: Number.MAX_SAFE_INTEGER }];

/** The tokens of lines, the last one excluded. */
function tokensOfLines(document: CorpusDocument, from: number, to: number): PlacedTokens {
  const { text } = document;
  if (from === 0 && to >= text.lineCount) return placed(semanticTokens(document), text);
  const { lineStarts } = text;
  const span = { start: lineStarts[from] ?? text.length, end: lineStarts[to] ?? text.length };
  return placed(semanticTokens(document, span).filter(({ start }) => start >= span.start && start < span.end), text);
}
