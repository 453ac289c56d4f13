import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver';

/** Remembers the tokens that an editor has of each document, so that the next answer is what changed. */
export class TokenResults {
  readonly #last = new Map<string, { readonly id: string; readonly data: number[] }>();
  #nextId = 1;

  /** All tokens of a document. */
  full(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#remember(uri, data), data };
  }

  /** What changed since an earlier answer; all tokens when that answer is not known. */
  delta(uri: string, previousId: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    if (last?.id !== previousId) return this.full(uri, data);
    return { resultId: this.#remember(uri, data), edits: difference(last.data, data) };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #remember(uri: string, data: number[]): string {
    const id = String(this.#nextId++);
    this.#last.set(uri, { id, data });
    return id;
  }
}

/** The one edit between the common beginning and the common end; places are relative, so most changes are short. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ start, deleteCount: before.length - start - tail, data: after.slice(start, after.length - tail) }];
}
