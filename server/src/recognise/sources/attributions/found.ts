import { lowerBound, type Span } from '../../../text/span';
import type { SourceTag } from '../../tags';

/** An attribution whose cue is still a place in the reading. */
export interface Found extends Span {
  readonly sources: readonly string[];
  readonly cue: Span | undefined;
  readonly content: Span;
  readonly by?: Span | undefined;
}

/** The sources that lie in a span; `sources` in order. */
export function sourcesIn(sources: readonly SourceTag[], span: Span): SourceTag[] {
  const inside: SourceTag[] = [];
  for (let i = lowerBound(sources, span.start, (source) => source.start); i < sources.length; i++) {
    const source = sources[i] as SourceTag;
    if (source.start >= span.end) break;
    if (source.end <= span.end) inside.push(source);
  }
  return inside;
}
