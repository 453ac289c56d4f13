import type { Span } from '../../../text/span';
import type { SourceTag } from '../../tags';

/** Who says it. */
export interface Speaker {
  /** Empty for somebody without a name. */
  readonly ids: readonly string[];
  /** Where the words that belong to the attribution begin. */
  readonly start: number;
  /** The words for whoever says it: names, a pronoun, 多位专家. */
  readonly by?: Span;
}

/** The ids of sources, each once. */
export function idsOf(sources: readonly SourceTag[]): string[] {
  return [...new Set(sources.map((source) => source.id))];
}
